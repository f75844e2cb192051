"""The virtual clock: moments in office hours, counted in the office's own working days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Final

from runut.core.workdays import Calendar

_ONE_DAY: Final = timedelta(days=1)
_HORIZON: Final = 3660
_MINUTES: Final = (4, 19)
"""How long one act takes, so that all acts of one activity fit into a morning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeClock:
    """Moves through the office hours of ``calendar``; never past ``latest``, where one is set."""

    calendar: Calendar
    latest: datetime | None = None

    def soon(self, at: datetime, rng: Random) -> datetime:
        """Return some minutes after ``at``, on the next working day if the office closes before."""
        later = at + timedelta(minutes=rng.randint(*_MINUTES), seconds=rng.randrange(60))
        day = self.calendar.local(at).date()
        if not self.calendar.works(day) or later >= self.calendar.moment(day, self.calendar.closes):
            return self.morning(self.forward(day, 1), rng)
        return self._kept(max(later, self.calendar.moment(day, self.calendar.opens)))

    def morning(self, day: date, rng: Random) -> datetime:
        """Return a moment in the first two hours of ``day``."""
        opened = self.calendar.moment(day, self.calendar.opens)
        return self._kept(opened + timedelta(minutes=rng.randint(5, 115), seconds=rng.randrange(60)))

    def forward(self, day: date, days: int) -> date:
        """Return the day that lies ``days`` working days after ``day``."""
        return self._walk(day, days, _ONE_DAY)

    def back(self, day: date, days: int) -> date:
        """Return the day that lies ``days`` working days before ``day``."""
        return self._walk(day, days, -_ONE_DAY)

    def _walk(self, day: date, days: int, step: timedelta) -> date:
        left = days
        for _ in range(_HORIZON):
            if left <= 0:
                return day
            day += step
            left -= self.calendar.works(day)
        return day

    def _kept(self, at: datetime) -> datetime:
        return min(at, self.latest) if self.latest else at

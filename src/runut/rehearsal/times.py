"""When the acts of a case come, from where it stands and how long its plan lets an activity take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from runut.cases.queries import CasePage
from runut.core import workdays
from runut.rehearsal.clock import OfficeClock
from runut.rehearsal.plan import Plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The moments of one page of a case."""

    page: CasePage
    clock: OfficeClock
    plan: Plan
    rng: Random

    def soon(self) -> datetime:
        """Return when the next filing or answer comes: minutes later, or days where the activity has many left."""
        left = workdays.working_days_between(self._today(), self._target(last=True), self.clock.calendar)
        days = self.rng.randint(0, left // 3) if left >= 3 else 0
        return self.after(days) if days else self.at_once()

    def at_once(self) -> datetime:
        """Return some minutes after the last event."""
        return self.clock.soon(self.page.case.changed_at, self.rng)

    def after(self, days: int) -> datetime:
        """Return a morning so many working days after the last event."""
        return self.clock.morning(self.clock.forward(self._today(), days), self.rng)

    def certifying(self) -> datetime:
        """Return when the current turn is recorded."""
        day = self._target(last=False)
        return self.clock.morning(day, self.rng) if day > self._today() else self.at_once()

    def _target(self, *, last: bool) -> date:
        """Return the day on which the current turn, or the last one, is to be recorded."""
        item = self.page.position.item
        assert item is not None and self.page.activity is not None
        began = self._day(item.scheduled_at)
        limit = workdays.working_days_between(began, self._day(item.due_at), self.clock.calendar) if item.due_at else None
        pace = self.plan.pace(item.activity, item.round, limit)
        turns = len(self.page.activity.turns)
        return self.clock.forward(began, pace if last or item.turn == turns - 1 else pace * (item.turn + 1) // turns)

    def _today(self) -> date:
        return self._day(self.page.case.changed_at)

    def _day(self, at: datetime) -> date:
        return self.clock.calendar.local(at).date()

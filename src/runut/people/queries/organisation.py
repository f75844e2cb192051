"""The office this installation belongs to: its name, hours, week and time zone."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime, time
from functools import lru_cache
from hashlib import sha256
from typing import Any, Final
from zoneinfo import ZoneInfo

from runut.base import sql
from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.core.workdays import Calendar
from runut.people import models

_SELECT: Final = """
SELECT name, region, address, telephone, email, is_demonstration, opens_at, closes_at, work_week, count_start_day, time_zone
FROM people_organisation WHERE id = 1"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """When the organisation works; ``work_week`` is five days (from Monday) or six.

    ``count_start_day``: the day on which an activity begins counts as its first working day.
    """

    opens_at: time
    closes_at: time
    work_week: int
    count_start_day: bool
    time_zone: str

    @property
    def stamp(self) -> str:
        """What a door sends back so that nobody changes hours other than they saw."""
        return sha256(repr(self).encode()).hexdigest()[:16]

    def calendar(self) -> Calendar:
        """Return the week, the hours and the zone, without any decreed day."""
        return Calendar(
            week=frozenset(range(self.work_week)),
            opens=self.opens_at,
            closes=self.closes_at,
            zone=self.time_zone,
            start_day_counts=self.count_start_day,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation:
    """The office this installation belongs to: its letterhead, and when it works."""

    name: str
    region: str
    address: str
    telephone: str
    email: str
    is_demonstration: bool
    opens_at: time
    closes_at: time
    work_week: int
    count_start_day: bool
    time_zone: str

    def today(self, at: datetime) -> date:
        """Return the day that ``at`` falls on, where the office is."""
        return at.astimezone(ZoneInfo(self.time_zone)).date()

    @property
    def letterhead(self) -> tuple[str, ...]:
        """The lines above a letter: region, name, and how it is reached."""
        contact = " · ".join(one for one in (self.address, self.telephone, self.email) if one)
        return tuple(one for one in (self.region, self.name, contact) if one)

    @property
    def hours(self) -> Hours:
        """When it works."""
        return Hours(**{one.name: getattr(self, one.name) for one in fields(Hours)})


def organisation() -> Organisation:
    """Return the office's settings.

    Read afresh each time: a change must reach every process at once, and a row by its primary key costs next to nothing.

    Raises:
        Refused: ``runut init`` has not been run.

    Queries: 1.
    """
    rows = sql.read(_SELECT, [])
    if not rows:
        raise Refused(reasons=[reason("not_founded")])
    return _made(rows[0])


@lru_cache(maxsize=1)
def _made(row: tuple[Any, ...]) -> Organisation:
    name, region, address, telephone, email, is_demonstration, opens_at, closes_at, work_week, count_start_day, time_zone = row
    return Organisation(
        name=name,
        region=region,
        address=address,
        telephone=telephone,
        email=email,
        is_demonstration=bool(is_demonstration),
        opens_at=sql.get_time(opens_at),
        closes_at=sql.get_time(closes_at),
        work_week=work_week,
        count_start_day=bool(count_start_day),
        time_zone=time_zone,
    )


def founded() -> bool:
    """Whether ``runut init`` has been run. Queries: 1."""
    return models.Organisation.objects.filter(pk=1).exists()


def calendar_base() -> Calendar:
    """Return the office's week, hours and zone as the calendar that editions are laid upon. Queries: 1."""
    return organisation().hours.calendar()

"""The office's calendar, composed of the adopted editions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from runut.base import sql
from runut.core.errors import ConcurrentChange
from runut.core.workdays import Calendar, DayKind, DayRule, Edition, compose
from runut.people.queries import Hours, calendar_base
from runut.procedures.models import CalendarEdition

# One statement instead of two, because every certified step asks: the office's row is only compared here, never read. Nothing in it is null, so
# that it can be compared where a step is written, too.
_STAMP: Final = """
SELECT (SELECT COUNT(*) FROM procedures_calendaredition WHERE adopted_at IS NOT NULL),
       (SELECT COALESCE(CAST(MAX(adopted_at) AS text), '') FROM procedures_calendaredition),
       CAST(opens_at AS text), CAST(closes_at AS text), work_week, count_start_day, time_zone
FROM people_organisation WHERE id = 1
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Composed:
    """A calendar and what it was made from, so that another process's adoption is noticed."""

    stamp: Any
    calendar: Calendar


_LAST: Final[dict[str, _Composed]] = {}
"""What this process composed last, by database."""


def calendar() -> Calendar:
    """Return the calendar that decides deadlines now: the office's week and hours, and the days of every adopted edition.

    Adopted editions never change and never go (trigger), so their number with the last adoption tells whether a process knows them all.

    Read it inside the transaction that uses it, before any case is locked: on PostgreSQL an adoption then waits for that transaction, or
    it for the adoption, and no deadline escapes (see `services.adopt_edition`).

    Raises:
        Refused: The office has not been founded.

    Queries: 1, and 3 more after an adoption or a change of the office's hours.
    """
    name, stamp = str(connection.settings_dict["NAME"]), _stamp()
    known = _LAST.get(name)
    if known is None or known.stamp != stamp or stamp is None:
        known = _LAST[name] = _Composed(stamp=stamp, calendar=_compose(Q(adopted_at__isnull=False)))
    return known.calendar


def remembered_calendar() -> Calendar:
    """Return what `calendar` answered last in this process, for who asks `calendar` too before anything is written. Queries: 0, or as `calendar`."""
    known = _LAST.get(str(connection.settings_dict["NAME"]))
    return known.calendar if known else calendar()


def calendar_answer(days: Calendar) -> sql.Answer:
    """Return the question that `calendar` asks with the answer that gave ``days``, for who makes it a condition of what is written.

    Raises:
        ConcurrentChange: Another calendar has been composed since.
    """
    known = _LAST.get(str(connection.settings_dict["NAME"]))
    if known is None or known.calendar is not days:
        raise ConcurrentChange
    return sql.Answer(question=_STAMP, row=known.stamp)


def calendar_with(edition_id: int) -> Calendar:
    """Return the calendar as it would be if the edition ``edition_id`` were adopted too. Queries: 3."""
    return _compose(Q(adopted_at__isnull=False) | Q(pk=edition_id))


def calendar_under(hours: Hours) -> Calendar:
    """Return the calendar as it would be under other hours. Queries: as `calendar`."""
    base = hours.calendar()
    return replace(calendar(), week=base.week, opens=base.opens, closes=base.closes, zone=base.zone, start_day_counts=base.start_day_counts)


def forget_calendar() -> None:
    """Empty this process's memory of the calendar."""
    _LAST.clear()


def _stamp() -> Any:
    return next(iter(sql.read(_STAMP, [])), None)


def _compose(which: Q) -> Calendar:
    rows = list(CalendarEdition.objects.filter(which).prefetch_related("days"))
    composed = compose(_editions(rows), calendar_base())
    return replace(composed, covers_to=_covers_to([(row.covers_from, row.covers_to) for row in rows]))


def _editions(rows: Iterable[CalendarEdition]) -> list[Edition]:
    return [
        Edition(
            decree=row.decree,
            decided_on=row.decided_on,
            covers_to=row.covers_to,
            days={one.day: DayRule(kind=DayKind(one.kind), name=one.name, decree=row.decree) for one in row.days.all()},
        )
        for row in rows
    ]


def _covers_to(spans: Sequence[tuple[date, date]]) -> date:
    """Return the last day up to which the editions leave no gap: a governor's single day far ahead settles no year before it."""
    end = date.min
    for first, last in sorted(spans):
        if end == date.min or first <= end + timedelta(days=1):
            end = max(end, last)
    return end

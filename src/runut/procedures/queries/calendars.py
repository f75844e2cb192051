"""The office's calendar, composed of the adopted editions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import Count, Max, Q

from runut.core.workdays import Calendar, DayKind, DayRule, Edition, compose
from runut.people.queries import calendar_base
from runut.procedures.models import CalendarEdition

_Stamp = tuple[int, int | None, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Composed:
    """A calendar and what it was made from, so that another process's adoption is noticed."""

    stamp: _Stamp
    base: Calendar
    calendar: Calendar


_LAST: Final[dict[str, _Composed]] = {}


def calendar() -> Calendar:
    """Return the calendar that decides deadlines now: the office's week and hours, and the days of every adopted edition.

    Adopted editions never change and never go (trigger), so their number with the last adoption tells whether a process knows them all.

    Queries: 1 small one, those of `calendar_base`, and 2 more after an adoption.
    """
    base, stamp, known = calendar_base(), _stamp(), _LAST.get("calendar")
    if known is None or known.stamp != stamp or known.base != base:
        known = _Composed(stamp=stamp, base=base, calendar=compose(adopted_editions(), base))
        _LAST["calendar"] = known
    return known.calendar


def calendar_with(edition_id: int) -> Calendar:
    """Return the calendar as it would be if the edition ``edition_id`` were adopted too. Queries: 2 and those of `calendar_base`."""
    return compose(_editions(Q(adopted_at__isnull=False) | Q(pk=edition_id)), calendar_base())


def adopted_editions() -> list[Edition]:
    """Return the adopted editions as the core's values. Queries: 2."""
    return _editions(Q(adopted_at__isnull=False))


def forget_calendar() -> None:
    """Empty this process's memory of the calendar."""
    _LAST.clear()


def _stamp() -> _Stamp:
    adopted = CalendarEdition.objects.filter(adopted_at__isnull=False)
    found = adopted.aggregate(number=Count("*"), last=Max("pk"), at=Max("adopted_at"))
    return found["number"], found["last"], found["at"]


def _editions(which: Q) -> list[Edition]:
    rows: Iterable[CalendarEdition] = CalendarEdition.objects.filter(which).prefetch_related("days")
    return [
        Edition(
            decree=row.decree,
            decided_on=row.decided_on,
            covers_to=row.covers_to,
            days={one.day: DayRule(kind=DayKind(one.kind), name=one.name, decree=row.decree) for one in row.days.all()},
        )
        for row in rows
    ]

"""Who has deadlines listens here: before an edition is adopted, or the hours change, they say what it would move; then they move it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from runut.core.workdays import Calendar, DayRule
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One open deadline that another calendar would move; ``since`` is when its time limit began to run."""

    case_id: int
    name: str
    activity: int
    since: datetime
    before: datetime
    after: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedDay:
    """A day that people worked, or not, and no longer do, or do now."""

    day: date
    before: DayRule
    after: DayRule


Preview = Callable[[Calendar], Iterable[Moved]]
Apply = Callable[[Standing, datetime, str], object]

_LISTENERS: Final[list[tuple[Preview, Apply]]] = []


def listen(*, preview: Preview, apply: Apply) -> None:
    """Register who has deadlines; called in ``AppConfig.ready()``.

    ``preview(calendar)`` returns the open deadlines that ``calendar`` would move. ``apply(who, at, why)`` moves them, inside the transaction
    of the adoption, when `queries.calendar` already answers with the new edition; an error there undoes the adoption.
    """
    if (preview, apply) not in _LISTENERS:
        _LISTENERS.append((preview, apply))


def moved_by(calendar: Calendar) -> list[Moved]:
    """Return every open deadline that ``calendar`` would move, the earliest first."""
    found = [one for preview, _ in _LISTENERS for one in preview(calendar)]
    return sorted(found, key=lambda one: (one.before, one.name))


def move(who: Standing, at: datetime, *, why: str = "") -> None:
    """Let every listener move its deadlines to the calendar that holds now; ``why`` where no edition says it."""
    for _, apply in _LISTENERS:
        apply(who, at, why)


def changed_days(before: Calendar, after: Calendar) -> list[ChangedDay]:
    """Return the days on which the two calendars disagree whether people work, in order."""
    days = sorted(before.days.keys() | after.days.keys())
    return [ChangedDay(day=day, before=before.rule(day), after=after.rule(day)) for day in days if before.works(day) != after.works(day)]


def reasons(moved: Moved, changed: Iterable[ChangedDay], calendar: Calendar) -> list[ChangedDay]:
    """Return the changed days that lie between the start of a time limit and its deadline, old or new: they are why it moves."""
    first, last = calendar.local(moved.since).date(), calendar.local(max(moved.before, moved.after)).date()
    return [one for one in changed if first <= one.day <= last]

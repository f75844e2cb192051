"""What another calendar does to open deadlines: shown before an edition is adopted or the hours change, done when they do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Final

from runut.cases.models import WorkItem
from runut.cases.recording import read_case
from runut.cases.services import recalendar
from runut.core.workdays import Calendar, due
from runut.people.queries import Standing
from runut.procedures import queries
from runut.procedures.adoption import Moved

_BATCH: Final = 500


def preview(calendar: Calendar) -> Iterator[Moved]:
    """Yield every open deadline that ``calendar`` would move. Queries: 1, and 1 for each case with a deadline."""
    for case_id, name in _running():
        point = read_case(case_id=case_id, user_id=0, on=calendar.covers_to, lock=False)
        item = point.position.item
        after = due(point.position.clock(point.procedure), calendar, day=point.procedure.day) if item else None
        if item and item.due_at and after and after != item.due_at:
            yield Moved(
                case_id=case_id,
                name=name,
                activity=item.activity,
                since=item.scheduled_at,
                before=item.due_at,
                after=after,
            )


def apply(who: Standing, at: datetime, why: str) -> None:
    """Move every open deadline to what the calendar says now. Queries: 1, and 2 to 6 for each case."""
    calendar = queries.calendar()
    for case_id, _ in _running():
        recalendar(case_id=case_id, days=calendar, who=who, at=at, why=why)


def _running() -> Iterator[tuple[int, str]]:
    """Yield number and name of every case whose deadline runs, a batch at a time."""
    last = 0
    while True:
        rows = WorkItem.objects.filter(state="open", due_at__isnull=False, case__status="active", case_id__gt=last).order_by("case_id")
        batch = list(rows.values_list("case_id", "case__number", "case__title")[:_BATCH])
        yield from ((case_id, f"{number} {title}".strip() if number else title) for case_id, number, title in batch)
        if len(batch) < _BATCH:
            return
        last = batch[-1][0]

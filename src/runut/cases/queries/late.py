"""What is late or stands still, and why: for those who are to unblock it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from runut.base import counts
from runut.base.counts import Count, up_to
from runut.cases.models import Case, WorkItem
from runut.cases.queries.access import visible
from runut.cases.queries.rows import CaseRow, case_rows, row_values
from runut.core.ledger import moment
from runut.people.queries import Standing

_ROWS: Final = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Stuck:
    """A case that is late or held; ``since`` is when its activity began, ``extended`` the days its deadline was moved already.

    ``held_since`` and ``why`` are those of the hold that stands, if one does.
    """

    row: CaseRow
    since: datetime
    extended: int
    held_since: datetime | None
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Behind:
    """The cases that are late longest, then those on hold longest; ``more`` counts the late ones beyond them."""

    late: tuple[Stuck, ...]
    held: tuple[Stuck, ...]
    more: Count


def behind(*, who: Standing, at: datetime) -> Behind:
    """Return what of all that ``who`` sees is late or on hold. Queries: 4."""
    rows = row_values().filter(visible(who))
    late = case_rows(rows.filter(status="active", due_order__lt=at).order_by("due_order", "id")[:_ROWS], at=at)
    held = case_rows(rows.filter(status="held").order_by("changed_at", "id")[:_ROWS], at=at)
    pks = (
        Case.objects.filter(visible(who), status="active", due_order__lt=at)
        .order_by("due_order")
        .values("pk")[: _ROWS + counts.COUNTED + 1]
    )
    items = {one.case_id: one for one in WorkItem.objects.filter(case__in=[row.id for row in (*late, *held)], state="open")}
    return Behind(
        late=tuple(_stuck(row, items[row.id]) for row in late),
        held=tuple(_stuck(row, items[row.id]) for row in held),
        more=up_to(max(0, pks.count() - len(late))),
    )


def _stuck(row: CaseRow, item: WorkItem) -> Stuck:
    hold = item.holds[-1] if item.holds and item.holds[-1]["until"] is None else None
    return Stuck(
        row=row,
        since=item.scheduled_at,
        extended=item.extended,
        held_since=moment(hold["since"]) if hold else None,
        why=hold["reason"] if hold else "",
    )

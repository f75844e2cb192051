"""What of the register is asked for, as conditions that stand in a statement of its own as well as in a part of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from runut.base import sql
from runut.cases.models import OPEN, STATUSES
from runut.cases.queries.access import ways_of_seeing
from runut.people.queries import Standing

SORTS: Final = {
    "due": ("due_order", "id"),
    "-due": ("-due_order", "-id"),
    "opened": ("opened_at", "id"),
    "-opened": ("-opened_at", "-id"),
    "title": ("title", "id"),
    "-title": ("-title", "-id"),
}
"""What the register can be sorted by, each with the index behind it (`Case.Meta.indexes`)."""

_PROCEDURE: Final = "cases_case.version_id IN (SELECT id FROM procedures_procedureversion WHERE procedure_id = %s)"


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What of the register is shown; empty means all. ``late`` keeps active cases whose deadline has passed."""

    text: str = ""
    status: str = ""
    procedure_id: int | None = None
    activity: int | None = None
    unit_id: int | None = None
    late: bool = False
    sort: str = ""

    @property
    def sorted_by(self) -> str:
        """The key in `SORTS`: what was asked for, or else what serves best."""
        if self.sort in SORTS:
            return self.sort
        return "due" if self.late or self.status == "active" else "-opened"


def asked(filters: Filters, *, at: datetime) -> sql.Statement:
    """Return the condition for the cases that the filters keep, but for their text."""
    conditions = [
        ("cases_case.status = 'active' AND cases_case.due_order < %s", sql.put_moment(at) if filters.late else None),
        ("cases_case.status = %s", filters.status if not filters.late else None),
        (_PROCEDURE, filters.procedure_id),
        ("cases_case.activity = %s", filters.activity),
        ("cases_case.unit_id = %s", filters.unit_id),
    ]
    kept = [(condition, value) for condition, value in conditions if value]
    return " AND ".join(condition for condition, _ in kept) or "1 = 1", [value for _, value in kept]


def register_parts(filters: Filters, who: Standing, *, at: datetime) -> list[sql.Statement]:
    """Return the same for ``who`` in parts of which each comes in order from one index.

    The indexes of a unit and those of deadlines begin with the status, so each status is a part. Of the cases of one's teams there are so few
    that they are one.
    """
    alone = [filters]
    if not (filters.late or filters.status):
        alone = [replace(filters, status=status) for status in (OPEN if filters.activity else STATUSES)]
    if who.sees_all:
        split = filters.unit_id or filters.sorted_by.endswith("due")
        return [asked(one, at=at) for one in (alone if split else [filters])]
    unit, team = ways_of_seeing(who)
    return [*(both(unit, asked(one, at=at)) for one in alone), both(team, asked(filters, at=at))]


def both(one: sql.Statement, other: sql.Statement) -> sql.Statement:
    """Return the condition that both are met."""
    values: Sequence[object] = [*one[1], *other[1]]
    return f"{one[0]} AND {other[0]}", values

"""A case as a line of a page: with what is to be done, and how far its deadline is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from runut.cases.queries import CaseRow, Stuck
from runut.cases.timing import days_left
from runut.cases.words import TODO, badge
from runut.core.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A case of a list with what the reader wants to know beside it; ``days`` are working days until the deadline."""

    row: CaseRow
    days: int | None
    stuck: Stuck | None = None

    @property
    def todo(self) -> str:
        """What is expected of the performer whose turn it is."""
        return str(TODO.get(self.row.part, ""))

    @property
    def badge(self) -> dict[str, str]:
        """The status, as the badge draws it."""
        return badge(self.row.status, late=self.row.late)

    @property
    def tone(self) -> str:
        """How the line is marked: late, soon or held; empty: calm."""
        if self.row.late:
            return "late"
        if self.row.status == "held":
            return "held"
        return "soon" if self.days is not None and self.days <= 1 else ""


def lines(rows: Iterable[CaseRow], *, at: datetime, dates: Calendar) -> list[Line]:
    """Return lines for rows."""
    return [Line(row=row, days=days_left(row.due_at, at=at, calendar=dates)) for row in rows]


def stuck_lines(found: Iterable[Stuck], *, at: datetime, dates: Calendar) -> list[Line]:
    """Return lines for what is late or on hold."""
    return [Line(row=one.row, days=days_left(one.row.due_at, at=at, calendar=dates), stuck=one) for one in found]

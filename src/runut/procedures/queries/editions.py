"""The editions of the calendar as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, F, QuerySet

from runut.base.paging import Page, paginate
from runut.core.errors import NotFound
from runut.procedures import proposal
from runut.procedures.models import CalendarDay, CalendarEdition
from runut.procedures.values import Day, Decree, fingerprint

PAGE: Final = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionRow:
    """An edition with the number of its days; ``adopted_by`` is empty while it is a draft."""

    id: int
    decree: str
    decided_on: date
    covers_from: date
    covers_to: date
    note: str
    proposed_by: str
    made_at: datetime
    made_by: str
    adopted_at: datetime | None
    adopted_by: str
    number: int

    @property
    def unnamed(self) -> bool:
        """Whether it still is a proposal without the number of its decree."""
        return proposal.is_unnamed(self.decree)


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionView:
    """An edition with its days, in order."""

    row: EditionRow
    days: tuple[Day, ...]

    @property
    def told(self) -> Decree:
        """What the decree says of itself."""
        return Decree(**{one.name: getattr(self.row, one.name) for one in fields(Decree)})

    @property
    def fingerprint(self) -> str:
        """What a door sends back so that nobody adopts or overwrites what they have not seen."""
        return fingerprint(self.told, self.days)


def edition_list(*, cursor: str = "") -> Page[EditionRow]:
    """Return the editions, the latest decree first. Queries: 1."""
    page = paginate(_rows(), order=["-decided_on"], cursor=cursor, size=PAGE)
    return Page(rows=[_row(one) for one in page.rows], next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def edition(edition_id: int) -> EditionView:
    """Return an edition and its days.

    Raises:
        NotFound: There is no such edition.

    Queries: 2.
    """
    row = _rows().filter(pk=edition_id).first()
    if row is None:
        raise NotFound
    days = CalendarDay.objects.filter(edition_id=edition_id).order_by("day").values("day", "kind", "name")
    return EditionView(row=_row(row), days=tuple(Day(**one) for one in days))


def _rows() -> QuerySet[CalendarEdition, dict[str, Any]]:
    rows = CalendarEdition.objects.annotate(maker=F("made_by__name"), adopter=F("adopted_by__name"), number=Count("days"))
    same = [one.name for one in fields(EditionRow) if one.name not in {"made_by", "adopted_by"}]
    found: QuerySet[CalendarEdition, dict[str, Any]] = rows.values("maker", "adopter", *same)
    return found


def _row(row: dict[str, Any]) -> EditionRow:
    rest = dict(row)
    return EditionRow(made_by=rest.pop("maker") or "", adopted_by=rest.pop("adopter") or "", **rest)

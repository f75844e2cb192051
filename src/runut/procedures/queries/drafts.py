"""Drafts as they are listed, read and written on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import F, QuerySet

from runut.base.paging import Page, paginate
from runut.core.building import build
from runut.core.errors import NotFound, ProcedureInvalid
from runut.core.procedure import Procedure
from runut.formats.draft import Question
from runut.formats.flowchart import sketch
from runut.people.queries import Standing, holders
from runut.procedures.drafting import questions as asking
from runut.procedures.drafting.content import Content, to_file
from runut.procedures.models import Draft, DraftAct, Revision

PAGE: Final = 30
OPEN: Final = ("draft", "submitted")


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A draft without its content. ``office`` is asked to approve it; ``procedure`` is empty for an SOP that the office does not have yet."""

    id: int
    name: str
    procedure_id: int | None
    key: str
    based_on: int | None
    based_on_number: int | None
    source: str
    state: str
    counter: int
    note: str
    office_id: int | None
    office: str
    office_key: str
    made_by: str
    made_at: datetime
    changed_by: str
    changed_by_id: int
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftView:
    """A draft with its content at one revision, and the questions that are open there, each with its place in the list."""

    row: DraftRow
    number: int
    content: Content
    questions: tuple[tuple[int, str, Question], ...]
    can_undo: bool
    can_redo: bool

    @property
    def data(self) -> dict[str, Any]:
        """The plain data of the file."""
        return to_file(self.content)

    def procedure(self) -> Procedure | None:
        """Return it as a procedure; None while it breaks a rule of the file."""
        try:
            return build(self.data)
        except ProcedureInvalid:
            return None

    def sketch(self) -> Procedure | None:
        """Return what can be drawn of it, faults or not; None where it has no activity."""
        return sketch(self.data)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActRow:
    """What somebody did with a draft as a whole, or (``kind`` saved, aside) one of its revisions."""

    kind: str
    at: datetime
    by: str
    note: str = ""
    counter: int = 0
    acted_as: Mapping[str, str] | None = None
    revision_id: int | None = None


def draft_list(*, cursor: str = "") -> Page[DraftRow]:
    """Return the drafts that are being written or wait for approval, the last changed first. Queries: 1."""
    page = paginate(_rows().filter(state__in=OPEN), order=["-changed_at", "-id"], cursor=cursor, size=PAGE)
    return Page(rows=[_row(one) for one in page.rows], next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def drafts_of(procedure_id: int) -> list[DraftRow]:
    """Return the open drafts of an SOP, the last changed first. Queries: 1."""
    return [_row(one) for one in _rows().filter(procedure_id=procedure_id, state__in=OPEN).order_by("-changed_at", "-id")]


def drafts_for(who: Standing) -> list[DraftRow]:
    """Return the drafts that wait for the approval of an office that ``who`` holds, the longest waiting first. Queries: 1."""
    return [_row(one) for one in _rows().filter(state="submitted", office__key__in=list(who.offices)).order_by("changed_at", "id")]


def draft_row(draft_id: int) -> DraftRow:
    """Return a draft without its content.

    Raises:
        NotFound: There is none.

    Queries: 1.
    """
    row = _rows().filter(pk=draft_id).first()
    if row is None:
        raise NotFound
    return _row(row)


def draft_view(draft_id: int, *, number: int | None = None) -> DraftView:
    """Return a draft as it is now, or as its revision ``number`` has it.

    Raises:
        NotFound: There is no such draft or revision.

    Queries: 2.
    """
    row = draft_row(draft_id)
    found = Revision.objects.filter(draft_id=draft_id, number=number or row.counter, aside=False).first()
    if found is None:
        raise NotFound
    return _view(row, found)


def aside_view(draft_id: int, revision_id: int) -> DraftView:
    """Return a draft as one of its revisions has it, those that were kept aside among them.

    Raises:
        NotFound: There is no such draft or revision.

    Queries: 2.
    """
    row = draft_row(draft_id)
    found = Revision.objects.filter(draft_id=draft_id, pk=revision_id).first()
    if found is None:
        raise NotFound
    return _view(row, found)


def draft_history(draft_id: int) -> list[ActRow]:
    """Return what was done with a draft, the newest first: acts, and who saved when. Queries: 2."""
    told: list[tuple[tuple[datetime, int, int], ActRow]] = []
    for one in DraftAct.objects.select_related("by").filter(draft_id=draft_id):
        row = ActRow(kind=one.kind, at=one.at, by=one.by.name, note=one.note, counter=one.counter, acted_as=one.acted_as)
        told.append(((one.at, one.counter, one.pk), row))
    for saved in Revision.objects.filter(draft_id=draft_id).values("pk", "number", "aside", "made_at", "made_by__name"):
        kind, at, number = "aside" if saved["aside"] else "saved", saved["made_at"], saved["number"]
        if number > 1 or saved["aside"]:
            row = ActRow(kind=kind, at=at, by=saved["made_by__name"], counter=number, revision_id=saved["pk"])
            told.append(((at, number, 0), row))
    return [row for _when, row in sorted(told, key=lambda one: one[0], reverse=True)]


def not_held(procedure: Procedure, *, on: date) -> list[str]:
    """Return the keys of the offices behind an SOP's performers that nobody holds on the day ``on``. Queries: 1."""
    keys = [one.key for one in procedure.performers if one.held_by.value == "office"]
    return [key for key, held in holders(keys, on=on).items() if not held]


def _view(row: DraftRow, found: Revision) -> DraftView:
    asked = [(place, asking.field_of(one), asking.opened(one, found.content)) for place, one in enumerate(found.questions)]
    return DraftView(
        row=row,
        number=found.number,
        content=found.content,
        questions=tuple((place, field, one) for place, field, one in asked if one is not None),
        can_undo=found.undo_to is not None,
        can_redo=found.redo_to is not None,
    )


_NAMES: Final = {
    "key": "procedure__key",
    "based_on": "based_on_id",
    "based_on_number": "based_on__number",
    "office": "office__name",
    "office_key": "office__key",
    "made_by": "made_by__name",
    "changed_by": "changed_by__name",
}
_SAME: Final = (
    "id", "name", "procedure_id", "source", "state", "counter", "note", "office_id", "made_at", "changed_at", "changed_by_id",
)  # fmt: skip


def _rows() -> QuerySet[Draft, dict[str, Any]]:
    renamed = {f"its_{name}": F(path) for name, path in _NAMES.items()}
    found: QuerySet[Draft, Any] = Draft.objects.annotate(**renamed).values(*_SAME, *renamed)
    return found


def _row(row: dict[str, Any]) -> DraftRow:
    rest = {name.removeprefix("its_"): value for name, value in row.items()}
    for name in ("key", "office", "office_key"):
        rest[name] = rest[name] or ""
    return DraftRow(**rest)

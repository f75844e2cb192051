"""What the API takes and gives; names are those of the glossary, times are ISO 8601 with their zone."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Final, Literal, Self

from ninja import Schema
from pydantic import ConfigDict, Field, model_validator

from runut.base.sentences import say
from runut.cases.queries import CasePage, CaseRow
from runut.core.ledger import Event
from runut.core.legible import check_legible
from runut.core.sentences import Reason

_FILE: Final = {"type": "object", "required": ["file"], "properties": {"file": {"type": "string", "format": "binary"}}}
ONE_FILE: Final = {"requestBody": {"content": {"multipart/form-data": {"schema": _FILE}}}}
"""What an address says of its body when it takes one file, which is streamed past the library."""


class Strict(Schema):
    """Input: a word that is not known is refused, so that a typing error is not taken for an empty value; so is a text that reads
    otherwise than it is stored.
    """

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="after")
    def read_as_stored(self) -> Self:
        """Check every text, also those in lists.

        Raises:
            Invalid: One of them holds what nobody sees.
        """
        for value in vars(self).values():
            check_legible(*(one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)))
        return self


class RequestIn(Strict):
    """A request for the register of systems to be developed."""

    title: str = Field(max_length=200)
    purpose: str = Field(default="", max_length=5000)
    unit_id: int = Field(gt=0, lt=2**31)
    procedure_id: int | None = Field(default=None, gt=0, lt=2**31, description="Which SOP; may be left out while the office has one.")


class TurnIn(Strict):
    """The turn that the caller saw: activity, round, and how many had certified before."""

    activity: int = Field(ge=1, lt=1000)
    round: int = Field(ge=1, lt=10**6)
    turn: int = Field(ge=0, lt=1000)


class RemarkIn(Strict):
    """A remark with its weight (it must be fixed, or is a suggestion), and what it is tied to: one of the case's things, and a place in it."""

    text: str = Field(max_length=5000)
    weight: Literal["must", "suggestion"] = "must"
    thing: str = Field(default="", max_length=300, description="As GET /cases/{case_id}/things names it; empty: the whole.")
    place: str = Field(
        default="",
        max_length=200,
        description="The page of a document, or a spot of a picture: 31.5 % / 42 % from the left and from the top.",
    )


class CompleteIn(Strict):
    """Recording the open turn; ``outcome`` where it decides. ``seen`` are the SHA-256 of the document versions that the caller read."""

    saw: TurnIn
    outcome: str = Field(default="", max_length=64)
    reason: str = Field(default="", max_length=5000)
    remarks: list[str | RemarkIn] = Field(default_factory=list, max_length=100)
    note: str = Field(default="", max_length=5000)
    seen: list[str] | None = Field(default=None, max_length=1000)


class WhyIn(Strict):
    """An act beside the flow, with its reason."""

    reason: str = Field(max_length=5000)


class NoteIn(Strict):
    """Resuming, with a note that may be empty."""

    note: str = Field(default="", max_length=5000)


class ExtendIn(WhyIn):
    """Moving a deadline by working days."""

    days: int = Field(ge=-1000, le=1000)


class DeviateIn(WhyIn):
    """Moving a case to another activity."""

    activity: int = Field(ge=-1000, le=1000)


class VersionIn(WhyIn):
    """Moving a case to another version of its SOP."""

    version_id: int = Field(gt=0, lt=2**31)
    activity: int | None = Field(default=None, ge=-1000, le=1000)


class ReasonOut(Schema):
    """One thing that stands against an act: a stable code and its sentence in the language asked for."""

    code: str
    sentence: str


class CaseOut(Schema):
    """A case as lists show it."""

    id: int
    number: str
    title: str
    unit: str
    status: str
    activity: int | None
    activity_text: str
    round: int
    performer: str
    due_at: datetime | None
    late: bool
    open_remarks: int
    opened_at: datetime
    ended_at: datetime | None
    ending_reason: str


class CaseListOut(Schema):
    """A page of cases; ``next`` and ``previous`` are cursors, empty at the ends."""

    rows: list[CaseOut]
    next: str
    previous: str


class DeliverableOut(Schema):
    """A requirement or output of the open activity."""

    key: str
    name: str
    role: str
    state: str
    supplier: str
    sha256: list[str]
    against: list[ReasonOut]


class OutcomeOut(Schema):
    """An outcome of the open decision and where it leads."""

    outcome: str
    target: int | str
    rejects: bool


class CaseDetailOut(Schema):
    """All about where a case stands: what is expected, what is missing, what is possible and why not."""

    id: int
    uid: str
    number: str | None
    title: str
    purpose: str
    unit: str
    status: str
    activity: int | None
    activity_text: str
    saw: TurnIn | None
    performer: str
    due_at: datetime | None
    late: bool
    provisional: bool
    outcomes: list[OutcomeOut]
    deliverables: list[DeliverableOut]
    missing: list[ReasonOut]
    against: list[ReasonOut]
    course: dict[str, list[ReasonOut]]
    rounds: dict[int, int]
    open_remarks: list[int]
    events: int
    head: str


class EventOut(Schema):
    """An event: the content that is hashed, and its hash."""

    event: dict[str, Any]
    hash: str


class EventListOut(Schema):
    """A page of events."""

    rows: list[EventOut]
    next: str
    previous: str


class VersionOut(Schema):
    """One version of a document."""

    id: int
    key: str
    title: str
    number: int
    current: bool
    removed: bool
    filename: str
    media_type: str
    size: int
    sha256: str
    scan: str
    ends_on: date | None
    activity: int
    round: int
    filed_by: str
    filed_at: datetime


class TestResultsOut(Schema):
    """A report of automated tests as it was taken over; ``version_id`` is the file that was kept."""

    number: int
    version_id: int
    build: str
    tested_on: date
    passed: int
    failed: int
    skipped: int


class MadeOut(Schema):
    """The id of what was made."""

    id: int


def reasons_out(reasons: tuple[Reason, ...]) -> list[ReasonOut]:
    """Return reasons with their sentences in the active language."""
    return [ReasonOut(code=one.code, sentence=say(one)) for one in reasons]


def case_out(row: CaseRow) -> CaseOut:
    """Return a line of a list."""
    return CaseOut(**{name: getattr(row, name) for name in CaseOut.model_fields})


def detail_out(page: CasePage) -> CaseDetailOut:
    """Return the page of a case."""
    case, activity, position = page.case, page.activity, page.position
    return CaseDetailOut(
        id=case.pk,
        uid=case.uid,
        number=case.number,
        title=case.title,
        purpose=case.purpose,
        unit=case.unit.name,
        status=position.status.value,
        activity=activity.number if activity else None,
        activity_text=activity.text if activity else "",
        saw=TurnIn(activity=page.saw.activity, round=page.saw.round, turn=page.saw.turn) if page.saw else None,
        performer=position.performer(page.procedure).name if activity else "",
        due_at=page.due_at,
        late=page.late,
        provisional=page.provisional,
        outcomes=[OutcomeOut(outcome=one.key, target=one.target, rejects=one.rejects) for one in page.outcomes],
        deliverables=[
            DeliverableOut(
                key=one.key,
                name=one.name,
                role=one.role,
                state=one.state,
                supplier=one.supplier,
                sha256=[each.sha256 for each in one.filed],
                against=reasons_out(one.against),
            )
            for one in page.items
        ],
        missing=reasons_out(page.missing),
        against=reasons_out(page.against),
        course={act: reasons_out(found) for act, found in page.course.items()},
        rounds=dict(position.rounds),
        open_remarks=sorted(position.open_remarks),
        events=case.events,
        head=case.head,
    )


def event_out(event: Event) -> EventOut:
    """Return an event."""
    return EventOut(event=event.content(), hash=event.hash)

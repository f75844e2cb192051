"""Remarks: what they can be tied to, those drafted for the open decision, those of decisions with their answers."""

from __future__ import annotations

from datetime import datetime

from ninja import Router, Schema, Status
from pydantic import Field

from runut.api import auth, schemas
from runut.api.auth import ApiRequest, Token
from runut.api.cases import known_id, shown_case
from runut.cases import queries, services, things
from runut.cases.queries import CasePage
from runut.reviews import services as reviews
from runut.reviews.queries import drafted_for, responding

router = Router(tags=["remarks"])
read, write = Token(auth.READ), Token(auth.WRITE)
_ID = "/cases/{case_id}"


class AnswerIn(schemas.Strict):
    """The answer to a remark, and what changed."""

    text: str = Field(max_length=5000)
    change: str = Field(max_length=5000)


class RemarkOut(Schema):
    """A remark of a decision and its answer."""

    number: int
    activity: int
    round: int
    text: str
    raised_by: str
    raised_at: datetime
    answer: str
    change: str
    answered_by: str
    answered_at: datetime | None
    weight: str = ""
    about: dict[str, str] = Field(default_factory=dict)
    drafted_by: str = ""
    closed_at: datetime | None = None


class ThingOut(Schema):
    """Something that a remark can be tied to; ``sha256`` says in which state it is, where its kind has hashes."""

    thing: str
    kind: str
    label: str
    group: str
    sha256: str


class DraftOut(Schema):
    """A remark that was drafted for the decision that is open, which takes it."""

    id: int
    text: str
    weight: str
    about: dict[str, str]
    drafted_by: str
    drafted_at: datetime


@router.get(_ID + "/things", auth=read, response=list[ThingOut])
def list_things(request: ApiRequest, case_id: int, kind: str = "") -> list[ThingOut]:
    """Everything of the case that a remark can be tied to, as it stands now; ``kind`` leaves the others out."""
    _page(request, case_id)
    return [
        ThingOut(thing=f"{one.key}:{each.key}", kind=one.key, label=each.label, group=each.group, sha256=each.sha256)
        for one, those in things.things(case_id)
        if kind in {"", one.key}
        for each in those
    ]


@router.get(_ID + "/drafts", auth=read, response=list[DraftOut])
def list_drafts(request: ApiRequest, case_id: int) -> list[DraftOut]:
    """The remarks that stand before the open decision; none where no response is due."""
    page = _page(request, case_id)
    if responding(page) is None:
        return []
    return [
        DraftOut(id=one.id, text=one.text, weight=one.weight, about=dict(one.about), drafted_by=one.author, drafted_at=one.at)
        for one in drafted_for(page).remarks
    ]


@router.post(_ID + "/drafts", auth=write, response={201: schemas.MadeOut})
def draft_remark(request: ApiRequest, case_id: int, asked: schemas.RemarkIn) -> Status[dict[str, int]]:
    """Draft a remark for the open decision: whoever takes part in the activity, never on their own work."""
    made = reviews.draft_remark(
        case_id=known_id(case_id),
        text=asked.text,
        must=asked.weight == "must",
        thing=asked.thing,
        place=asked.place,
        who=request.standing,
        at=request.at,
    )
    return Status(201, {"id": made})


@router.delete(_ID + "/drafts/{draft_id}", auth=write, response={204: None})
def take_back_draft(request: ApiRequest, case_id: int, draft_id: int) -> Status[None]:
    """Take a drafted remark back: its author, or whoever decides."""
    reviews.take_back_remark(case_id=known_id(case_id), draft_id=known_id(draft_id), who=request.standing, at=request.at)
    return Status(204, None)


@router.get(_ID + "/remarks", auth=read, response=list[RemarkOut])
def list_remarks(request: ApiRequest, case_id: int) -> list[queries.RemarkView]:
    """Every remark of the case's decisions, with what it is tied to (``about``) and its answer."""
    _page(request, case_id)
    return queries.remarks(case_id=case_id)


@router.post(_ID + "/remarks/{number}/answer", auth=write, response=schemas.CaseDetailOut)
def answer_remark(request: ApiRequest, case_id: int, number: int, asked: AnswerIn) -> schemas.CaseDetailOut:
    """Answer a remark and name what changed."""
    _page(request, case_id)
    services.answer_remark(case_id=case_id, number=number, text=asked.text, change=asked.change, who=request.standing, at=request.at)
    return shown_case(request, case_id)


def _page(request: ApiRequest, case_id: int) -> CasePage:
    """Return where the case stands, or refuse as if it were not there."""
    return queries.access_page(case_id=known_id(case_id), who=request.standing, at=request.at)

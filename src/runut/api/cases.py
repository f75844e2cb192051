"""Register, cases, work items and events."""

from __future__ import annotations

from typing import Any

from django.http import StreamingHttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from runut.api import auth, schemas
from runut.api.auth import ApiRequest, Token
from runut.cases import queries, services
from runut.cases.services import Turn
from runut.cases.things import about
from runut.core.errors import Invalid
from runut.core.guards import Act
from runut.core.remarks import Remark
from runut.people.queries import unit

router = Router(tags=["cases"])
read, write = Token(auth.READ), Token(auth.WRITE)
_ID = "/cases/{case_id}"


class ListIn(Schema):
    """What of the register is asked for."""

    q: str = Field(default="", max_length=200)
    status: str = Field(default="", max_length=20)
    procedure_id: int | None = Field(default=None, gt=0, lt=2**31)
    activity: int | None = Field(default=None, ge=1, lt=1000)
    unit_id: int | None = Field(default=None, gt=0, lt=2**31)
    late: bool = False
    sort: str = Field(default="", max_length=20)
    cursor: str = Field(default="", max_length=2000)
    size: int = Field(default=30, ge=1, le=200)


class HistoryIn(Schema):
    """Which events are asked for."""

    kind: str = Field(default="", max_length=20)
    activity: int | None = Field(default=None, ge=1, lt=1000)
    cursor: str = Field(default="", max_length=2000)
    size: int = Field(default=50, ge=1, le=500)


@router.get("/cases", auth=read, response=schemas.CaseListOut)
def list_cases(request: ApiRequest, asked: Query[ListIn]) -> schemas.CaseListOut:
    """Cases that the caller sees; searched, filtered, sorted (due, opened, title; "-" before it for the other way)."""
    filters = queries.Filters(
        text=asked.q,
        status=asked.status,
        procedure_id=asked.procedure_id,
        activity=asked.activity,
        unit_id=asked.unit_id,
        late=asked.late,
        sort=asked.sort,
    )
    page = queries.case_list(
        filters=filters,
        who=request.standing,
        at=request.at,
        cursor=asked.cursor,
        size=asked.size,
    )
    return schemas.CaseListOut(
        rows=[schemas.case_out(row) for row in page.rows],
        next=page.next_cursor,
        previous=page.previous_cursor,
    )


@router.get("/my-work", auth=read, response=schemas.CaseListOut)
def my_work(request: ApiRequest, cursor: str = "") -> schemas.CaseListOut:
    """Cases whose open turn waits for the caller, by deadline, late first."""
    page = queries.my_work(who=request.standing, at=request.at, cursor=cursor)
    return schemas.CaseListOut(
        rows=[schemas.case_out(row) for row in page.rows],
        next=page.next_cursor,
        previous="",
    )


@router.post("/cases", auth=write, response={201: schemas.MadeOut})
def request_case(request: ApiRequest, asked: schemas.RequestIn) -> Status[dict[str, int]]:
    """Enter a request; activity 1 decides on it."""
    made = services.request_case(
        title=asked.title,
        purpose=asked.purpose,
        unit_id=asked.unit_id,
        unit=unit(asked.unit_id).name,
        procedure_id=asked.procedure_id,
        who=request.standing,
        at=request.at,
    )
    return Status(201, {"id": made})


@router.get(_ID, auth=read, response=schemas.CaseDetailOut)
def show_case(request: ApiRequest, case_id: int) -> schemas.CaseDetailOut:
    """Where the case stands, what is missing, what the caller can do, and why not."""
    return shown_case(request, case_id)


@router.post(_ID + "/complete", auth=write, response=schemas.CaseDetailOut)
def complete(request: ApiRequest, case_id: int, asked: schemas.CompleteIn) -> schemas.CaseDetailOut:
    """Record the open turn; on a decider's turn, decide. ``saw`` is what the case said when the caller looked."""
    _access(request, case_id)
    act = Act(
        outcome=asked.outcome,
        reason=asked.reason,
        remarks=tuple(_remark(case_id, one) for one in asked.remarks),
        note=asked.note,
        seen=frozenset(asked.seen) if asked.seen is not None else None,
    )
    saw = Turn(activity=asked.saw.activity, round=asked.saw.round, turn=asked.saw.turn)
    services.certify(case_id=case_id, act=act, who=request.standing, at=request.at, saw=saw)
    return shown_case(request, case_id)


@router.post(_ID + "/hold", auth=write, response=schemas.CaseDetailOut)
def hold(request: ApiRequest, case_id: int, asked: schemas.WhyIn) -> schemas.CaseDetailOut:
    """Stop the clock."""
    _access(request, case_id)
    services.hold(case_id=case_id, why=asked.reason, who=request.standing, at=request.at)
    return shown_case(request, case_id)


@router.post(_ID + "/resume", auth=write, response=schemas.CaseDetailOut)
def resume(request: ApiRequest, case_id: int, asked: schemas.NoteIn) -> schemas.CaseDetailOut:
    """Let the clock run again."""
    _access(request, case_id)
    services.resume(case_id=case_id, note=asked.note, who=request.standing, at=request.at)
    return shown_case(request, case_id)


@router.post(_ID + "/extend", auth=write, response=schemas.CaseDetailOut)
def extend(request: ApiRequest, case_id: int, asked: schemas.ExtendIn) -> schemas.CaseDetailOut:
    """Move the deadline by working days."""
    _access(request, case_id)
    services.extend(
        case_id=case_id,
        days=asked.days,
        why=asked.reason,
        who=request.standing,
        at=request.at,
    )
    return shown_case(request, case_id)


@router.post(_ID + "/deviate", auth=write, response=schemas.CaseDetailOut)
def deviate(request: ApiRequest, case_id: int, asked: schemas.DeviateIn) -> schemas.CaseDetailOut:
    """Move the case to another activity, against the flow."""
    _access(request, case_id)
    services.deviate(
        case_id=case_id,
        target=asked.activity,
        why=asked.reason,
        who=request.standing,
        at=request.at,
    )
    return shown_case(request, case_id)


@router.post(_ID + "/version", auth=write, response=schemas.CaseDetailOut)
def change_version(request: ApiRequest, case_id: int, asked: schemas.VersionIn) -> schemas.CaseDetailOut:
    """Move the case to another version of its SOP; without ``activity`` the open one goes on at its counterpart."""
    _access(request, case_id)
    services.change_version(
        case_id=case_id,
        version_id=asked.version_id,
        target=asked.activity or 0,
        why=asked.reason,
        who=request.standing,
        at=request.at,
    )
    return shown_case(request, case_id)


@router.post(_ID + "/cancel", auth=write, response=schemas.CaseDetailOut)
def cancel(request: ApiRequest, case_id: int, asked: schemas.WhyIn) -> schemas.CaseDetailOut:
    """End the case before its time."""
    _access(request, case_id)
    services.cancel(case_id=case_id, why=asked.reason, who=request.standing, at=request.at)
    return shown_case(request, case_id)


@router.get(_ID + "/events", auth=read, response=schemas.EventListOut)
def list_events(request: ApiRequest, case_id: int, asked: Query[HistoryIn]) -> schemas.EventListOut:
    """The case's events, newest first."""
    _access(request, case_id)
    page = queries.history(
        case_id=case_id,
        kinds=[asked.kind] if asked.kind else [],
        activity=asked.activity,
        cursor=asked.cursor,
        size=asked.size,
    )
    return schemas.EventListOut(
        rows=[schemas.event_out(one) for one in page.rows],
        next=page.next_cursor,
        previous=page.previous_cursor,
    )


@router.get(_ID + "/events.jsonl", auth=read, response={200: Any})
def export_events(request: ApiRequest, case_id: int) -> StreamingHttpResponse:
    """The whole chain, oldest first, one JSON object a line: enough to verify it anywhere."""
    _access(request, case_id)
    return StreamingHttpResponse(queries.json_lines(case_id=case_id), content_type="application/jsonl")


def _remark(case_id: int, said: str | schemas.RemarkIn) -> str | Remark:
    if isinstance(said, str):
        return said
    return Remark(text=said.text, weight=said.weight, about=about(case_id, said.thing, said.place))


def _access(request: ApiRequest, case_id: int) -> Any:
    """Return the case, or refuse as if it were not there."""
    return queries.access_case(case_id=known_id(case_id), who=request.standing)


def shown_case(request: ApiRequest, case_id: int) -> schemas.CaseDetailOut:
    """Return all about where the case stands."""
    return schemas.detail_out(queries.case_page(case=_access(request, case_id), who=request.standing, at=request.at))


def known_id(number: int) -> int:
    """Return an id that a database can hold.

    Raises:
        Invalid: No row can have this number.
    """
    if not 0 < number < 2**63:
        raise Invalid
    return number

"""What was decided in a case and who takes part."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runut.cases import queries
from runut.cases.deliverables import made_by_decision
from runut.cases.queries import CasePage
from runut.cases.views.case import head
from runut.cases.words import outcome
from runut.people.access import Request, permission
from runut.procedures.queries import calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """A decision: its outcome, who took it in which capacity, and the versions of documents that it is about."""

    activity: int
    text: str
    round: int
    at: datetime
    outcome: str
    rejects: bool
    reason: str
    note: str
    by: Mapping[str, Any]
    position: str
    capacity: str
    letter: str
    documents: list[Mapping[str, Any]]
    remarks: tuple[queries.RemarkView, ...]
    reopened: tuple[Mapping[str, Any], ...]
    number: int
    on_paper: bool


@permission("signed_in")
@require_safe
def responses(request: Request, case_id: int) -> HttpResponse:
    """Every decision with its remarks, their answers, and the documents it names. Queries: at most 14."""
    page = queries.access_page(case_id=case_id, who=request.standing, at=request.at)
    found = [_response(one, page) for one in queries.decisions(case_id=case_id)]
    return render(request, "cases/responses.html", {**_head(page, request, "responses"), "responses": found})


@permission("signed_in")
@require_safe
def people(request: Request, case_id: int) -> HttpResponse:
    """Who stands behind each performer, and the team now and before. Queries: at most 15."""
    page = queries.access_page(case_id=case_id, who=request.standing, at=request.at)
    today = calendar().local(request.at).date()
    experts = queries.team(case_id=case_id)
    lanes = queries.everybody(case=page.case, procedure=page.procedure, on=today)
    roles: dict[str, list[int]] = defaultdict(list)
    for activity in page.procedure.activities:
        for one in activity.performers:
            roles[one.key].append(activity.number)
    context = {
        **_head(page, request, "people"),
        "experts": [one for one in experts if one.to_on is None or one.to_on >= today],
        "gone": [one for one in experts if one.to_on is not None and one.to_on < today],
        "lanes": [(one, lanes.get(one.key, ()), roles[one.key]) for one in page.procedure.performers],
    }
    return render(request, "cases/people.html", context)


def _head(page: CasePage, request: Request, active: str) -> dict[str, Any]:
    return head(page, dates=calendar(), request=request, active=active)


def _response(one: queries.Decision, page: CasePage) -> Response:
    event, data = one.event, one.event.data
    activity = page.procedure.activity(event.activity or 1)
    capacity: Mapping[str, str] = event.by.get("capacity") or {}
    return Response(
        activity=activity.number,
        text=activity.text,
        round=event.round or 1,
        at=event.at,
        outcome=outcome(str(data["outcome"])),
        rejects=bool(data.get("remarks")) or data["outcome"] == "rejected",
        reason=str(data.get("reason") or ""),
        note=str(data.get("note") or ""),
        by=event.by,
        position=capacity.get("position") or str(event.by.get("position", "")),
        capacity=capacity.get("capacity", ""),
        letter=capacity.get("letter_number", ""),
        documents=list(data.get("documents", ())),
        remarks=one.remarks,
        reopened=tuple(data.get("reopened", ())),
        number=event.number,
        on_paper=bool(made_by_decision(each.key for each in activity.outputs)),
    )

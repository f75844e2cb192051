"""The signatures on the final report of a case: each told in words, and signing it for whose turn it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from runut.cases.forms import turn_sent
from runut.cases.queries import access_case, access_page
from runut.cases.views.case import head
from runut.core.errors import ConcurrentChange, RunutError
from runut.core.sentences import Reason
from runut.people.access import Request, may, permission
from runut.procedures.queries import calendar
from runut.reports.queries import code_of
from runut.reports.sealing import Weighed, weighed
from runut.reports.services import sign_received, sign_report
from runut.reports.signatures import Mark, capacity_of, signatures_of


@sensitive_post_parameters("password")
@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, case_id: int) -> HttpResponse:
    """How it stands about the signatures; POST signs and records the turn, or what was received earlier. Queries: at most 17."""
    if request.method != "POST":
        return _draw(request, case_id)
    access_case(case_id=case_id, who=request.standing)
    try:
        if "received" in request.POST:
            return _sign_received(request, case_id)
        act, saw = turn_sent(request.POST)
        sign_report(
            case_id=case_id,
            saw=saw,
            seen=act.seen or frozenset(),
            before=request.POST.get("before", ""),
            password=request.POST.get("password", "")[:1000],
            note=act.note,
            who=request.standing,
            at=request.at,
        )
    except RunutError as error:
        return _draw(request, case_id, refused=error.reasons, faster=isinstance(error, ConcurrentChange), status=error.status)
    messages.success(request, _("You signed the final report, and your turn is recorded."))
    return redirect("reports:signatures", case_id=case_id)


def _sign_received(request: Request, case_id: int) -> HttpResponse:
    before, password = request.POST.get("before", ""), request.POST.get("password", "")[:1000]
    sign_received(case_id=case_id, before=before, password=password, who=request.standing, at=request.at)
    messages.success(request, _("You signed the final report that you received; nothing else of the case has changed."))
    return redirect("reports:signatures", case_id=case_id)


def _draw(request: Request, case_id: int, *, refused: tuple[Reason, ...] = (), faster: bool = False, status: int = 200) -> HttpResponse:
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = signatures_of(page)
    context: dict[str, Any] = {
        **head(page, dates=calendar(), request=request, active="audit"),
        "found": found,
        "marks": [_shown(one, mark) for one, mark in zip(weighed([one.signed for one in found.marks]), found.marks, strict=True)],
        "may_withdraw": may("administrator", request.standing),
        "code": code_of(page.case.uid),
        "shows_signing": page.activity or found.later or refused or any(one.code.startswith("sign_later") for one in found.against),
        "may_sign": found.report is not None and not found.against,
        "missing": page.missing,
        "refused": refused,
        "faster": faster,
        "note": request.POST.get("note", "")[:4000],
    }
    return render(request, "reports/signatures.html", context, status=status)


def _shown(one: Weighed, mark: Mark) -> dict[str, Any]:
    return {"weighed": one, "signed": mark.signed, "event": mark.event, "name": mark.by.get("name", ""), "capacity": capacity_of(mark.by)}

"""The auditor's page of a case: each answer beside its proof; the filled-in sheet and the case file to take along."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runut.base.sentences import language
from runut.cases.queries import access_page
from runut.cases.views.case import head
from runut.people.access import Request, permission
from runut.procedures.queries import calendar
from runut.reports import queries
from runut.reports.answers import decisions, figures, papers, works
from runut.reports.sealing import access_sealed, report_of, seals_here


@permission("signed_in")
@require_safe
def show(request: Request, case_id: int) -> HttpResponse:
    """Who decided on what, in time or not, who had the work how long, what changed. Queries: at most 17, however long the history."""
    asked = queries.access_audit(case_id=case_id, who=request.standing)
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = asked.found
    context: dict[str, Any] = {
        **head(page, dates=calendar(), request=request, active="audit"),
        "figures": figures(found),
        "decisions": decisions(asked),
        "works": works(found, page.procedure, at=request.at),
        "after_tests": found.after_tests,
        "builds": papers(dict.fromkeys(found.builds), asked),
        "same_build": found.same_build,
        "gets_file": asked.gets_file,
        "seals": seals_here() and report_of(case_id) is not None,
    }
    return render(request, "reports/audit.html", context)


@permission("signed_in")
@require_safe
def sheet(request: Request, case_id: int) -> HttpResponse:
    """The SOP's official sheet filled in with this case, as PDF in the reader's language."""
    content = queries.access_sheet(case_id=case_id, who=request.standing, language=language(), at=request.at)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="sop-{case_id}.pdf"'
    return response


@permission("signed_in")
@require_safe
def case_file(request: Request, case_id: int) -> StreamingHttpResponse:
    """The case file, streamed; its length is known before its first byte."""
    made = queries.access_case_file(case_id=case_id, who=request.standing)
    response = StreamingHttpResponse(made.blocks(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="{made.name}"'
    response.headers["Content-Length"] = str(made.size)
    response.headers["Cache-Control"] = "private, no-store"
    return response


@permission("signed_in")
@require_safe
def sealed(request: Request, case_id: int) -> HttpResponse:
    """The final report with the office's electronic seal, made anew each time; what is filed stays as it is."""
    name, content = access_sealed(case_id=case_id, who=request.standing, at=request.at)
    response = HttpResponse(content, content_type="application/pdf")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "private, no-store"
    return response

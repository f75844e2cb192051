"""The page of a case's plan."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runut.cases.queries import access_page
from runut.people.access import Request, permission
from runut.planning.queries.plan import plan_of


@permission("signed_in")
@require_safe
def plan(request: Request, case_id: int) -> HttpResponse:
    """What the plan consists of, how each part stands, what is missing, and what changed since the last decision."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    return render(request, "planning/plan.html", {"page": page, "case": page.case, "plan": plan_of(page)})

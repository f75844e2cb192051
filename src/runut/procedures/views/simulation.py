"""How long an SOP takes before anybody has run it: a version, or a draft as it was saved."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from runut.base.sentences import place
from runut.core.building import build
from runut.core.errors import Invalid, ProcedureInvalid
from runut.core.procedure import Procedure
from runut.core.simulation import simulate
from runut.people.access import Request, permission
from runut.procedures import queries, words
from runut.procedures.forms import SimulationForm
from runut.procedures.simulating import told


@permission("signed_in")
@require_safe
def of_version(request: Request, version_id: int) -> HttpResponse:
    """A version, under what the address assumes."""
    version = queries.version(version_id, on=localdate(request.at))
    return _page(request, queries.procedure_version(version_id), {"version": version})


@permission("reader")
@require_safe
def of_draft(request: Request, draft_id: int) -> HttpResponse:
    """A draft; while it breaks a rule of the file, the page says which."""
    view = queries.draft_view(draft_id)
    context: dict[str, Any] = {"draft": view.row}
    try:
        procedure = build(view.data)
    except ProcedureInvalid as error:
        context["problems"] = [(place(one.place), words.said(one.reason)) for one in error.problems]
        return render(request, "procedures/simulation.html", context)
    return _page(request, procedure, context)


def _page(request: Request, procedure: Procedure, context: dict[str, Any]) -> HttpResponse:
    form = SimulationForm(request.GET, procedure=procedure, today=localdate(request.at))
    context |= {"procedure": procedure, "form": form}
    status = 422
    if form.is_valid():
        assumptions = form.assumptions(queries.calendar())
        try:
            context["found"] = told(procedure, assumptions, simulate(procedure, assumptions))
        except Invalid as error:
            context["reasons"] = error.reasons
        else:
            context["assumed"], status = assumptions, 200
    return render(request, "procedures/simulation.html", context, status=status)

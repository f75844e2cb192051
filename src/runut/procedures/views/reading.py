"""A draft as the form, for whoever reads it or is asked to approve it."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from runut.base.sentences import place
from runut.core.building import build
from runut.core.errors import ProcedureInvalid
from runut.core.findings import review
from runut.core.sentences import Reason
from runut.formats import laws
from runut.people.access import Request
from runut.people.queries import offices
from runut.procedures import queries, words
from runut.procedures.differing import side_by_side
from runut.procedures.queries import DraftView
from runut.procedures.sheet import sheet


def draft_page(
    request: Request, view: DraftView, *, reasons: tuple[Reason, ...] = (), status: int = 200, aside: bool = False
) -> HttpResponse:
    """Return the page of a draft that is read. ``aside``: it shows an earlier revision, or one that was kept aside."""
    who, known = request.standing, offices(on=localdate(request.at))
    context: dict[str, Any] = {
        "draft": view.row,
        "view": view,
        "aside": aside,
        "reasons": reasons,
        "parts": words.PARTS.items(),
        "may_approve": view.row.state == "submitted" and view.row.office_key in who.offices and not aside,
        "may_withdraw": view.row.state == "submitted" and not who.reads_only and (who.administrator or bool(who.offices)) and not aside,
        "may_draft": not who.reads_only and (who.administrator or bool(who.offices)),
        "acts": queries.draft_history(view.row.id),
        "waits_for_nobody": view.row.state == "submitted"
        and next((o for o in known if o.key == view.row.office_key and not o.holders), None),
    }
    try:
        procedure = build(view.data)
    except ProcedureInvalid as error:
        context |= {"problems": [(place(one.place), one.reason) for one in error.problems], "sketch": view.sketch()}
    else:
        found = review(view.data, laws=laws.known(), calendar=queries.calendar())
        there = {one.key for one in known}
        context |= {
            "procedure": procedure,
            "sheet": sheet(procedure, confirmed=True),
            "findings": [(place(one.place), one.reason, str(one.level)) for one in found],
            "sides": side_by_side(queries.procedure_version(view.row.based_on), procedure) if view.row.based_on else None,
            "new_offices": [one.name for one in procedure.performers if one.held_by.value == "office" and one.key not in there],
        }
    return render(request, "procedures/draft.html", context, status=status)

"""My work: what waits for me, by deadline, and what I follow; for heads and auditors what is late and why, for administrators what is missing."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from runut.cases import queries
from runut.cases.context import waiting
from runut.cases.views.lines import lines, stuck_lines
from runut.cases.views.setup import lacks
from runut.people.access import Request, permission
from runut.people.queries import Standing
from runut.procedures.queries import calendar, drafts_for


@permission("signed_in")
@require_safe
def my_work(request: Request) -> HttpResponse:
    """The first page after signing in. Queries: 6, for who holds an office 7, for heads 10, for auditors 9, for administrators those of `lacks` too."""
    who, at = request.standing, request.at
    page = queries.my_work(who=who, at=at, cursor=request.GET.get("cursor", ""))
    dates = calendar()
    behind = queries.behind(who=who, at=at) if who.head or who.auditor else None
    context = {
        "page": page,
        "lines": lines(page.rows, at=at, dates=dates),
        "waiting": waiting(request),
        "behind": behind,
        "late": stuck_lines(behind.late, at=at, dates=dates) if behind else [],
        "held": stuck_lines(behind.held, at=at, dates=dates) if behind else [],
        "followed": lines(queries.followed(who=who, at=at), at=at, dates=dates),
        "drafts": drafts_for(who) if who.offices and not who.reads_only else [],
        "lacks": lacks(request, dates=dates) if who.administrator else None,
        "reads_only": who.reads_only,
        "may_request": may_request(who),
    }
    return render(request, "cases/my_work.html", context)


def may_request(who: Standing) -> bool:
    """Whether the button that begins a request is of use to them; the page itself says why not."""
    return not who.reads_only and (who.unit_id is not None or bool(who.offices))

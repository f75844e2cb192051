"""The page on which a long schedule is printed: asked for, made by a job, then downloaded."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.people.access import Request, permission
from runut.planning.printing import ask_print
from runut.planning.queries.prints import print_content, print_of
from runut.planning.views.files import attached
from runut.planning.views.place import Place
from runut.planning.views.schedule import schedule_place


@permission("own_copy")
@require_http_methods(["GET", "HEAD", "POST"])
def print_page(request: Request, case_id: int, key: str) -> HttpResponse:
    """How far the paper is that they asked for; POST asks for one (``paper``: a4 or a3). Queries: those of the case's page and 1."""
    place = schedule_place(request, case_id, key)
    if request.method == "POST":
        language = get_language() or "id"
        ask_print(case_id=case_id, paper=request.POST.get("paper", ""), language=language, who=request.standing, at=request.at)
        return redirect("planning:print", case_id, key)
    found = print_of(case_id=case_id, user_id=request.standing.user_id)
    more = {"print": found, "reasons": found.reasons if found else ()}
    return render(request, "planning/print.html", {**place.context(), **more})


@permission("signed_in")
@require_safe
def printed(request: Request, case_id: int, key: str) -> HttpResponse:
    """The paper that was made for them. Queries: those of the case's page and 1."""
    place = schedule_place(request, case_id, key)
    content = print_content(case_id=case_id, user_id=request.standing.user_id)
    return attached(content, paper_name(place, "pdf"), "application/pdf")


def paper_name(place: Place, ending: str) -> str:
    """Return what a file of the schedule is called."""
    return f"{place.page.case.number or place.case_id}-{_('schedule')}.{ending}"

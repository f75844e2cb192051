"""The schedule given out: as a paper, or as a file of another program."""

from __future__ import annotations

from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from runut.base.exports import streamed
from runut.core.errors import NotFound
from runut.formats.printing.gantt import PAPERS
from runut.people.access import Request, permission
from runut.planning.exports import BLOCKS
from runut.planning.printing import SMALL, print_schedule
from runut.planning.views.files import attached
from runut.planning.views.prints import paper_name
from runut.planning.views.schedule import plan_now, schedule_place


@permission("signed_in")
@require_safe
def export_tasks(request: Request, case_id: int, key: str, ending: str) -> HttpResponseBase:
    """The schedule as a paper (``paper``: a4 or a3; a long one on the page that has it made), as CSV or Excel, as MS Project's XML, or as a calendar of its days.

    Raises:
        NotFound: No such case or file for them, or as a paper or for MS Project: no task is planned yet.
    """
    if ending != "pdf" and ending not in BLOCKS:
        raise NotFound
    place = schedule_place(request, case_id, key)
    plan, base = plan_now(place, request.at)
    name = paper_name(place, ending)
    if ending in {"pdf", "xml"} and plan.ends_on is None:
        raise NotFound
    if ending != "pdf":
        return streamed(BLOCKS[ending](place.page, plan, request.at), name)
    if len(plan.tasks) > SMALL:
        return redirect("planning:print", case_id, key)
    paper = request.GET.get("paper", "")
    made = print_schedule(place, plan, base, paper=paper if paper in PAPERS else PAPERS[0], at=request.at)
    return attached(made, name, "application/pdf")

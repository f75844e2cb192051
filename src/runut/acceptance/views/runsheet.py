"""The run sheet: the installation guide step by step, at a desk and on a phone."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from runut.acceptance import services
from runut.acceptance.forms import StepForm
from runut.acceptance.queries import (
    RUN_SHEET,
    RunSheet,
    StepView,
    filed_run_sheet,
    guide_authors,
    guides,
    part_state,
    removed_steps,
    run_sheet,
)
from runut.acceptance.views.place import Place, evidence_papers, number_of, place_of, shown_of
from runut.acceptance.words import RESULT_ICONS, RESULT_TONES, RESULTS
from runut.core.errors import Invalid, NotFound, RunutError
from runut.core.sentences import Reason, reason
from runut.documents.uploads import landed
from runut.people.access import Request, permission


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def sheet(request: Request, case_id: int) -> HttpResponse:
    """Every step; its buttons take the guide's steps, move and remove one, and file the sheet."""
    place = place_of(request, case_id)
    if request.method != "POST":
        return _draw(request, place)
    try:
        said, anchor = _act(request, case_id)
    except RunutError as refused:
        return _draw(request, place, reasons=refused.reasons, status=refused.status)
    if said:
        messages.success(request, said)
    return redirect(reverse("acceptance:run_sheet", args=[case_id]) + anchor)


def sheet_in(place: Place) -> RunSheet:
    """Return the run sheet as it stands: of the open round, or as it was filed last. Queries: 2."""
    if place.item_id is not None:
        return run_sheet(case_id=place.case_id, item_id=place.item_id)
    filed = filed_run_sheet(case_id=place.case_id)
    return filed[1] if filed else RunSheet()


def _against(request: Request, place: Place) -> tuple[Reason, ...]:
    """Return why the reader cannot write on the sheet now."""
    if place.against or request.standing.user_id not in guide_authors(place.case_id):
        return place.against
    return (reason("guide_own_work"),)


def _act(request: Request, case_id: int) -> tuple[str, str]:
    """Do what the pressed button asks and return what to say, and where on the page to go."""
    post = request.POST
    asked: dict[str, Any] = {"case_id": case_id, "who": request.standing, "at": request.at}
    if "take" in post:
        count = services.take_guide(**asked)
        return ngettext("%(n)s step is taken from the guide.", "%(n)s steps are taken from the guide.", count) % {"n": count}, ""
    if "file" in post:
        services.file_run_sheet(**asked)
        return _("The run sheet is filed."), ""
    for name, step in (("up", -1), ("down", 1)):
        if name in post:
            number = number_of(post[name])
            services.move_step(**asked, number=number, step=step)
            return "", f"#step-{number}"
    if "remove" in post:
        services.remove_step(**asked, number=number_of(post["remove"]))
        return _("The step is taken out. It can be put back below the list."), "#removed"
    if "restore" in post:
        number = number_of(post["restore"])
        services.restore_step(**asked, number=number)
        return _("The step is back, at the end."), f"#step-{number}"
    raise Invalid


def _draw(request: Request, place: Place, *, status: int = 200, **more: Any) -> HttpResponse:
    found = sheet_in(place)
    against = _against(request, place)
    context = {
        **place.context(),
        "against": against,
        "removed": [] if against or place.item_id is None else removed_steps(case_id=place.case_id, item_id=place.item_id),
        "sheet": found,
        "steps": [
            (one, RESULTS.get(one.result, _("not carried out yet")), RESULT_TONES.get(one.result, "calm"), RESULT_ICONS.get(one.result, ""))
            for one in found.steps
        ],
        "next": next((one.number for one in found.steps if not one.result), None),
        "guides": guides(place.case_id),
        "part": part_state(case_id=place.case_id, item_id=place.item_id, key=RUN_SHEET),
        "filed": filed_run_sheet(case_id=place.case_id),
        **more,
    }
    return render(request, "acceptance/run_sheet.html", context, status=status)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request, case_id: int) -> HttpResponse:
    """Add a step: one that the guide does not say, or the whole sheet by hand."""
    return _form(request, place_of(request, case_id), None)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: Request, case_id: int, number: int) -> HttpResponse:
    """Carry one step out, and go on to the next that was not."""
    place = place_of(request, case_id)
    wanted = next((one for one in sheet_in(place).steps if one.number == number), None)
    if wanted is None:
        raise NotFound
    return _form(request, place, wanted)


def _form(request: Request, place: Place, wanted: StepView | None) -> HttpResponse:
    against = _against(request, place)
    initial: dict[str, Any] = {"result": "silent" if place.item_id and sheet_in(place).steps else ""}
    if wanted is not None:
        initial = {name: getattr(wanted, name) for name in ("text", "expected", "result", "observed", "minutes")}
        initial["paper"] = wanted.evidence.version_id if wanted.evidence else ""
    papers = [] if against else evidence_papers(place.case_id)
    form = StepForm(request.POST if request.method == "POST" else None, papers=papers, initial=initial)
    context: dict[str, Any] = {**place.context(), "against": against, "step": wanted, "form": form}
    if request.method != "POST":
        return render(request, "acceptance/step.html", context)
    if not form.is_valid():
        return render(request, "acceptance/step.html", context, status=422)
    try:
        return _save(request, place, wanted, form)
    except RunutError as refused:
        return render(request, "acceptance/step.html", context | {"reasons": refused.reasons}, status=refused.status)


def _save(request: Request, place: Place, wanted: StepView | None, form: StepForm) -> HttpResponse:
    asked: dict[str, Any] = {"case_id": place.case_id, "carried": form.carried(), "who": request.standing, "at": request.at}
    shown = shown_of(request, form)
    if wanted is None:
        services.add_step(**asked, shown=shown)
        left = None
    else:
        services.change_step(**asked, number=wanted.number, version=number_of(request.POST.get("version")), shown=shown)
        left = next((one.number for one in sheet_in(place).steps if not one.result and one.number != wanted.number), None)
    messages.success(request, _("The step is recorded."))
    onward = reverse("acceptance:step", args=[place.case_id, left]) if left else reverse("acceptance:run_sheet", args=[place.case_id])
    return landed(request, onward)

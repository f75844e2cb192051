"""The comparison with what was presented: all lines, one line, and a line that nobody promised."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runut.acceptance import services
from runut.acceptance.forms import LineForm, MoreForm
from runut.acceptance.queries import (
    COMPARISON,
    Comparison,
    LineView,
    claims_of,
    compared_build,
    comparison,
    filed_comparison,
    part_state,
)
from runut.acceptance.reading import grouped
from runut.acceptance.views.place import Place, evidence_papers, number_of, place_of, shown_of
from runut.acceptance.words import presented, title
from runut.core.errors import NotFound, RunutError
from runut.documents.uploads import landed
from runut.people.access import Request, permission


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def compare(request: Request, case_id: int) -> HttpResponse:
    """Every line; its buttons file the comparison and take a line out that nobody promised."""
    place = place_of(request, case_id)
    if request.method != "POST":
        return _draw(request, place)
    asked: dict[str, Any] = {"case_id": case_id, "who": request.standing, "at": request.at}
    try:
        if "remove" in request.POST:
            services.remove_more(**asked, key=request.POST["remove"])
            messages.success(request, _("The line is taken out."))
        else:
            services.file_comparison(**asked)
            messages.success(request, _("The comparison is filed."))
    except RunutError as refused:
        return _draw(request, place, reasons=refused.reasons, status=refused.status)
    return redirect("acceptance:comparison", case_id)


def found_in(place: Place) -> Comparison:
    """Return the comparison as it stands: of the open round, or as it was filed last. Queries: 2 to 6."""
    if place.item_id is not None:
        claims = claims_of(case_id=place.case_id, procedure=place.page.procedure)
        return comparison(case_id=place.case_id, item_id=place.item_id, claims=claims)
    filed = filed_comparison(case_id=place.case_id)
    return filed[1] if filed else Comparison()


def _draw(request: Request, place: Place, *, status: int = 200, **more: Any) -> HttpResponse:
    found = found_in(place)
    context = {
        **place.context(),
        "found": found,
        "groups": grouped(found),
        "next": next((one.key for one in found.lines if not one.verdict), None),
        "part": part_state(case_id=place.case_id, item_id=place.item_id, key=COMPARISON),
        "filed": filed_comparison(case_id=place.case_id),
        **more,
    }
    return render(request, "acceptance/comparison.html", context, status=status)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def line(request: Request, case_id: int, key: str) -> HttpResponse:
    """One line: what was presented, and how it stands; then the next that has no verdict."""
    place = place_of(request, case_id)
    found = found_in(place)
    wanted = found.find(key)
    if wanted is None:
        raise NotFound
    papers = [] if place.against else evidence_papers(case_id)
    kept = wanted.evidence.version_id if wanted.evidence else ""
    initial = {"verdict": wanted.verdict, "installed": wanted.installed, "paper": kept}
    form = LineForm(request.POST if request.method == "POST" else None, papers=papers, initial=initial)
    if request.method != "POST":
        return _line(request, place, wanted, form)
    if not form.is_valid():
        return _line(request, place, wanted, form, status=422)
    try:
        services.judge(
            case_id=case_id,
            key=key,
            verdict=form.cleaned_data["verdict"],
            installed=form.cleaned_data["installed"],
            version=number_of(request.POST.get("version")),
            shown=shown_of(request, form),
            who=request.standing,
            at=request.at,
        )
    except RunutError as refused:
        return _line(request, place, wanted, form, reasons=refused.reasons, status=refused.status)
    messages.success(request, _("Recorded: %(title)s") % {"title": title(wanted.claim)})
    left = next((one.key for one in found.lines if not one.verdict and one.key != key), None)
    onward = reverse("acceptance:line", args=[case_id, left]) if left else reverse("acceptance:comparison", args=[case_id])
    return landed(request, onward)


def _line(request: Request, place: Place, wanted: LineView, form: LineForm, *, status: int = 200, **more: Any) -> HttpResponse:
    built = compared_build(case_id=place.case_id) if wanted.key == "document-application" else None
    context = {
        **place.context(),
        "line": wanted,
        "title": title(wanted.claim),
        "presented": presented(wanted.claim),
        "form": form,
        "built": built[1] if built else None,
        **more,
    }
    return render(request, "acceptance/line.html", context, status=status)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, case_id: int) -> HttpResponse:
    """Add a line that nobody promised."""
    place = place_of(request, case_id)
    papers = [] if place.against else evidence_papers(case_id)
    form = MoreForm(request.POST if request.method == "POST" else None, papers=papers)
    context: dict[str, Any] = {**place.context(), "form": form}
    if request.method != "POST":
        return render(request, "acceptance/more.html", context)
    if not form.is_valid():
        return render(request, "acceptance/more.html", context, status=422)
    try:
        clean = form.cleaned_data
        shown = shown_of(request, form)
        services.add_more(
            case_id=case_id, text=clean["text"], installed=clean["installed"], shown=shown, who=request.standing, at=request.at
        )
    except RunutError as refused:
        return render(request, "acceptance/more.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("The line is added."))
    return landed(request, reverse("acceptance:comparison", args=[case_id]))

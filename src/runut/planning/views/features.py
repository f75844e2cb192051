"""The feature list: read by whoever sees the case, written by the team while its activity is open."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.exports import csv_lines, streamed
from runut.base.sheets import workbook_blocks
from runut.core.errors import Invalid, NotFound, RunutError
from runut.documents.queries import newest_form
from runut.people.access import Request, permission
from runut.planning import services
from runut.planning.exchange.features import feature_cells
from runut.planning.forms.features import PRIORITIES, FeatureForm
from runut.planning.queries import FeatureRow, feature, features, part_state, removed_features
from runut.planning.services.features import FORM, KEY
from runut.planning.views.files import number_of
from runut.planning.views.listed import answer, moved
from runut.planning.views.place import Place, place_of


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def feature_list(request: Request, case_id: int, key: str) -> HttpResponse:
    """The list; its buttons move, remove, put back and file. Queries: those of the case's page and 4."""
    place = place_of(request, case_id, key, known=KEY)
    return answer(request, place, draw=_draw, act=_act, back="planning:features")


def _draw(request: Request, place: Place, *, status: int = 200, **more: Any) -> HttpResponse:
    rows = features(case_id=place.case_id)
    filed = newest_form(case_id=place.case_id, key=KEY, form=FORM)
    counts = [(label, sum(one.priority == value for one in rows)) for value, label in PRIORITIES]
    context = {
        **place.context(),
        "features": rows,
        "counts": counts,
        "removed": removed_features(case_id=place.case_id) if not place.against else [],
        "part": part_state(case_id=place.case_id, key=KEY),
        "filed": filed,
        "instead": place.instead() if filed is None else [],
        **more,
    }
    return render(request, "planning/features.html", context, status=status)


def _act(request: Request, place: Place) -> tuple[str, str]:
    """Do what the pressed button asks and return what to say, and where on the page to go."""
    post, who, at, case_id = request.POST, request.standing, request.at, place.case_id
    if "file" in post:
        services.file_features(case_id=case_id, name=place.name, who=who, at=at)
        return _("“%(name)s” is filed.") % {"name": place.name}, ""
    if number := moved(post, partial(services.move_feature, case_id=case_id, who=who, at=at)):
        return "", f"#F{number}"
    taken: tuple[tuple[str, Callable[..., None], str], ...] = (
        ("remove", services.remove_feature, _("F%(number)s is removed. It can be put back below the list.")),
        ("restore", services.restore_feature, _("F%(number)s is back on the list.")),
    )
    for name, act, said in taken:
        if name in post:
            number = number_of(post.get(name))
            act(case_id=case_id, number=number, who=who, at=at)
            return said % {"number": number}, "#removed" if name == "remove" else f"#F{number}"
    raise Invalid


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new_feature(request: Request, case_id: int, key: str) -> HttpResponse:
    """Add a feature."""
    place = place_of(request, case_id, key, known=KEY)
    form = FeatureForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _save(request, place, form, None)
    return _form(request, place, form, None, status=422 if request.method == "POST" else 200)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_feature(request: Request, case_id: int, key: str, number: int) -> HttpResponse:
    """Read or change a feature."""
    place = place_of(request, case_id, key, known=KEY)
    row = feature(case_id=case_id, number=number)
    initial = {"name": row.name, "purpose": row.purpose, "priority": row.priority, "criteria": row.criteria}
    form = FeatureForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        return _save(request, place, form, row)
    return _form(request, place, form, row, status=422 if request.method == "POST" else 200)


def _save(request: Request, place: Place, form: FeatureForm, row: FeatureRow | None) -> HttpResponse:
    text, who, at = form.text(), request.standing, request.at
    try:
        if row is None:
            number = services.add_feature(case_id=place.case_id, text=text, who=who, at=at)
        else:
            number, version = row.number, number_of(request.POST.get("version"))
            services.change_feature(case_id=place.case_id, number=number, text=text, version=version, who=who, at=at)
    except RunutError as refused:
        # Their own text stays; saved again it stands against what is there now.
        return _form(request, place, form, row, reasons=refused.reasons, status=refused.status)
    messages.success(request, _("F%(number)s is saved.") % {"number": number})
    if "more" in request.POST:
        return redirect("planning:new_feature", place.case_id, place.key)
    return redirect(reverse("planning:features", args=[place.case_id, place.key]) + f"#F{number}")


def _form(request: Request, place: Place, form: FeatureForm, row: FeatureRow | None, *, status: int, **more: Any) -> HttpResponse:
    context = {**place.context(), "form": form, "feature": row, "words": dict(PRIORITIES), **more}
    return render(request, "planning/feature.html", context, status=status)


@permission("signed_in")
@require_safe
def export_features(request: Request, case_id: int, key: str, ending: str) -> StreamingHttpResponse:
    """The list as a CSV file or an Excel workbook; both can be read in again."""
    place = place_of(request, case_id, key, known=KEY)
    if ending not in {"csv", "xlsx"}:
        raise NotFound
    words = {value: str(label) for value, label in PRIORITIES}
    heads = [_("Number"), _("Feature"), _("What for whom"), _("Priority"), _("Acceptance criteria")]
    rows = [(one.number, one.name, one.purpose, words[one.priority], one.criteria) for one in features(case_id=case_id)]
    cells = feature_cells(rows)
    name = f"{place.page.case.number or place.case_id}-{_('features')}.{ending}"
    blocks = csv_lines(heads, cells) if ending == "csv" else workbook_blocks(_("Features"), heads, (10, 40, 50, 14, 60), cells)
    return streamed(blocks, name)

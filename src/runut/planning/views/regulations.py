"""The office's register of regulations: the list, one regulation, and what its keeper changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.base.exports import csv_lines, streamed
from runut.core.errors import Invalid, NotFound, RunutError
from runut.documents.downloads import send
from runut.documents.store import Staged
from runut.documents.uploads import landed, received, upload_problem
from runut.people.access import Request, may, permission
from runut.planning.forms.regulations import RegulationEntryForm
from runut.planning.queries.regulations import (
    RegulationSearch,
    RegulationView,
    known_missing,
    regulation,
    regulation_list,
    regulations_export,
)
from runut.planning.services import regulations as services
from runut.planning.words import REGULATIONS


@permission("signed_in")
@require_safe
def register(request: Request) -> HttpResponse:
    """Every regulation that the office keeps, the newest first."""
    search = _asked(request)
    page = regulation_list(search=search, cursor=request.GET.get("cursor", ""))
    keeps = may("regulations", request.standing)
    context = {
        "page": page,
        "rows": [(REGULATIONS[one.kind], one) for one in page.rows],
        "search": search,
        "filters": _filters(search),
        "keeps": keeps,
        "known": len(known_missing()) if keeps else 0,
    }
    return render(request, "planning/regulation_register.html", context)


@permission("signed_in")
@require_safe
def export(request: Request) -> StreamingHttpResponse:
    """The register as CSV, with the same search and filters."""
    return streamed(_csv(_asked(request)), f"{_('regulations')}.csv")


@permission("signed_in")
@require_safe
def show(request: Request, regulation_id: int) -> HttpResponse:
    """One regulation."""
    one = regulation(regulation_id)
    return render(
        request, "planning/regulation.html", {"one": one, "kind": REGULATIONS[one.kind], "keeps": may("regulations", request.standing)}
    )


@permission("regulations")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter a regulation."""
    return _form(request, None)


@permission("regulations")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, regulation_id: int) -> HttpResponse:
    """Say something else about one."""
    return _form(request, regulation(regulation_id))


@permission("signed_in")
@require_safe
def file(request: Request, regulation_id: int) -> HttpResponseBase:
    """Its text as the office keeps it, to save."""
    one = regulation(regulation_id)
    if one.file is None:
        raise NotFound
    return send(request, one.file)


@permission("regulations")
@require_POST
def known(request: Request) -> HttpResponse:
    """Enter what the product knows as replaced."""
    count = services.enter_known_regulations(who=request.standing, at=request.at)
    said = ngettext("One regulation is entered as replaced.", "%(count)s regulations are entered as replaced.", count)
    messages.success(request, said % {"count": count})
    return redirect("planning:regulation_register")


def _form(request: Request, one: RegulationView | None) -> HttpResponse:
    initial = {name: getattr(one, name) for name in RegulationEntryForm.base_fields if name != "upload"} if one else None
    form = RegulationEntryForm(request.POST if request.method == "POST" else None, initial=initial)
    context: dict[str, Any] = {"form": form, "one": one}
    if request.method != "POST":
        return render(request, "planning/regulation_form.html", context)
    if not form.is_valid():
        return render(request, "planning/regulation_form.html", context, status=422)
    values = {name: value for name, value in form.cleaned_data.items() if name != "upload"}
    try:
        upload, filename = _upload(request)
        asked: Any = {"values": values, "upload": upload, "filename": filename, "who": request.standing, "at": request.at}
        if one is None:
            number = services.enter_regulation(**asked)
        else:
            number = one.id
            services.change_regulation(regulation_id=number, **asked)
    except RunutError as refused:
        return render(request, "planning/regulation_form.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("The register is changed."))
    return landed(request, reverse("planning:regulation", args=[number]))


def _upload(request: Request) -> tuple[Staged | None, str]:
    """Return the file that came with the form; None: no file."""
    if not request.FILES.getlist("upload") and upload_problem(request) is None:
        return None, ""
    (one, *more) = received(request, "upload")
    if more:
        raise Invalid(code="file_one")
    return one.staged, one.name or ""


def _asked(request: Request) -> RegulationSearch:
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    return RegulationSearch(
        q=request.GET.get("q", "").replace("\x00", "").strip()[:200],
        kind=kind if kind in REGULATIONS else "",
        state=state if state in {"in_force", "replaced"} else "",
    )


def _filters(search: RegulationSearch) -> list[dict[str, object]]:
    kinds = [("", _("all kinds")), *REGULATIONS.items()]
    states = [("", _("all")), ("in_force", _("in force")), ("replaced", _("no longer in force"))]
    return [
        {"name": "kind", "label": _("Kind"), "value": search.kind, "options": kinds},
        {"name": "state", "label": _("State"), "value": search.state, "options": states},
    ]


def _csv(search: RegulationSearch) -> Iterator[bytes]:
    heads = [_("Kind"), _("Issued by"), _("Number"), _("Year"), _("Title"), _("State"), _("Replaced by"), _("Where it can be read")]
    return csv_lines(heads, (_cells(one) for one in regulations_export(search=search)))


def _cells(one: RegulationView) -> list[object]:
    state = _("no longer in force") if one.replaced else _("in force")
    return [str(REGULATIONS[one.kind]), one.issuer, one.number, one.year, one.title, state, one.replaced_by, one.address]

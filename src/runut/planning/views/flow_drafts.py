"""What becomes of a draft: another name, a return to what was filed or saved before, thrown away; each tells first what is lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from runut.cases.queries import CasePage, access_page
from runut.core.errors import NotFound, RunutError
from runut.documents import shelf
from runut.formats.bpmn.diagram import Diagram, read_diagram
from runut.people.access import Request, permission
from runut.planning.forms.flows import FlowForm
from runut.planning.queries.flows import KEY, FlowView, flow_bytes, save_bytes
from runut.planning.queries.flows import flow as flow_of
from runut.planning.remarked.drawn import told
from runut.planning.services import flow_drafts as services
from runut.planning.views.files import number_of
from runut.planning.views.flows import show


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What the draft has and what takes its place has not, what comes back, and what says something else; each by its name."""

    gone: tuple[str, ...]
    back: tuple[str, ...]
    other: tuple[str, ...]


@permission("signed_in")
@require_POST
def flow_rename(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """Give a diagram another name."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    form = FlowForm(request.POST)
    name = form.cleaned_data["name"] if form.is_valid() else ""
    try:
        services.rename_flow(case_id=case_id, flow_id=flow_id, name=name, who=request.standing, at=request.at)
    except RunutError as refused:
        return show(request, page, one, refused=refused, name=form)
    messages.success(request, _("The diagram is now called “%(name)s”.") % {"name": name})
    return redirect("planning:flow", case_id, flow_id)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def flow_return(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """Return the draft to what was filed as ``version``, or was saved as ``save``, after telling what is lost with it."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    version, save = number_of(request.GET.get("version") or "0"), number_of(request.GET.get("save") or "0")
    target = _target(one, version, save)
    refused: RunutError | None = None
    if request.method == "POST":
        asked: Any = {"version": version, "save": save, "revision": number_of(request.POST.get("revision"))}
        try:
            services.return_draft(case_id=case_id, flow_id=flow_id, **asked, who=request.standing, at=request.at)
        except RunutError as error:
            refused = error
        else:
            messages.success(request, _("The draft is as it was then. What it was before stands among the earlier drafts."))
            return redirect("planning:flow", case_id, flow_id)
    context = {
        "version": next((each for each in one.versions if each.number == version), None),
        "lost": _lost(read_diagram(flow_bytes(one)), read_diagram(target)),
    }
    return _confirm(request, page, one, "planning/flow_return.html", refused, **context)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def flow_discard(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """Throw a diagram away that was never filed."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    refused: RunutError | None = None
    if request.method == "POST":
        asked: Any = {"revision": number_of(request.POST.get("revision")), "who": request.standing, "at": request.at}
        try:
            services.discard_flow(case_id=case_id, flow_id=flow_id, **asked)
        except RunutError as error:
            refused = error
        else:
            messages.success(request, _("“%(name)s” is thrown away.") % {"name": one.name})
            return redirect("planning:flows", case_id, KEY)
    names = tuple(each[_("Name")] for each in told(read_diagram(flow_bytes(one))).values() if each[_("Name")])
    return _confirm(request, page, one, "planning/flow_discard.html", refused, lost=Lost(gone=names, back=(), other=()))


def _confirm(request: Request, page: CasePage, one: FlowView, template: str, refused: RunutError | None, **more: Any) -> HttpResponse:
    context = {
        "page": page,
        "case": page.case,
        "key": KEY,
        "flow": flow_of(case_id=page.case.pk, flow_id=one.id),  # as it is now: another may have saved it meanwhile
        "against": shelf.against(page, KEY),
        "reasons": refused.reasons if refused else (),
        **more,
    }
    return render(request, template, context, status=refused.status if refused else 200)


def _target(one: FlowView, version: int, save: int) -> bytes:
    if not version:
        return save_bytes(one, save)
    found = next((each for each in one.versions if each.number == version), None)
    if found is None:
        raise NotFound
    return flow_bytes(one, found)


def _lost(draft: Diagram, target: Diagram) -> Lost:
    now, then, name = told(draft), told(target), _("Name")
    return Lost(
        gone=tuple(each[name] or _("(without a name)") for key, each in now.items() if key not in then),
        back=tuple(each[name] or _("(without a name)") for key, each in then.items() if key not in now),
        other=tuple(each[name] or _("(without a name)") for key, each in now.items() if key in then and then[key] != each),
    )

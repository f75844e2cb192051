"""The business flows of a case: the list, one diagram with its versions, the page to draw on, and what other programs read."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.base.numbers import whole
from runut.base.sentences import say
from runut.cases.queries import CasePage, access_case, access_page
from runut.core.errors import Invalid, NotFound, RunutError
from runut.documents import shelf
from runut.documents.downloads import POLICY, disposition
from runut.documents.naming import title_of
from runut.documents.queries import Version
from runut.documents.uploads import landed, received
from runut.formats.bpmn.diagram import read_diagram
from runut.formats.bpmn.picture import draw
from runut.people.access import Request, permission
from runut.planning.forms.flows import FlowFileForm, FlowForm, FlowReplaceForm
from runut.planning.queries.flows import KEY, FlowView, earlier_drafts, flow_bytes
from runut.planning.queries.flows import flow as flow_of
from runut.planning.queries.flows import flows as flows_of
from runut.planning.services import flows as services
from runut.planning.words import node_or_name, node_word


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def flows(request: Request, case_id: int, key: str) -> HttpResponse:
    """Every diagram of the case; POST begins one, empty (``name``) or from a file (``upload``)."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    found = shelf.find(page, key)
    if key != KEY or found is None:
        raise NotFound
    drawn = FlowForm(request.POST if "draw" in request.POST else None)
    file = FlowFileForm(request.POST if request.method == "POST" and "draw" not in request.POST else None)
    reasons: Any = ()
    status = 200
    if request.method == "POST":
        try:
            made = _begin(request, case_id, drawn, file)
        except RunutError as refused:
            reasons, status = refused.reasons, refused.status
        else:
            if drawn.is_bound:
                return redirect("planning:flow_edit", case_id, made)
            messages.success(request, _("The diagram is here as a draft. File it when it is right."))
            return landed(request, reverse("planning:flow", args=[case_id, made]))
    shown, others = flows_of(case_id)
    context = {
        "page": page,
        "case": page.case,
        "key": key,
        "flows": shown,
        "others": others,
        "drawn": drawn,
        "file": file,
        "reasons": reasons,
        "against": shelf.against(page, key),
    }
    return render(request, "planning/flows.html", context, status=status)


def _begin(request: Request, case_id: int, drawn: FlowForm, file: FlowFileForm) -> int:
    if drawn.is_bound:
        if not drawn.is_valid():
            raise Invalid(code="text_missing")
        return services.begin_flow(case_id=case_id, name=drawn.cleaned_data["name"], who=request.standing, at=request.at)
    if not file.is_valid():
        raise Invalid
    (one, *more) = received(request, "upload")
    if more:
        raise Invalid(code="file_one")
    name = file.cleaned_data["title"] or title_of(one.name or "")
    data = services.bpmn_of(one.staged)
    return services.begin_flow(case_id=case_id, name=name, data=data, who=request.standing, at=request.at)


@permission("signed_in")
@require_safe
def flow(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """One diagram: its draft, or the filed version that is asked for (``version``), drawn and in words, an ``element`` marked in both."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    return show(request, page, flow_of(case_id=case_id, flow_id=flow_id))


@permission("signed_in")
@require_safe
def flow_edit(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """The page to draw on; everything drawn is saved as the draft."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    context = {"page": page, "case": page.case, "key": KEY, "flow": one, "against": shelf.against(page, KEY)}
    return render(request, "planning/flow_edit.html", context)


@permission("signed_in")
@require_POST
def flow_save(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """Save the draft that the page to draw on sends (``xml``, ``revision``), and answer with its revision or why not."""
    access_case(case_id=case_id, who=request.standing)
    sent = whole(request.POST.get("revision"))
    try:
        if not sent:
            raise Invalid
        data = request.POST.get("xml", "").encode()
        revision = services.save_flow(case_id=case_id, flow_id=flow_id, data=data, revision=sent, who=request.standing, at=request.at)
    except RunutError as refused:
        return JsonResponse({"code": refused.code, "reasons": [say(one) for one in refused.reasons]}, status=refused.status)
    return JsonResponse({"revision": revision})


@permission("signed_in")
@require_POST
def flow_file(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """File the draft as the next version."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    try:
        services.file_flow(case_id=case_id, flow_id=flow_id, who=request.standing, at=request.at)
    except RunutError as refused:
        return show(request, page, one, refused=refused)
    messages.success(request, _("“%(name)s” is filed.") % {"name": one.name})
    return redirect("planning:flow", case_id, flow_id)


@permission("signed_in")
@require_POST
def flow_upload(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """Let a file take the place of the draft."""
    page = access_page(case_id=case_id, who=request.standing, at=request.at)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    try:
        (file, *more) = received(request, "upload")
        if more:
            raise Invalid(code="file_one")
        data = services.bpmn_of(file.staged)
        services.save_flow(case_id=case_id, flow_id=flow_id, data=data, revision=0, who=request.standing, at=request.at)
    except RunutError as refused:
        return show(request, page, one, refused=refused)
    messages.success(request, _("The file is now the draft. File it when it is right."))
    return landed(request, reverse("planning:flow", args=[case_id, flow_id]))


@permission("signed_in")
@require_safe
def flow_bpmn(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """The diagram as BPMN 2.0, to be saved and opened in any modeller (``version``: one that was filed)."""
    access_case(case_id=case_id, who=request.standing)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    return _bytes(flow_bytes(one, _version(request, one)), "application/octet-stream", f"{one.name}.bpmn", inline=False)


@permission("signed_in")
@require_safe
def flow_svg(request: Request, case_id: int, flow_id: int) -> HttpResponse:
    """The diagram drawn by us as SVG, from nothing but its shapes, lines and names (``version``, ``element``; ``save`` to save it)."""
    access_case(case_id=case_id, who=request.standing)
    one = flow_of(case_id=case_id, flow_id=flow_id)
    drawn = draw(read_diagram(flow_bytes(one, _version(request, one))), title=one.name, marked=request.GET.get("element", ""))
    return _bytes(drawn.encode(), "image/svg+xml", f"{one.name}.svg", inline="save" not in request.GET)


def _bytes(data: bytes, kind: str, name: str, *, inline: bool) -> HttpResponse:
    headers = {
        "Content-Disposition": disposition(name, inline=inline),
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-cache",
    }
    return HttpResponse(data, content_type=kind, headers=headers)


def show(
    request: Request, page: CasePage, one: FlowView, *, refused: RunutError | None = None, name: FlowForm | None = None
) -> HttpResponse:
    """Answer the page of a diagram, with why something was refused, and the name that was typed."""
    version = _version(request, one)
    diagram = read_diagram(flow_bytes(one, version))
    query = f"?version={version.number}" if version else f"?revision={one.revision}"
    element = request.GET.get("element", "")[:200]
    context = {
        "page": page,
        "case": page.case,
        "key": KEY,
        "flow": one,
        "version": version,
        "steps": [(node_word(step.kind), step, [(node_or_name(name), way) for name, way in step.leads_to]) for step in diagram.steps],
        "query": query,
        "element": element,
        "marked": urlencode({"element": element}) if element else "",
        "replace": FlowReplaceForm(),
        "name": name or FlowForm(initial={"name": one.name}),
        "earlier": earlier_drafts(one),
        "against": shelf.against(page, KEY),
        "reasons": refused.reasons if refused else (),
    }
    return render(request, "planning/flow.html", context, status=refused.status if refused else 200)


def _version(request: Request, one: FlowView) -> Version | None:
    """Return the filed version that is asked for; None: the draft.

    Raises:
        NotFound: There is no such version.
    """
    asked = request.GET.get("version", "")
    if not asked:
        return None
    found = next((each for each in (*one.versions, *one.taken_out) if str(each.number) == asked), None)
    if found is None:
        raise NotFound
    return found

"""The SOPs: each as the official form, and its versions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from runut.base.numbers import whole
from runut.core.errors import NotFound, NotPermitted
from runut.people.access import Request, may, permission
from runut.people.queries import Standing, offices
from runut.procedures import beginning, queries, services, words
from runut.procedures.differing import side_by_side
from runut.procedures.services.versions import require_procedure_office
from runut.procedures.sheet import sheet
from runut.procedures.views.drafts import may_draft


@permission("signed_in")
@require_safe
def procedures(request: Request) -> HttpResponse:
    """The SOPs of the office."""
    text, sort = request.GET.get("q", "")[:200].replace("\x00", " "), request.GET.get("sort", "")
    page = queries.procedure_list(on=localdate(request.at), text=text, sort=sort, cursor=request.GET.get("cursor", ""))
    may_begin = _may_begin(request.standing)
    rows = [(row, beginning.address(row.key) if may_begin and row.version_id else "") for row in page.rows]
    context: dict[str, Any] = {
        "page": page,
        "rows": rows,
        "may_begin": may_begin,
        "q": text,
        "sort": sort,
        "keep": [("sort", sort)] if sort else [],
    }
    context |= {"may_draft": may_draft(request.standing), "sees_drafts": may("reader", request.standing)}
    return render(request, "procedures/list.html", context)


@permission("signed_in")
@require_safe
def current(request: Request, key: str) -> HttpResponse:
    """The version of an SOP that new cases follow; before its first day, the newest one."""
    row = queries.procedure_row(on=localdate(request.at), key=key)
    newest = queries.version_list(procedure_id=row.id, on=localdate(request.at)).rows
    return _sheet(request, row.version_id or newest[0].id)


@permission("signed_in")
@require_safe
def show(request: Request, version_id: int) -> HttpResponse:
    """One version of an SOP."""
    return _sheet(request, version_id)


@permission("signed_in")
@require_safe
def listing(request: Request, key: str) -> HttpResponse:
    """Every version of an SOP, the newest first."""
    on = localdate(request.at)
    row = queries.procedure_row(on=on, key=key)
    page = queries.version_list(procedure_id=row.id, on=on, cursor=request.GET.get("cursor", ""))
    return render(request, "procedures/versions.html", {"row": row, "page": page})


@permission("signed_in")
@require_safe
def download(request: Request, version_id: int) -> HttpResponse:
    """The file of a version, byte for byte."""
    row, text = queries.version(version_id, on=localdate(request.at)), queries.version_text(version_id)
    response = HttpResponse(text, content_type="application/toml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{row.key}-v{row.number}.toml"'
    return response


@permission("signed_in")
@require_safe
def difference(request: Request, version_id: int) -> HttpResponse:
    """A version beside the one before it, or beside the version of the same SOP that ``with`` names; ``new`` leads to another one's page."""
    on, other = localdate(request.at), whole(request.GET.get("with"))
    version = queries.version(version_id, on=on)
    new = whole(request.GET.get("new")) or version_id
    if new != version_id:
        query = f"?with={other}" if other else ""
        return redirect(reverse("procedures:difference", args=[queries.version(new, on=on).id]) + query)
    other = other or queries.version_before(version_id)
    context: dict[str, Any] = {"version": version, "choices": queries.version_choices(version.procedure_id)}
    if other:
        context["other"] = queries.version(other, on=on)
        if context["other"].procedure_id != version.procedure_id:
            raise NotFound
        before, after = queries.procedure_version(other), queries.procedure_version(version_id)
        context |= {"before": before, "after": after, "sides": side_by_side(before, after)}
    return render(request, "procedures/difference.html", context)


@permission("signed_in")
@require_POST
def confirm(request: Request, version_id: int) -> HttpResponse:
    """The office confirms the performers of a version as they were read."""
    services.confirm_version(version_id=version_id, who=request.standing, at=request.at)
    messages.success(request, _("The performers are confirmed."))
    return redirect("procedures:version", version_id=version_id)


def _sheet(request: Request, version_id: int) -> HttpResponse:
    who, on = request.standing, localdate(request.at)
    version, procedure = queries.version(version_id, on=on), queries.procedure_version(version_id)
    missing = queries.not_held(procedure, on=on) if version.state != "replaced" else []
    context = {
        "version": version,
        "procedure": procedure,
        "sheet": sheet(procedure, confirmed=version.confirmed_at is not None),
        "parts": words.PARTS.items(),
        "may_confirm": version.is_current and version.confirmed_at is None and _may_confirm(who),
        "may_draft": may_draft(who),
        "begins": beginning.address(version.key) if version.is_current and _may_begin(who) else "",
        "drafts": queries.drafts_of(version.procedure_id) if who.sees_all else [],
        "not_held": [one for one in offices(on=on) if one.key in missing],
    }
    return render(request, "procedures/sheet.html", context)


def _may_begin(who: Standing) -> bool:
    """Whether the button that begins a case is of use to them; its page says why not."""
    return not who.reads_only and (who.unit_id is not None or bool(who.offices))


def _may_confirm(who: Standing) -> bool:
    try:
        require_procedure_office(who)
    except NotPermitted:
        return False
    return not who.reads_only

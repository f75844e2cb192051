"""Moving a running case to another version of its SOP: chosen, seen with everything that follows, then confirmed with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runut.base.sentences import day, moment
from runut.cases import queries, services
from runut.cases.forms import VersionForm
from runut.cases.queries import CasePage
from runut.cases.views.case import head
from runut.core.errors import ConcurrentChange, RunutError
from runut.people.access import Request, permission
from runut.procedures.queries import VersionRow, calendar, procedure_version


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: Request, case_id: int) -> HttpResponse:
    """Choose a version, see what follows, and move the case."""
    page = queries.access_page(case_id=case_id, who=request.standing, at=request.at)
    versions = queries.other_versions(page, at=request.at)
    form = _form(request, page, versions)
    if request.method != "POST" or "preview" in request.POST:
        return _draw(request, page, versions, form)
    if not form.is_valid():
        return _draw(request, page, versions, form, status=422)
    if request.POST.get("shown") != _shown(form):
        return _draw(request, page, versions, form)
    clean = form.cleaned_data
    try:
        position = services.change_version(
            case_id=case_id,
            version_id=clean["version"],
            target=clean["target"] or 0,
            why=clean["why"],
            who=request.standing,
            at=request.at,
            events=clean.get("events"),
        )
    except RunutError as error:
        fresh = queries.access_page(case_id=case_id, who=request.standing, at=request.at)
        more = {"refused": error.reasons, "faster": isinstance(error, ConcurrentChange)}
        return _draw(request, fresh, versions, form, status=error.status, **more)
    item = position.item
    said = _("The case now follows the other version; it goes on at activity %(activity)s.") % {"activity": item.activity if item else ""}
    due = _("Due %(due)s.") % {"due": moment(item.due_at)} if item and item.due_at else ""
    messages.success(request, f"{said} {due}".strip())
    return redirect("cases:case", case_id=case_id)


def _form(request: Request, page: CasePage, versions: list[VersionRow]) -> VersionForm:
    data = request.POST if request.method == "POST" else None
    chosen = _chosen(request, versions)
    activities = procedure_version(chosen.id).activities if chosen else ()
    return VersionForm(
        data,
        versions=[(one.id, _label(one)) for one in versions],
        activities=[(one.number, f"{one.number}. {one.text[:80]}") for one in activities],
        initial={"events": page.case.events, "version": chosen.id if chosen else None},
    )


def _chosen(request: Request, versions: list[VersionRow]) -> VersionRow | None:
    """Return the version that is shown: the one that was sent, or the one in force."""
    wanted = request.POST.get("version", "") or request.GET.get("version", "")
    return next((one for one in versions if str(one.id) == wanted), None) or next((one for one in versions if one.is_current), None)


def _label(version: VersionRow) -> str:
    states = {
        "in_force": _("in force since %(day)s"),
        "coming": _("in force from %(day)s"),
        "replaced": _("replaced; was in force from %(day)s"),
    }
    state = states[version.state] % {"day": day(version.effective_from)}
    return _("Version %(number)s, %(state)s") % {"number": version.number, "state": state}


def _shown(form: VersionForm) -> str:
    return f"{form.cleaned_data.get('version')}-{form.cleaned_data.get('target') or 0}"


def _draw(
    request: Request, page: CasePage, versions: list[VersionRow], form: VersionForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    against = page.course["version"]
    chosen = _chosen(request, versions)
    if form.is_bound:
        form.is_valid()
    target = int(form.cleaned_data.get("target") or 0) if form.is_bound else 0
    ahead = queries.version_ahead(chosen, page=page, at=request.at, target=target) if chosen and not against else None
    context = {
        **head(page, dates=calendar(), request=request, active="case"),
        "form": form,
        "against": against,
        "versions": versions,
        "ahead": ahead,
        "shown": f"{chosen.id}-{target}" if chosen else "",
        # Of what stands now, not of what the sent form still says.
        "events": page.case.events,
        **more,
    }
    return render(request, "cases/version.html", context, status=status)

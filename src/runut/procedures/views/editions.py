"""The editions of the calendar: the list, a draft in the making, and its adoption with a look at what it moves."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.core.errors import Refused, RunutError
from runut.core.sentences import Reason, reason
from runut.people.access import Request, may, permission
from runut.procedures import adoption, queries, services
from runut.procedures.forms import DaysForm, DecreeForm, YearForm

SHOWN: Final = 200
"""Moved deadlines listed in the preview; their number is always said."""


@permission("signed_in")
@require_safe
def listing(request: Request) -> HttpResponse:
    """Every edition, the latest decree first."""
    calendar = queries.calendar()
    context = {
        "page": queries.edition_list(cursor=request.GET.get("cursor", "")),
        "form": YearForm(initial={"year": max(calendar.local(request.at).year, calendar.covers_to.year) + (calendar.covers_to.year > 1)}),
        "may_change": may("administrator", request.standing),
    }
    return render(request, "procedures/editions.html", context)


@permission("administrator")
@require_POST
def propose(request: Request) -> HttpResponse:
    """Make a draft for a year from what the library knows."""
    form = YearForm(request.POST)
    status = 422
    reasons: tuple[Reason, ...] = ()
    if form.is_valid():
        try:
            made = services.propose_edition(year=form.cleaned_data["year"], who=request.standing, at=request.at)
        except RunutError as error:
            reasons, status = error.reasons, error.status
        else:
            messages.success(request, _("A draft was made. Compare it with the decree, correct it, and adopt it."))
            return redirect("procedures:edition", edition_id=made)
    context = {"page": queries.edition_list(), "form": form, "reasons": reasons, "may_change": True}
    return render(request, "procedures/editions.html", context, status=status)


@permission("signed_in")
@require_safe
def show(request: Request, edition_id: int) -> HttpResponse:
    """One edition with its days."""
    context = {"edition": queries.edition(edition_id), "may_change": may("administrator", request.standing)}
    return render(request, "procedures/edition.html", context)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def draft(request: Request) -> HttpResponse:
    """Type a decree in: an amendment, or a decision of the governor."""
    decree, days = DecreeForm(request.POST or None), DaysForm((), request.POST or None)
    context: dict[str, Any] = {"decree": decree, "days": days}
    if request.method != "POST":
        return render(request, "procedures/edit.html", context)
    status = 422
    if decree.is_valid() & days.is_valid():
        try:
            made = services.draft_edition(decree=decree.told(), days=days.days(), who=request.standing, at=request.at)
        except RunutError as error:
            context["reasons"], status = error.reasons, error.status
        else:
            messages.success(request, _("The draft is kept. It decides nothing until it is adopted."))
            return redirect("procedures:edition", edition_id=made)
    return render(request, "procedures/edit.html", context, status=status)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request, edition_id: int) -> HttpResponse:
    """Correct a draft."""
    edition = _draft(edition_id)
    told, unnamed = edition.told, edition.row.unnamed
    initial = {**asdict(told), "decided_on": None if unnamed else told.decided_on}
    decree = DecreeForm(request.POST or None, initial=initial, undated=told.decided_on if unnamed else None)
    days = DaysForm(edition.days, request.POST or None)
    context: dict[str, Any] = {"edition": edition, "decree": decree, "days": days, "seen": request.POST.get("seen", edition.fingerprint)}
    if request.method != "POST":
        return render(request, "procedures/edit.html", context)
    status = 422
    if decree.is_valid() & days.is_valid():
        seen = request.POST.get("seen", "")
        try:
            services.edit_edition(
                edition_id=edition_id, seen=seen, decree=decree.told(), days=days.days(), who=request.standing, at=request.at
            )
        except RunutError as error:
            context["reasons"], status = error.reasons, error.status
        else:
            messages.success(request, _("The draft is kept. It decides nothing until it is adopted."))
            return redirect("procedures:edition", edition_id=edition_id)
    return render(request, "procedures/edit.html", context, status=status)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def adopt(request: Request, edition_id: int) -> HttpResponse:
    """Show which open deadlines a draft moves, from when to when and why; then adopt it."""
    edition = _draft(edition_id)
    status = 200
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            services.adopt_edition(edition_id=edition_id, seen=request.POST.get("seen", ""), who=request.standing, at=request.at)
        except RunutError as error:
            reasons, status = error.reasons, error.status
        else:
            messages.success(request, _("The edition is adopted; it decides deadlines from now on."))
            return redirect("procedures:edition", edition_id=edition_id)
    return render(request, "procedures/adopt.html", {**_preview(edition), "reasons": reasons}, status=status)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: Request, edition_id: int) -> HttpResponse:
    """Throw a draft away."""
    edition = _draft(edition_id)
    status = 200
    reasons: tuple[Reason, ...] = ()
    if request.method == "POST":
        try:
            services.remove_edition(edition_id=edition_id, who=request.standing)
        except RunutError as error:
            reasons, status = error.reasons, error.status
        else:
            messages.success(request, _("The draft is gone."))
            return redirect("procedures:editions")
    return render(request, "procedures/remove.html", {"edition": edition, "reasons": reasons}, status=status)


def _draft(edition_id: int) -> queries.EditionView:
    """Return a draft; an adopted edition is refused before anybody types into it."""
    edition = queries.edition(edition_id)
    if edition.row.adopted_at:
        raise Refused(reasons=[reason("edition_adopted", decree=edition.row.decree)])
    return edition


def _preview(edition: queries.EditionView) -> dict[str, Any]:
    now, then = queries.calendar(), queries.calendar_with(edition.row.id)
    changed, moved = adoption.changed_days(now, then), adoption.moved_by(then)
    return {
        "edition": edition,
        "changed": changed,
        "number": len(moved),
        "moves": [(one, adoption.reasons(one, changed, then)) for one in moved[:SHOWN]],
    }

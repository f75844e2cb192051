"""The office's hours and week: changed after a look at which open deadlines move."""

from __future__ import annotations

from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runut.core.errors import RunutError
from runut.people.access import Request, permission
from runut.people.queries import Hours, organisation
from runut.people.services import check_hours
from runut.procedures import adoption, queries, services
from runut.procedures.forms import HoursForm

SHOWN: Final = 200
"""Moved deadlines listed in the preview; their number is always said."""


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def hours(request: Request) -> HttpResponse:
    """Ask for hours and week, show what they would move, and only then, sent again unchanged, let them decide."""
    now = organisation().hours
    form = HoursForm(request.POST or None, now=now)
    context: dict[str, Any] = {"form": form}
    if request.method != "POST":
        return render(request, "procedures/hours.html", context)
    if not form.is_valid():
        return render(request, "procedures/hours.html", context, status=422)
    then, seen, status = form.hours(), request.POST.get("seen", ""), 200
    try:
        if "confirm" in request.POST and seen.endswith(f" {then.stamp}"):
            services.change_hours(hours=then, seen=seen.split(" ")[0], why=form.cleaned_data["why"], who=request.standing, at=request.at)
            messages.success(request, _("The hours are changed; they decide deadlines from now on."))
            return redirect("people:organisation")
        check_hours(then)
        context |= _preview(now, then)
    except RunutError as error:
        context["reasons"] = error.reasons
        status = error.status
    return render(request, "procedures/hours.html", context, status=status)


def _preview(now: Hours, then: Hours) -> dict[str, Any]:
    moved = adoption.moved_by(queries.calendar_under(then))
    return {
        "preview": True,
        "same": now == then,
        "seen": f"{now.stamp} {then.stamp}",
        "number": len(moved),
        "moves": [(one, ()) for one in moved[:SHOWN]],
    }

"""What the pages of this room have in common: a form that keeps what was typed, a question before a grave step, a number from the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from runut.base.numbers import whole
from runut.core.errors import Invalid, Refused
from runut.core.sentences import Reason
from runut.people.access import may
from runut.people.forms import blame
from runut.people.queries import Standing

Act = Callable[[], str]


def fill(request: HttpRequest, *, template: str, form: forms.Form, act: Act, context: Mapping[str, Any] | None = None) -> HttpResponse:
    """Show a form, or do ``act`` with what was sent and go to the address that it returns; a refusal keeps what was typed."""
    status, reasons = 200, []
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return HttpResponseRedirect(act())
            except (Invalid, Refused) as error:
                reasons, status = blame(form, error), error.status
    return render(request, template, {"form": form, "reasons": reasons, **(context or {})}, status=status)


def confirm(request: HttpRequest, *, act: Act, against: Sequence[Reason] = (), **context: Any) -> HttpResponse:
    """Ask before ``act``; then do it and go to the address that it returns. With something ``against`` it there is nothing to ask: that is said.

    ``context`` has ``title``, ``text``, ``button``, ``cancel`` (address), and perhaps ``danger`` and ``section`` (label, address).
    """
    status = 200
    reasons: Sequence[Reason] = ()
    if request.method == "POST":
        try:
            return HttpResponseRedirect(act())
        except (Invalid, Refused) as error:
            reasons, status = error.reasons, error.status
    context |= {"action": request.path, "reasons": reasons, "against": () if reasons else against}
    return render(request, "people/confirm.html", context, status=status)


def tabs(who: Standing, active: str) -> list[dict[str, object]]:
    """Return the parts of this room that ``who`` may open; ``active`` names the page's own."""
    parts = [("list", _("People")), ("units", _("Units")), ("offices", _("Offices")), ("organisation", _("Organisation"))]
    if may("administration", who):
        parts += [("invitations", _("Invitations")), ("history", _("History"))]
    return [{"href": reverse(f"people:{name}"), "label": label, "active": name == active} for name, label in parts]


def number(text: str) -> int | None:
    """Return a row's number from an address; nonsense is none."""
    return whole(text, digits=18)

"""The organisation this installation belongs to: its letterhead, and when it works."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.people import services
from runut.people.access import Request, may, permission
from runut.people.forms import LetterheadForm
from runut.people.queries import organisation
from runut.people.views.answers import fill, tabs


@permission("signed_in")
@require_safe
def show(request: Request) -> HttpResponse:
    """What the installation says of its organisation."""
    context = {
        "organisation": organisation(),
        "tabs": tabs(request.standing, "organisation"),
        "may_change": may("administrator", request.standing),
    }
    return render(request, "people/organisation.html", context)


@permission("administrator")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: Request) -> HttpResponse:
    """Change the letterhead."""
    form = LetterheadForm(request.POST or None, initial=asdict(organisation()))

    def act() -> str:
        services.change_organisation(who=request.standing, at=request.at, **form.cleaned_data)
        messages.success(request, _("The letterhead was changed."))
        return reverse("people:organisation")

    return fill(request, template="people/letterhead_form.html", form=form, act=act)

"""The usability test: asking by links, results, and the questionnaire itself, for whoever holds a link."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from runut.core.errors import RunutError
from runut.people.access import Request, permission
from runut.testing import queries, services
from runut.testing.access import access_tests
from runut.testing.forms import AskForm, SusForm
from runut.testing.services.usability import against_answering, open_link, token_of
from runut.testing.sus import FEW
from runut.testing.views.uat import context_of


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: Request, case_id: int) -> HttpResponse:
    """The questionnaires of a case; POST begins one."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    form = AskForm(request.POST if request.method == "POST" else None)
    context = context_of(place) | {"asked": queries.questionnaires(case_id), "form": form, "against": place.against_adding, "few": FEW}
    if request.method != "POST":
        return render(request, "testing/usability.html", context)
    if not form.is_valid():
        return render(request, "testing/usability.html", context, status=422)
    try:
        made = services.ask(case_id=case_id, who=place.who, at=place.at, **form.cleaned_data)
    except RunutError as refused:
        return render(request, "testing/usability.html", context | {"reasons": refused.reasons}, status=refused.status)
    return redirect("testing:questionnaire", case_id, made.number)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, case_id: int, number: int) -> HttpResponse:
    """One questionnaire: its links, its result and how that is computed; POST closes it."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    asked = queries.questionnaire(case_id=case_id, number=number)
    against = place.against_adding
    links = [] if against or asked.closed_at else queries.unused_links(case_id=case_id, number=number)
    context: dict[str, Any] = context_of(place) | {"asked": asked, "against": against, "few": FEW}
    context["links"] = [settings.ADDRESS + reverse("testing:answer", args=[token_of(one)]) for one in links]
    if request.method != "POST":
        return render(request, "testing/questionnaire.html", context)
    try:
        services.close(case_id=case_id, number=number, who=place.who, at=place.at)
    except RunutError as refused:
        return render(request, "testing/questionnaire.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("The questionnaire takes no more answers."))
    return redirect("testing:questionnaire", case_id, number)


@permission("public")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: Request, token: str) -> HttpResponse:
    """The questionnaire for whoever holds the link; no account, and nothing about who answers is kept."""
    link = open_link(token)
    form = SusForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "title": link.questionnaire.case.title, "build": link.questionnaire.build}
    context["against"] = against_answering(link)
    if context["against"]:
        return render(request, "testing/answer.html", context, status=409 if request.method == "POST" else 200)
    if request.method != "POST":
        return render(request, "testing/answer.html", context)
    if not form.is_valid():
        return render(request, "testing/answer.html", context, status=422)
    try:
        services.answer(token=token, items=form.items(), note=form.cleaned_data["note"], at=request.at)
    except RunutError as refused:
        return render(request, "testing/answer.html", context | {"against": refused.reasons}, status=refused.status)
    return render(request, "testing/answered.html", context)

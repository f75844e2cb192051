"""Runs of the acceptance test, made for a phone: begun, tried scenario by scenario, signed off."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.letters import known, letter_file
from runut.core.errors import NotFound, RunutError
from runut.documents.queries import access_version, form_content
from runut.documents.uploads import landed, received
from runut.people.access import Request, permission
from runut.people.queries import nips
from runut.testing import queries, services
from runut.testing.access import access_tests, page_of
from runut.testing.forms import ExecutionForm, RunForm, SignForm
from runut.testing.papers import minutes_letter
from runut.testing.services.runs import against_trying
from runut.testing.views.uat import context_of
from runut.testing.words import OUTCOME_TONES, OUTCOMES, VERDICTS


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: Request, case_id: int) -> HttpResponse:
    """Begin a run."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    form = RunForm(request.POST if request.method == "POST" else None, initial={"only_open": bool(request.GET.get("open"))})
    context = context_of(place) | {"form": form, "against": place.against_adding}
    if request.method != "POST":
        return render(request, "testing/run_new.html", context)
    if not form.is_valid():
        return render(request, "testing/run_new.html", context, status=422)
    try:
        made = services.start_run(case_id=case_id, who=place.who, at=place.at, **form.cleaned_data)
    except RunutError as refused:
        return render(request, "testing/run_new.html", context | {"reasons": refused.reasons}, status=refused.status)
    return redirect("testing:run", case_id, made.number)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, case_id: int, run: int) -> HttpResponse:
    """A run: what is to be tried, what came of it; POST signs it off."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    row, line = queries.run_of(case_id=case_id, number=run)
    form = SignForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = context_of(place) | {"run": line, "form": form, "against": against_trying(place, row)}
    context["lines"] = [(one, OUTCOMES.get(one.outcome, _("not tried")), OUTCOME_TONES.get(one.outcome, "calm")) for one in line.lines]
    context["verdict"] = VERDICTS.get(line.verdict, "")
    context["next"] = next((one.number for one in line.lines if one.result is None), None)
    if request.method != "POST":
        return render(request, "testing/run.html", context)
    if not form.is_valid():
        return render(request, "testing/run.html", context, status=422)
    try:
        services.sign_run(case_id=case_id, number=run, who=place.who, at=place.at, **form.cleaned_data)
    except RunutError as refused:
        return render(request, "testing/run.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("The run is signed, and its minutes are filed."))
    return redirect("testing:run", case_id, run)


@permission("signed_in")
@require_safe
def minutes(request: Request, case_id: int, run: int, ending: str) -> HttpResponse:
    """The minutes of a signed run as a letter, in the reader's language.

    Raises:
        NotFound: No such run for them, or nobody has signed it.
    """
    ending = known(ending)
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    row, _line = queries.run_of(case_id=case_id, number=run)
    if row.minutes_id is None or row.signed_at is None:
        raise NotFound
    content = form_content(access_version(version_id=row.minutes_id, who=place.who))
    name = _("acceptance-test")
    signer = row.signed_by_id or 0
    letter = minutes_letter(page_of(place), content, nip=nips(user_ids=[signer]).get(signer, ""))
    return letter_file(
        letter,
        ending=ending,
        name=f"{name}-{place.case.number or case_id}-{run}",
        of=f"run {case_id} {run}",
        at=row.signed_at,
        issued_at=request.at,
    )


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def attempt(request: Request, case_id: int, run: int, number: int) -> HttpResponse:
    """Try one scenario, step by step, and record what came of it; then the next."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    row, line = queries.run_of(case_id=case_id, number=run)
    wanted = next((one for one in line.lines if one.number == number), None)
    if wanted is None:
        raise NotFound
    form = ExecutionForm(request.POST if request.method == "POST" else None, steps=len(wanted.steps))
    context = context_of(place) | {"run": line, "line": wanted, "form": form, "against": against_trying(place, row)}
    context["result"] = OUTCOMES.get(wanted.outcome, "")
    context["result_tone"] = OUTCOME_TONES.get(wanted.outcome, "calm")
    if request.method != "POST":
        return render(request, "testing/attempt.html", context)
    if not form.is_valid():
        return render(request, "testing/attempt.html", context, status=422)
    try:
        _record(request, form, case_id=case_id, run=run, number=number)
    except RunutError as refused:
        return render(request, "testing/attempt.html", context | {"reasons": refused.reasons}, status=refused.status)
    left = next((one.number for one in line.lines if one.result is None and one.number != number), None)
    messages.success(request, _("Recorded: scenario %(number)s.") % {"number": number})
    onward = reverse("testing:attempt", args=[case_id, run, left]) if left else reverse("testing:run", args=[case_id, run])
    return landed(request, onward)


def _record(request: Request, form: ExecutionForm, *, case_id: int, run: int, number: int) -> None:
    cleaned = form.cleaned_data
    tried = services.Tried(outcome=cleaned["outcome"], note=cleaned["note"], failed=frozenset(int(one) for one in cleaned["failed"]))
    sent = received(request, "picture") if request.FILES.getlist("picture") else []
    picture = (sent[0].staged, sent[0].name or "") if sent else None
    services.execute(case_id=case_id, run=run, scenario=number, tried=tried, picture=picture, who=request.standing, at=request.at)

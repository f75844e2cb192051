"""Scenarios of the acceptance test: the list, writing one, importing and exporting them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.exports import streamed
from runut.base.sheets import LARGEST, brought, carried
from runut.base.sheets import read_table as read_sheet
from runut.core.errors import RunutError
from runut.documents.forms import rows as tables
from runut.documents.uploads import landed, received
from runut.people.access import Request, permission
from runut.testing import queries, services
from runut.testing.access import Place, access_tests, page_of
from runut.testing.forms import AutomatedForm, ScenarioForm, TableForm
from runut.testing.forms.uat import STEPS
from runut.testing.tables import as_csv, as_xlsx, scenarios_of
from runut.testing.words import COVERED, COVERED_TONES, OUTCOME_TONES, OUTCOMES, VERDICTS


@permission("signed_in")
@require_safe
def listing(request: Request, case_id: int) -> HttpResponse:
    """The scenarios of a case with what came of them, and its runs."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    lines = queries.scenarios(case_id)
    named = next((one.scenarios for one in queries.automated(case_id)), {})
    context = context_of(place) | {
        "lines": [
            (one, OUTCOMES.get(one.outcome, _("not tried")), OUTCOME_TONES.get(one.outcome, "calm"), named.get(one.number)) for one in lines
        ],
        "runs": [(one, VERDICTS.get(one.verdict, "")) for one in queries.runs(case_id)],
        "covered": [(one, COVERED[one.state], COVERED_TONES[one.state]) for one in queries.coverage(queries.plan_features(case_id), lines)],
        "open": any(one.outcome != "pass" for one in lines),
        "against": place.against_adding,
    }
    return render(request, "testing/uat.html", context)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def write(request: Request, case_id: int, number: int | None = None) -> HttpResponse:
    """Write a scenario; the button that adds rows records nothing."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    line = queries.scenario(case_id=case_id, number=number) if number else None
    steps = STEPS["steps"]
    choices = [(one.text, one.text) for one in queries.plan_features(case_id)]
    feature: dict[str, Any] = {"features": choices, "said": line.feature if line else ""}
    context = context_of(place) | {"line": line, "against": place.against_adding}
    if request.method != "POST":
        form = ScenarioForm(initial={"title": line.title, "feature": line.feature} if line else None, **feature)
        table = tables.shown("steps", steps, line.steps if line else ())
        return render(request, "testing/scenario.html", context | {"form": form, "tables": [table]})
    if "retire" in request.POST and number:
        return _retire(request, case_id, number)
    if "add-steps" in request.POST:
        form = ScenarioForm(initial={name: request.POST.get(name, "") for name in ScenarioForm.base_fields}, **feature)
        return render(
            request,
            "testing/scenario.html",
            context | {"form": form, "tables": [tables.with_more("steps", steps, request.POST, more=True)]},
        )
    form, table = ScenarioForm(request.POST, **feature), tables.sent("steps", steps, request.POST)
    context |= {"form": form, "tables": [table]}
    if not all([form.is_valid(), table.is_valid()]):
        return render(request, "testing/scenario.html", context, status=422)
    draft = services.Draft(steps=table.values(), **form.cleaned_data)
    try:
        made = services.write_scenario(case_id=case_id, draft=draft, number=number, who=place.who, at=place.at)
    except RunutError as refused:
        return render(request, "testing/scenario.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("Scenario %(number)s is written.") % {"number": made.number})
    return redirect("testing:uat", case_id)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request, case_id: int) -> HttpResponse:
    """Import scenarios from a table: say first which are new and which text gives way, then write all or none."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    context = context_of(place) | {"form": TableForm(), "against": place.against_adding}
    asked: dict[str, Any] = {"case_id": case_id, "who": place.who, "at": place.at}
    if request.method != "POST":
        return render(request, "testing/uat_import.html", context)
    try:
        if "table" in request.POST:
            drafts = scenarios_of(brought(request.POST["table"]))
            new, changed = services.write_scenarios(**asked, drafts=drafts, saw=request.POST.get("replaced", ""))
            messages.success(request, _("New scenarios: %(new)s; changed: %(changed)s.") % {"new": new, "changed": changed})
            return redirect("testing:uat", case_id)
        one = received(request, "upload")[0]
        with one.staged.path.open("rb") as file:
            table = read_sheet(one.name or "", file.read(LARGEST + 1))
        found = services.sort_scenarios(**asked, drafts=scenarios_of(table))
        context |= {"found": found, "table": carried(one.name or "", table)}
    except RunutError as refused:
        return render(request, "testing/uat_import.html", context | {"reasons": refused.reasons}, status=refused.status)
    return render(request, "testing/uat_import.html", context)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def automated(request: Request, case_id: int) -> HttpResponse:
    """Automated tests: what their reports say, and a report to take over."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    form = AutomatedForm(request.POST if request.method == "POST" else None)
    context = context_of(place) | {"form": form, "against": place.against_adding, "done": queries.automated(case_id)}
    if request.method != "POST":
        return render(request, "testing/automated.html", context)
    if not form.is_valid():
        return render(request, "testing/automated.html", context, status=422)
    about = {"build": form.cleaned_data["build"], "tested_on": form.cleaned_data["tested_on"]}
    try:
        one = received(request, "upload")[0]
        _made, new = services.import_results(
            case_id=case_id, upload=one.staged, filename=one.name or "", who=place.who, at=place.at, **about
        )
    except RunutError as refused:
        return render(request, "testing/automated.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("The report is taken over.") if new else _("The report stands here already."))
    return landed(request, reverse("testing:automated", args=[case_id]))


@permission("signed_in")
@require_safe
def export(request: Request, case_id: int, ending: str) -> StreamingHttpResponse:
    """The scenarios as a table that can be imported again."""
    access_tests(case_id=case_id, who=request.standing, at=request.at)
    drafts = [services.Draft(title=one.title, feature=one.feature, steps=one.steps) for one in queries.scenarios(case_id)]
    return streamed(as_csv(drafts) if ending == "csv" else as_xlsx(drafts), f"skenario.{ending}")


def _retire(request: Request, case_id: int, number: int) -> HttpResponse:
    services.retire_scenario(case_id=case_id, number=number, who=request.standing, at=request.at)
    messages.success(request, _("Scenario %(number)s is taken out; what was tried stays.") % {"number": number})
    return redirect("testing:uat", case_id)


def context_of(place: Place) -> dict[str, Any]:
    """Return what every page of the tests of a case finds."""
    page = page_of(place)
    return {"case": page.case, "case_page": page, "place": place}

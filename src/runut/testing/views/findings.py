"""Findings: the list, one of them, a new one by hand, a report to import."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from runut.base.exports import streamed
from runut.core.errors import RunutError
from runut.core.sentences import Reason
from runut.documents.uploads import landed, received
from runut.formats.scans import FORMATS
from runut.people.access import Request, permission
from runut.people.queries import organisation
from runut.testing import exports, queries, services
from runut.testing.access import Place, access_findings, page_of
from runut.testing.cvss import scored
from runut.testing.forms import FindingForm, ImportForm, JudgeForm
from runut.testing.forms.pentest import CalculatorForm
from runut.testing.words import METRICS, SEVERITIES, SEVERITY_ICONS, SEVERITY_TONES, STATE_TONES, STATES


@permission("signed_in")
@require_safe
def listing(request: Request, case_id: int) -> HttpResponse:
    """The findings of a case, searched, filtered, sorted, page by page."""
    place = access_findings(case_id=case_id, who=request.standing, at=request.at)
    filters = _filters(request)
    today = organisation().today(request.at)
    found = queries.finding_list(case_id=case_id, filters=filters, on=today, cursor=request.GET.get("cursor", ""))
    states: list[tuple[str, Any]] = [("", _("All")), *STATES.items(), ("gone", _("open, but missing in the newest report"))]
    context = _context(place) | {
        "page": found,
        "rows": [_shown(row, today) for row in found.rows],
        "filters": filters,
        "filtered": bool(filters.text or filters.severity or filters.state),
        "choices": [
            {"name": "severity", "label": _("Severity"), "value": filters.severity, "options": [("", _("All")), *SEVERITIES.items()]},
            {"name": "state", "label": _("State"), "value": filters.state, "options": states},
        ],
        "keep": [("sort", filters.sort)] if filters.sort else [],
        "imports": queries.imports(case_id),
        "readings": queries.readings(case_id),
        "severities": list(SEVERITIES.values()),
    }
    return render(request, "testing/findings.html", context)


@permission("signed_in")
@require_safe
def export(request: Request, case_id: int) -> StreamingHttpResponse:
    """What the list shows with these filters, all pages, as CSV."""
    access_findings(case_id=case_id, who=request.standing, at=request.at)
    rows = queries.finding_export(case_id=case_id, filters=_filters(request), on=organisation().today(request.at))
    return streamed(exports.csv_lines(rows), "temuan.csv")


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def show(request: Request, case_id: int, number: int) -> HttpResponse:
    """One finding, and what becomes of it."""
    place = access_findings(case_id=case_id, who=request.standing, at=request.at)
    form = JudgeForm(request.POST or None)
    reasons: tuple[Reason, ...] = ()
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.judge_finding(
                    case_id=case_id,
                    number=number,
                    state=form.cleaned_data["state"],
                    why=form.cleaned_data["why"],
                    until=form.cleaned_data["until"],
                    who=place.who,
                    at=place.at,
                )
            except RunutError as refused:
                reasons, status = refused.reasons, refused.status
            else:
                messages.success(request, _("Finding %(number)s is judged.") % {"number": number})
                return redirect("testing:finding", case_id, number)
    row, changes = queries.finding(case_id=case_id, number=number)
    told = [(STATES[one.old], STATES[one.new], one) for one in changes]
    context = _context(place) | {
        "finding": _shown(row, organisation().today(request.at)),
        "changes": told,
        "form": form,
        "reasons": reasons,
    }
    return render(request, "testing/finding.html", context | {"against": place.against_judging}, status=status)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: Request, case_id: int) -> HttpResponse:
    """A finding by hand; a calculator's button fills the vector in and records nothing."""
    place = access_findings(case_id=case_id, who=request.standing, at=request.at)
    form = FindingForm(request.POST or None)
    calculators = {version: CalculatorForm(version, request.POST or None) for version in METRICS}
    context = _context(place) | {"form": form, "calculators": calculators.values(), "against": place.against_adding}
    if request.method != "POST":
        return render(request, "testing/finding_new.html", context)
    if "compute" in request.POST:
        return _computed(request, context, calculators.get(request.POST["compute"]) or calculators["3.1"])
    if not form.is_valid():
        return render(request, "testing/finding_new.html", context, status=422)
    try:
        made = services.add_finding(case_id=case_id, written=services.Written(**form.cleaned_data), who=place.who, at=place.at)
    except RunutError as refused:
        return render(request, "testing/finding_new.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("Finding %(number)s is added.") % {"number": made.number})
    return redirect("testing:finding", case_id, made.number)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def bring(request: Request, case_id: int) -> HttpResponse:
    """Import a scanner's report."""
    place = access_findings(case_id=case_id, who=request.standing, at=request.at)
    form = ImportForm(request.POST if request.method == "POST" else None)
    context = _context(place) | {"form": form, "against": place.against_adding, "formats": FORMATS}
    if request.method != "POST":
        return render(request, "testing/import.html", context)
    if not form.is_valid():
        return render(request, "testing/import.html", context, status=422)
    about = services.About(**{name: value for name, value in form.cleaned_data.items() if name != "upload"})
    try:
        one = received(request, "upload")[0]
        made = services.import_scan(case_id=case_id, upload=one.staged, filename=one.name or "", about=about, who=place.who, at=place.at)
    except RunutError as refused:
        return render(request, "testing/import.html", context | {"reasons": refused.reasons}, status=refused.status)
    if made.state == "reading":
        messages.success(request, _("The report is kept and is being read; its findings follow."))
        return landed(request, reverse("testing:findings", args=[case_id]))
    text = ngettext("%(n)s new finding; %(again)s known already.", "%(n)s new findings; %(again)s known already.", made.fresh)
    messages.success(request, text % {"n": made.fresh, "again": made.again})
    return landed(request, reverse("testing:findings", args=[case_id]))


@permission("signed_in")
@require_POST
def stop(request: Request, case_id: int, number: int) -> HttpResponse:
    """Give up reading a large report."""
    services.stop_reading(case_id=case_id, number=number, who=request.standing, at=request.at)
    messages.success(request, _("Report %(number)s is not read any further.") % {"number": number})
    return redirect("testing:findings", case_id)


def _computed(request: Request, context: dict[str, Any], calculator: CalculatorForm) -> HttpResponse:
    data = request.POST.copy()
    vector = calculator.vector() or data.get("vector", "").strip()
    data["vector"] = vector
    context |= {"used": calculator.version}
    try:
        found = scored(vector)
    except RunutError as refused:
        return render(request, "testing/finding_new.html", context | {"reasons": refused.reasons, "unjudged": True}, status=422)
    again = FindingForm(initial={name: data.get(name, "") for name in FindingForm.base_fields})
    key = found.severity
    judged = {"severity": SEVERITIES[key], "severity_tone": SEVERITY_TONES[key], "severity_icon": SEVERITY_ICONS[key]}
    return render(request, "testing/finding_new.html", context | judged | {"form": again, "score": found.score})


def _context(place: Place) -> dict[str, Any]:
    page = page_of(place)
    return {"case": page.case, "case_page": page, "place": place}


def _filters(request: Request) -> queries.Filters:
    given = request.GET
    severity, state = given.get("severity", ""), given.get("state", "")
    return queries.Filters(
        text=given.get("q", "")[:200].replace("\x00", " ").strip(),
        severity=severity if severity in SEVERITIES else "",
        state=state if state in STATES or state == "gone" else "",
        sort=given.get("sort", ""),
    )


def _shown(row: dict[str, Any], on: date) -> dict[str, Any]:
    severity = row["severity"]
    over = row["state"] == "accepted" and row["accepted_until"] is not None and row["accepted_until"] < on
    state = "open" if over else row["state"]
    words = {"severity_word": SEVERITIES[severity], "severity_tone": SEVERITY_TONES[severity], "severity_icon": SEVERITY_ICONS[severity]}
    return row | words | {"state_word": STATES[state], "state_tone": STATE_TONES[state], "over": over}

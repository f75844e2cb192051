"""The register of systems: searched, filtered, sorted, exported; and a new request."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.exports import streamed
from runut.base.numbers import whole
from runut.cases import exports, queries, services
from runut.cases.forms import RequestForm
from runut.cases.queries import CaseRow, Filters
from runut.cases.views.lines import lines
from runut.cases.views.work import may_request
from runut.cases.words import STATUSES
from runut.core.errors import RunutError
from runut.core.sentences import Reason, reason
from runut.people.access import Request, permission
from runut.people.queries import Standing, unit, units
from runut.procedures.queries import ProcedureRow, calendar, procedure_version, procedures_in_force

_NUMBERS = range(1, 2**31)


@permission("signed_in")
@require_safe
def listing(request: Request) -> HttpResponse:
    """The register; htmx gets its rows alone. Queries: 4."""
    filters = _filters(request)
    page = queries.case_list(filters=filters, who=request.standing, at=request.at, cursor=request.GET.get("cursor", ""))
    context: dict[str, Any] = {
        "page": page,
        "lines": lines(page.rows, at=request.at, dates=calendar()),
        "filters": filters,
        "filtered": bool(
            filters.text.strip() or filters.status or filters.late or filters.procedure_id or filters.activity or filters.unit_id
        ),
        "sees_all": request.standing.sees_all,
        "may_request": may_request(request.standing),
    }
    rows_only = request.htmx and not request.htmx.history_restore_request
    if not rows_only:
        context["choices"] = _choices(filters, request)
        context["keep"] = [("sort", filters.sort)] if filters.sort else []
    response = render(request, f"cases/register.html{'#rows' if rows_only else ''}", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


@permission("signed_in")
@require_safe
def export_csv(request: Request) -> StreamingHttpResponse:
    """What the register shows with these filters, all pages, as CSV."""
    return _export(request, exports.csv_lines, "csv")


@permission("signed_in")
@require_safe
def export_xlsx(request: Request) -> StreamingHttpResponse:
    """What the register shows with these filters, all pages, as XLSX."""
    return _export(request, exports.xlsx_blocks, "xlsx")


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: Request) -> HttpResponse:
    """Enter a request; then its page asks for the analysis report."""
    procedures = procedures_in_force(on=localdate(request.at))
    offered, against = _units(request.standing, procedures)
    named = [(one.id, one.name) for one in procedures]
    initial = {"once": uuid4(), "procedure": next((one.id for one in procedures if one.key == request.GET.get("procedure")), "")}
    form = RequestForm(request.POST if request.method == "POST" else None, units=offered, procedures=named, initial=initial)
    reasons: tuple[Reason, ...] = ()
    status = 200
    if request.method == "POST":
        status = 403 if against else 422
        if not against and form.is_valid():
            try:
                case_id = _request(form, request)
            except RunutError as error:
                reasons, status = error.reasons, error.status
            else:
                messages.success(request, _("The request is in the register. Next: file what activity 1 needs, below."))
                return redirect("cases:case", case_id=case_id)
    context = {"form": form, "offered": offered, "procedures": named, "against": against, "reasons": reasons}
    return render(request, "cases/new.html", context, status=status)


def _request(form: RequestForm, request: Request) -> int:
    chosen = unit(form.cleaned_data["unit"])
    return services.request_case(
        title=form.cleaned_data["title"],
        purpose=form.cleaned_data["purpose"],
        once=form.cleaned_data["once"],
        procedure_id=form.cleaned_data["procedure"],
        unit_id=chosen.id,
        unit=chosen.name,
        who=request.standing,
        at=request.at,
    )


def _units(who: Standing, procedures: list[ProcedureRow]) -> tuple[list[tuple[int, str]], list[Reason]]:
    """Return for which units ``who`` can ask, and if for none, why."""
    if who.reads_only:
        return [], [reason("auditor_reads")]
    registrars = [one.procedure.registrar for one in procedures if one.procedure]
    if not registrars:
        return [], [reason("procedure_none")]
    if any(one.key in who.offices for one in registrars):
        return [(one.id, one.name) for one in units()], []
    if who.unit_id is None:
        return [], [reason("unit_or_register_only", performers=", ".join(dict.fromkeys(one.name for one in registrars)))]
    return [(who.unit_id, who.unit)], []


def _filters(request: Request) -> Filters:
    """Return what the address asks for; what makes no sense asks for everything."""
    given = request.GET
    status = given.get("status", "")
    return Filters(
        text=given.get("q", "")[:200].replace("\x00", " "),
        status=status if status in STATUSES and status != "late" else "",
        late=status == "late" or bool(given.get("late")),
        procedure_id=_number(given.get("procedure", "")),
        activity=_number(given.get("activity", "")),
        unit_id=_number(given.get("unit", "")),
        sort=given.get("sort", ""),
    )


def _number(text: str) -> int | None:
    number = whole(text, digits=10)
    return number if number and number in _NUMBERS else None  # None would be looked for among all of them, one by one


def _choices(filters: Filters, request: Request) -> list[dict[str, Any]]:
    """Return the filters as the toolbar draws them; activities are those of one SOP."""
    who, procedures = request.standing, procedures_in_force(on=localdate(request.at))
    found: list[dict[str, Any]] = [
        {
            "name": "status",
            "label": _("Status"),
            "value": "late" if filters.late else filters.status,
            "options": [("", _("All")), *((key, str(name)) for key, name in STATUSES.items())],
        },
    ]
    if len(procedures) > 1:
        options: list[tuple[Any, str]] = [("", _("All")), *((one.id, one.name) for one in procedures)]
        found.append({"name": "procedure", "label": _("Procedure"), "value": filters.procedure_id or "", "options": options})
    chosen = [one for one in procedures if len(procedures) == 1 or one.id == filters.procedure_id]
    for version_id in [one.version_id for one in chosen if one.version_id]:
        activities = procedure_version(version_id).activities
        options = [("", _("All")), *((one.number, f"{one.number}. {one.text[:60]}") for one in activities)]
        found.append({"name": "activity", "label": _("Activity"), "value": filters.activity or "", "options": options})
    if who.sees_all:
        options = [("", _("All")), *((one.id, one.name) for one in units(active=None))]
        found.append({"name": "unit", "label": _("Unit"), "value": filters.unit_id or "", "options": options})
    return found


def _export(request: Request, write: Callable[[Iterator[CaseRow]], Iterator[bytes]], ending: str) -> StreamingHttpResponse:
    rows = queries.export_rows(filters=_filters(request), who=request.standing, at=request.at)
    return streamed(write(rows), f"daftar-sistem-{calendar().local(request.at):%Y-%m-%d}.{ending}")

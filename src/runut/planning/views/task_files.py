"""The schedule as files: read from CSV, Excel and MS Project; given out as PDF, CSV, Excel, MS Project's XML and a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, timedelta

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.exports import csv_lines, ics_file, ics_text
from runut.base.sentences import day
from runut.base.sheets import Cell, Table, read_table, workbook
from runut.cases.queries import team
from runut.core.errors import Invalid, NotFound, Refused
from runut.formats.printing.gantt import PAPERS
from runut.people.access import Request, permission
from runut.planning.exchange.msproject import Left, ProjectTask, project_xml, read_project
from runut.planning.exchange.tasks import Bounds, TaskLine, read_tasks
from runut.planning.printing import SMALL, print_schedule
from runut.planning.queries import features
from runut.planning.queries.schedule import Plan, task_rows
from runut.planning.services import tasks as services
from runut.planning.services.tasks import MOST, MOST_DAYS, MOST_LAG, NAME, NOTE, TaskText
from runut.planning.views.files import attached
from runut.planning.views.importing import Preview, import_list
from runut.planning.views.place import Place
from runut.planning.views.prints import paper_name
from runut.planning.views.schedule import plan_now, schedule_place
from runut.procedures.queries import calendar

BOUNDS = Bounds(name=NAME, note=NOTE, days=MOST_DAYS, lag=MOST_LAG)


class Tasks:
    """A file of tasks; remembers what an MS Project file says that a schedule here cannot."""

    title = gettext_lazy("Import tasks")
    listed = gettext_lazy("Schedule")
    lead = gettext_lazy(
        "MS Project saved as XML, a CSV file, or an Excel workbook (XLSX) whose first row names the columns: number, task, working days, waits for,"
        " not before, fixed end, expert, feature, note. The tasks come behind those that are there; the file's own numbers say what waits for what."
    )
    accept = ".xml,.csv,.xlsx,text/csv,text/xml"
    back = "planning:tasks"

    def __init__(self) -> None:
        self.left = Left()

    def table(self, name: str, data: bytes) -> Table:
        """Return the file's rows."""
        if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
            table, self.left = read_project(name, data)
            return table
        return read_table(name, data)

    def preview(self, place: Place, table: Table) -> Preview:
        """Return what the rows would do."""
        lines, faults = read_tasks(table, BOUNDS)
        if len(task_rows(case_id=place.case_id)) + len(lines) > MOST:
            raise Invalid(code="tasks_many", most=MOST)
        people, known = _people(place), {one.number for one in features(case_id=place.case_id)}
        rows = [
            [
                str(one.number or ""),
                one.name,
                str(one.days) if one.days else _("milestone"),
                ", ".join(f"{number}+{lag}" if lag else str(number) for number, lag in one.after),
                day(one.starts_on) if one.starts_on else "",
                one.expert,
            ]
            for one in lines
        ]
        return Preview(
            said=_("%(count)s tasks would be added.") % {"count": len(lines)},
            heads=[_("Number in the file"), _("Task"), _("Working days"), _("Waits for"), _("Not before"), _("Expert")],
            rows=rows,
            faults=faults,
            notes=list(self._notes(lines, people, known)),
        )

    def _notes(self, lines: list[TaskLine], people: dict[str, int], known: set[int]) -> Iterator[str]:
        if self.left.summaries:
            yield _("Summary tasks are left out: %(count)s.") % {"count": self.left.summaries}
        if self.left.links:
            yield _("Links of another kind than finish to start, or to summary tasks, are left out: %(count)s.") % {
                "count": self.left.links
            }
        if self.left.leads:
            yield _("Leads (a negative lag) become none: %(count)s.") % {"count": self.left.leads}
        if strangers := sorted({one.expert for one in lines if one.expert and one.expert.casefold() not in people}):
            yield _("Not in the team, so left out: %(names)s.") % {"names": ", ".join(strangers[:10])}
        if missing := sum(one.feature is not None and one.feature not in known for one in lines):
            yield _("Features that are not on the list are left out: %(count)s.") % {"count": missing}

    def write(self, place: Place, table: Table, request: Request) -> str:
        """Write the rows."""
        lines, faults = read_tasks(table, BOUNDS)
        if faults:
            raise Refused(reasons=[one.reason for one in faults])
        people, known = _people(place), {one.number for one in features(case_id=place.case_id)}
        rows = [
            TaskText(
                name=one.name,
                note=one.note,
                milestone=not one.days,
                days=one.days or 1,
                starts_on=one.starts_on,
                ends_on=one.ends_on,
                after=one.after,
                feature=one.feature if one.feature in known else None,
                expert=people.get(one.expert.casefold()),
                number=one.number,
            )
            for one in lines
        ]
        count = services.import_tasks(case_id=place.case_id, rows=rows, who=request.standing, at=request.at)
        return _("%(count)s tasks are added.") % {"count": count}


def _people(place: Place) -> dict[str, int]:
    return {one.name.casefold(): one.user_id for one in team(case_id=place.case_id) if one.to_on is None}


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def import_tasks(request: Request, case_id: int, key: str) -> HttpResponse:
    """Read tasks from a file."""
    return import_list(request, schedule_place(request, case_id, key), Tasks())


@permission("signed_in")
@require_safe
def export_tasks(request: Request, case_id: int, key: str, ending: str) -> HttpResponse:
    """The schedule as a paper (``paper``: a4 or a3; a long one on the page that has it made), as CSV or Excel, as MS Project's XML, or as a calendar of its days."""
    place = schedule_place(request, case_id, key)
    plan, base = plan_now(place, request.at)
    name = paper_name(place, ending)
    if ending == "pdf" and plan.ends_on is not None:
        if len(plan.tasks) > SMALL and not request.standing.reads_only:  # an auditor, who can ask for nothing, waits
            return redirect("planning:print", case_id, key)
        paper = request.GET.get("paper", "")
        made = print_schedule(place, plan, base, paper=paper if paper in PAPERS else PAPERS[0], at=request.at)
        return attached(made, name, "application/pdf")
    if ending == "csv":
        return attached(b"".join(csv_lines(*_table(plan))), name, "text/csv; charset=utf-8")
    if ending == "xlsx":
        made = workbook(_("Tasks"), _table(plan)[0], (10, 50, 10, 14, 14, 14, 30, 10, 50, 14, 14, 10, 12), _table(plan)[1])
        return attached(made, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    if ending == "xml":
        return attached(_xml(place, plan), name, "application/xml")
    if ending == "ics":
        return attached(_ics(place, plan, request), name, "text/calendar; charset=utf-8")
    raise NotFound


def _table(plan: Plan) -> tuple[list[str], list[list[Cell]]]:
    heads = [
        _("Number"),
        _("Task"),
        _("Working days"),
        _("Not before"),
        _("Fixed end"),
        _("Waits for"),
        _("Expert"),
        _("Feature"),
        _("Note"),
    ]
    more = [_("Begins"), _("Ends"), _("Float"), _("State")]
    rows: list[list[Cell]] = []
    for one in plan.tasks:
        timed = plan.timed(one.number)
        feature = f"F{one.feature}" if one.feature else ""
        planned: list[Cell] = [one.number, one.name, one.days, one.starts_on, one.ends_on, one.waits, one.expert, feature, one.note]
        rows.append([*planned, timed.starts_on, timed.ends_on, timed.slack, one.state])
    return [*heads, *more], rows


def _xml(place: Place, plan: Plan) -> bytes:
    tasks = [
        ProjectTask(
            number=one.number,
            name=one.name,
            note=one.note,
            days=plan.timed(one.number).days,
            starts_on=plan.timed(one.number).starts_on,
            ends_on=plan.timed(one.number).ends_on,
            not_before=one.starts_on,
            after=one.after,
            expert=one.expert,
            done=one.state == "done",
        )
        for one in plan.tasks
    ]
    if plan.starts_on is None:
        raise NotFound
    return project_xml(place.page.case.title, tasks, starts_on=plan.starts_on, week=calendar().week)


def _ics(place: Place, plan: Plan, request: Request) -> str:
    case, host = place.page.case, settings.ADDRESS.partition("://")[2]
    stamp = request.at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Runut//Schedule//ID",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{ics_text(case.title)}",
    ]
    for one in plan.tasks:
        timed = plan.timed(one.number)
        lines += [
            "BEGIN:VEVENT",
            f"UID:task-{case.pk}-{one.number}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{timed.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{timed.ends_on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{ics_text(f'{one.label} {one.name}')}",
            f"DESCRIPTION:{ics_text(one.expert or one.note)}",
            "END:VEVENT",
        ]
    return ics_file([*lines, "END:VCALENDAR"])

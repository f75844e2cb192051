"""Tasks read from files: CSV, Excel and MS Project."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from runut.base.sentences import day
from runut.base.sheets import Table, read_table
from runut.cases.queries import team
from runut.core.errors import Invalid, Refused
from runut.people.access import Request, permission
from runut.planning.exchange.msproject import Left, read_project
from runut.planning.exchange.tasks import Bounds, TaskLine, read_tasks
from runut.planning.queries import features
from runut.planning.queries.schedule import task_rows
from runut.planning.services import tasks as services
from runut.planning.services.tasks import MOST, MOST_DAYS, MOST_LAG, NAME, NOTE, TaskText
from runut.planning.views.importing import Preview, import_list
from runut.planning.views.place import Place
from runut.planning.views.schedule import schedule_place

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

"""The schedule as files for other programs: CSV and Excel, MS Project's XML, and a calendar of its days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Final

from django.conf import settings
from django.utils.translation import gettext as _

from runut.base import exports
from runut.base.exports import ics_moment, ics_text
from runut.base.sheets import Cell, workbook_blocks
from runut.cases.queries import CasePage
from runut.planning.exchange.msproject import ProjectTask, project_xml
from runut.planning.queries.schedule import Plan
from runut.procedures.queries import calendar


def csv_lines(page: CasePage, plan: Plan, at: datetime) -> Iterator[bytes]:
    """Yield a CSV file line by line."""
    return exports.csv_lines(_heads(), _rows(plan))


def xlsx_blocks(page: CasePage, plan: Plan, at: datetime) -> Iterator[bytes]:
    """Yield an Excel workbook in blocks."""
    return workbook_blocks(_("Tasks"), _heads(), (10, 50, 10, 14, 14, 14, 30, 10, 50, 14, 14, 10, 12), _rows(plan))


def xml_blocks(page: CasePage, plan: Plan, at: datetime) -> Iterator[bytes]:
    """Yield MS Project's XML, task by task."""
    assert plan.starts_on is not None
    return project_xml(page.case.title, _project(plan), starts_on=plan.starts_on, week=calendar().week)


def ics_blocks(page: CasePage, plan: Plan, at: datetime) -> Iterator[bytes]:
    """Yield an iCalendar file, task by task."""
    return exports.ics_blocks("Schedule", _events(page.case.pk, plan, at), name=page.case.title)


BLOCKS: Final[dict[str, Callable[[CasePage, Plan, datetime], Iterator[bytes]]]] = {
    "csv": csv_lines,
    "xlsx": xlsx_blocks,
    "xml": xml_blocks,
    "ics": ics_blocks,
}
"""The endings of these files, and what writes each; MS Project takes only a plan that begins."""


def _heads() -> list[str]:
    return [
        _("Number"),
        _("Task"),
        _("Working days"),
        _("Not before"),
        _("Fixed end"),
        _("Waits for"),
        _("Expert"),
        _("Feature"),
        _("Note"),
        _("Begins"),
        _("Ends"),
        _("Float"),
        _("State"),
    ]


def _rows(plan: Plan) -> Iterator[list[Cell]]:
    for one in plan.tasks:
        timed = plan.timed(one.number)
        feature = f"F{one.feature}" if one.feature else ""
        planned: list[Cell] = [one.number, one.name, one.days, one.starts_on, one.ends_on, one.waits, one.expert, feature, one.note]
        yield [*planned, timed.starts_on, timed.ends_on, timed.slack, one.state]


def _project(plan: Plan) -> Iterator[ProjectTask]:
    for one in plan.tasks:
        timed = plan.timed(one.number)
        yield ProjectTask(
            number=one.number,
            name=one.name,
            note=one.note,
            days=timed.days,
            starts_on=timed.starts_on,
            ends_on=timed.ends_on,
            not_before=one.starts_on,
            after=one.after,
            expert=one.expert,
            done=one.state == "done",
        )


def _events(case_id: int, plan: Plan, at: datetime) -> Iterator[list[str]]:
    host, stamp = settings.ADDRESS.partition("://")[2], ics_moment(at)
    for one in plan.tasks:
        timed = plan.timed(one.number)
        yield [
            f"UID:task-{case_id}-{one.number}@{host}",
            f"DTSTAMP:{stamp}",
            f"DTSTART;VALUE=DATE:{timed.starts_on:%Y%m%d}",
            f"DTEND;VALUE=DATE:{timed.ends_on + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{ics_text(f'{one.label} {one.name}')}",
            f"DESCRIPTION:{ics_text(one.expert or one.note)}",
        ]

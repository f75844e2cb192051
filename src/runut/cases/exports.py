"""The register and the calendar of deadlines as files for other programs: CSV, XLSX, iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from runut.base import exports
from runut.base.exports import ics_moment, ics_text
from runut.base.sheets import Cell, workbook_blocks
from runut.cases.queries import CaseRow
from runut.cases.words import STATUSES


def heads() -> list[str]:
    """Return the names of the columns."""
    return [
        _("Number"),
        _("Title"),
        _("Unit"),
        _("Status"),
        _("Activity"),
        _("Text of the activity"),
        _("Round"),
        _("Waits for"),
        _("Deadline"),
        _("Open remarks"),
        _("Entered"),
        _("Ended"),
        _("Reason of the end"),
    ]


def cells(row: CaseRow) -> list[Cell]:
    """Return one line of the register in the order of `heads`."""
    return [
        row.number,
        row.title,
        row.unit,
        str(STATUSES["late" if row.late else row.status]),
        row.activity,
        row.activity_text,
        row.round if row.activity else None,
        row.performer,
        row.due_at,
        row.open_remarks,
        row.opened_at,
        row.ended_at,
        row.ending_reason,
    ]


def csv_lines(rows: Iterable[CaseRow]) -> Iterator[bytes]:
    """Yield a CSV file line by line."""
    return exports.csv_lines(heads(), ([_text(value) for value in cells(row)] for row in rows))


def xlsx_blocks(rows: Iterable[CaseRow]) -> Iterator[bytes]:
    """Yield an XLSX file in blocks."""
    widths = (16, 48, 32, 16, 10, 60, 8, 36, 18, 10, 18, 18, 40)
    return workbook_blocks(_("Register of systems"), heads(), widths, (cells(row) for row in rows))


def _text(value: Cell) -> Cell:
    return localtime(value).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value


def ics_blocks(rows: Iterable[CaseRow], *, name: str, address: str) -> Iterator[bytes]:
    """Yield deadlines as an iCalendar file, event by event; ``address`` is this site's, without a slash at the end."""
    return exports.ics_blocks("Deadlines", _events(rows, address), name=name)


def _events(rows: Iterable[CaseRow], address: str) -> Iterator[list[str]]:
    for row in rows:
        if row.due_at is None:
            continue
        title = f"{row.number} {row.title}".strip()
        yield [
            f"UID:case-{row.id}-{row.activity}-{row.round}@{address.partition('://')[2]}",
            f"DTSTAMP:{ics_moment(row.changed_at)}",
            f"DTSTART:{ics_moment(row.due_at - timedelta(minutes=30))}",
            f"DTEND:{ics_moment(row.due_at)}",
            f"SUMMARY:{ics_text(title)}",
            f"DESCRIPTION:{ics_text(_what(row))}",
            f"URL:{address}/cases/{row.id}/",
        ]


def _what(row: CaseRow) -> str:
    params = {"activity": row.activity, "text": row.activity_text, "performer": row.performer}
    return _("Activity %(activity)s: %(text)s. It waits for %(performer)s.") % params

"""The register and the calendar of deadlines as files for other programs: CSV, XLSX, iCalendar (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from runut.base import exports
from runut.base.exports import ics_file, ics_text
from runut.cases.queries import CaseRow
from runut.cases.words import STATUSES

Cell = str | int | datetime | None

_BLOCK: Final = 64 * 1024


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
    """Yield an XLSX file in blocks; it is made in a folder of its own on disk, whatever its size."""
    with TemporaryDirectory(prefix="runut-xlsx-") as folder:
        path = Path(folder) / "register.xlsx"
        book = Workbook(write_only=True)
        sheet = book.create_sheet(_("Register of systems")[:31])
        sheet.freeze_panes = "A2"
        for letter, width in zip("ABCDEFGHIJKLM", (16, 48, 32, 16, 10, 60, 8, 36, 18, 10, 18, 18, 40), strict=True):
            sheet.column_dimensions[letter].width = width
        for line in _sheet_lines(rows):
            sheet.append([_cell(sheet, value) for value in line])
        book.save(path)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block


def _sheet_lines(rows: Iterable[CaseRow]) -> Iterator[Sequence[Cell]]:
    yield heads()
    for row in rows:
        yield cells(row)


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value=localtime(value).replace(tzinfo=None, microsecond=0))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # openpyxl would take a title that begins with "=" for a formula
        return cell
    return WriteOnlyCell(sheet, value=value)


def _text(value: Cell) -> Cell:
    return localtime(value).strftime("%Y-%m-%d %H:%M") if isinstance(value, datetime) else value


def ics(rows: Iterable[CaseRow], *, name: str, address: str) -> str:
    """Return deadlines as an iCalendar file; ``address`` is this site's, without a slash at the end."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Runut//Deadlines//ID", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{ics_text(name)}"]
    for row in rows:
        if row.due_at is None:
            continue
        title = f"{row.number} {row.title}".strip()
        lines += [
            "BEGIN:VEVENT",
            f"UID:case-{row.id}-{row.activity}-{row.round}@{address.partition('://')[2]}",
            f"DTSTAMP:{_stamp(row.changed_at)}",
            f"DTSTART:{_stamp(row.due_at - timedelta(minutes=30))}",
            f"DTEND:{_stamp(row.due_at)}",
            f"SUMMARY:{ics_text(title)}",
            f"DESCRIPTION:{ics_text(_what(row))}",
            f"URL:{address}/cases/{row.id}/",
            "END:VEVENT",
        ]
    return ics_file([*lines, "END:VCALENDAR"])


def _what(row: CaseRow) -> str:
    params = {"activity": row.activity, "text": row.activity_text, "performer": row.performer}
    return _("Activity %(activity)s: %(text)s. It waits for %(performer)s.") % params


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")

"""Lists from and for spreadsheets: CSV and Excel workbooks read with bounds into rows of text, workbooks written so that no cell is run."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zipfile import BadZipFile

from django.conf import settings
from django.utils.timezone import localtime
from openpyxl import Workbook, load_workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.utils.exceptions import InvalidFileException

from runut.base.exports import plain_cell
from runut.core.errors import Invalid
from runut.core.legible import legible
from runut.core.sentences import Reason, reason
from runut.formats.reading.archive import Package

MOST_ROWS: Final = 5_000
LARGEST: Final = 10_000_000
_WIDEST: Final = 40
_FORM: Final = 500_000
"""Bytes that the rest of a form may have that carries a table."""
_BLOCK: Final = 64 * 1024
_ZIP: Final = b"PK\x03\x04"
Table = list[list[str]]
Cell = str | int | date | datetime | None
_LISTS: Final = {
    "read_broken": "table_broken",
    "read_too_much": "table_broken",
    "read_unknown": "table_unreadable",
    "read_opendocument": "table_unreadable",
}
"""What the opener of an SOP says, and what is said instead where a list was expected."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one row of a file; ``row`` is counted as spreadsheets do, the heading is row 1."""

    row: int
    reason: Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The rows below the heading, each with its number and its cells by column."""

    rows: tuple[tuple[int, Mapping[str, str]], ...]
    heads: Mapping[str, str]


def read_table(name: str, data: bytes) -> Table:
    """Return the rows of a CSV file or of the first sheet of a workbook, as text.

    Raises:
        Invalid: Neither, damaged, or larger than a list is.
    """
    if len(data) > LARGEST:
        raise Invalid(code="table_large", name=name, limit=LARGEST // 1_000_000)
    rows = _workbook(name, data) if data.startswith(_ZIP) else _csv(name, data)
    found: Table = []
    for row in rows:
        cells = [cell.strip() for cell in row[:_WIDEST]]
        if len(found) > MOST_ROWS:
            raise Invalid(code="table_rows_many", most=MOST_ROWS)
        found.append(cells)
    while found and not any(found[-1]):
        found.pop()
    return found


def carried(name: str, table: Table) -> str:
    """Return a table as the text that a page carries between looking at it and writing it.

    Raises:
        Invalid: It is larger than what a form may hold.
    """
    text = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    if len(text.encode()) > (most := settings.DATA_UPLOAD_MAX_MEMORY_SIZE - _FORM):
        raise Invalid(code="table_large", name=name, limit=most // 1_000_000)
    return text


def brought(text: str) -> Table:
    """Return the table that a page carried.

    Raises:
        Invalid: It is none.
    """
    try:
        table = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Invalid from error
    if not isinstance(table, list) or not all(isinstance(row, list) and all(isinstance(cell, str) for cell in row) for row in table):
        raise Invalid
    return table


def lines_of(table: Table, columns: Mapping[str, Sequence[str]], *, needed: Sequence[str]) -> Lines:
    """Return the rows of ``table`` by the columns that its first row names; empty rows are passed over.

    Args:
        table: As `read_table` gives it.
        columns: For each column the headings that name it, in small letters; the first is what a sentence calls it.
        needed: The columns without which nothing can be read.

    Raises:
        Invalid: A needed column is missing, or there is no row below the heading.
    """
    places: dict[str, int] = {}
    heads: dict[str, str] = {}
    for place, head in enumerate(table[0] if table else []):
        column = next((one for one, names in columns.items() if head.casefold().strip() in map(str.casefold, names)), "")
        if column and column not in places:
            places[column], heads[column] = place, head
    for column in needed:
        if column not in places:
            raise Invalid(code="table_heading_missing", column=columns[column][0])
    rows = []
    for number, row in enumerate(table[1:], 2):
        if any(row):
            rows.append((number, {column: row[place] if place < len(row) else "" for column, place in places.items()}))
    if not rows:
        raise Invalid(code="table_empty")
    return Lines(rows=tuple(rows), heads=heads)


def unfit(number: int, head: str, text: str, limit: int) -> Iterator[Fault]:
    """Yield what is wrong with a text: longer than ``limit``, or not to be read as it is stored."""
    if len(text) > limit:
        yield Fault(row=number, reason=reason("table_cell_long", column=head, limit=limit))
    if not legible(text):
        yield Fault(row=number, reason=reason("table_cell_characters", column=head))


def workbook_blocks(title: str, heads: Sequence[str], widths: Sequence[int], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """Yield an Excel workbook of one sheet in blocks; it is made in a folder of its own on disk, whatever its size, and texts stay texts."""
    with TemporaryDirectory(prefix="runut-xlsx-") as folder:
        path = Path(folder) / "sheet.xlsx"
        book = Workbook(write_only=True)
        sheet = book.create_sheet(title[:31])
        sheet.freeze_panes = "A2"
        for place, width in enumerate(widths):
            sheet.column_dimensions[chr(ord("A") + place)].width = width
        sheet.append(list(heads))
        for row in rows:
            sheet.append([_cell(sheet, one) for one in row])
        book.save(path)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block


def _cell(sheet: Any, value: Cell) -> Any:
    if isinstance(value, datetime):
        cell = WriteOnlyCell(sheet, value=localtime(value).replace(tzinfo=None, microsecond=0))
        cell.number_format = "yyyy-mm-dd hh:mm"
        return cell
    if isinstance(value, str):
        cell = WriteOnlyCell(sheet, value=ILLEGAL_CHARACTERS_RE.sub("", value))
        cell.data_type = "s"  # openpyxl would take a title that begins with "=" for a formula
        return cell
    return value


def _csv(name: str, data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise Invalid(code="table_unreadable", name=name)
    first = text.partition("\n")[0]
    mark = max(",;\t", key=first.count)
    try:
        # A cell that our own export guarded against being run is given back as it was.
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark):
            yield [cell[1:] if cell[:1] == "'" and plain_cell(cell[1:]) == cell else cell for cell in row]
    except csv.Error as error:
        raise Invalid(code="table_unreadable", name=name) from error


def _workbook(name: str, data: bytes) -> Iterator[list[str]]:
    _opened(name, data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        try:
            for row in book.worksheets[0].iter_rows(max_col=_WIDEST, max_row=MOST_ROWS + 10, values_only=True):
                yield [_said(value) for value in row]
        finally:
            book.close()
    except (InvalidFileException, BadZipFile, KeyError, ValueError, IndexError, OSError, TypeError, AttributeError) as error:
        raise Invalid(code="table_unreadable", name=name) from error


def _opened(name: str, data: bytes) -> None:
    """Refuse what is damaged, protected, no workbook, or unpacks beyond every bound, in the words of a list."""
    try:
        Package(name, data)
    except Invalid as refused:
        raise Invalid(code=_LISTS.get(refused.code, refused.code), name=name) from refused


def _said(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)

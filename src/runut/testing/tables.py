"""Scenarios as a table: CSV and XLSX, a step a row; rows without a title go on with the scenario above."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO, Final
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from runut.base.exports import plain_cell
from runut.core.errors import Invalid
from runut.testing.services.scenarios import Draft

MOST_BYTES: Final = 5_000_000
_MOST_INSIDE: Final = 50_000_000
_MOST_ROWS: Final = 5000
Row = Sequence[str]


def heads() -> list[str]:
    """Return the names of the columns."""
    return [_("Title"), _("Feature"), _("Step"), _("Expected result")]


def rows_of(drafts: Iterable[Draft]) -> Iterator[list[str]]:
    """Yield the rows of scenarios, the heads first."""
    yield heads()
    for one in drafts:
        for place, step in enumerate(one.steps):
            yield [one.title if not place else "", one.feature if not place else "", step["action"], step["expected"]]


def as_csv(drafts: Iterable[Draft]) -> bytes:
    """Return scenarios as CSV that no spreadsheet runs."""
    text = io.StringIO()
    csv.writer(text).writerows([plain_cell(cell) for cell in row] for row in rows_of(drafts))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def as_xlsx(drafts: Iterable[Draft]) -> bytes:
    """Return scenarios as a workbook."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row, values in enumerate(rows_of(drafts), 1):
        for column, value in enumerate(values, 1):
            cell = sheet.cell(row=row, column=column)
            cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
            cell.data_type = "s"  # never a formula
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def read_table(file: BinaryIO) -> list[Draft]:
    """Return the scenarios of a CSV or XLSX file: columns title, feature, step, expected result; the first row is the heads.

    Raises:
        Invalid: The file is too large, is no table, or holds no scenario.
    """
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Invalid(code="scenario_table_unreadable")
    rows = _xlsx(content) if content.startswith(b"PK") else _csv(content)
    found = list(_drafts(rows))
    if not found:
        raise Invalid(code="scenario_table_empty")
    return found


def _drafts(rows: Iterable[Row]) -> Iterator[Draft]:
    title, feature, steps = "", "", list[dict[str, str]]()
    for place, row in enumerate(rows):
        if place > _MOST_ROWS:
            raise Invalid(code="scenario_table_unreadable")
        cells = [*(_plain(cell) for cell in row[:4]), "", "", "", ""][:4]
        if not place or not any(cells):
            continue
        if cells[0]:
            if title:
                yield Draft(title=title, feature=feature, steps=steps)
            title, feature, steps = cells[0], cells[1], []
        if cells[2]:
            steps.append({"action": cells[2], "expected": cells[3]})
    if title:
        yield Draft(title=title, feature=feature, steps=steps)


def _plain(cell: str) -> str:
    """Return a cell as it was typed: without the mark that keeps a spreadsheet from running it, and without what no page shows."""
    text = ILLEGAL_CHARACTERS_RE.sub("", cell).strip()
    return text[1:] if text.startswith("'") and plain_cell(text[1:]) == text else text


def _csv(content: bytes) -> Iterator[Row]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")  # what spreadsheets of Windows save
    head = text.split("\n", 1)[0]
    delimiter = max((",", ";", "\t"), key=head.count)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise Invalid(code="scenario_table_unreadable") from error


def _xlsx(content: bytes) -> Iterator[Row]:
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _MOST_INSIDE:
                raise Invalid(code="scenario_table_unreadable")
        sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
        for row in sheet.iter_rows(max_row=_MOST_ROWS + 2, max_col=4, values_only=True):
            yield ["" if cell is None else str(cell) for cell in row]
    except Invalid:
        raise
    except (BadZipFile, KeyError, ValueError, IndexError, OSError, TypeError, AttributeError, SyntaxError) as error:
        raise Invalid(code="scenario_table_unreadable") from error

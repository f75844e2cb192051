"""The form as an Excel workbook: texts that are never formulas, merged heads, shapes over the performers' columns."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from dataclasses import replace
from xml.etree import ElementTree

import openpyxl
from hypothesis import given
from openpyxl.worksheet.worksheet import Worksheet

from runut.core.procedure import Procedure
from runut.formats.form import form, numbered
from runut.formats.printing.drawn import SHAPES
from runut.formats.printing.paper import on_paper
from runut.formats.printing.sheetml import LONGEST, TALLEST
from runut.formats.printing.xlsx import print_xlsx
from tests.core.cast import shipped
from tests.formats.procedures import grown, procedures

XDR = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FIRST = 15
"""The first row of activities: six fields, three pairs, two rows of heads stand above it."""


def sheet(file: bytes) -> Worksheet:
    found = openpyxl.load_workbook(io.BytesIO(file)).active
    assert isinstance(found, Worksheet)
    return found


def anchors(file: bytes) -> list[ElementTree.Element]:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return ElementTree.fromstring(archive.read("xl/drawings/drawing1.xml")).findall(f"{XDR}twoCellAnchor")


def cell(anchor: ElementTree.Element, end: str = "from") -> tuple[int, int]:
    """The row and the column, from 0, of the cell in which the shape begins or ends."""
    row, column = (anchor.findtext(f"{XDR}{end}/{XDR}{name}") for name in ("row", "col"))
    return int(row or -1), int(column or -1)


def preset(anchor: ElementTree.Element) -> str:
    found = anchor.find(f".//{A}prstGeom")
    return "" if found is None else str(found.get("prst"))


def test_the_same_sop_gives_the_same_bytes_and_the_words_follow_the_language() -> None:
    assert print_xlsx(shipped()) == print_xlsx(shipped())
    assert sheet(print_xlsx(shipped())).cell(FIRST - 2, 2).value == "Uraian Kegiatan"
    assert sheet(print_xlsx(shipped(), language="en")).cell(FIRST - 2, 2).value == "Activity"


def test_the_sheet_has_the_order_of_the_regulation_and_merged_heads() -> None:
    page = sheet(print_xlsx(shipped()))
    texts = [one.value for row in page.iter_rows(max_row=FIRST - 3) for one in row if one.value]
    labels = [one for one in texts if str(one) in {"Nomor SOP", "Disahkan oleh", "Nama SOP", "Dasar Hukum", "Keterkaitan", "Peringatan"}]
    assert labels == ["Nomor SOP", "Disahkan oleh", "Nama SOP", "Dasar Hukum", "Keterkaitan", "Peringatan"]
    merged = {str(one) for one in page.merged_cells.ranges}
    assert {"A13:A14", "B13:B14", "C13:H13", "I13:K13", "L13:L14"} <= merged
    assert [page.cell(FIRST - 1, column).value for column in (3, 8, 9, 10, 11)] == [
        "Pengguna",
        "Kepala Biro",
        "Kelengkapan",
        "Waktu",
        "Output",
    ]


def test_it_is_printed_across_with_the_heads_on_every_page() -> None:
    page = sheet(print_xlsx(shipped()))
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.print_title_rows == "$13:$14"
    pages = on_paper(shipped(), form(shipped())).sheet.pages
    assert [one.id for one in page.row_breaks.brk] == [12, *(FIRST + one.bands[-1].row for one in pages[:-1])]


def test_a_text_that_begins_like_a_formula_stays_a_text() -> None:
    evil = "=cmd|' /C calc'!A0"
    first, *others = shipped().activities
    procedure = replace(shipped(), activities=(replace(first, text=evil, note="+1"), *others))
    found = sheet(print_xlsx(procedure)).cell(FIRST, 2)
    assert (found.value, found.data_type) == (evil, "s")


def test_what_excel_cannot_hold_is_cut_and_not_broken() -> None:
    first, *others = shipped().activities
    procedure = replace(shipped(), activities=(replace(first, text="kata " * 10_000), *others))
    page = sheet(print_xlsx(procedure))
    assert len(str(page.cell(FIRST, 2).value)) == LONGEST
    assert page.row_dimensions[FIRST].height == TALLEST


@given(procedures())
def test_every_text_of_the_form_stands_in_its_cell(procedure: Procedure) -> None:
    content = form(procedure)
    page = sheet(print_xlsx(procedure))
    lanes = len(content.lanes)
    for line, row in enumerate(content.rows, FIRST):
        values = [one.value or "" for one in page[line]]
        expected = [row.text, "\n".join(numbered(row.requirements)), row.time, "\n".join(numbered(row.outputs)), row.note]
        assert [values[1], *values[2 + lanes :]] == expected
        assert values[0] == str(row.number)
        assert set(values[2 : 2 + lanes]) == {""}


@given(procedures())
def test_every_symbol_lies_over_the_cell_of_its_performer(procedure: Procedure) -> None:
    paper = on_paper(procedure, form(procedure))
    found = anchors(print_xlsx(procedure))
    drawn = Counter((*cell(one), preset(one)) for one in found if preset(one) in SHAPES.values())
    last = len(procedure.performers) - 1
    assert drawn == Counter(
        (FIRST - 1 + max(0, box.symbol.cell.row), 2 + min(box.symbol.cell.column, last), SHAPES[box.symbol.kind])
        for page in paper.sheet.pages
        for box in page.boxes
    )
    arrows = [one for one in found if preset(one) == ""]
    assert len(arrows) == sum(len(page.arrows) for page in paper.sheet.pages)
    names = {one.get("id") for one in ElementTree.Element("x").iter()} | {
        str(one.get("id")) for a in found for one in a.iter(f"{XDR}cNvPr")
    }
    for one in arrows:
        told = next(one.iter(f"{XDR}cNvPr"))
        begin, end = str(told.get("name")).removeprefix("arrow ").split(" > ")
        assert {begin, end} <= names


def test_two_hundred_activities_have_a_page_break_wherever_the_drawing_is_cut() -> None:
    procedure = grown(200)
    pages = on_paper(procedure, form(procedure)).sheet.pages
    assert len(sheet(print_xlsx(procedure)).row_breaks.brk) == len(pages)

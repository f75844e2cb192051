"""An SOP as a Word file: a table with merged heads, performers marked by letters, DrawingML or VML."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.shared import Emu

from tests.formats.sops.shapes import WIDTH, arrow, drawn, vml
from tests.formats.sops.sheet import BOX, CAPSULE, DIAMOND, Line, Sheet

LANE: Final = 720_000
ROW: Final = 700_000
_WIDTHS: Final = {
    "number": 400_000,
    "text": 2_400_000,
    "performers": 1_200_000,
    "requirements": 1_500_000,
    "time": 800_000,
    "outputs": 1_500_000,
    "note": 800_000,
}
_PADDING: Final = 68_580
_DRAWN: Final = frozenset({BOX, DIAMOND, CAPSULE, "label"})


@dataclass(frozen=True, kw_only=True)
class Style:
    """How the file is made. ``anchor``: the cell that shapes hang on, their own (``lane``), that of the activity's text (``text``), or the text
    of the first activity for all of them (``first``), a row below the other.
    """

    marks: str = "letters"
    identity: str = "table"
    anchor: str = "lane"
    listed: bool = False
    pages: int = 0
    repeated: bool = True
    mixed: str = "√"
    stale_grid: bool = False
    """Whether the table's grid keeps widths that its cells no longer have, as some programs leave it."""


def docx(sheet: Sheet, style: Style | None = None) -> bytes:
    """The file; with ``pages`` the table is cut after so many activities, its head repeated or not."""
    style = style or Style()
    document = Document()
    section = document.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, section.page_height, section.page_width
    for line in sheet.opening:
        document.add_paragraph(line)
    _identity(document, sheet, style)
    lines = sheet.numbered()
    cut = style.pages or len(lines)
    for begin in range(0, len(lines), cut):
        table = _table(document, sheet, lines[begin : begin + cut], style, head=begin == 0 or style.repeated)
        if begin + cut >= len(lines):
            for tail in sheet.tail:
                _write(table.add_row().cells, tail)
        document.add_paragraph()
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _identity(document: Any, sheet: Sheet, style: Style) -> None:
    if style.identity == "header":
        table = document.sections[0].header.add_table(0, 2, Emu(5_000_000))
        for label, value in sheet.identity:
            _write(table.add_row().cells, [label, value])
    elif style.identity == "table":
        table = document.add_table(0, 2)
        for label, value in sheet.identity:
            _write(table.add_row().cells, [label, f": {value}"])
    else:
        for label, value in sheet.identity:
            document.add_paragraph(f"{label}\t: {value}")


def _columns(sheet: Sheet) -> list[tuple[str, int]]:
    """Each column's role and width."""
    found: list[tuple[str, int]] = []
    for role in sheet.order:
        lanes = len(sheet.lanes) if role == "performers" else 0
        found += [(role, LANE)] * lanes or [(role, _WIDTHS[role])]
    return found


def _table(document: Any, sheet: Sheet, lines: list[tuple[int, Line | str]], style: Style, *, head: bool) -> Any:
    columns = _columns(sheet)
    table = document.add_table(0, len(columns))
    first: Any = None
    if head:
        _head(table, sheet, columns)
    for number, line in lines:
        cells = table.add_row().cells
        if isinstance(line, str):
            cells[0].merge(cells[-1]).text = line
            continue
        first = first or cells
        _line(cells, sheet, line, number, style, first if style.anchor == "first" else cells)
    for row in table.rows:
        for cell, (_, width) in zip(row.cells, columns, strict=True):
            cell.width = Emu(width)
    for column, (_, width) in zip(table.columns, columns, strict=True):
        if not style.stale_grid:
            column.width = Emu(width)
    return table


def _head(table: Any, sheet: Sheet, columns: list[tuple[str, int]]) -> None:
    roles = [role for role, _ in columns]
    grouped = [
        (role in {"requirements", "time", "outputs"} and bool(sheet.head("quality"))) or (role == "performers" and bool(sheet.lanes))
        for role in roles
    ]
    top = table.add_row().cells
    below = table.add_row().cells if any(grouped) else top
    for place, role in enumerate(roles):
        if not grouped[place]:
            (top[place].merge(below[place]) if any(grouped) else top[place]).text = sheet.head(role)
        elif role != "performers":
            below[place].text = sheet.head(role)
    lane = [place for place, role in enumerate(roles) if role == "performers"]
    if sheet.lanes:
        top[lane[0]].merge(top[lane[-1]]).text = sheet.head("performers")
        for place, name in zip(lane, sheet.lanes, strict=True):
            below[place].text = name
    quality = [place for place, role in enumerate(roles) if grouped[place] and role != "performers"]
    if quality:
        top[quality[0]].merge(top[quality[-1]]).text = sheet.head("quality")
    if sheet.counted:
        _write(table.add_row().cells, [f"({number})" for number in range(1, len(roles) + 1)])


def _line(cells: Any, sheet: Sheet, line: Line, number: int, style: Style, holding: Any) -> None:
    place = 0
    hangs: list[tuple[int, str]] = []
    for role in sheet.order:
        if role == "performers" and sheet.lanes:
            for lane in range(len(sheet.lanes)):
                if mark := line.marks.get(lane, ""):
                    hangs.append((place, mark))
                place += 1
            continue
        if role == "number" and style.listed:
            cells[place].paragraphs[0].style = "List Number"
        else:
            _paragraphs(cells[place], sheet.cell(line, role, number))
        place += 1
    for column, mark in hangs:
        _mark(holding, sheet, column, mark, style, y=(number - 1) * ROW if style.anchor == "first" else 0)


def _mark(cells: Any, sheet: Sheet, column: int, mark: str, style: Style, *, y: int) -> None:
    if style.marks == "letters" or (mark not in _DRAWN and not mark.startswith("label:")):
        typed = {BOX: style.mixed, DIAMOND: "◇", CAPSULE: "Mulai"}.get(mark, mark.removeprefix("label:"))
        cells[column].paragraphs[0].add_run(typed)
        return
    kind, _, text = mark.partition(":")
    home = sheet.order.index("text") if style.anchor in {"text", "first"} else column
    widths = [width for _, width in _columns(sheet)]
    inset = (LANE - WIDTH) // 2 - _PADDING
    x = sum(widths[home:column]) + inset if home <= column else inset - sum(widths[column:home])
    text = text or ("Mulai" if kind == CAPSULE else "")
    paragraph = cells[home].paragraphs[0]._p
    if style.marks == "vml":
        paragraph.append(parse_xml(vml(kind, text, x=x, y=y)))
    else:
        paragraph.append(parse_xml(drawn(kind, text, x=x, y=y, relative="margin" if style.marks == "margin" else "column")))
    if style.marks != "vml":
        paragraph.append(parse_xml(arrow(x=x + WIDTH, width=LANE)))


def _paragraphs(cell: Any, text: str) -> None:
    first, *others = text.split("\n")
    cell.paragraphs[0].add_run(first)
    for line in others:
        cell.add_paragraph(line)


def _write(cells: Any, texts: Any) -> None:
    for cell, text in zip(cells, texts, strict=False):
        _paragraphs(cell, text)

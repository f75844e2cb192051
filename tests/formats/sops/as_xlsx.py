"""An SOP as an Excel file: merged heads, marks as letters or as shapes drawn over the sheet, with the connectors that join them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any, Final
from xml.sax.saxutils import escape

from openpyxl import Workbook

from tests.formats.sops.as_text import TYPED, matrix
from tests.formats.sops.shapes import PRESETS
from tests.formats.sops.sheet import Line, Sheet

_XDR: Final = 'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def xlsx(
    sheet: Sheet,
    *,
    drawn: bool = False,
    merged: bool = True,
    arrows: Sequence[tuple[int, int]] = (),
    glued: bool = True,
    typed: dict[str, str] | None = None,
) -> bytes:
    """The file. ``arrows`` join the shapes of two activities, by their numbers: named in the line, or not ``glued`` and only touched by its ends.

    ``typed``: what stands for a mark that is not drawn.
    """
    book = Workbook()
    page: Any = book.active
    page.title = "SOP"
    row = 1
    for line in sheet.opening:
        page.cell(row, 1, line)
        row += 1
    for label, value in sheet.identity:
        page.cell(row, 1, label)
        page.cell(row, 4, value)
        row += 1
    first = row + 1
    signs = {**TYPED, **(typed or {})}
    for index, cells in enumerate(matrix(sheet, lists="\n")):
        for place, text in enumerate(cells):
            value = signs.get({sign: kind for kind, sign in TYPED.items()}.get(text, ""), text) if typed else text
            if value and not (drawn and text in TYPED.values()):
                target = page.cell(first + index, place + 1)
                target.value = int(value) if value.isdecimal() and place == 0 else value
                target.data_type = "n" if isinstance(target.value, int) else "s"
    if merged:
        _merge(page, sheet, first)
    stream = io.BytesIO()
    book.save(stream)
    if not drawn:
        return stream.getvalue()
    heads = len(matrix(sheet)) - len(sheet.lines) - len(sheet.tail)
    return _with_drawing(stream.getvalue(), _shapes(sheet, first - 1 + heads, arrows, glued=glued))


def _merge(page: Any, sheet: Sheet, first: int) -> None:
    rows = matrix(sheet)
    top = rows[0]
    two = bool(sheet.lanes) or bool(sheet.head("quality"))
    for place, text in enumerate(top):
        last = place
        while last + 1 < len(top) and not top[last + 1]:
            last += 1
        if text and last > place:
            page.merge_cells(start_row=first, end_row=first, start_column=place + 1, end_column=last + 1)
        elif text and two and not rows[1][place]:
            page.merge_cells(start_row=first, end_row=first + 1, start_column=place + 1, end_column=place + 1)


def _shapes(sheet: Sheet, above: int, arrows: Sequence[tuple[int, int]], *, glued: bool) -> str:
    parts: list[str] = []
    keys: dict[int, int] = {}
    places: dict[int, tuple[int, int]] = {}
    key = 1
    lanes = sheet.order.index("performers")
    for index, (number, line) in enumerate(sheet.numbered()):
        for lane, mark in line.marks.items() if isinstance(line, Line) else ():
            kind, _, text = mark.partition(":")
            key += 1
            if kind != "label":
                keys.setdefault(number, key)
                places.setdefault(number, (lanes + lane, above + index))
            parts.append(_shape(key, kind, text, lanes + lane, above + index))
    for begin, end in arrows:
        key += 1
        parts.append(_connector(key, keys[begin], keys[end]) if glued else _line(key, places[begin], places[end]))
    return f"<xdr:wsDr {_XDR}>{''.join(parts)}</xdr:wsDr>"


def _anchor(column: int, row: int, inside: str) -> str:
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{column}</xdr:col><xdr:colOff>100000</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>30000</xdr:rowOff></xdr:from><xdr:to><xdr:col>{column}</xdr:col><xdr:colOff>500000</xdr:colOff><xdr:row>{row}</xdr:row>"
        f"<xdr:rowOff>160000</xdr:rowOff></xdr:to>{inside}<xdr:clientData/></xdr:twoCellAnchor>"
    )


def _shape(key: int, kind: str, text: str, column: int, row: int) -> str:
    body = f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{escape(text)}</a:t></a:r></a:p></xdr:txBody>" if text else ""
    box = ' txBox="1"' if kind == "label" else ""
    return _anchor(
        column,
        row,
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{key}" name="Shape {key}"/><xdr:cNvSpPr{box}/></xdr:nvSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="400000" cy="130000"/></a:xfrm><a:prstGeom prst="{PRESETS.get(kind, "rect")}"><a:avLst/></a:prstGeom></xdr:spPr>{body}</xdr:sp>',
    )


def _connector(key: int, begin: int, end: int) -> str:
    return _anchor(
        0,
        0,
        f'<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="{key}" name="Line {key}"/><xdr:cNvCxnSpPr><a:stCxn id="{begin}" idx="2"/><a:endCxn id="{end}" idx="0"/>'
        '</xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/></a:xfrm>'
        '<a:prstGeom prst="bentConnector3"><a:avLst/></a:prstGeom></xdr:spPr></xdr:cxnSp>',
    )


def _line(key: int, begin: tuple[int, int], end: tuple[int, int]) -> str:
    """From the lower edge of one shape to the upper edge of another, or back up from side to side."""
    (left, right), flips = sorted([begin[0], end[0]]), ""
    flips += ' flipH="1"' if end[0] < begin[0] else ""
    flips += ' flipV="1"' if end[1] < begin[1] else ""
    top, bottom = sorted([begin[1], end[1]])
    return (
        f"<xdr:twoCellAnchor><xdr:from><xdr:col>{left}</xdr:col><xdr:colOff>300000</xdr:colOff><xdr:row>{top}</xdr:row><xdr:rowOff>165000</xdr:rowOff>"
        f"</xdr:from><xdr:to><xdr:col>{right}</xdr:col><xdr:colOff>300000</xdr:colOff><xdr:row>{bottom}</xdr:row><xdr:rowOff>25000</xdr:rowOff></xdr:to>"
        f'<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="{key}" name="Line {key}"/><xdr:cNvCxnSpPr/></xdr:nvCxnSpPr><xdr:spPr><a:xfrm{flips}><a:off x="0" y="0"/>'
        '<a:ext cx="1" cy="1"/></a:xfrm><a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom><a:ln><a:tailEnd type="triangle"/></a:ln></xdr:spPr>'
        "</xdr:cxnSp><xdr:clientData/></xdr:twoCellAnchor>"
    )


def _with_drawing(data: bytes, drawing: str) -> bytes:
    """The library writes no shapes of its own, so they are put into the finished file."""
    relation = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/drawing" Target="../drawings/drawing1.xml"/></Relationships>'
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            text = old.read(part)
            if part == "xl/worksheets/sheet1.xml":
                text = text.replace(b"</worksheet>", f'<drawing xmlns:r="{_RELATIONS}" r:id="rId1"/></worksheet>'.encode())
            new.writestr(part, text)
        new.writestr("xl/worksheets/_rels/sheet1.xml.rels", relation)
        new.writestr("xl/drawings/drawing1.xml", drawing)
    return stream.getvalue()

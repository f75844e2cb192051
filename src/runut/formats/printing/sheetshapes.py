"""Shapes of an Excel sheet: each hung between two cells, so that it stays with its performer when columns and rows change."""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import escape, quoteattr

from runut.formats.form import Form
from runut.formats.printing.drawingml import declared, emu, look, name_of
from runut.formats.printing.drawn import Item, cell_at, drawn
from runut.formats.printing.packing import XML
from runut.formats.printing.paper import Paper
from runut.formats.printing.sheetml import TALLEST

_BARE: Final = '<a:bodyPr wrap="none" lIns="0" tIns="0" rIns="0" bIns="0" anchor="ctr"/><a:lstStyle/>'


def sheet_drawing(paper: Paper, content: Form, *, first_row: int) -> str:
    """Return the part with the drawing of a sheet whose activities begin in row ``first_row``, counted from 0."""
    shapes = "".join(_anchor(item, paper, first_row) for item in drawn(paper, content))
    return f"{XML}<xdr:wsDr {declared('xdr', 'a', 'r')}>{shapes}</xdr:wsDr>"


def _anchor(item: Item, paper: Paper, first_row: int) -> str:
    begin = _marker("from", item, item.x, item.y, paper, first_row)
    end = _marker("to", item, item.x + item.width, item.y + item.height, paper, first_row)
    return f'<xdr:twoCellAnchor editAs="oneCell">{begin}{end}{_shape(item, paper.letter)}<xdr:clientData/></xdr:twoCellAnchor>'


def _marker(name: str, item: Item, x: float, y: float, paper: Paper, first_row: int) -> str:
    (row, lane), (across, down) = cell_at(paper.sheet, item.page, x, y)
    return (
        f"<xdr:{name}><xdr:col>{paper.lanes.start + lane}</xdr:col><xdr:colOff>{emu(across)}</xdr:colOff>"
        f"<xdr:row>{first_row + row}</xdr:row><xdr:rowOff>{emu(min(down, TALLEST))}</xdr:rowOff></xdr:{name}>"
    )


def _shape(item: Item, letter: float) -> str:
    """Return one shape. Arrows are free forms and no connectors, whose ways programs choose anew; their names say what they join."""
    told = f"name={quoteattr(name_of(item))} descr={quoteattr(item.told)}"
    box = "" if item.shape or item.points else ' txBox="1"'
    words = "" if item.points else f"<xdr:txBody>{_BARE}{_words(item, letter)}</xdr:txBody>"
    return (
        f'<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="{item.number}" {told}/><xdr:cNvSpPr{box}/></xdr:nvSpPr>'
        f"<xdr:spPr>{look(item)}</xdr:spPr>{words}</xdr:sp>"
    )


def _words(item: Item, letter: float) -> str:
    align = "ctr" if item.shape else ("r" if item.flush else "l")
    size = round(letter * 100)
    look = f'<a:rPr sz="{size}"><a:solidFill><a:srgbClr val="000000"/></a:solidFill><a:latin typeface="Arial"/></a:rPr>'
    text = "".join(f'<a:p><a:pPr algn="{align}"/><a:r>{look}<a:t>{escape(line)}</a:t></a:r></a:p>' for line in item.lines)
    return text or f'<a:p><a:endParaRPr sz="{size}"/></a:p>'

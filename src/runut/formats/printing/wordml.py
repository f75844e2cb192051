"""Paragraphs, cells and tables of a Word file as text: two hundred rows of fourteen cells are written in milliseconds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from xml.sax.saxutils import escape

from runut.formats.printing.paper import LINE, PAD

FILL: Final = "EDEDED"


def twips(points: float) -> int:
    """Return a length in twentieths of a point."""
    return round(points * 20)


def paragraph(text: str = "", *, bold: bool = False, align: str = "left", size: float = 0, line: float = LINE, before: float = 0) -> str:
    """Return one paragraph, its lines exactly ``line`` points apart."""
    look = ("<w:b/>" if bold else "") + (f'<w:sz w:val="{round(size * 2)}"/>' if size else "")
    spacing = f'<w:spacing w:before="{twips(before)}" w:after="0" w:line="{twips(line)}" w:lineRule="exact"/>'
    run = f"<w:r><w:rPr>{look}</w:rPr>{words(text)}</w:r>" if text else ""
    return f'<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>{run}</w:p>'


def words(text: str) -> str:
    """Return ``text`` inside a run, with its line breaks and tabs."""
    return "<w:br/>".join(
        "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in line.split("\t")) for line in text.split("\n")
    )


def gap(height: float, inside: str = "") -> str:
    """Return a paragraph of the body of this height, without words."""
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{twips(height)}" w:lineRule="exact"/></w:pPr>{inside}</w:p>'


def page_break() -> str:
    """Return a paragraph as small as can be that ends the page."""
    return gap(1, '<w:r><w:br w:type="page"/></w:r>')


def hung(shapes: Sequence[str]) -> str:
    """Return the paragraph on which the shapes of a cell hang."""
    return f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>{"".join(shapes)}</w:p>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A cell: its paragraphs, how many columns it spans, and whether it begins (``restart``) or goes on (``continue``) from above."""

    content: str
    span: int = 1
    merge: str = ""
    filled: bool = False
    bare: bool = False
    """Without room around the content: shapes count from the rules."""
    align: str = "top"


def table(widths: Sequence[float], rows: Sequence[str]) -> str:
    """Return a table with fixed columns; both the grid and the cells say how wide they are, because programs believe different ones."""
    grid = "".join(f'<w:gridCol w:w="{twips(one)}"/>' for one in widths)
    rules = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    room = "".join(f'<w:{side} w:w="{twips(PAD)}" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(twips(one) for one in widths)}" w:type="dxa"/><w:tblBorders>{rules}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{room}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def row(widths: Sequence[float], cells: Sequence[Cell], *, height: float = 0, head: bool = False) -> str:
    """Return a row that no page divides; a head is repeated on every page."""
    tall = f'<w:trHeight w:val="{twips(height)}" w:hRule="atLeast"/>' if height else ""
    made, place = [], 0
    for one in cells:
        made.append(_cell(one, sum(twips(width) for width in widths[place : place + one.span])))
        place += one.span
    return f"<w:tr><w:trPr><w:cantSplit/>{tall}{'<w:tblHeader/>' if head else ''}</w:trPr>{''.join(made)}</w:tr>"


def _cell(cell: Cell, width: int) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    merge = f'<w:vMerge w:val="{cell.merge}"/>' if cell.merge else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{FILL}"/>' if cell.filled else ""
    room = "".join(f'<w:{side} w:w="0" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    margins = f"<w:tcMar>{room}</w:tcMar>" if cell.bare else ""
    look = f'<w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}{fill}{margins}<w:vAlign w:val="{cell.align}"/>'
    return f"<w:tc><w:tcPr>{look}</w:tcPr>{cell.content}</w:tc>"

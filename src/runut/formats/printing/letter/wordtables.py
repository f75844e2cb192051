"""Tables of a DOCX, written row by row: python-docx looks through a whole table for each of its cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from docx.blkcntnr import BlockItemContainer
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table

from runut.formats.printing.letter.wordtext import lines

_WIDTH: Final = 165
_TWIPS: Final = 1440 / 25.4
_SIZE: Final = 18
"""Letters in a table, in half points."""
_PADDING: Final = 80


def bare_table(parent: BlockItemContainer, widths: Sequence[int], *, rows: int) -> Table:
    """Add a table without lines, for what stands side by side; ``widths`` in millimetres, rows that no page break cuts."""
    table: Table = parent.add_table(rows, len(widths), Mm(sum(widths)))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = Mm(width)
    return table


def grid_table(document: Any, heads: Sequence[str], shares: Sequence[int], rows: Sequence[Sequence[str]]) -> None:
    """Add a table with lines, whose head is repeated on every page."""
    table = document.add_table(0, len(heads))
    table.style, table.autofit = document.styles["Table Grid"], False
    widths = [round(_WIDTH * _TWIPS * share / sum(shares)) for share in shares]
    body = table._tbl
    for column, width in zip(body.tblGrid.gridCol_lst, widths, strict=True):
        column.set(qn("w:w"), str(width))
    body.append(_row(heads, widths, head=True))
    for row in rows:
        body.append(_row(row, widths))


def _row(texts: Sequence[str], widths: Sequence[int], *, head: bool = False) -> Any:
    row, properties = OxmlElement("w:tr"), OxmlElement("w:trPr")
    properties.append(OxmlElement("w:cantSplit"))
    if head:
        properties.append(OxmlElement("w:tblHeader"))
    row.append(properties)
    for text, width in zip(texts, widths, strict=True):
        row.append(_cell(text, width, head=head))
    return row


def _cell(text: str, width: int, *, head: bool) -> Any:
    cell, properties = OxmlElement("w:tc"), OxmlElement("w:tcPr")
    properties.append(_element("w:tcW", w=width, type="dxa"))
    if head:
        properties.append(_element("w:shd", val="clear", color="auto", fill="EBEBEB"))
    cell.append(properties)
    paragraph, layout = OxmlElement("w:p"), OxmlElement("w:pPr")
    layout.append(_element("w:spacing", before=_PADDING // 2, after=_PADDING // 2))
    if head:
        layout.append(_element("w:jc", val="center"))
    paragraph.append(layout)
    run, letters = OxmlElement("w:r"), OxmlElement("w:rPr")
    if head:
        letters.append(OxmlElement("w:b"))
    letters.append(_element("w:sz", val=_SIZE))
    run.append(letters)
    for one in lines(text):
        run.append(one)
    paragraph.append(run)
    cell.append(paragraph)
    return cell


def _element(name: str, **values: object) -> Any:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), str(value))
    return made

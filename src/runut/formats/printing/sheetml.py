"""Cells and styles of an Excel sheet as text: every text is an inline string, so none is ever taken for a formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import escape

from runut.formats.printing.packing import XML
from runut.formats.printing.wordml import FILL

MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TALLEST: Final = 409.0
"""Points that a row of Excel can have."""
LONGEST: Final = 32_767
"""Characters that a cell of Excel can have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a cell looks; all have rules around them."""

    size: float
    bold: bool = False
    filled: bool = False
    align: str = "left"
    middle: bool = False


@dataclass(slots=True)
class Cells:
    """The cells of one sheet on their way to text, rows and columns counted from 1; styles get their numbers as they are used."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    heights: dict[int, float] = field(default_factory=dict)
    merged: list[str] = field(default_factory=list)
    styles: dict[Style, int] = field(default_factory=dict)

    def put(self, row: int, columns: tuple[int, int], text: str, style: Style, *, rows: int = 1) -> None:
        """Write ``text`` into the cells from ``columns[0]`` to ``columns[1]`` of ``rows`` rows, merged into one."""
        number = self.styles.setdefault(style, len(self.styles) + 1)
        first, last = columns
        for line in range(row, row + rows):
            for column in range(first, last + 1):
                self.rows.setdefault(line, {})[column] = f'<c r="{_name(line, column)}" s="{number}"/>'
        if text:
            words = f'<is><t xml:space="preserve">{escape(text[:LONGEST])}</t></is>'
            self.rows[row][first] = f'<c r="{_name(row, first)}" s="{number}" t="inlineStr">{words}</c>'
        if rows > 1 or last > first:
            self.merged.append(f'<mergeCell ref="{_name(row, first)}:{_name(row + rows - 1, last)}"/>')

    def height(self, row: int, points: float) -> None:
        """Set the height of a row."""
        self.heights[row] = min(TALLEST, points)

    def data(self) -> str:
        """Return the rows."""
        made = []
        for row in sorted(self.rows):
            tall = f' ht="{self.heights[row]:.2f}" customHeight="1"' if row in self.heights else ""
            made.append(f'<row r="{row}"{tall}>{"".join(one for _, one in sorted(self.rows[row].items()))}</row>')
        merged = f'<mergeCells count="{len(self.merged)}">{"".join(self.merged)}</mergeCells>' if self.merged else ""
        return f"<sheetData>{''.join(made)}</sheetData>{merged}"


def style_sheet(styles: Mapping[Style, int], *, font: str) -> str:
    """Return the part with the styles; the first is the workbook's own, by whose digits the widths of columns are counted."""
    fonts = [f'<font><sz val="10"/><name val="{font}"/></font>']
    looks = ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>']
    for place, style in enumerate(styles, 1):
        fonts.append(f'<font>{"<b/>" if style.bold else ""}<sz val="{style.size:g}"/><name val="{font}"/></font>')
        stands = f'<alignment horizontal="{style.align}" vertical="{"center" if style.middle else "top"}" wrapText="1"/>'
        applied = 'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        looks.append(
            f'<xf numFmtId="49" fontId="{place}" fillId="{2 if style.filled else 0}" borderId="1" xfId="0" {applied}>{stands}</xf>'
        )
    rules = "".join(f'<{side} style="thin"><color rgb="FF000000"/></{side}>' for side in ("left", "right", "top", "bottom"))
    return (
        f'{XML}<styleSheet xmlns="{MAIN}"><fonts count="{len(fonts)}">{"".join(fonts)}</fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{FILL}"/><bgColor indexed="64"/></patternFill></fill></fills>'
        f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>{rules}<diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{len(looks)}">{"".join(looks)}</cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def _name(row: int, column: int) -> str:
    """Return ``A1``, ``AB7``."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"

"""A table while it is read: cells into a rectangle, and every shape into the cell in which its middle lies.

Word keeps a shape with the paragraph that it is anchored to, which is often another cell than the one it is drawn over. The column follows
from the widths of the cells; the row from the heights, which Word does not keep, so they are reckoned from the text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from runut.formats.reading.drawings import EMU_PER_TWIP, Drawn
from runut.formats.reading.source import Cell, Grid, Kind, Shape

_PADDING: Final = 108
"""Twips between the edge of a cell and its text, unless the table says otherwise."""
_LINE: Final = 240
"""Twips that a line of text takes."""
_LETTER: Final = 105
"""Twips that a letter takes on average."""
_LEAST_HEIGHT: Final = 260


@dataclass(slots=True)
class Anchored:
    """A shape with the place of its middle in EMU, from the corner of the cell that it is anchored in, or of the page."""

    drawn: Drawn
    x: float
    y: float
    page: bool = False
    inline: bool = False


@dataclass(slots=True)
class _Put:
    cell: Cell
    span: int
    width: int
    anchored: list[Anchored]


@dataclass(slots=True)
class _Row:
    height: int
    skipped: int
    width_before: int
    cells: list[_Put] = field(default_factory=list)


class Sheet:
    """Takes a table cell by cell and gives it as a grid."""

    def __init__(self) -> None:
        self._rows: list[_Row] = []
        self._above: dict[int, Cell] = {}
        self._now: dict[int, Cell] = {}
        self._column = 0
        self.arrows: list[tuple[str, str, str]] = []

    def new_row(self, height: int, skipped: int, width_before: int) -> None:
        """Begin a row; ``skipped`` columns stand empty before its first cell."""
        if self._rows:
            self._above = self._now
        self._now = {}
        self._column = skipped
        self._rows.append(_Row(height, skipped, width_before))

    def put(self, cell: Cell, *, span: int, goes_on: bool, width: int, anchored: list[Anchored]) -> None:
        """Add a cell; one that ``goes_on`` from above is that one."""
        above = self._above.get(self._column)
        if goes_on and above is not None:
            if cell.text and cell.text not in above.text:
                above.text = f"{above.text}\n{cell.text}".strip()
            cell = above
        for column in range(self._column, self._column + span):
            self._now[column] = cell
        self._column += span
        self._rows[-1].cells.append(_Put(cell, span, width, anchored))

    def grid(self, grid_widths: list[int]) -> Grid:
        """Return the table, its shapes placed."""
        width = max((row.skipped + sum(one.span for one in row.cells) for row in self._rows), default=0)
        rows: list[list[Cell]] = []
        for row in self._rows:
            cells = [Cell() for _ in range(row.skipped)]
            for one in row.cells:
                cells.extend([one.cell] * one.span)
            rows.append(cells + [Cell() for _ in range(width - len(cells))])
        grid = Grid(rows)
        self._place(grid, grid_widths)
        return grid

    def _place(self, grid: Grid, grid_widths: list[int]) -> None:
        heights = [_height(row) for row in self._rows]
        tops = (
            [sum(heights[:index]) for index in range(len(heights) + 1)]
            if any(one.anchored for row in self._rows for one in row.cells)
            else []
        )
        for index, row in enumerate(self._rows):
            edges = _edges(row, grid_widths)
            for at, one in enumerate(row.cells):
                for anchored in one.anchored:
                    self._drop(anchored, grid, index, at, edges, tops)

    def _drop(self, anchored: Anchored, grid: Grid, row: int, at: int, edges: list[int], tops: list[int]) -> None:
        drawn = anchored.drawn
        if drawn.kind is None:
            if drawn.begin and drawn.end:
                self.arrows.append((drawn.begin, drawn.end, drawn.text))
            return
        own = self._rows[row]
        begin = own.skipped + sum(one.span for one in own.cells[:at])
        if anchored.inline or not edges:
            self._into(grid.at(row, begin), drawn, y=tops[row], home=row)
            return
        x = anchored.x / EMU_PER_TWIP + (0 if anchored.page else edges[at] + _PADDING)
        y = anchored.y / EMU_PER_TWIP
        down = row
        if y > tops[row + 1] - tops[row] or y < -_LINE:
            middle = tops[row] + y
            down = next(
                (index for index in range(len(tops) - 1) if tops[index] <= middle < tops[index + 1]), len(tops) - 2 if middle > 0 else 0
            )
        column = self._column_at(down, x, edges if down == row else None)
        self._into(grid.at(down, column), drawn, y=tops[row] + y, home=row)

    def _column_at(self, row: int, x: float, edges: list[int] | None) -> int:
        """Return the column of ``row`` in which ``x`` lies."""
        own = self._rows[row]
        edges = edges or _edges(own, [])
        place = own.skipped
        for index, one in enumerate(own.cells):
            last = index == len(own.cells) - 1
            if index + 1 < len(edges) and (x < edges[index + 1] or last):
                return place
            place += one.span
        return max(0, place - 1)

    @staticmethod
    def _into(cell: Cell, drawn: Drawn, *, y: float, home: int) -> None:
        cell.shapes.append(Shape(drawn.kind or Kind.PROCESS, drawn.text, drawn.key, y, drawn.guest, home))


def _height(row: _Row) -> int:
    """Return about how high Word sets a row: as high as the cell with most lines, and at least as it says."""
    lines = 1
    for one in row.cells:
        letters = max(4, (one.width or 1500) // _LETTER)
        lines = max(lines, sum(1 + len(line) // letters for line in one.cell.text.split("\n")))
    drawn = [anchored.drawn.height / EMU_PER_TWIP for one in row.cells for anchored in one.anchored if anchored.inline]
    return int(max([row.height, _LEAST_HEIGHT, lines * _LINE, *drawn]))


def _edges(row: _Row, grid_widths: list[int]) -> list[int]:
    """Return the left edges of the cells in twips, and the right edge of the last; nothing when no width is known.

    The widths that the cells state win over those of the grid: programs that move edges keep only the former right.
    """
    widths: list[int] = []
    column = row.skipped
    for one in row.cells:
        widths.append(one.width or sum(grid_widths[column : column + one.span]))
        column += one.span
    if not all(widths):
        return []
    left = row.width_before or sum(grid_widths[: row.skipped])
    edges = [left]
    for width in widths:
        edges.append(edges[-1] + width)
    return edges

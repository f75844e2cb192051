"""The drawing of a Word file, cell by cell: every symbol, arrow, label and connector of a sheet, hung where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from runut.formats.flowchart import Arrow, Box, Connector, Kind, Page, Sheet
from runut.formats.form import Form
from runut.formats.printing.drawingml import CONNECTOR, PRESETS, Anchors
from runut.formats.printing.paper import Paper

_ROOM: Final = 1.2
Place = tuple[int, int]
"""Row and lane of a cell, both from 0."""


def drawn_cells(paper: Paper, content: Form) -> Mapping[Place, list[str]]:
    """Return the shapes that hang in each cell of the performers' columns."""
    anchors = Anchors(letter=paper.letter)
    found: dict[Place, list[str]] = defaultdict(list)
    pages = [_Page(number, page, paper.sheet, content, anchors) for number, page in enumerate(paper.sheet.pages)]
    for one in pages:  # symbols first: arrows name them
        one.symbols(found)
    for one in pages:
        one.arrows(found)
    return found


class _Page:
    def __init__(self, number: int, page: Page, sheet: Sheet, content: Form, anchors: Anchors) -> None:
        self.number, self.page, self.sheet, self.content, self.anchors = number, page, sheet, content, anchors

    def symbols(self, found: dict[Place, list[str]]) -> None:
        for box in self.page.boxes:
            place, at = self._anchor(box.left, box.top)
            text = self._text(box)
            shape = self.anchors.shape(
                at,
                (box.width, box.height),
                preset=PRESETS[box.symbol.kind],
                text=text,
                told=self._told(box) or text,
                dashed=box.symbol.kind is Kind.GUEST,
                key=box.symbol.cell,
            )
            found[place].append(shape)
        for one in self.page.connectors:
            place, at = self._anchor(one.x - one.width / 2, one.y - one.height / 2)
            told = self.content.word("page", page=one.page + 2)  # the identity block is page 1
            key = self._key(one)
            shape = self.anchors.shape(at, (one.width, one.height), preset=CONNECTOR, text=one.name, told=f"{one.name}: {told}", key=key)
            found[place].append(shape)

    def arrows(self, found: dict[Place, list[str]]) -> None:
        connectors = {(one.route, one.entering): self._key(one) for one in self.page.connectors}
        for arrow in self.page.arrows:
            left, top = (min(point[axis] for point in arrow.points) for axis in (0, 1))
            place, at = self._anchor(left, top)
            points = [(x - left, y - top) for x, y in arrow.points]
            start = connectors.get((arrow.route, True), arrow.route.source)
            end = connectors.get((arrow.route, False), arrow.route.target)
            found[place].append(self.anchors.arrow(at, points, ends=(start, end), told=self._way(arrow)))
            if label := arrow.label:
                # A little wider than its words: a program whose letters are wider would break them.
                more = label.width * (_ROOM - 1)
                left = max(0.0, label.left - more) if label.flush else label.left
                place, at = self._anchor(left, label.top)
                size = (label.left + label.width - left + (0 if label.flush else more), label.height)
                found[place].append(self.anchors.label(at, size, label.lines, flush=label.flush))

    def _key(self, connector: Connector) -> object:
        return (self.number, connector.name, connector.entering)

    def _anchor(self, x: float, y: float) -> tuple[Place, tuple[float, float]]:
        """Return the cell in which a point lies, and the point counted from the cell's corner."""
        lane = max((i for i, one in enumerate(self.sheet.columns) if one.left <= x), default=0)
        band = max((one for one in self.page.bands if one.top <= y), key=lambda one: one.top, default=self.page.bands[0])
        return (band.row, lane), (x - self.sheet.columns[lane].left, y - band.top)

    def _text(self, box: Box) -> str:
        """Return what stands in a symbol: begin and end; all others are bare, as in the regulation's form."""
        symbol = box.symbol
        if symbol.kind is Kind.TERMINATOR:
            starts = symbol.cell.row == 0 and symbol.turn == 1
            ends = self.content.rows[symbol.cell.row].ends and symbol.turn == self._turns(symbol.cell.row)
            return "/".join(self.content.word(key) for key, is_so in (("start", starts), ("finish", ends)) if is_so)
        return self.content.word({Kind.START: "start", Kind.END: "finish"}[symbol.kind]) if symbol.part is None else ""

    def _told(self, box: Box) -> str:
        """Return who does what, for readers of screens and for our own."""
        symbol = box.symbol
        if symbol.part is None:
            return ""
        told = f"{self.content.lanes[symbol.cell.column].name}: {self.content.word(symbol.part)}"
        return f"{told}, {self.content.word('turn', turn=symbol.turn)}" if symbol.turn and self._turns(symbol.cell.row) > 1 else told

    def _turns(self, row: int) -> int:
        return max(one.turn for one in self.content.rows[row].marks if one)

    def _way(self, arrow: Arrow) -> str:
        source, target = max(0, arrow.route.source.row) + 1, arrow.route.target.row + 1
        row = self.content.rows[source - 1]
        labels = " / ".join(one.label for one in row.branches if one.outcome in arrow.route.outcomes)
        return f"{source} → {target}: {labels}" if labels else f"{source} → {target}"

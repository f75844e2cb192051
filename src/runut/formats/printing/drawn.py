"""The drawing for an office file: symbols, connectors, arrows and labels of a sheet, each with its number and with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from runut.formats.flowchart import Arrow, Box, Connector, Kind, Page, Point, Sheet
from runut.formats.form import Form
from runut.formats.printing.paper import Paper

SHAPES: Final[Mapping[Kind, str]] = {
    Kind.TERMINATOR: "flowChartTerminator",
    Kind.START: "flowChartTerminator",
    Kind.END: "flowChartTerminator",
    Kind.PROCESS: "flowChartProcess",
    Kind.GUEST: "flowChartProcess",
    Kind.DECISION: "flowChartDecision",
}
"""What DrawingML calls the symbols of the regulation."""
CONNECTOR: Final = "flowChartOffpageConnector"
_ROOM: Final = 1.2
"""How much wider than its words a label is: a program whose letters are wider would break them."""

Place = tuple[int, int]
"""Row and lane of a cell, both from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing of the drawing, measured on its page: from the first lane across, from the head down.

    A symbol or connector has a ``shape``, an arrow its ``points``, a label only its ``lines``. ``joins`` are the numbers of what an arrow
    joins; ``told`` says in words what it is, for who cannot see it.
    """

    page: int
    number: int
    x: float
    y: float
    width: float
    height: float
    told: str
    shape: str = ""
    dashed: bool = False
    lines: tuple[str, ...] = ()
    flush: bool = False
    points: tuple[Point, ...] = ()
    joins: tuple[int, ...] = ()


def drawn(paper: Paper, content: Form) -> list[Item]:
    """Return the whole drawing; symbols come first, because arrows name them."""
    return list(_Drawing(paper.sheet, content).items())


def cell_at(sheet: Sheet, page: int, x: float, y: float) -> tuple[Place, Point]:
    """Return the cell in which a point of a page lies, and the point counted from the cell's corner."""
    lane = max((place for place, one in enumerate(sheet.columns) if one.left <= x), default=0)
    bands = sheet.pages[page].bands
    band = max((one for one in bands if one.top <= y), key=lambda one: one.top, default=bands[0])
    return (band.row, lane), (x - sheet.columns[lane].left, y - band.top)


class _Drawing:
    def __init__(self, sheet: Sheet, content: Form) -> None:
        self.sheet, self.content = sheet, content
        self.number = 0
        self.numbers: dict[object, int] = {}
        self.ends = {one.cell for one in sheet.plan.symbols if one.kind is Kind.END}
        self.turns = [max(one.turn for one in row.marks if one) for row in content.rows]

    def items(self) -> Iterator[Item]:
        for number, page in enumerate(self.sheet.pages):
            yield from (self._symbol(number, box) for box in page.boxes)
            yield from (self._connector(number, one) for one in page.connectors)
        for number, page in enumerate(self.sheet.pages):
            for arrow in page.arrows:
                yield self._arrow(number, page, arrow)
                if arrow.label:
                    yield self._label(number, arrow)

    def _next(self, key: object = None) -> int:
        self.number += 1
        self.numbers[key] = self.number
        return self.number

    def _symbol(self, page: int, box: Box) -> Item:
        text = self._text(box)
        return Item(
            page=page,
            number=self._next(box.symbol.cell),
            x=box.left,
            y=box.top,
            width=box.width,
            height=box.height,
            told=self._told(box) or text,
            shape=SHAPES[box.symbol.kind],
            dashed=box.symbol.kind is Kind.GUEST,
            lines=(text,) if text else (),
        )

    def _connector(self, page: int, one: Connector) -> Item:
        other = self.content.word("page", page=one.page + 2)  # the identity block is page 1
        return Item(
            page=page,
            number=self._next((page, one.name, one.entering)),
            x=one.x - one.width / 2,
            y=one.y - one.height / 2,
            width=one.width,
            height=one.height,
            told=f"{one.name}: {other}",
            shape=CONNECTOR,
            lines=(one.name,),
        )

    def _arrow(self, number: int, page: Page, arrow: Arrow) -> Item:
        left, top = (min(point[axis] for point in arrow.points) for axis in (0, 1))
        right, bottom = (max(point[axis] for point in arrow.points) for axis in (0, 1))
        ends: list[object] = [arrow.route.source, arrow.route.target]
        for one in page.connectors:
            if one.route is arrow.route:
                ends[0 if one.entering else 1] = (number, one.name, one.entering)
        return Item(
            page=number,
            number=self._next(),
            x=left,
            y=top,
            width=right - left,
            height=bottom - top,
            told=self._way(arrow),
            points=tuple((x - left, y - top) for x, y in arrow.points),
            joins=tuple(self.numbers[one] for one in ends),
        )

    def _label(self, page: int, arrow: Arrow) -> Item:
        label = arrow.label
        assert label
        more = label.width * (_ROOM - 1)
        left = max(0.0, label.left - more) if label.flush else label.left
        return Item(
            page=page,
            number=self._next(),
            x=left,
            y=label.top,
            width=label.left + label.width - left + (0 if label.flush else more),
            height=label.height,
            told=" ".join(label.lines),
            lines=label.lines,
            flush=label.flush,
        )

    def _text(self, box: Box) -> str:
        """Return what stands in a symbol: begin and end; all others are bare, as in the regulation's form."""
        symbol = box.symbol
        if symbol.kind is Kind.TERMINATOR:
            starts = symbol.cell.row == 0 and symbol.turn == 1
            ends = self.content.rows[symbol.cell.row].ends and symbol.turn == self.turns[symbol.cell.row]
            return "/".join(self.content.word(key) for key, is_so in (("start", starts), ("finish", ends)) if is_so)
        return self.content.word({Kind.START: "start", Kind.END: "finish"}[symbol.kind]) if symbol.part is None else ""

    def _told(self, box: Box) -> str:
        """Return who does what."""
        symbol = box.symbol
        if symbol.part is None:
            return ""
        told = f"{self.content.lanes[symbol.cell.column].name}: {self.content.word(symbol.part)}"
        return f"{told}, {self.content.word('turn', turn=symbol.turn)}" if symbol.turn and self.turns[symbol.cell.row] > 1 else told

    def _way(self, arrow: Arrow) -> str:
        """Return from which activity to which an arrow leads, and on what outcome."""
        source, target = (max(0, one.row) + 1 for one in (arrow.route.source, arrow.route.target))
        labels = " / ".join(one.label for one in self.content.rows[source - 1].branches if one.outcome in arrow.route.outcomes)
        there = self.content.word("finish") if arrow.route.target in self.ends else target
        return f"{source} → {there}: {labels}" if labels else f"{source} → {there}"

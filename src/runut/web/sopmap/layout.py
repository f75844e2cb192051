"""Sizes and places: a map becomes boxes, lines of text and arrows in pixels. Small and deterministic; nothing is searched or tried."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runut.formats.flowchart.lettering import lines
from runut.web.sopmap.routes import Cell, Leg, Route, lanes, routes
from runut.web.sopmap.values import Box, Lane, Row, Shape, SopMap

TEXT: Final = 260
CELL: Final = 76
GUTTER: Final = 16
LANE: Final = 8
CHANNEL: Final = 22
MARGIN: Final = 56
LETTER: Final = 13
LINE: Final = 18
SMALL: Final = 11
ROW: Final = 84
SIZES: Final[Mapping[Shape, tuple[int, int]]] = {
    Shape.TERMINATOR: (64, 36),
    Shape.PROCESS: (62, 40),
    Shape.DECISION: (74, 50),
    Shape.GUEST: (60, 28),
}
END_SIZE: Final = (48, 26)

Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedBox:
    """A symbol with its centre and size."""

    x: float
    y: float
    width: float
    height: float
    shape: str
    row: Row | None = None
    box: Box | None = None
    lane: Lane | None = None

    @property
    def left(self) -> float:
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        return self.y - self.height / 2

    @property
    def corner(self) -> float:
        """The radius of the corners: round ends for a terminator."""
        return {"terminator": self.height / 2, "guest": 8.0}.get(self.shape, 4.0)

    @property
    def label_y(self) -> float:
        """The base line of the label."""
        return self.y + (4 if self.shape in ("guest", "end") else 5)

    @property
    def is_lead(self) -> bool:
        """Whether the row's work begins here."""
        return self.row is not None and self.box == self.row.turns[0]

    @property
    def round_at(self) -> Point:
        """Where the number of rounds hangs: over the upper right corner, or left of a decision, whose outcomes leave to the right."""
        if self.shape == "decision":
            return self.left - 4, self.top - 2
        return self.x + self.width / 2 - 18, self.top - 10

    @property
    def points(self) -> str:
        """The corners of a decision."""
        right, bottom = self.x + self.width / 2, self.y + self.height / 2
        return f"{self.x:g},{self.top:g} {right:g},{self.y:g} {self.x:g},{bottom:g} {self.left:g},{self.y:g}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A line through ``points`` that ends in a head; its label stands at the beginning."""

    points: tuple[Point, ...]
    label: str = ""
    label_at: Point = (0, 0)
    anchor: str = "start"
    back: bool = False

    @property
    def path(self) -> str:
        """The line as SVG path data."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in self.points)

    @property
    def head(self) -> str:
        """The head as SVG path data."""
        (x0, y0), (x, y) = self.points[-2], self.points[-1]
        dx, dy = (x > x0) - (x < x0), (y > y0) - (y < y0)
        return f"M{x:g} {y:g}L{x - 7 * dx - 4 * dy:g} {y - 7 * dy - 4 * dx:g}L{x - 7 * dx + 4 * dy:g} {y - 7 * dy + 4 * dx:g}Z"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """Lines of text at their places."""

    lines: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A row with its text at the left."""

    row: Row
    top: float
    height: float
    text: Letters
    notes: Letters

    @property
    def number_y(self) -> float:
        """The base line of the number: that of the first line of text."""
        return self.text.lines[0][1] if self.text.lines else self.top + LINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A column with its name above."""

    lane: Lane
    x: float
    left: float
    width: float
    text: Letters


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """Everything that is drawn."""

    width: float
    height: float
    head_height: float
    text_width: float
    bands: tuple[Band, ...]
    heads: tuple[Head, ...]
    boxes: tuple[PlacedBox, ...]
    arrows: tuple[Arrow, ...]

    @property
    def head_middle(self) -> float:
        """The base line of a single line in the head."""
        return self.head_height / 2 + 4


def lay_out(drawn: SopMap) -> Drawing:
    """Return the drawing of a map; the same map gives the same drawing."""
    return _Sheet(drawn).drawing()


class _Sheet:
    """One map on its way to a drawing: first how many lanes each way needs, then where everything is."""

    def __init__(self, drawn: SopMap) -> None:
        self.map = drawn
        self.routes = routes(drawn)
        self.lanes = lanes(self.routes)
        self.many: dict[tuple[str, int], int] = {}
        for (number, place), lane in self.lanes.items():
            way = self.routes[number].legs[place].way
            self.many[way] = max(self.many.get(way, 0), lane + 1)
        self._columns()
        self._rows()

    def _columns(self) -> None:
        """Set ``gutters`` (middle of each) and ``columns`` (middle of each)."""
        self.gutters: list[float] = []
        self.columns: list[float] = []
        margin = any(route.target.column == len(self.map.lanes) for route in self.routes)
        x = float(TEXT)
        for place in range(len(self.map.lanes) + 1):
            wide = GUTTER + LANE * max(0, self.many.get(("gutter", place), 0) - 1)
            self.gutters.append(x + wide / 2)
            x += wide
            if place < len(self.map.lanes) or margin:
                cell = CELL if place < len(self.map.lanes) else MARGIN + 10
                self.columns.append(x + cell / 2)
                x += cell
        self.width = x

    def _rows(self) -> None:
        """Set ``tops`` and ``heights`` of the rows; the channel above each lies over its top."""
        heads = [lines(lane.name, size=SMALL, room=CELL + GUTTER - 4) for lane in self.map.lanes]
        self.head_lines = heads
        self.head_height = 24.0 + 15 * max(len(one) for one in heads)
        self.texts: list[tuple[str, ...]] = []
        self.notes: list[tuple[str, ...]] = []
        self.tops: list[float] = []
        self.heights: list[float] = []
        y = self.head_height
        for place, row in enumerate(self.map.rows):
            text = lines(row.text, size=LETTER, room=TEXT - 52)
            notes = tuple(one for one in (row.time, _progress(row, self.map)) if one)
            notes = tuple(part for one in notes for part in lines(one, size=12, room=TEXT - 52))
            self.texts.append(text)
            self.notes.append(notes)
            lanes_here = self.many.get(("channel", place), 0)
            y += CHANNEL + LANE * max(0, lanes_here - 1)
            tracks = LANE * max(0, self.many.get(("track", place), 0) - 1)
            self.tops.append(y)
            self.heights.append(max(ROW + 2 * tracks, LINE * len(text) + 16 * len(notes) + 20))
            y += self.heights[-1]
        self.height = y + CHANNEL

    def drawing(self) -> Drawing:
        return Drawing(
            width=round(self.width),
            height=round(self.height),
            head_height=self.head_height,
            text_width=TEXT,
            bands=tuple(self._band(place) for place in range(len(self.map.rows))),
            heads=tuple(self._head(place) for place in range(len(self.map.lanes))),
            boxes=tuple(self._boxes()),
            arrows=tuple(self._arrow(number, route) for number, route in enumerate(self.routes)),
        )

    def _band(self, place: int) -> Band:
        # The rule between two rows lies at the upper edge of the channel, where no arrow does.
        top = self.tops[place - 1] + self.heights[place - 1] + 4 if place else self.head_height
        bottom = self.tops[place] + self.heights[place] + 4 if place + 1 < len(self.tops) else self.height
        text, notes = self.texts[place], self.notes[place]
        y = self.tops[place] + (self.heights[place] - LINE * len(text) - 16 * len(notes)) / 2 + LETTER
        return Band(
            row=self.map.rows[place],
            top=top,
            height=bottom - top,
            text=Letters(lines=tuple((40, y + LINE * i, line) for i, line in enumerate(text))),
            notes=Letters(lines=tuple((40, y + LINE * len(text) + 2 + 16 * i, line) for i, line in enumerate(notes))),
        )

    def _head(self, place: int) -> Head:
        text = self.head_lines[place]
        x = self.columns[place]
        y = (self.head_height - 15 * len(text)) / 2 + 11
        left = self.gutters[place]
        return Head(
            lane=self.map.lanes[place],
            x=x,
            left=left,
            width=self.gutters[place + 1] - left,
            text=Letters(lines=tuple((x, y + 15 * i, line) for i, line in enumerate(text))),
        )

    def _boxes(self) -> list[PlacedBox]:
        found = []
        for place, row in enumerate(self.map.rows):
            for box in row.boxes:
                x, y, width, height = self._frame(Cell(row=place, column=box.lane))
                found.append(
                    PlacedBox(x=x, y=y, width=width, height=height, shape=box.shape.value, row=row, box=box, lane=self.map.lanes[box.lane])
                )
        ends = {route.target for route in self.routes if route.target.end}
        for cell in sorted(ends, key=lambda one: (one.row, one.column)):
            x, y, width, height = self._frame(cell)
            found.append(PlacedBox(x=x, y=y, width=width, height=height, shape="end"))
        return found

    def _frame(self, cell: Cell) -> tuple[float, float, float, float]:
        """Return centre and size of what stands in a cell."""
        size = END_SIZE
        if not cell.end:
            size = next(SIZES[box.shape] for box in self.map.rows[cell.row].boxes if box.lane == cell.column)
        return self.columns[cell.column], self.tops[cell.row] + self.heights[cell.row] / 2, *size

    def _arrow(self, number: int, route: Route) -> Arrow:
        start, end = self._port(route.source, route.out), self._port(route.target, route.into)
        points = [start]
        for place, leg in enumerate(route.legs):
            spot = self._spot(leg, self.lanes[number, place])
            x, y = points[-1]
            points.append((spot, y) if leg.way[0] == "gutter" else (x, spot))
        x, y = points[-1]
        points.append((end[0], y) if route.into == "top" else (x, end[1]))
        points.append(end)
        tidy = [point for i, point in enumerate(points) if i == 0 or point != points[i - 1]]
        at, anchor = _label_place(start, route.out)
        return Arrow(points=tuple(tidy), label=route.label, label_at=at, anchor=anchor, back=route.back)

    def _port(self, cell: Cell, side: str) -> Point:
        x, y, width, height = self._frame(cell)
        across = {"left": -width / 2, "right": width / 2}.get(side, 0)
        along = {"top": -height / 2, "bottom": height / 2}.get(side, 0)
        return x + across, y + along

    def _spot(self, leg: Leg, lane: int) -> float:
        """Return where a leg lies across its way: lanes spread around the middle of a gutter, and upwards in channels and tracks."""
        kind, place = leg.way
        if kind == "gutter":
            # An odd number of lanes would put one on the rule between the columns.
            many = self.many[leg.way]
            return self.gutters[place] + LANE * (lane - (many - 1) / 2) + (LANE / 2 if many % 2 else 0)
        if kind == "track":
            return self.tops[place] + 6 + LANE * lane
        return self.tops[place] - LANE * (lane + 1)


def _progress(row: Row, drawn: SopMap) -> str:
    again = f"{drawn.words['round']} {row.progress.round}" if row.progress.round > 1 else ""
    return " · ".join(one for one in (row.progress.text, again) if one)


def _label_place(start: Point, out: str) -> tuple[Point, str]:
    x, y = start
    if out == "right":
        return (x + 1, y - 6), "start"
    if out == "left":
        return (x - 1, y - 6), "end"
    return (x + 7, y + (13 if out == "bottom" else -5)), "start"

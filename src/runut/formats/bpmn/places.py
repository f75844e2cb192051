"""Where everything stands in the diagram: as in our own flowchart, whose geometry `runut.formats.flowchart` computes.

Performers are vertical lanes, rows go down. A task stands in the middle of its symbol's place and a decision's gateway below its task; the
start stands above the first task, the end of the last row below all rows.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil
from typing import Final

from runut.core.procedure import Procedure
from runut.formats.bpmn.drawable import drawable
from runut.formats.bpmn.graph import Flow, Graph, Kind, Node
from runut.formats.flowchart import Arrow, Cell, Metrics, Side, lay_out, plan
from runut.formats.flowchart import Kind as Symbol
from runut.formats.flowchart.lettering import lines, width

Point = tuple[float, float]
_TASK: Final = 160.0
_SHORTEST, _TALLEST = 80.0, 200.0
_LETTER, _LINE = 11.0, 14.4
"""Letters are counted a little smaller than a viewer sets them, because their widths are guessed rather too wide."""
_GATEWAY: Final = 50.0
_EVENT: Final = 36.0
_GAP: Final = 24.0
_TITLE: Final = 30.0
"""The height of the pool's title, and of a lane's."""
_TOP: Final = 2 * _TITLE + _GAP + _EVENT + _GAP
_SLANT: Final = 18.0
"""How far above or below the corner of a gateway an arrow may leave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rectangle:
    """Bounds, from the upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> Point:
        """The centre."""
        return self.x + self.width / 2, self.y + self.height / 2

    def side(self, side: Side) -> Point:
        """Return the middle of a side."""
        x, y = self.middle
        return {
            Side.LEFT: (self.x, y),
            Side.RIGHT: (self.x + self.width, y),
            Side.TOP: (x, self.y),
            Side.BOTTOM: (x, self.y + self.height),
        }[side]


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A flow's waypoints, and where its label stands, if it has one."""

    points: tuple[Point, ...]
    label: Rectangle | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Bounds of the pool, of the lanes by performer, of the nodes by id; ways of the flows by id."""

    pool: Rectangle
    lanes: Mapping[str, Rectangle]
    nodes: Mapping[str, Rectangle]
    ways: Mapping[str, Way]


def places_of(procedure: Procedure, graph: Graph, labels: Mapping[str, str]) -> Places:
    """Return where everything of ``graph`` stands; ``labels`` are the words of the outcomes."""
    return _Places(procedure, graph, labels).places()


class _Places:
    """One graph on its way to a diagram."""

    def __init__(self, procedure: Procedure, graph: Graph, labels: Mapping[str, str]) -> None:
        self.procedure, self.graph, self.labels = procedure, graph, labels
        self.drawn = drawable(procedure)
        self.tall = _task_height(procedure)
        self.sheet = lay_out(plan(self.drawn.procedure), metrics=_metrics(self.tall), labels=labels)
        self.page = self.sheet.pages[0]
        self.boxes = {one.symbol.cell: one for one in self.page.boxes}
        self.arrows: dict[tuple[Cell, str], list[Arrow]] = {}
        for arrow in self.page.arrows:
            for outcome in arrow.route.outcomes or ("",):
                self.arrows.setdefault((arrow.route.source, outcome), []).append(arrow)

    def places(self) -> Places:
        nodes = {one.id: self._node(one) for one in self.graph.nodes}
        ways = {one.id: self._way(one, nodes) for one in self.graph.flows}
        height = _TOP + self.page.height + _EVENT + 2 * _GAP
        lanes = {
            performer.key: Rectangle(x=column.left, y=_TITLE, width=column.width, height=height - _TITLE)
            for performer, column in zip(self.procedure.performers, self.sheet.columns, strict=True)
        }
        return Places(pool=Rectangle(x=0, y=0, width=self.sheet.width, height=height), lanes=lanes, nodes=nodes, ways=ways)

    # nodes

    def _node(self, node: Node) -> Rectangle:
        if node.activity is None:
            return _around(self._middle(self.drawn.first(1))[0], _TOP - _GAP - _EVENT / 2, _EVENT, _EVENT)
        x, y = self._middle(self.drawn.cells[node.activity.number, node.turn or len(node.activity.turns)])
        below = y + self.tall / 2 + _GAP + _GATEWAY / 2
        if node.kind is Kind.TASK:
            return _around(x, y, _TASK, self.tall)
        if node.kind is Kind.GATEWAY:
            return _around(x, below, _GATEWAY, _GATEWAY)
        arrow = next((one for one in self._leaving(node) if self.boxes[one.route.target].symbol.kind is Symbol.END), None)
        if arrow is None:
            return _around(x, _TOP + self.page.height + _EVENT / 2, _EVENT, _EVENT)
        there = self._middle(arrow.route.target)
        level = bool(node.activity.decision) and not arrow.route.gutter  # straight beside the gateway
        return _around(there[0], below + _port(arrow) if level else there[1], _EVENT, _EVENT)

    def _leaving(self, node: Node) -> list[Arrow]:
        assert node.activity is not None
        here = self.drawn.cells[node.activity.number, len(node.activity.turns)]
        return [arrow for outcome in node.activity.decision or ("",) for arrow in self.arrows.get((here, outcome), ())]

    def _middle(self, cell: Cell) -> Point:
        return self.boxes[cell].x, self.boxes[cell].y + _TOP

    # flows

    def _way(self, flow: Flow, nodes: Mapping[str, Rectangle]) -> Way:
        source, target = nodes[flow.source], nodes[flow.target]
        arrow = self._arrow(flow)
        if arrow is None:
            points = [source.side(Side.BOTTOM), target.side(Side.TOP)]
        else:
            points = [(x, y + _TOP) for x, y in arrow.points]
            if flow.outcome:
                points = _from_gateway(points, source, arrow)
            elif arrow.route.leave is Side.BOTTOM:
                points[0] = source.side(Side.BOTTOM)
            if arrow.route.enter is Side.TOP:
                points[-1] = target.side(Side.TOP)
        label = _label(points[0], arrow, flow.outcome, self.labels[flow.outcome]) if arrow and flow.outcome else None
        return Way(points=tuple(points), label=label)

    def _arrow(self, flow: Flow) -> Arrow | None:
        """Return the flowchart's arrow for ``flow``; None for the ones that only BPMN has, which lead straight down."""
        ends = {one.id: one for one in self.graph.nodes}
        source, target = ends[flow.source], ends[flow.target]
        if source.activity is None or (target.kind is Kind.GATEWAY):
            return None
        here = self.drawn.cells[source.activity.number, source.turn or len(source.activity.turns)]
        found = self.arrows.get((here, flow.outcome), [])
        if target.kind is Kind.TASK and target.activity:
            there = self.drawn.cells[target.activity.number, target.turn]
            return next(one for one in found if one.route.target == there)
        return next((one for one in found if self.boxes[one.route.target].symbol.kind is Symbol.END), None)


def _from_gateway(points: list[Point], gateway: Rectangle, arrow: Arrow) -> list[Point]:
    """Return the way with its beginning at the gateway, which stands below the symbol from whose middle it left."""
    if arrow.route.leave is Side.BOTTOM:
        return [gateway.side(Side.BOTTOM), *points[1:]]
    step = _port(arrow)
    x, y = gateway.side(arrow.route.leave)
    inward = abs(step) if arrow.route.leave is Side.LEFT else -abs(step)
    first = (x + inward, y + step)
    if len(points) > 2:
        return [first, (points[1][0], first[1]), *points[2:]]
    if arrow.route.gutter is None:
        return [first, (points[1][0], first[1])]
    turn = (points[0][0] + points[1][0]) / 2
    return [first, (turn, first[1]), (turn, points[1][1]), points[1]]


def _label(start: Point, arrow: Arrow, outcome: str, text: str) -> Rectangle:
    """Return where the label of an arrow stands: at its beginning, beside or above it; of several on one arrow, below each other."""
    x, y = start
    wide, tall = ceil(width(text, _LETTER)) + 4, _LINE
    row = arrow.route.outcomes.index(outcome) * tall
    left = x - wide - 4 if arrow.route.leave is Side.LEFT else x + 4
    return Rectangle(x=left, y=y + 2 + row if arrow.route.leave is Side.BOTTOM else y - tall - 2 - row, width=wide, height=tall)


def _port(arrow: Arrow) -> float:
    """Return how far below the corner of the gateway an arrow leaves: the ports of a side spread evenly."""
    route = arrow.route
    return _SLANT * (2 * route.port / (route.ports - 1) - 1) if route.ports > 1 and route.leave.sideways else 0.0


def _metrics(tall: float) -> Metrics:
    sizes = dict.fromkeys(Symbol, (_EVENT, _EVENT)) | dict.fromkeys((Symbol.TERMINATOR, Symbol.PROCESS), (_TASK, tall))
    sizes[Symbol.DECISION] = (_TASK, tall + 2 * (_GAP + _GATEWAY))
    return Metrics(cell=_TASK + 10, gutter=30, lane=12, pad=24, gap=5, letter=_LETTER, line=_LINE, label=120, sizes=sizes)


def _task_height(procedure: Procedure) -> float:
    """Return the height in which the longest text of an activity fits, within bounds; all tasks have it."""
    most = max(len(lines(one.text, size=_LETTER, room=_TASK - 14)) for one in procedure.activities)
    return max(_SHORTEST, min(_TALLEST, round(most * _LINE) + 32))


def _around(x: float, y: float, width: float, height: float) -> Rectangle:
    return Rectangle(x=x - width / 2, y=y - height / 2, width=width, height=height)

"""Which way each arrow takes, before anything has a size.

Boxes stand in cells. Between columns run gutters (gutter ``g`` is left of column ``g``), above each row runs a channel (channel ``r`` is above row
``r``), and along the top of each row, over its boxes, a track. Arrows bend only there, so none can cross a box. Two that would lie on each other get
lanes of their own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from runut.web.sopmap.values import Shape, SopMap

Way = tuple[str, int]
"""``("gutter", 2)``, ``("channel", 4)`` or ``("track", 1)``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A box's place; ``end`` marks the small symbol in which a case ends early."""

    row: int
    column: int
    end: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """A stretch of a way, from one place to another along it (in rows for a gutter, in columns else)."""

    way: Way
    start: float
    stop: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An arrow: out of ``source`` by a side, along ``legs``, into ``target`` by a side (``left``, ``right``, ``top``, ``bottom``)."""

    source: Cell
    target: Cell
    out: str
    into: str
    legs: tuple[Leg, ...] = ()
    label: str = ""
    back: bool = False


def routes(drawn: SopMap) -> tuple[Route, ...]:
    """Return every arrow of the map, in a fixed order."""
    found: list[Route] = []
    for place in range(len(drawn.rows)):
        found += _Row(drawn, place).routes()
    return tuple(found)


def lanes(found: Iterable[Route]) -> dict[tuple[int, int], int]:
    """Return, for route and leg by their places, the lane in its way: the first that is free along the whole leg."""
    taken: dict[Way, list[list[tuple[float, float]]]] = {}
    chosen: dict[tuple[int, int], int] = {}
    for number, route in enumerate(found):
        for place, leg in enumerate(route.legs):
            low, high = sorted((leg.start, leg.stop))
            rows = taken.setdefault(leg.way, [])
            lane = next((i for i, row in enumerate(rows) if all(high < a or low > b for a, b in row)), len(rows))
            if lane == len(rows):
                rows.append([])
            rows[lane].append((low, high))
            chosen[number, place] = lane
    return chosen


class _Row:
    """The arrows that leave one row."""

    def __init__(self, drawn: SopMap, place: int) -> None:
        self.drawn = drawn
        self.place = place
        self.row = drawn.rows[place]
        self.turns = [box.lane for box in self.row.turns]
        self.filled = {box.lane for box in self.row.boxes}
        decider = next((box.lane for box in self.row.turns if box.shape is Shape.DECISION), None)
        self.decider = decider if decider is not None else self.turns[-1]

    def routes(self) -> list[Route]:
        found: list[Route] = []
        onward = next((edge.label for edge in self.row.edges if edge.target == self.row.number + 1), "")
        for here, there in zip(self.turns, self.turns[1:], strict=False):
            found.append(self._along(here, Cell(row=self.place, column=there), label=onward if here == self.decider else ""))
        if self.place + 1 < len(self.drawn.rows) and (onward or not self.row.edges):
            found.append(self._down(onward if self.turns[-1] == self.decider else ""))
        for edge in self.row.edges:
            if edge.target == 0:
                found.append(self._to_end(edge.label))
            elif edge.target != self.row.number + 1:
                found.append(self._far(edge.target - 1, edge.label))
        return found

    def _along(self, here: int, there: Cell, *, label: str = "", out: str = "") -> Route:
        """Within the row: straight where nothing stands between, else over the boxes."""
        source = Cell(row=self.place, column=here)
        right = out == "right" if out else there.column > here
        between = range(min(here, there.column) + 1, max(here, there.column))
        if right == (there.column > here) and not self.filled.intersection(between):
            return Route(source=source, target=there, out="right" if right else "left", into="left" if right else "right", label=label)
        track = ("track", self.place)
        if here != self.turns[0] and not out:
            over = (Leg(way=track, start=here + 0.5, stop=there.column + 0.5),)
            return Route(source=source, target=there, out="top", into="top", legs=over, label=label)
        # Into the top of the row's first box comes the arrow from above, so another leaves it by the side.
        leave = here + 1 if right else here
        legs = (
            Leg(way=("gutter", leave), start=self.place + 0.5, stop=self.place + 0.1),
            Leg(way=track, start=leave, stop=there.column + 0.5),
        )
        return Route(source=source, target=there, out="right" if right else "left", into="top", legs=legs, label=label)

    def _down(self, label: str) -> Route:
        """To the next row's first turn."""
        here, there = self.turns[-1], self.drawn.rows[self.place + 1].turns[0].lane
        legs = () if here == there else (Leg(way=("channel", self.place + 1), start=here + 0.5, stop=there + 0.5),)
        source, target = Cell(row=self.place, column=here), Cell(row=self.place + 1, column=there)
        return Route(source=source, target=target, out="bottom", into="top", legs=legs, label=label)

    def _far(self, target: int, label: str) -> Route:
        """To a row above, or past the next: by the gutters, and by the channel over the target."""
        there = self.drawn.rows[target].turns[0].lane
        out = self._free_side(there)
        leave = self.decider + 1 if out == "right" else self.decider
        into = _entry(self.drawn, target, leave)
        arrive = there if into == "left" else there + 1
        middle, end = self.place + 0.5, target + 0.5
        legs: tuple[Leg, ...] = (Leg(way=("gutter", leave), start=middle, stop=end),)
        if leave != arrive:
            legs = (
                Leg(way=("gutter", leave), start=middle, stop=float(target)),
                Leg(way=("channel", target), start=leave, stop=arrive),
                Leg(way=("gutter", arrive), start=float(target), stop=end),
            )
        source, goal = Cell(row=self.place, column=self.decider), Cell(row=target, column=there)
        return Route(source=source, target=goal, out=out, into=into, legs=legs, label=label, back=target <= self.place)

    def _to_end(self, label: str) -> Route:
        """To a small end of its own: in the nearest free cell beside, else at the right margin."""
        out = self._free_side(len(self.drawn.lanes))
        step = 1 if out == "right" else -1
        beside = self.decider + step
        inside = 0 <= beside < len(self.drawn.lanes) and beside not in self.filled
        crossed = any(min(pair) < beside < max(pair) for pair in zip(self.turns, self.turns[1:], strict=False))
        column = beside if inside and not crossed else len(self.drawn.lanes)
        return self._along(self.decider, Cell(row=self.place, column=column, end=True), label=label, out=out)

    def _free_side(self, towards: int) -> str:
        """Return the side of the decision that no arrow of its row uses, rather the one that looks ``towards`` the target."""
        place = self.turns.index(self.decider)
        beside = self.turns[max(0, place - 1) : place] + self.turns[place + 1 : place + 2]
        used = {"right" if column > self.decider else "left" for column in beside}
        wanted = "right" if towards > self.decider else "left"
        other = "left" if wanted == "right" else "right"
        return other if wanted in used and other not in used else wanted


def _entry(drawn: SopMap, target: int, gutter: int) -> str:
    """Return the side by which an arrow from ``gutter`` enters the first turn of a row: the near one, unless its own work leaves there."""
    turns = drawn.rows[target].turns
    near = "left" if gutter <= turns[0].lane else "right"
    if len(turns) > 1 and near == ("right" if turns[1].lane > turns[0].lane else "left"):
        return "right" if near == "left" else "left"
    return near

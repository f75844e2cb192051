"""What `lay_out` gives: a plan with sizes and places. Units are those of the `Metrics`; y grows downwards and begins anew on each page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from runut.formats.flowchart.plan import Kind, Plan, Route, Side, Symbol

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """The measures of a drawing; those given here are pixels on the screen.

    ``cell`` is the room for a symbol, ``gutter`` the least way between two cells, ``lane`` the distance of arrows side by side, ``pad`` the least
    one between a symbol and whatever is above or below it. Labels are set at ``letter``, their lines ``line`` apart and at most ``label`` wide.
    """

    cell: float = 76
    gutter: float = 16
    lane: float = 8
    pad: float = 16
    gap: float = 3
    letter: float = 11
    line: float = 13
    label: float = 76
    connector: Size = (22, 24)
    sizes: Mapping[Kind, Size]

    def width(self, kind: Kind) -> float:
        """Return the width of a symbol."""
        return self.sizes[kind][0]


SCREEN: Final = Metrics(
    sizes={
        Kind.TERMINATOR: (64, 36),
        Kind.PROCESS: (62, 40),
        Kind.DECISION: (74, 50),
        Kind.GUEST: (60, 28),
        Kind.START: (52, 26),
        Kind.END: (56, 26),
        Kind.OPEN: (26, 26),
    }
)
"""The measures of the page and of a drawing that stands alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A symbol with its centre and its size."""

    symbol: Symbol
    x: float
    y: float
    width: float
    height: float

    @property
    def left(self) -> float:
        """The smallest x."""
        return self.x - self.width / 2

    @property
    def right(self) -> float:
        """The largest x."""
        return self.x + self.width / 2

    @property
    def top(self) -> float:
        """The smallest y."""
        return self.y - self.height / 2

    @property
    def bottom(self) -> float:
        """The largest y."""
        return self.y + self.height / 2

    def port(self, side: Side, offset: float = 0) -> Point:
        """Return where an arrow touches a side, ``offset`` below its middle; a decision's sides slant."""
        if not side.sideways:
            return self.x, self.top if side is Side.TOP else self.bottom
        slant = 1 - abs(offset) / (self.height / 2) if self.symbol.kind is Kind.DECISION else 1
        reach = self.width / 2 * slant
        return self.x + (reach if side is Side.RIGHT else -reach), self.y + offset


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """The outcomes beside the beginning of an arrow: ``x`` is the edge where the lines begin, or end when ``flush``."""

    lines: tuple[str, ...]
    x: float
    top: float
    width: float
    height: float
    flush: bool

    @property
    def left(self) -> float:
        """The smallest x."""
        return self.x - self.width if self.flush else self.x


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """A line at right angles that ends in a tip; of an arrow between two pages, each has the part up to its connector."""

    route: Route
    points: tuple[Point, ...]
    label: Label | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Connector:
    """An off-page connector: the arrow goes on at the other one of the same name. ``entering``: here it comes in."""

    route: Route
    name: str
    x: float
    y: float
    width: float
    height: float
    entering: bool
    page: int
    """The page, counted from 0, on which the other one stands."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """A row's place on its page; the lanes of its channel begin at ``channel``."""

    row: int
    top: float
    height: float
    channel: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A performer's column, from rule to rule; ``x`` is the middle of its symbols."""

    left: float
    width: float
    x: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some rows with everything on them."""

    bands: tuple[Band, ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    connectors: tuple[Connector, ...]
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole drawing: the columns are the same on every page."""

    plan: Plan
    columns: tuple[Column, ...]
    width: float
    pages: tuple[Page, ...]

"""What stands where in a flowchart and which way each arrow takes, before anything has a size.

Symbols stand in cells (row, column). Beside the columns run *gutters* (gutter ``g`` is left of column ``g``), above the symbols of each row
runs a *channel* (channel ``r`` belongs to row ``r``); in both, arrows have lanes of their own. The rules: docs/explanation/flowchart.md.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from runut.core.procedure import Part

UNKNOWN: Final = "?"
"""Where a way leads that is not chosen yet, and who does what nobody is named for: only a `sketch` has them."""


class Kind(StrEnum):
    """A symbol of SOP-AP.

    `GUEST` is the process box of who attends: drawn dashed, no arrow leads there. `START` and `END` are terminators without an activity:
    before a first row that decides, and where an outcome ends the case. `OPEN` ends a way of a sketch that leads nowhere yet.
    """

    TERMINATOR = "terminator"
    PROCESS = "process"
    DECISION = "decision"
    GUEST = "guest"
    START = "start"
    END = "end"
    OPEN = "open"


class Side(StrEnum):
    """A side of a symbol."""

    LEFT = "left"
    RIGHT = "right"
    TOP = "top"
    BOTTOM = "bottom"

    @property
    def sideways(self) -> bool:
        """Whether an arrow that leaves here runs along the row."""
        return self in (Side.LEFT, Side.RIGHT)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Cell:
    """A place: ``row`` and ``column`` count from 0. Row -1 holds a `START`, the columns after the last performer's an `END` or `OPEN`."""

    row: int
    column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """What stands in a cell; ``part`` is what the performer of the column does there, None for `START`, `END`, `OPEN`."""

    cell: Cell
    kind: Kind
    part: Part | None = None
    turn: int = 0
    """The place in the row's order of turns, from 1; 0 for whoever attends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """A lane of a gutter (lanes count from the left) or of a channel (from the top)."""

    way: int
    lane: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """The way of one arrow: out of ``source`` by a side, along ``gutter`` and ``channel`` where it has them, into ``target`` by a side.

    ``outcomes`` are the outcomes of a decision that go this way: none for an arrow that no decision chooses, several where they lead to one
    target. ``port`` and ``ports`` say which of how many arrows leave by the same side, from the top.
    """

    source: Cell
    target: Cell
    leave: Side
    enter: Side
    gutter: Track | None = None
    channel: Track | None = None
    outcomes: tuple[str, ...] = ()
    port: int = 0
    ports: int = 1
    back: bool = False
    """Whether the work returns to an earlier row, or to the beginning of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything about a flowchart that does not depend on sizes.

    ``gutters`` and ``channels`` say how many lanes each has; ``margin`` is how many ends stand beyond the last column at most.
    """

    columns: int
    rows: int
    symbols: tuple[Symbol, ...]
    routes: tuple[Route, ...]
    gutters: tuple[int, ...]
    channels: tuple[int, ...]
    margin: int

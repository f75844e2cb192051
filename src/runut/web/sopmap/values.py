"""What a map shows, as plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

STATES: Final = ("done", "current", "late", "held", "upcoming", "skipped")


class Shape(StrEnum):
    """A symbol of SOP-AP; `GUEST` is ours: invited, may add, holds nothing up."""

    TERMINATOR = "terminator"
    PROCESS = "process"
    DECISION = "decision"
    GUEST = "guest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an activity of one case is; ``text`` says it with its times, ready to be read."""

    state: str = "upcoming"
    round: int = 1
    text: str = ""

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"no state {self.state!r}; known are {', '.join(STATES)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A column: a performer."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A performer's symbol in a row; ``part`` says in words what they do there."""

    lane: int
    shape: Shape
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A way out of a row that is not simply the next one, or the outcome that leads to it.

    ``target`` is the number of an activity, or 0 for the end.
    """

    target: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An activity. ``boxes`` are in the order in which the work passes; guests last."""

    number: int
    text: str
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...] = ()
    time: str = ""
    progress: Progress = field(default_factory=Progress)
    href: str = ""

    @property
    def turns(self) -> tuple[Box, ...]:
        """The boxes that the work passes through."""
        return tuple(box for box in self.boxes if box.shape is not Shape.GUEST)


@dataclass(frozen=True, slots=True, kw_only=True)
class SopMap:
    """The whole map. ``tracked`` says that it shows a case, not only the procedure; ``words`` are the few words drawn into it."""

    title: str
    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    tracked: bool = False
    words: Mapping[str, str] = field(default_factory=lambda: {"end": "Selesai", "activity": "Kegiatan", "round": "putaran"})

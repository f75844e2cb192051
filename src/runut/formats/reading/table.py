"""The activity table of a file: its lanes, and what each of its rows says, as written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from runut.formats.reading.source import Kind, Shape
from runut.formats.reading.wordings import FINISH

MOST_ACTIVITIES: Final = 1_000
"""Rows that are read of one table; the longest SOPs have some hundred."""


@dataclass(slots=True)
class Row:
    """One activity as its row says it; ``lanes`` has the shapes in each lane by the lane's index, labels among them."""

    number: str = ""
    text: str = ""
    lanes: dict[int, list[Shape]] = field(default_factory=dict)
    names: str = ""
    requirements: str = ""
    time: str = ""
    outputs: str = ""
    note: str = ""
    section: str = ""

    @property
    def marked(self) -> list[int]:
        """The lanes with a mark that is no mere label."""
        return [lane for lane, shapes in self.lanes.items() if any(self._is_mark(one) and not one.guest for one in shapes)]

    @property
    def guests(self) -> list[int]:
        """The lanes of those who only attend: their marks are dashed."""
        return [lane for lane, shapes in self.lanes.items() if any(self._is_mark(one) for one in shapes) and lane not in self.marked]

    def _is_mark(self, shape: Shape) -> bool:
        """Whether a shape says that its performer takes part: no label, no connector, and no end to which a decision beside it leads."""
        if shape.kind is Kind.TERMINATOR and shape.text.casefold().strip(" .:") in FINISH:
            return not any(one.kind is Kind.DECISION for shapes in self.lanes.values() for one in shapes)
        return shape.kind not in {Kind.LABEL, Kind.CONNECTOR}

    @property
    def labels(self) -> list[str]:
        """The words that stand beside the shapes: Ya, Tidak."""
        return [one.text for shapes in self.lanes.values() for one in shapes if one.kind is Kind.LABEL]


@dataclass(slots=True)
class Table:
    """The activity table of a file. ``lanes`` are the performers' names where each has a column; ``others`` counts further tables."""

    lanes: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    unit: str = ""
    others: int = 0
    has: frozenset[str] = frozenset()
    first: tuple[int, int] = (0, 0)
    """Grid and row where the table begins; what stands before is the identity block."""

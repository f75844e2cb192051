"""What every reader makes of its file, whatever the format: grids of cells in the order of the text, and the arrows that a drawing states.

A paragraph is a row with one cell. A cell that spans columns or rows stands at each of its places as the same object.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Final

_SPACES: Final = re.compile(r"[^\S\n]+")
_INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    """What a drawn shape is in SOP-AP; a label is text beside an arrow."""

    PROCESS = "process"
    DECISION = "decision"
    TERMINATOR = "terminator"
    CONNECTOR = "connector"
    LABEL = "label"


@dataclass(slots=True, eq=False)
class Shape:
    """A drawn shape, at the cell in which its middle lies; ``key`` is what arrows name it by, ``y`` about where it lies in its table.

    ``guest``: its line is dashed, as that of who only attends. ``home`` is the row of the cell that it hangs on, where its own was only reckoned.
    """

    kind: Kind
    text: str = ""
    key: str = ""
    y: float | None = None
    guest: bool = False
    home: int | None = None


@dataclass(slots=True, eq=False)
class Cell:
    """One cell: its text with line breaks, and the shapes drawn in it."""

    text: str = ""
    shapes: list[Shape] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether it holds neither text nor shape."""
        return not self.text and not self.shapes

    @property
    def line(self) -> str:
        """Its text on one line."""
        return " ".join(self.text.split())


@dataclass(slots=True, eq=False)
class Grid:
    """Rows of cells. ``exact``: a cell's place is its column; otherwise the text may have lost or shifted places."""

    rows: list[list[Cell]]
    exact: bool = True

    @property
    def width(self) -> int:
        """The number of columns of its widest row."""
        return max((len(row) for row in self.rows), default=0)

    def at(self, row: int, column: int) -> Cell:
        """Return the cell there, or an empty one beyond the end of a row."""
        cells = self.rows[row]
        return cells[column] if column < len(cells) else Cell()

    def starts(self, row: int) -> Iterator[tuple[int, Cell]]:
        """Yield the cells of ``row`` that begin in it, with their columns: neither covered from the left nor from above."""
        for column, cell in enumerate(self.rows[row]):
            left = column > 0 and self.rows[row][column - 1] is cell
            if not left and not self.covered(row, column):
                yield column, cell

    def covered(self, row: int, column: int) -> bool:
        """Whether the cell there began in the row above."""
        return (
            row > 0
            and column < len(self.rows[row - 1])
            and column < len(self.rows[row])
            and self.at(row - 1, column) is self.at(row, column)
        )


@dataclass(slots=True, eq=False)
class Source:
    """The whole file. ``arrows`` name shapes by their keys, from and to, with the label on the arrow where it has one.

    The table of activities is looked for from the grid ``own`` on; those before it (other sheets) may hold the identity block.
    """

    grids: list[Grid] = field(default_factory=list)
    arrows: list[tuple[str, str, str]] = field(default_factory=list)
    own: int = 0

    def loose(self) -> Source:
        """Return the same with no trust in places."""
        return Source([Grid(grid.rows, exact=False) for grid in self.grids], self.arrows, self.own)


def clean(text: str) -> str:
    """Return ``text`` as a person sees it: one kind of space, no invisible or control character, no space at the ends of lines."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("\u2028", "\n")
    text = _CONTROL.sub("", _INVISIBLE.sub("", text.replace("\t", " ")))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n{2,}", "\n", "\n".join(lines)).strip()


def plain(text: str) -> str:
    """Return ``text`` for comparing: small letters and digits, single spaces between words."""
    return _plain(text) if len(text) <= 200 else _plain.__wrapped__(text)


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(re.findall(r"[a-z0-9]+", "".join(one for one in text if not unicodedata.combining(one))))


def several(text: str) -> frozenset[str]:
    """Return the words of ``text``: how tables of words are written here."""
    return frozenset(text.split())

"""How the columns of a table divide its width when nobody says: each has room for its longest word, the rest goes to those that say the most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from runut.formats.flowchart.lettering import width

WIDTH: Final = 165 / 25.4 * 72
INSET: Final = 11.0
SIZE: Final = 9.0
"""The width of a letter's text, what a cell keeps free at its sides, and the letters of a table, in points; as in letter.typ."""
_BOLD: Final = 1.1
_WORD: Final = 28
_LONGEST: Final = 260.0
_ROWS: Final = 300
"""Longer words are broken anyway, longer lines take more than one, and more rows are not measured."""


def column_shares(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[int, ...]:
    """Return the share of each column, in tenths of a point."""
    columns = list(zip(heads, *rows[:_ROWS], strict=True))
    least = [max(_words(head, _BOLD), *(_words(text) for text in texts)) + INSET for head, *texts in columns]
    wanted = [sum(map(_lines, texts)) / max(1, len(texts)) + INSET for _head, *texts in columns]
    more = [max(0.0, long - short) for long, short in zip(wanted, least, strict=True)]
    left = WIDTH - sum(least)
    if left > 0 and sum(more) > 0:
        least = [one + left * part / sum(more) for one, part in zip(least, more, strict=True)]
    return tuple(round(10 * one) for one in least)


def _words(text: str, broad: float = 1) -> float:
    return max((width(one, SIZE) * broad for one in text.split() if len(one) <= _WORD), default=0.0)


def _lines(text: str) -> float:
    return min(_LONGEST, max((width(one, SIZE) for one in text.split("\n")), default=0.0))

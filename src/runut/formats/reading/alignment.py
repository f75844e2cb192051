"""Laying heads, in their order, over the columns of a table whose places may have shifted, so that what stands below fits best."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from runut.formats.reading.durations import read_duration
from runut.formats.reading.source import Grid
from runut.formats.reading.wordings import FINISH, MARKS, NO, START, YES

if TYPE_CHECKING:
    from runut.formats.reading.heads import Column

_SAMPLE: Final = 60
"""Rows that are looked at."""
_NUMBER: Final = re.compile(r"\(?\d{1,3}(?:\.\d{1,2})?[.)]?|[a-z][.)]")


def align(leaves: Sequence[Column], grid: Grid, first: int) -> list[int]:
    """Return the column of each of ``leaves``, in their order; -1 for one that has no column left.

    Leaves keep their order. Each pair of leaf and column has a worth by what stands in the column and by whether the name stood over it;
    a column with content that no leaf takes costs. The best whole is found by dynamic programming.
    """
    rows = [row for row in range(first, len(grid.rows)) if len(grid.rows[row]) > 2][:_SAMPLE]
    width = max((len(grid.rows[row]) for row in rows), default=0)
    columns = [[_own(grid, row, column) for row in rows] for column in range(width)]
    numbered = any(one.role == "number" for one in leaves)
    best: list[list[tuple[float, tuple[int, ...]]]] = [[(0.0, ())] * (width + 1) for _ in range(len(leaves) + 1)]
    for column in range(1, width + 1):
        best[0][column] = (best[0][column - 1][0] - _cost(columns[column - 1]), ())
    for index, leaf in enumerate(leaves, 1):
        best[index][0] = (best[index - 1][0][0] - 2, (*best[index - 1][0][1], -1))
        for column in range(1, width + 1):
            worth, taken = best[index - 1][column - 1]
            skipped, without = best[index - 1][column]
            passed, same = best[index][column - 1]
            best[index][column] = max(
                (worth + _worth(leaf, columns[column - 1], column - 1, numbered=numbered), (*taken, column - 1)),
                (skipped - 2, (*without, -1)),
                (passed - _cost(columns[column - 1]), same),
                key=lambda one: one[0],
            )
    return list(best[len(leaves)][width][1])


def _own(grid: Grid, row: int, column: int) -> str:
    """Return the text of the cell that begins there; nothing where one from the left reaches in."""
    cell = grid.at(row, column)
    return "" if column and grid.at(row, column - 1) is cell else cell.line


def _share(cells: Sequence[str], fits: object) -> float:
    told = [one for one in cells if one]
    return sum(map(fits, told)) / len(told) if told and callable(fits) else 0.0


def _cost(cells: Sequence[str]) -> float:
    """What it costs that no head takes these cells."""
    filled = sum(1 for one in cells if one)
    return 0.2 + 3 * filled / max(1, len(cells))


def _worth(leaf: Column, cells: Sequence[str], place: int, *, numbered: bool) -> float:
    """How well ``cells`` stand under ``leaf``."""
    there = 0.6 if leaf.start == place else 0.0
    filled = sum(1 for one in cells if one) / max(1, len(cells))
    if leaf.role == "number":
        return there + 4 * _share(cells, lambda one: bool(_NUMBER.fullmatch(one)))
    if leaf.role == "text":
        return there + 2 * filled * _share(cells, lambda one: len(one) > 8)
    if leaf.role == "time":
        return there + 4 * filled * _share(cells, _is_time) - 2 * _share(cells, lambda one: len(one) > 45)
    if leaf.role == "lane":
        return there + 1 - 3 * filled * _share(cells, lambda one: not is_mark(one))
    return there + 0.5 + filled * (1 - 2 * _share(cells, lambda one: _is_time(one) or is_mark(one))) * (0.5 if numbered else 0.4)


def _is_time(text: str) -> bool:
    found = read_duration(text)
    return found.schedule or (found.time is not None and not found.doubt)


def is_mark(text: str) -> bool:
    """Whether ``text`` is what people put into a performer's column: a mark, Mulai, Ya, or a short word in a drawn box."""
    words = text.casefold().strip(" .")
    return text in MARKS or set(text) <= MARKS | {" "} or words in START | FINISH | YES | NO or (len(words) <= 2 and not words.isdigit())

"""Finding the table of activities: its head, over one row or several, and which column holds what.

Heads are known by their names. Where a grid is exact, a column is where its head stands. Where places may have shifted (pasted text,
sheets without merged cells), the heads are put in the order in which they are read and laid over the columns so that what stands below
fits best: numbers under No, time limits under Waktu, marks under performers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from runut.formats.reading.alignment import align
from runut.formats.reading.source import Cell, Grid, plain
from runut.formats.reading.wordings import role

_DEEPEST: Final = 4
"""Rows that a head takes at most."""
_QUALITY: Final = ("requirements", "time", "outputs")
_BESIDE: Final = ("performers", "quality", *_QUALITY, "note")


@dataclass(slots=True)
class Column:
    """What stands in the columns from ``start`` to before ``end``; ``name`` is the head, of a lane the performer's name."""

    role: str
    name: str = ""
    start: int = -1
    end: int = -1


@dataclass(slots=True)
class Head:
    """A head found in rows ``first`` to before ``after`` of its grid."""

    first: int
    after: int
    columns: list[Column] = field(default_factory=list)

    def of(self, wanted: str) -> list[Column]:
        """Return the columns with this role, in order."""
        return [one for one in self.columns if one.role == wanted]


def find_heads(grid: Grid) -> Iterator[Head]:
    """Yield the heads of activity tables in ``grid``, from the top; a repeated head is one of its own."""
    row = 0
    while row < len(grid.rows):
        depth = _depth(grid, row)
        if not depth:
            row += 1
            continue
        head = Head(first=row, after=row + depth)
        head.columns = _exact(grid, head) if grid.exact else _loose(grid, head)
        if head.of("text") and (head.of("lane") or head.of("performers") or len(head.columns) > 2):
            yield head
        row = head.after


def _roles(grid: Grid, row: int) -> dict[str, int]:
    """Return the roles named in ``row`` with their first columns; a row with a long text is no head."""
    found: dict[str, int] = {}
    for column, cell in enumerate(grid.rows[row]):
        if len(cell.text) > 90:
            return {}
        if name := role(cell.text):
            found.setdefault(name, column)
    return found


def _depth(grid: Grid, row: int) -> int:
    """Return how many rows the head that begins in ``row`` has; 0 when none begins there."""
    top = _roles(grid, row)
    if "text" not in top or not any(one in top for one in _BESIDE):
        return 0
    depth = 1
    while depth < _DEEPEST and row + depth < len(grid.rows) and _below(grid, row, row + depth, top):
        depth += 1
    named = set(top).union(*(_roles(grid, row + more) for more in range(1, depth)))
    return depth if len(named & set(_BESIDE)) >= 2 else 0


def _below(grid: Grid, first: int, row: int, top: dict[str, int]) -> bool:
    """Whether ``row`` still belongs to the head: it names parts of performers or quality standard, and no activity."""
    roles = _roles(grid, row)
    cells = [cell.line for _, cell in grid.starts(row) if cell.line]
    if not cells or any(len(one) > 90 for one in cells):
        return False
    if "text" in roles and not grid.covered(row, top["text"]):
        return False  # the head comes again
    if any(one in roles for one in (*_QUALITY, "note")) and sum(cell.isdigit() for cell in cells) == 0:
        return True
    own = [grid.at(row, column) for column in (top["text"], top.get("number", top["text"]))]
    covered = all(grid.covered(row, column) for column in (top["text"], top.get("number", top["text"])))
    if covered:  # the heads of number and text reach down to here
        return True
    return "performers" in top and row == first + 1 and all(one.empty for one in own) and _between(grid, row, top)


def _between(grid: Grid, row: int, top: dict[str, int]) -> bool:
    """Whether every text of ``row`` stands to the right of the activity's text, and none is a mark or number."""
    return all(
        column > top["text"] and len(plain(cell.text)) > 2 and not cell.line.isdigit() for column, cell in grid.starts(row) if cell.text
    )


def _exact(grid: Grid, head: Head) -> list[Column]:
    """Columns where each place of the head belongs to the lowest cell above it."""
    columns: list[Column] = []
    before: list[Cell] = []
    for place in range(grid.width):
        stack = [grid.at(row, place) for row in range(head.first, head.after)]
        named = _grouped([cell for cell in dict.fromkeys(stack) if cell.text], grid, head.first, place)
        if columns and named == before:
            columns[-1].end = place + 1
            continue
        before = named
        columns.append(_column(named, place))
    return _told_apart([one for one in columns if one.role], grid, head)


def _grouped(named: list[Cell], grid: Grid, row: int, place: int) -> list[Cell]:
    """Return ``named`` below the group to the left that they belong to, where a sheet has no merged cell to say so."""
    if not named or named[0] is grid.at(row, place):
        return named
    left = next((grid.at(row, before) for before in range(place - 1, -1, -1) if grid.at(row, before).text), None)
    group = role(left.text) if left else ""
    fits = group == "quality" or (group == "performers" and role(named[0].text) not in {*_QUALITY, "note", "number", "text"})
    return [left, *named] if left and fits else named


def _column(named: Sequence[Cell], place: int) -> Column:
    """Return the column below the cells ``named``, from the top."""
    roles = [role(cell.text) for cell in named]
    group = roles[0] if roles else ""
    last = named[-1].line if named else ""
    if group == "performers" and len(named) > 1:
        found = "lane"
    elif group == "quality" and len(named) == 1:
        found = ""
    else:
        found = next((one for one in reversed(roles) if one), "unknown" if last else "")
    return Column(role=found, name=last, start=place, end=place + 1)


def _told_apart(columns: list[Column], grid: Grid, head: Head) -> list[Column]:
    """Return ``columns`` with unknown heads between text and quality standard as lanes, and no two of a kind but lanes."""
    rows = range(head.after, min(len(grid.rows), head.after + 12))
    found: list[Column] = []
    for one in columns:
        if one.role == "unknown":
            below = [grid.at(row, place) for row in rows for place in range(one.start, one.end)]
            lane = all(len(cell.text) <= 12 for cell in below) and bool(one.name)
            one.role = "lane" if lane else ""
        twice = one.role not in {"", "lane"} and any(other.role == one.role for other in found)
        if one.role and not twice:
            found.append(one)
    return found


def _loose(grid: Grid, head: Head) -> list[Column]:
    """Columns by the order of the names, laid over what stands below."""
    leaves = _leaves(grid, head)
    places = align(leaves, grid, head.after)
    for one, place in zip(leaves, places, strict=True):
        one.start, one.end = place, place + 1
    return _told_apart([one for one in leaves if one.start >= 0], grid, head)


def _leaves(grid: Grid, head: Head) -> list[Column]:
    """Return the heads in reading order, groups replaced by what stands below them; ``start`` is where each name was seen."""
    top = [(column, cell) for column, cell in grid.starts(head.first) if cell.text]
    below: list[tuple[int, Cell]] = []
    for row in range(head.first + 1, head.after):
        below.extend((column, cell) for column, cell in grid.starts(row) if cell.text)
    groups = [role(cell.text) for _, cell in top if role(cell.text) in {"performers", "quality"}]
    lanes, rest = _split(below, lanes_first=groups[:1] == ["performers"], lanes=("performers" in groups))
    found: list[Column] = []
    taken: set[str] = set()
    for column, cell in top:
        name = role(cell.text)
        if name == "performers" and lanes:
            found.extend(Column(role="lane", name=one.line, start=place) for place, one in lanes)
        elif name == "quality":
            found.extend(Column(role=role(one.text), name=one.line, start=place) for place, one in rest if role(one.text) in _QUALITY)
        else:
            found.append(Column(role=name or "unknown", name=cell.line, start=column))
        taken |= {one.role for one in found}
    found.extend(
        Column(role=role(one.text), name=one.line, start=place)
        for place, one in rest
        if role(one.text) not in taken | {"", "number", "text"}
    )
    return found


def _split(below: list[tuple[int, Cell]], *, lanes_first: bool, lanes: bool) -> tuple[list[tuple[int, Cell]], list[tuple[int, Cell]]]:
    """Part the names of the lower rows into lanes and the others; a lane may be called by any word, also by one of another column."""
    if not lanes:
        return [], below
    begins = [index for index, (_, cell) in enumerate(below) if role(cell.text) in _QUALITY or role(cell.text) == "note"]
    if not lanes_first:
        ends = [index for index in begins if role(below[index][1].text) != "note"]
        cut = ends[-1] + 1 if ends else 0
        return below[cut:], below[:cut]
    cut = begins[0] if begins else len(below)
    return below[:cut], below[cut:]

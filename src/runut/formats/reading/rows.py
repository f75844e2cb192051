"""From the table to its activities: what stands in each column of each row, without heads, totals, sections and notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from runut.formats.reading.durations import read_duration
from runut.formats.reading.heads import Column, Head, find_heads
from runut.formats.reading.marks import marks
from runut.formats.reading.source import Cell, Grid, Kind, Shape, Source, plain
from runut.formats.reading.wordings import FINISH, nothing

_NUMBER: Final = re.compile(r"[(\[]?(\d{1,3}(?:\.\d{1,2})*)\s*[.):\]]*|([a-zA-Z])[.)]?|([IVXL]{1,5})[.)]?")
_TOTAL: Final = re.compile(r"\b(?:total|jumlah)\b|^(?:lama|keseluruhan) waktu\b|^waktu (?:total|keseluruhan)\b", re.IGNORECASE)
_NOTE: Final = re.compile(r"^(?:catatan|keterangan|ket\.?|nb\.?|\*+|note|mengetahui|ditetapkan|disahkan|dibuat)\b", re.IGNORECASE)
_SECTION: Final = re.compile(r"^(?:[A-Z]|[IVX]{1,4})[.)]\s|^(?:tahap|bagian|fase)\b", re.IGNORECASE)


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


@dataclass(slots=True)
class _Part:
    """A stretch of rows of one grid under one head; ``lane_of`` maps its lanes to those of the table."""

    grid: Grid
    head: Head
    first: int
    after: int
    lane_of: list[int] = field(default_factory=list)


def find_table(source: Source) -> Table:
    """Return the activities of ``source``; without rows when it has no activity table."""
    table = Table()
    parts = 0
    for part in _parts(source, table):
        _read_part(part, table)
        parts += 1
    table.rows = _without_titles([one for one in table.rows if one.text])
    if parts == 1:
        _spread(table.rows)
    return table


def _spread(rows: list[Row]) -> None:
    """Give every row one shape, from the top, where there are as many as rows but some rows have none.

    Shapes that all hang on one cell lie below it by distances from which a row can only be guessed; their order is sure.
    """
    solid = [
        (shape.y, lane, shape)
        for row in rows
        for lane, shapes in row.lanes.items()
        for shape in shapes
        if _solid(shape) and shape.y is not None
    ]
    marked = [row for row in rows if row.marked]
    if (
        len(solid) != len(rows)
        or len(marked) == len(rows)
        or len(solid) != sum(_solid(one) for row in rows for shapes in row.lanes.values() for one in shapes)
    ):
        return
    labels = [(shape.y or 0, lane, shape) for row in rows for lane, shapes in row.lanes.items() for shape in shapes if not _solid(shape)]
    solid.sort(key=lambda one: one[0] or 0)
    for row, (_, lane, shape) in zip(rows, solid, strict=True):
        row.lanes = {lane: [shape]}
    for y, lane, shape in labels:
        nearest = min(range(len(solid)), key=lambda index: abs((solid[index][0] or 0) - y))
        rows[nearest].lanes.setdefault(lane, []).append(shape)


def _solid(shape: Shape) -> bool:
    return shape.kind not in {Kind.LABEL, Kind.CONNECTOR}


def _without_titles(rows: list[Row]) -> list[Row]:
    """Return ``rows`` without those that are only the title of the numbered rows below them: 1 above 1.1, or above a."""
    found: list[Row] = []
    title = ""
    for row, following in zip_longest(rows, rows[1:]):
        bare = not (row.marked or row.names or row.requirements or row.time or row.outputs)
        if bare and following and row.number.isdigit() and (following.number.startswith(f"{row.number}.") or following.number == "a"):
            title = row.text
            continue
        row.section, title = row.section or title, ""
        found.append(row)
    return found


def _parts(source: Source, table: Table) -> Iterator[_Part]:
    """Yield the stretches of the table: under its head, under each repetition of it, and in grids that go on without one."""
    last: Head | None = None
    for index, grid in enumerate(source.grids[source.own :], source.own):
        heads = list(find_heads(grid))
        if not heads and last and _goes_on(grid, last, table):
            yield _Part(grid, last, 0, len(grid.rows), list(range(len(table.lanes))))
        for head, following in zip_longest(heads, heads[1:]):
            after = following.first if following else len(grid.rows)
            lanes = [one.name for one in head.of("lane")]
            if last and _restarts(grid, head, after, table) and not _same(lanes, table.lanes):
                table.others += 1
                continue
            if not last:
                table.first = (index, head.first)
                table.unit = _unit_in_head(head)
                table.has = frozenset(one.role for one in head.columns)
            last = head
            yield _Part(grid, head, head.after, after, _lanes(lanes, table))


def _lanes(names: list[str], table: Table) -> list[int]:
    """Return the place of each name among the lanes of ``table``, which gets those that are new; two of the same name stay two."""
    found: list[int] = []
    known = [plain(one) for one in table.lanes]
    for name in names:
        places = [index for index, one in enumerate(known) if one == plain(name) and index not in found]
        if not places:
            table.lanes.append(name)
            places = [len(table.lanes) - 1]
        found.append(places[0])
    return found


def _same(lanes: list[str], known: list[str]) -> bool:
    return {plain(one) for one in lanes} == {plain(one) for one in known}


def _restarts(grid: Grid, head: Head, after: int, table: Table) -> bool:
    """Whether the rows under ``head`` count from 1 again, which a continued table does not."""
    column = next(iter(head.of("number")), None)
    if column is None or not table.rows:
        return False
    numbers = (grid.at(row, column.start).line for row in range(head.after, after))
    return next((one.strip("().") for one in numbers if one), "") == "1"


def _goes_on(grid: Grid, head: Head, table: Table) -> bool:
    """Whether a grid without a head continues the table: as wide, and its first number is the next."""
    last = max((one.end for one in head.columns), default=0)
    if not table.rows or not grid.exact or not last - 1 <= grid.width <= last + 1:
        return False
    number = grid.at(0, 0).line.strip("(). ")
    return number.isdigit() and number == str(len(table.rows) + 1)


def _unit_in_head(head: Head) -> str:
    """Return the unit that the head of the times names: Waktu (menit)."""
    words = plain(" ".join(one.name for one in head.of("time"))).split()
    return next((one for one in words if one in {"menit", "jam", "hari", "minggu", "bulan"}), "")


def _read_part(part: _Part, table: Table) -> None:
    numbered = _is_numbered(part)
    heads = _head_names(part)
    section = ""
    for index in range(part.first, part.after):
        cells = _Cells(part, index)
        row = cells.row()
        kind = _kind(row, cells, heads, numbered=numbered, begun=bool(table.rows))
        if kind == "section":
            section = _text_of(cells)
        elif kind == "activity":
            row.section, section = section, ""
            table.rows.append(row)
        elif kind == "more" and table.rows:
            _add(table.rows[-1], row)


def _head_names(part: _Part) -> set[str]:
    return {plain(one.name) for one in part.head.columns} | {
        "pelaksana",
        "mutu baku",
        "pelaksana kegiatan",
        "performers",
        "quality standard",
    }


def _is_numbered(part: _Part) -> bool:
    column = next(iter(part.head.of("number")), None)
    return column is not None and any(_number(part.grid.at(row, column.start).line) for row in range(part.first, part.after))


def _number(text: str) -> str:
    match = _NUMBER.fullmatch(text.strip())
    return (match[1] or match[2] or match[3]) if match else ""


class _Cells:
    """One row of a part, read by the roles of its columns."""

    def __init__(self, part: _Part, index: int) -> None:
        self.part, self.index = part, index

    def all(self) -> list[Cell]:
        """Return the cells that begin in this row and hold something."""
        return [cell for _, cell in self.part.grid.starts(self.index) if not cell.empty]

    def under(self, column: Column) -> list[Cell]:
        """Return the cells under ``column``, each once."""
        cells = (self.part.grid.at(self.index, place) for place in range(column.start, column.end))
        return list(dict.fromkeys(cells))

    def text(self, role: str) -> str:
        """Return the text under the columns with ``role``; a cell that reaches down from a row above says its text again where that fits."""
        found: list[str] = []
        for column in self.part.head.of(role):
            for place in range(column.start, column.end):
                cell = self.part.grid.at(self.index, place)
                if self.part.grid.covered(self.index, place) and role not in {"requirements", "time", "performers"}:
                    continue
                if cell.text and cell.text not in found:
                    found.append(cell.text)
        return "\n".join(found)

    def number(self) -> str:
        """Return the row's own number; one that reaches down from above is not its own."""
        column = next(iter(self.part.head.of("number")), None)
        if column is None or self.part.grid.covered(self.index, column.start):
            return ""
        return _number(self.part.grid.at(self.index, column.start).line)

    def lanes(self) -> dict[int, list[Shape]]:
        found: dict[int, list[Shape]] = {}
        for lane, column in zip(self.part.lane_of, self.part.head.of("lane"), strict=False):
            for place in range(column.start, column.end):
                cell = self.part.grid.at(self.index, place)
                again = place > column.start and self.part.grid.at(self.index, place - 1) is cell
                if cell.empty or again or self.part.grid.covered(self.index, place):
                    continue
                found.setdefault(lane, []).extend(marks(cell))
        return {lane: shapes for lane, shapes in found.items() if shapes}

    def row(self) -> Row:
        spread = self._spread()
        return Row(
            number=self.number(),
            text=self.text("text"),
            lanes={} if spread else self.lanes(),
            names="" if spread else self.text("performers"),
            requirements="" if spread else self.text("requirements"),
            time="" if spread else self.text("time"),
            outputs="" if spread else self.text("outputs"),
            note="" if spread else self.text("note"),
        )

    def _spread(self) -> bool:
        """Whether the text's cell reaches into the columns of others, as titles of sections do."""
        columns = self.part.head.columns
        text = next(one for one in columns if one.role == "text")
        cell = self.part.grid.at(self.index, text.start)
        others = [one for one in columns if one.role not in {"text", "number"}]
        return bool(others) and not cell.empty and any(cell is self.part.grid.at(self.index, one.start) for one in others)


def _text_of(cells: _Cells) -> str:
    return " ".join(dict.fromkeys(cell.line for cell in cells.all() if cell.text))


def _kind(row: Row, cells: _Cells, heads: set[str], *, numbered: bool, begun: bool) -> str:
    """Return what a row is: an activity, more of the one before, a section's title, or nothing of these."""
    held = cells.all()
    texts = [cell.line for cell in held if cell.text]
    if not held or _repeats_head(texts, heads) or _counts_columns(texts):
        return ""
    rest = bool(row.lanes or row.names or row.requirements or row.time or row.outputs)
    if not row.number and any(_TOTAL.search(one) for one in texts[:3]) and len(texts) <= 4:
        return ""
    if row.number and row.text:
        return "activity" if rest or row.number.isdigit() else "section"
    if len(texts) == 1 and not rest:
        return _lone(texts[0], row, numbered=numbered, begun=begun, exact=cells.part.grid.exact)
    if row.text and not numbered:
        return "activity" if rest else ""
    if row.text and row.text[0].isupper() and (row.marked or row.names or read_duration(row.time).time):
        return "activity"
    return "more" if begun else ""


def _lone(text: str, row: Row, *, numbered: bool, begun: bool, exact: bool) -> str:
    """Return what a row with a single text is."""
    if _NOTE.match(text) or nothing(text):
        return ""
    if row.text == "" or _SECTION.match(text) or text.isupper() or not begun:
        return "section"
    return "more" if exact and numbered and (text[0].islower() or row.text) and row.text else "section"


def _repeats_head(texts: list[str], heads: set[str]) -> bool:
    return len(texts) >= 2 and all(plain(one) in heads for one in texts)


def _counts_columns(texts: list[str]) -> bool:
    """Whether the row only numbers the columns: 1 2 3 4 ..."""
    numbers = [_number(one) for one in texts]
    return (
        len(texts) >= 3
        and all(one.isdigit() for one in numbers)
        and [int(one) for one in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    )


def _add(row: Row, more: Row) -> None:
    """Add to an activity what a further row says of it."""
    for name in ("text", "names", "requirements", "outputs", "note", "time"):
        before, new = getattr(row, name), getattr(more, name)
        if new and new != before:
            glue = " " if name == "text" or (new[0].islower() and before) else "\n"
            setattr(row, name, f"{before}{glue}{new}".strip())
    for lane, shapes in more.lanes.items():
        row.lanes.setdefault(lane, []).extend(shapes)

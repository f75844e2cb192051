"""From the table to its activities: through its head, its repetitions and the grids that go on with it; sections, totals and notes are none."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from runut.formats.reading.heads import Head, find_heads
from runut.formats.reading.lines import Cells, Part, kind_of, number_of, text_of
from runut.formats.reading.source import Grid, Kind, Shape, Source, plain
from runut.formats.reading.table import Row, Table


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
    homes = {shape.home for _, _, shape in solid}
    if (
        len(solid) != len(rows)
        or len(homes) != 1
        or None in homes
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


def _parts(source: Source, table: Table) -> Iterator[Part]:
    """Yield the stretches of the table: under its head, under each repetition of it, and in grids that go on without one."""
    last: Head | None = None
    for index, grid in enumerate(source.grids[source.own :], source.own):
        heads = list(find_heads(grid))
        if not heads and last and _goes_on(grid, last, table):
            yield Part(grid, last, 0, len(grid.rows), list(range(len(table.lanes))))
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
            yield Part(grid, head, head.after, after, _lanes(lanes, table))


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


def _read_part(part: Part, table: Table) -> None:
    numbered = _is_numbered(part)
    heads = _head_names(part)
    section = ""
    for index in range(part.first, part.after):
        cells = Cells(part, index)
        row = cells.row()
        kind = kind_of(row, cells, heads, numbered=numbered, begun=bool(table.rows))
        if kind == "section":
            section = text_of(cells)
        elif kind == "activity":
            row.section, section = section, ""
            table.rows.append(row)
        elif kind == "more" and table.rows:
            _add(table.rows[-1], row)


def _head_names(part: Part) -> set[str]:
    return {plain(one.name) for one in part.head.columns} | {
        "pelaksana",
        "mutu baku",
        "pelaksana kegiatan",
        "performers",
        "quality standard",
    }


def _is_numbered(part: Part) -> bool:
    column = next(iter(part.head.of("number")), None)
    return column is not None and any(number_of(part.grid.at(row, column.start).line) for row in range(part.first, part.after))


def _add(row: Row, more: Row) -> None:
    """Add to an activity what a further row says of it."""
    for name in ("text", "names", "requirements", "outputs", "note", "time"):
        before, new = getattr(row, name), getattr(more, name)
        if new and new != before:
            glue = " " if name == "text" or (new[0].islower() and before) else "\n"
            setattr(row, name, f"{before}{glue}{new}".strip())
    for lane, shapes in more.lanes.items():
        row.lanes.setdefault(lane, []).extend(shapes)

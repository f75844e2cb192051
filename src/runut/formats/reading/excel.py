"""XLSX: each sheet as a grid with its merged cells, and the shapes drawn over it in the cells in which their middles lie."""

from __future__ import annotations

import io
import itertools
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any, Final
from zipfile import BadZipFile

import openpyxl
from lxml import etree
from openpyxl.utils import range_boundaries

from runut.core.errors import Invalid
from runut.formats.reading.archive import Package
from runut.formats.reading.drawings import Drawn, drawing_shapes
from runut.formats.reading.joining import Box, Line, joined
from runut.formats.reading.names import RELATIONS, SHEET, local
from runut.formats.reading.source import Cell, Grid, Shape, Source, clean

_MOST_ROWS: Final = 3_000
_MOST_COLUMNS: Final = 200
_MOST_SHEETS: Final = 40
_WIDTH: Final = 64 * 9_525
_HEIGHT: Final = 20 * 9_525
"""A column and a row that state no size of their own, in EMU."""
_QUOTED: Final = re.compile(r"\"([^\"]*)\"|\\(.)")


def read_excel(name: str, package: Package, data: bytes) -> list[Source]:
    """Return a source for each sheet that holds something, in their order; the other sheets stand before it in each, for the identity block.

    Raises:
        Invalid: Damaged, or larger than an SOP can be.
    """
    for part in package.names(r".*\.(?:xml|rels)"):
        package.checked(part)
    sheets: list[tuple[Grid, list[tuple[str, str, str]]]] = []
    for path, rows in _sheets(name, data):
        root = package.xml(path)
        grid = Grid(_merged(rows, root))
        arrows = list(_draw(package, path, root, grid))
        if any(not cell.empty for row in grid.rows for cell in row):
            sheets.append((grid, arrows))
    found: list[Source] = []
    for index, (grid, arrows) in enumerate(sheets):
        others = [other for place, (other, _) in enumerate(sheets) if place != index]
        found.append(Source([*others, grid] if others else [grid], arrows, own=len(others)))
    return found


def _sheets(name: str, data: bytes) -> Iterator[tuple[str, list[list[Cell]]]]:
    """Yield the part and the rows of each sheet that is shown."""
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        for sheet in book.worksheets[:_MOST_SHEETS]:
            if sheet.sheet_state != "visible":
                continue
            rows = sheet.iter_rows(min_row=1, max_row=_MOST_ROWS, min_col=1, max_col=_MOST_COLUMNS)
            path = str(getattr(sheet, "_worksheet_path", "")).lstrip("/")
            yield path, [_trimmed([Cell(_shown(one)) for one in row]) for row in itertools.islice(rows, _MOST_ROWS)]
    except (
        KeyError,
        ValueError,
        TypeError,
        IndexError,
        AttributeError,
        OSError,
        BadZipFile,
        SyntaxError,
        etree.XMLSyntaxError,
        OverflowError,
    ) as error:
        # The library names no error of its own for a file that is not as it should be.
        raise Invalid(code="read_broken", name=name) from error


def _trimmed(row: list[Cell]) -> list[Cell]:
    last = max((index for index, cell in enumerate(row, 1) if cell.text), default=0)
    return row[:last]


def _shown(cell: Any) -> str:
    """Return what a cell shows: days as ISO dates, whole numbers without a point, and the words that its number format adds."""
    value = cell.value
    if value is None or isinstance(value, bool):
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, timedelta):
        return f"{int(value.total_seconds() // 60)} menit"
    if isinstance(value, int | float):
        text = str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else str(value)
        words = "".join(first or second for first, second in _QUOTED.findall(str(getattr(cell, "number_format", "") or "").split(";")[0]))
        return f"{text} {words.strip()}" if re.search(r"[A-Za-z]{3}", words) else text
    return clean(str(value))


def _merged(rows: list[list[Cell]], root: etree._Element) -> list[list[Cell]]:
    """Return ``rows`` as a rectangle in which a merged cell stands at each of its places."""
    while rows and not rows[-1]:
        rows.pop()
    areas = [area for one in root.iterfind(f"{SHEET}mergeCells/{SHEET}mergeCell") if (area := _area(one.get("ref", "")))]
    width = max([len(row) for row in rows] + [min(area[2], _MOST_COLUMNS) for area in areas if area[1] <= len(rows)], default=0)
    for row in rows:
        row.extend(Cell() for _ in range(width - len(row)))
    for left, top, right, bottom in areas:
        if top > len(rows) or left > width:
            continue
        first = rows[top - 1][left - 1]
        for row in rows[top - 1 : bottom]:
            for column in range(left - 1, min(right, width)):
                row[column] = first
    return rows


def _area(reference: str) -> tuple[int, int, int, int] | None:
    try:
        left, top, right, bottom = range_boundaries(reference)
    except (ValueError, TypeError):
        return None
    if left is None or top is None or right is None or bottom is None:
        return None
    return int(left), int(top), int(right), int(bottom)


def _draw(package: Package, path: str, root: etree._Element, grid: Grid) -> Iterator[tuple[str, str, str]]:
    """Put the shapes drawn over a sheet into its cells; yield the arrows that join two of them."""
    part = _drawing_part(package, path)
    if part is None:
        return
    across, down = _Scale(_columns(root), _column_default(root)), _Scale(_row_heights(root), _HEIGHT)
    boxes: list[Box] = []
    lines: list[Line] = []
    for anchor in package.xml(part):
        area = _anchor_area(anchor, across, down)
        shapes = list(drawing_shapes(anchor)) if area else []
        for index, one in enumerate(shapes):
            x, y, width, height = _place(one, shapes, *(area or ((0, 0), (0, 0))))
            if one.kind is None and one.begin and one.end:
                yield one.begin, one.end, one.text
            elif one.kind is None:
                lines.append(_line(one, x, y, width, height))
            elif (row := down.at(y)) < len(grid.rows):
                key = one.key or f"{len(boxes)}.{index}"
                _cell(grid, row, across.at(x)).shapes.append(Shape(one.kind, one.text, key, y, one.guest))
                boxes.append(Box(key, x, y, width, height))
    yield from joined(boxes, lines)


def _anchor_area(anchor: etree._Element, across: _Scale, down: _Scale) -> tuple[tuple[float, float], tuple[float, float]] | None:
    """Return the corners of the area that a drawing takes on the sheet."""
    begin, end = _marker(anchor, "from", across, down), _marker(anchor, "to", across, down)
    if begin is None:
        return None
    size = next((one for one in anchor if local(one.tag) == "ext"), None)
    return begin, end or (begin[0] + _int(size, "cx"), begin[1] + _int(size, "cy"))


def _line(one: Drawn, x: float, y: float, width: float, height: float) -> Line:
    left, right = (x + width / 2, x - width / 2) if one.turned[0] else (x - width / 2, x + width / 2)
    top, bottom = (y + height / 2, y - height / 2) if one.turned[1] else (y - height / 2, y + height / 2)
    return Line((left, top), (right, bottom))


def _place(one: Drawn, shapes: list[Drawn], begin: tuple[float, float], end: tuple[float, float]) -> tuple[float, float, float, float]:
    """Return middle and size of a shape: those of its anchor when it is alone in it, else its part of the group that fills the anchor."""
    across, down = end[0] - begin[0], end[1] - begin[1]
    solid = [other for other in shapes if other.width or other.height]
    if len(shapes) == 1 or not solid:
        return begin[0] + across / 2, begin[1] + down / 2, across, down
    left, right = min(other.x - other.width / 2 for other in solid), max(other.x + other.width / 2 for other in solid)
    top, bottom = min(other.y - other.height / 2 for other in solid), max(other.y + other.height / 2 for other in solid)
    scale_x = across / (right - left) if right > left else 1
    scale_y = down / (bottom - top) if bottom > top else 1
    return begin[0] + (one.x - left) * scale_x, begin[1] + (one.y - top) * scale_y, one.width * scale_x, one.height * scale_y


def _cell(grid: Grid, row: int, column: int) -> Cell:
    cells = grid.rows[row]
    while len(cells) <= min(column, _MOST_COLUMNS):
        cells.append(Cell())
    return cells[min(column, len(cells) - 1)]


class _Scale:
    """Where columns (or rows) begin, in EMU."""

    def __init__(self, sizes: dict[int, float], default: float) -> None:
        self._sizes, self._default = sizes, default

    def start(self, place: int) -> float:
        """Return where the one at ``place`` begins."""
        own = [size for index, size in self._sizes.items() if index < place]
        return sum(own) + (place - len(own)) * self._default

    def at(self, distance: float) -> int:
        """Return the one in which ``distance`` lies."""
        begin = 0.0
        for place in range(_MOST_ROWS):
            begin += self._sizes.get(place, self._default)
            if distance < begin:
                return place
        return _MOST_ROWS


def _marker(anchor: etree._Element, name: str, across: _Scale, down: _Scale) -> tuple[float, float] | None:
    found = next((one for one in anchor if local(one.tag) == name), None)
    if found is None:
        return None
    told = {local(one.tag): one.text or "0" for one in found}
    values = {key: int(text) if re.fullmatch(r"-?\d{1,9}", text) else 0 for key, text in told.items()}
    column, row = min(max(0, values.get("col", 0)), 20_000), min(max(0, values.get("row", 0)), 2_000_000)
    return across.start(column) + values.get("colOff", 0), down.start(row) + values.get("rowOff", 0)


def _drawing_part(package: Package, path: str) -> str | None:
    folder, _, file = path.rpartition("/")
    root = package.xml_or_none(f"{folder}/_rels/{file}.rels")
    for one in root.iterfind(RELATIONS + "Relationship") if root is not None else ():
        if one.get("Type", "").endswith("/drawing"):
            target = one.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target.removeprefix('../')}"
            return part if part in package else None
    return None


def _columns(root: etree._Element) -> dict[int, float]:
    found: dict[int, float] = {}
    for one in root.iterfind(f"{SHEET}cols/{SHEET}col"):
        for place in range(_int(one, "min") - 1, min(_int(one, "max"), _MOST_COLUMNS)):
            found[place] = (_real(one, "width") * 7 + 5) * 9_525 if one.get("hidden") not in {"1", "true"} else 0
    return found


def _column_default(root: etree._Element) -> float:
    form = root.find(SHEET + "sheetFormatPr")
    width = _real(form, "defaultColWidth") if form is not None else 0
    return (width * 7 + 5) * 9_525 if width else _WIDTH


def _row_heights(root: etree._Element) -> dict[int, float]:
    rows = root.iterfind(f"{SHEET}sheetData/{SHEET}row")
    return {_int(one, "r") - 1: _real(one, "ht") * 12_700 for one in itertools.islice(rows, _MOST_ROWS) if one.get("ht")}


def _int(element: etree._Element | None, key: str) -> int:
    text = element.get(key, "") if element is not None else ""
    return int(text) if re.fullmatch(r"\d{1,12}", text) else 0


def _real(element: etree._Element, key: str) -> float:
    text = element.get(key, "")
    return float(text) if re.fullmatch(r"\d{1,6}(?:\.\d{1,20})?", text) else 0.0

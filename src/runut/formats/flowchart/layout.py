"""From a plan to a sheet: sizes and places for everything, over one page or several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from runut.formats.flowchart.columns import Reach, across, crossing, port_offset, reaches, rows_of, strip, symbol_size
from runut.formats.flowchart.drawing import Placed, draw_page
from runut.formats.flowchart.plan import Kind, Plan, Symbol
from runut.formats.flowchart.sheet import SCREEN, Band, Box, Metrics, Page, Sheet

NO_LABELS: Final[Mapping[str, str]] = {}


def lay_out(
    plan: Plan,
    *,
    metrics: Metrics = SCREEN,
    labels: Mapping[str, str] = NO_LABELS,
    texts: Sequence[float] = (),
    width: float = 0,
    height: float = 0,
) -> Sheet:
    """Return the drawing of ``plan``.

    Args:
        plan: What stands where.
        metrics: The measures.
        labels: The word for each outcome; one that is not named stands as it is.
        texts: The height that the text of each row needs; a row is at least as tall.
        width: What the columns fill, if they need less.
        height: What fits on one page; 0: everything stands on one. A single row that is taller has a page of its own and overflows.
    """
    wide = across(plan, metrics, labels, width, paged=bool(height))
    rows = _Rows(plan, wide.metrics, reaches(plan, wide.metrics, wide.words), texts)
    spans = rows.spans(height)
    page_of = {row: number for number, (first, last) in enumerate(spans) for row in range(first, last + 1)}
    places = Placed(plan=plan, wide=wide, reaches=rows.reaches, page_of=page_of, crossing=rows.crossing, names=_names(plan, page_of))
    pages = [rows.page(first, last, places) for first, last in spans]
    return Sheet(
        plan=plan,
        columns=wide.columns,
        width=wide.width,
        pages=tuple(draw_page(number, page, places) for number, page in enumerate(pages)),
    )


class _Rows:
    """Heights of rows and the pages they make.

    A row has, from above: a strip for connectors if it is the first of a page, the lanes of its channel, its symbols, a strip for connectors if
    it is the last. The symbols stand in the middle of the whole row where that leaves room for the rest.
    """

    def __init__(self, plan: Plan, metrics: Metrics, reaches: Sequence[Reach], texts: Sequence[float]) -> None:
        self.plan = plan
        self.metrics = metrics
        self.reaches = reaches
        self.texts = texts or [0.0] * plan.rows
        self.crossing = crossing(plan)
        self.symbols = rows_of(plan)

    def spans(self, height: float) -> list[tuple[int, int]]:
        """Return first and last row of each page: as many as fit."""
        last = self.plan.rows - 1
        if not height:
            return [(0, last)]
        found: list[tuple[int, int]] = []
        first = 0
        while first <= last:
            end = first
            while end < last and sum(self._heights(first, end + 1)) <= height:
                end += 1
            found.append((first, end))
            first = end + 1
        return found

    def page(self, first: int, last: int, places: Placed) -> Page:
        """Return the rows and the symbols of a page."""
        bands: list[Band] = []
        boxes: list[Box] = []
        top = 0.0
        for row, tall in zip(range(first, last + 1), self._heights(first, last), strict=True):
            lanes = self._around(row, first, last)[0] - self.metrics.pad - self.metrics.lane * self.plan.channels[row]
            bands.append(Band(row=row, top=top, height=tall, channel=top + lanes))
            boxes += self._boxes(row, first, last, bands[-1], places)
            top += tall
        return Page(bands=tuple(bands), boxes=tuple(boxes), arrows=(), connectors=(), height=top)

    def _heights(self, first: int, last: int) -> list[float]:
        found = []
        for row in range(first, last + 1):
            over, under = self._around(row, first, last)
            found.append(max(self.texts[row], over + self.reaches[row].above + self.reaches[row].below + under))
        return found

    def _around(self, row: int, first: int, last: int) -> tuple[float, float]:
        """Return what a row keeps above and below its symbols."""
        over = under = self.metrics.pad
        over += self.metrics.lane * self.plan.channels[row]
        if row == first and first > 0:
            over += strip(self.metrics, self.crossing[first])
        if row == 0 and self._start:
            over += self.metrics.sizes[Kind.START][1] + self.metrics.pad
        if row == last and last < self.plan.rows - 1:
            under += strip(self.metrics, self.crossing[last + 1])
        return over, under

    @property
    def _start(self) -> bool:
        return any(one.kind is Kind.START for one in self.plan.symbols)

    def _boxes(self, row: int, first: int, last: int, band: Band, places: Placed) -> list[Box]:
        over, under = self._around(row, first, last)
        here = self.reaches[row]
        lowest, highest = band.top + band.height - under - here.below, band.top + over + here.above
        middle = max(highest, min(lowest, band.top + band.height / 2))
        found = [self._box(one, middle, here, places) for one in self.symbols[row]]
        if row == 0 and self._start:
            start = next(one for one in self.plan.symbols if one.kind is Kind.START)
            tall = self.metrics.sizes[Kind.START][1]
            found.insert(0, self._box(start, band.top + self.metrics.pad / 2 + tall / 2, here, places))
        return found

    def _box(self, symbol: Symbol, middle: float, here: Reach, places: Placed) -> Box:
        wide, tall = symbol_size(symbol, self.metrics, here.decision)
        offset = 0.0
        if symbol.kind in (Kind.END, Kind.OPEN):  # level with the port of its arrow, so that a straight one is straight
            arrow = next(one for one in self.plan.routes if one.target == symbol.cell)
            offset = 0.0 if arrow.gutter else port_offset(arrow, here.pitch)
        return Box(symbol=symbol, x=places.middle(symbol.cell.column), y=middle + offset, width=wide, height=tall)


def _names(plan: Plan, page_of: Mapping[int, int]) -> dict[int, str]:
    """Return the name of each route that leads to another page: A, B, ... Z, AA, AB, ... in the order of the routes."""
    found: dict[int, str] = {}
    for number, route in enumerate(plan.routes):
        if page_of[max(0, route.source.row)] != page_of[route.target.row]:
            found[number] = _letters(len(found))
    return found


def _letters(number: int) -> str:
    return (_letters(number // 26 - 1) if number > 25 else "") + chr(ord("A") + number % 26)

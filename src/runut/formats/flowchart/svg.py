"""The painter for screens: a flowchart as one SVG, in a page or as a file of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from importlib.resources import files
from itertools import chain
from typing import Final

from runut.core.procedure import Procedure
from runut.formats.flowchart.beside import Beside
from runut.formats.flowchart.captions import Captions
from runut.formats.flowchart.chart import Chart, Progress
from runut.formats.flowchart.layout import lay_out
from runut.formats.flowchart.lettering import lines
from runut.formats.flowchart.markup import quoted, spans
from runut.formats.flowchart.plan import UNKNOWN, Kind
from runut.formats.flowchart.sheet import SCREEN, Arrow, Band, Box, Point
from runut.formats.words import Language

_HEAD: Final = 15
_COLOURS: Final[Mapping[str, str]] = {
    "font": "Arial, 'Liberation Sans', Helvetica, sans-serif",
    "paper": "#fff",
    "ink": "#172130",
    "quiet": "#536073",
    "line": "#dce1e9",
    "rule": "#828d9d",
    "action": "#14508f",
    "action-soft": "#e5eef8",
    "late": "#a8201a",
    "late-soft": "#fdeceb",
    "soon": "#7d4e00",
    "soon-soft": "#fdf2dc",
    "done": "#17663a",
    "done-soft": "#e5f4ea",
    "held": "#46596f",
    "held-soft": "#e7edf4",
}
"""The colours of the light page, for a drawing that has no page around it."""


def draw(procedure: Procedure, *, progress: Mapping[int, Progress] | None = None, language: Language = "id") -> str:
    """Return the flowchart as an SVG document that stands alone, its style inside."""
    return paint(Chart(procedure=procedure, language=language, progress=progress), alone=True)


def paint(chart: Chart, *, id: str = "sopmap", alone: bool = False) -> str:
    """Return the flowchart as an SVG element for a page that has the style, or ``alone`` with all it needs; ``id`` names its title."""
    return "".join(_Painter(chart, id).paint(alone=alone))


class _Painter:
    """One chart on its way to text. The captions of the activities stand left of the sheet, their figures right of it."""

    def __init__(self, chart: Chart, id: str) -> None:
        self.chart = chart
        self.id = id
        self.captions, self.beside = Captions(chart), Beside(chart)
        heights = [max(self.captions.height(row.number), self.beside.height(row.number)) + 24 for row in chart.form.rows]
        self.sheet = lay_out(chart.plan, labels=chart.labels, texts=heights)
        self.page = self.sheet.pages[0]
        self.heads = [
            lines(lane.name, size=11, room=column.width - 8) for lane, column in zip(chart.form.lanes, self.sheet.columns, strict=True)
        ]
        self.left = self.captions.width
        self.right = self.left + self.sheet.width
        self.width = self.right + self.beside.width
        self.head = 24.0 + _HEAD * max(len(one) for one in (*self.heads, self.beside.head))

    def paint(self, *, alone: bool) -> Iterable[str]:
        width, height = round(self.width), round(self.head + self.page.height)
        title, sizes = f"{self.id}-title", f"{self.id}-sizes"
        tracked = " is-tracked" if self.chart.is_tracked else ""
        words = self.chart.form.word("sizes", rows=self.sheet.plan.rows, lanes=self.sheet.plan.columns)
        space = ' xmlns="http://www.w3.org/2000/svg"' if alone else ""
        yield (
            f'<svg{space} class="sopmap-drawing{tracked}" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
            f' role="group" aria-labelledby={quoted(f"{title} {sizes}")}>'
            f"<title id={quoted(title)}>{escape(self.chart.form.name)}</title><desc id={quoted(sizes)}>{escape(words)}</desc>"
        )
        if alone:
            yield f'<style>{style()}</style><rect class="sopmap-paper" width="{width}" height="{height}"/>'
        bands = self.page.bands
        yield from chain.from_iterable(map(self._band, bands))
        yield from self._names(height)
        yield f'<path class="sopmap-rule is-head" d="M0 {self.head:g}H{width}"/>'
        yield f'<g transform="translate({self.left} {self.head:g})">'
        yield from map(_arrow, self.page.arrows)
        yield from map(self._box, self.page.boxes)
        yield from chain.from_iterable(map(_label, self.page.arrows))
        yield "</g>"
        yield from self.captions.paint(self.head, bands)
        yield from self.beside.paint(self.right, self.head, bands)
        yield "</svg>"

    def _band(self, band: Band) -> Iterable[str]:
        state, top = self.chart.state(band.row + 1), self.head + band.top
        yield f'<rect class="sopmap-band is-{state}" y="{top:g}" width="{self.width:g}" height="{band.height:g}"/>'
        if band.row:
            yield f'<path class="sopmap-rule" d="M0 {top:g}H{self.width:g}"/>'

    def _names(self, height: float) -> Iterable[str]:
        for column, name in zip(self.sheet.columns, self.heads, strict=True):
            yield f'<path class="sopmap-column" d="M{self.left + column.left:g} 0V{height}"/>'
            yield self._name(self.left + column.left + column.width / 2, name)
        if self.beside.head:
            yield f'<path class="sopmap-column is-outer" d="M{self.right:g} 0V{height}"/>'
            yield self._name(self.right + self.beside.width / 2, self.beside.head)

    def _name(self, x: float, name: tuple[str, ...]) -> str:
        y = (self.head - _HEAD * len(name)) / 2 + 11
        return f'<text class="sopmap-head">{spans([(x, y + _HEAD * i, line) for i, line in enumerate(name)])}</text>'

    def _box(self, box: Box) -> str:
        kind, number = box.symbol.kind, box.symbol.cell.row + 1
        if kind in (Kind.START, Kind.END):
            word = escape(self.chart.form.word("start" if kind is Kind.START else "finish"))
            return f'<g class="sopmap-box is-end">{_shape(box)}{_middle(box, word)}</g>'
        if kind is Kind.OPEN:
            label = self.chart.form.word("leads_nowhere", number=number)
            return f'<g class="sopmap-box is-open" role="img" aria-label={quoted(label)}>{_shape(box)}{_middle(box, UNKNOWN)}</g>'
        lane = self._lane(box)
        mark = self.chart.form.rows[number - 1].marks[box.symbol.cell.column]
        assert mark  # whoever has a symbol has a part
        progress = self.chart.at(number)
        label = mark.words if kind is Kind.GUEST else str(number)
        classes = "is-guest" if kind is Kind.GUEST else f"is-{kind.value} is-{self.chart.state(number)}"
        if self.chart.form.lanes[box.symbol.cell.column].key == UNKNOWN:
            classes += " is-open"
        again = _round(box, progress.round) if box.symbol.turn == 1 and progress.round > 1 else ""
        return (
            f'<g class="sopmap-box {classes}" role="img" aria-label={quoted(f"{number}: {lane} {mark.words}")}>'
            f"<title>{escape(lane)} {escape(mark.words)}</title>{_shape(box)}{_middle(box, escape(label))}{again}</g>"
        )

    def _lane(self, box: Box) -> str:
        lane = self.chart.form.lanes[box.symbol.cell.column]
        return self.chart.form.word("nobody") if lane.key == UNKNOWN else lane.name


@cache
def style() -> str:
    """Return the style of a drawing that stands alone: that of the page, its colours filled in, for programs that know no variables."""
    text = files("runut.formats.flowchart").joinpath("drawing.css").read_text("utf-8")
    text = re.sub(r"var\(--([a-z-]+)\)", lambda found: _COLOURS[found.group(1)], text)
    return re.sub(r"\s+", " ", re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)).strip()


def _arrow(arrow: Arrow) -> str:
    back = " is-back" if arrow.route.back else ""
    line = "M" + "L".join(f"{x:g} {y:g}" for x, y in arrow.points)
    return (
        f'<g class="sopmap-arrow{back}" aria-hidden="true"><path class="sopmap-line" d="{line}"/>'
        f'<path class="sopmap-tip" d="{_tip(arrow.points[-2], arrow.points[-1])}"/></g>'
    )


def _tip(start: Point, end: Point) -> str:
    x, y = end
    dx, dy = (x > start[0]) - (x < start[0]), (y > start[1]) - (y < start[1])
    return f"M{x:g} {y:g}L{x - 7 * dx - 4 * dy:g} {y - 7 * dy - 4 * dx:g}L{x - 7 * dx + 4 * dy:g} {y - 7 * dy + 4 * dx:g}Z"


def _label(arrow: Arrow) -> Iterable[str]:
    if label := arrow.label:
        anchor = "end" if label.flush else "start"
        told = spans([(label.x, label.top + 10 + SCREEN.line * i, line) for i, line in enumerate(label.lines)])
        yield f'<text class="sopmap-outcome" text-anchor="{anchor}">{told}</text>'


def _shape(box: Box) -> str:
    if box.symbol.kind is Kind.DECISION:
        return f'<polygon class="sopmap-shape" points="{box.x:g},{box.top:g} {box.right:g},{box.y:g} {box.x:g},{box.bottom:g} {box.left:g},{box.y:g}"/>'
    round_ = {Kind.PROCESS: 3.0, Kind.GUEST: 3.0}.get(box.symbol.kind, box.height / 2)
    return f'<rect class="sopmap-shape" x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}" rx="{round_:g}"/>'


def _middle(box: Box, text: str) -> str:
    return f'<text class="sopmap-label" x="{box.x:g}" y="{box.y + (4 if box.height < 32 else 5):g}">{text}</text>'


def _round(box: Box, count: int) -> str:
    """Return how often the case has come here: over the upper right corner, or left of a decision, whose outcomes leave to the right."""
    left = box.left - 4 if box.symbol.kind is Kind.DECISION else box.right - 18
    top = box.top - 2 if box.symbol.kind is Kind.DECISION else box.top - 10
    return f'<g class="sopmap-round" transform="translate({left:g} {top:g})"><rect width="28" height="18" rx="9"/><text x="14" y="13">×{count}</text></g>'

"""The column of figures right of the performers: one for each activity, with how it comes about and a bar for its share of the whole."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from runut.formats.flowchart.chart import Chart
from runut.formats.flowchart.lettering import lines
from runut.formats.flowchart.markup import spans
from runut.formats.flowchart.sheet import Band

WIDTH: Final = 124
_EDGE: Final = 14
_VALUE: Final = 18
_LINE: Final = 16
_BAR: Final = 10


class Beside:
    """The column of one chart; without figures it takes no room."""

    def __init__(self, chart: Chart) -> None:
        self.figures = chart.figures
        self.width = WIDTH if chart.figures else 0
        room = WIDTH - 2 * _EDGE
        self.head = lines(chart.form.word("expected"), size=11, room=room) if chart.figures else ()
        self.lines = {
            number: [part for line in one.lines for part in lines(line, size=12, room=room)] for number, one in chart.figures.items()
        }

    def height(self, number: int) -> float:
        """Return how much of its row the figure of an activity needs."""
        return _VALUE + _LINE * len(self.lines[number]) + _BAR if number in self.figures else 0

    def paint(self, left: float, head: float, bands: Iterable[Band]) -> Iterable[str]:
        """Return the column at ``left``, its rows below ``head``; the name above it stands with those of the performers."""
        for band in bands:
            if band.row + 1 in self.figures:
                yield self._figure(band.row + 1, left + _EDGE, head + band.top + (band.height - self.height(band.row + 1)) / 2)

    def _figure(self, number: int, x: float, top: float) -> str:
        one, room = self.figures[number], WIDTH - 2 * _EDGE
        words = f'<text class="sopmap-figure" x="{x:g}" y="{top + 14:g}">{escape(one.value)} </text>'
        y = top + _VALUE
        if told := self.lines[number]:
            words += f'<text class="sopmap-note">{spans([(x, y + 12 + _LINE * i, line) for i, line in enumerate(told)])}</text>'
        y += _LINE * len(told) + 4
        bar = f'<rect class="sopmap-scale" x="{x:g}" y="{y:g}" width="{room}" height="5" rx="2.5"/>'
        if one.share > 0:
            bar += f'<rect class="sopmap-share" x="{x:g}" y="{y:g}" width="{max(3.0, min(1.0, one.share) * room):g}" height="5" rx="2.5"/>'
        return f'<g class="sopmap-expected">{words}{bar}</g>'

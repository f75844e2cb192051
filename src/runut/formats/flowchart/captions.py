"""The column left of the performers: number, text and notes of each activity; in a brief drawing its number, and whether it changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from runut.formats.flowchart.chart import Chart
from runut.formats.flowchart.lettering import lines
from runut.formats.flowchart.markup import quoted, spans
from runut.formats.flowchart.sheet import Band

WIDTH: Final = 252
BRIEF: Final = 66
_INDENT: Final = 38
_EDGE: Final = 14
_LINE: Final = 18
_NOTE: Final = 16


class Captions:
    """The column of one chart."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart
        self.width = BRIEF if chart.brief else WIDTH
        room = WIDTH - _INDENT - _EDGE
        self.texts = [(str(row.number),) if chart.brief else lines(row.text, size=13, room=room) for row in chart.form.rows]
        self.notes = [
            [part for note in self._notes(row.number, row.time) for part in lines(note, size=12, room=room)] for row in chart.form.rows
        ]

    def height(self, number: int) -> float:
        """Return how much of its row an activity needs."""
        return _LINE * len(self.texts[number - 1]) + _NOTE * len(self.notes[number - 1])

    def paint(self, head: float, bands: Iterable[Band]) -> Iterable[str]:
        """Return the column, its name above it and its rows below ``head``."""
        x, place = (self.width / 2, "") if self.chart.brief else (_INDENT, " is-first")
        word = self.chart.form.word("no" if self.chart.brief else "text")
        yield f'<text class="sopmap-head{place}" x="{x:g}" y="{head / 2 + 4:g}">{word}</text>'
        for band in bands:
            y = head + band.top + (band.height - self.height(band.row + 1)) / 2 + 13
            yield self._brief(band.row + 1, y) if self.chart.brief else self._whole(band.row + 1, y)

    def _whole(self, number: int, y: float) -> str:
        text, notes = self.texts[number - 1], self.notes[number - 1]
        under = y + _LINE * len(text)
        words = f'<text class="sopmap-number" x="20" y="{y:g}">{number}</text>'
        words += f'<text class="sopmap-text">{spans([(_INDENT, y + _LINE * i, line) for i, line in enumerate(text)])}</text>'
        if self.chart.href:
            words = f"<a href={quoted(self.chart.href(number))}>{words}</a>"
        if notes:
            words += f'<text class="sopmap-note">{spans([(_INDENT, under + _NOTE * i, line) for i, line in enumerate(notes)])}</text>'
        return f'<g class="sopmap-row is-{self.chart.state(number)}">{words}</g>'

    def _brief(self, number: int, y: float) -> str:
        middle, notes = self.width / 2, self.notes[number - 1]
        words = f'<text class="sopmap-number" x="{middle:g}" y="{y:g}">{number}</text>'
        if notes:
            words += f'<text class="sopmap-change">{spans([(middle, y + _NOTE * i, line) for i, line in enumerate(notes, 1)])}</text>'
        told = ", ".join([f"{number}: {self.chart.form.rows[number - 1].text}", *notes])
        return f'<g class="sopmap-row is-{self.chart.state(number)}" role="img" aria-label={quoted(told)}>{words}</g>'

    def _notes(self, number: int, time: str) -> Iterable[str]:
        change = self.chart.changes.get(number)
        if not self.chart.brief:
            progress = self.chart.at(number)
            again = self.chart.form.word("round", number=progress.round) if progress.round > 1 else ""
            yield time
            yield " · ".join(one for one in (progress.text, again) if one)
        if change:
            yield self.chart.form.word(change)

"""Where everything of a schedule stands on its pages, in millimetres: which tasks are on which page, the scale of the days, bars and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from runut.formats.flowchart.lettering import lines
from runut.formats.printing.gantt.content import Bar, Gantt, Legend

MARGIN: Final = 12.0
_HEIGHTS: Final = {"a4": 210.0, "a3": 297.0}
_WIDTHS: Final = {"a4": (10.0, 62.0, 10.0, 19.5, 19.5, 18.0, 26.0, 108.0), "a3": (11.0, 92.0, 12.0, 20.0, 20.0, 24.0, 36.0, 181.0)}
"""Columns: those of `Bar.cells`, and the chart."""
_LINE: Final = 3.3
_PADDING: Final = 2.6
_SIZE: Final = 7.5 * 0.3528  # of the letters, in millimetres
_HEAD: Final = 9.0
_FOOT: Final = 10.0
_TURN: Final = 0.7
BAR: Final = 2.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick:
    """A piece of the scale: where it begins, how wide it is, what stands there."""

    x: float
    width: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrow:
    """From the end of a bar, ``up`` above (or, negative, below) the middle of this one, to its beginning."""

    start: float
    turn: float
    up: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A task on its page: ``x`` and ``width`` of its bar, ``filed`` where it ended as it was filed (below 0: nowhere)."""

    cells: Sequence[str]
    height: float
    x: float
    width: float
    kind: str
    done: bool
    filed: float
    arrows: Sequence[Arrow]


@dataclass(frozen=True, slots=True, kw_only=True)
class Laid:
    """The whole paper as the template draws it."""

    language: str
    title: str
    heading: str
    letterhead: Sequence[str]
    facts: Sequence[tuple[str, str]]
    heads: Sequence[str]
    columns: Sequence[float]
    pages: Sequence[Sequence[Row]]
    upper: Sequence[Tick]
    lower: Sequence[Tick]
    off: Sequence[Tick]
    legend: Legend
    footer: str
    page: str
    paper: str
    margin: float
    bar: float


class _Scale:
    """Days to millimetres."""

    def __init__(self, bars: Sequence[Bar], width: float) -> None:
        ends = [one.ends_on for one in bars] + [one.filed_on for one in bars if one.filed_on]
        self.first, self.last = min(one.starts_on for one in bars), max(ends)
        self.width = width
        self.day = width / ((self.last - self.first).days + 1)

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return round((day - self.first).days * self.day, 3)

    def pieces(self, begins: Sequence[date], labels: Sequence[str], *, room: float) -> list[Tick]:
        """Return the scale that these days divide; a label that has not its ``room`` is left out."""
        edges = [*(self.x(max(one, self.first)) for one in begins), self.width]
        return [
            Tick(x=x, width=round(after - x, 3), label=label if after - x >= room else "")
            for x, after, label in zip(edges[:-1], edges[1:], labels, strict=True)
        ]


def lay(gantt: Gantt) -> Laid:
    """Return the schedule with a place for everything; it has at least one task."""
    columns = _WIDTHS[gantt.paper]
    scale = _Scale(gantt.bars, columns[-1])
    upper, lower = _ticks(scale, gantt.months)
    texts = [[_wrapped(text, width) for text, width in zip(one.cells, columns, strict=False)] for one in gantt.bars]
    heights = [max(text.count("\n") + 1 for text in each) * _LINE + _PADDING for each in texts]
    pages = [
        [_row(gantt, place, texts, heights, scale, places) for place in places]
        for places in _paged(heights, first=_room(gantt, first=True), others=_room(gantt, first=False))
    ]
    return Laid(
        language=gantt.language,
        title=gantt.title,
        heading=gantt.heading,
        letterhead=gantt.letterhead,
        facts=gantt.facts,
        heads=gantt.heads,
        columns=columns,
        pages=pages,
        upper=upper,
        lower=lower,
        off=_off(gantt, scale),
        legend=gantt.legend,
        footer=gantt.footer,
        page=gantt.page,
        paper=gantt.paper,
        margin=MARGIN,
        bar=BAR,
    )


def _room(gantt: Gantt, *, first: bool) -> float:
    """Return how high the rows of a page can be together; above those of the first stand letterhead, heading, facts and legend."""
    room = _HEIGHTS[gantt.paper] - 2 * MARGIN - _HEAD - _FOOT
    if not first:
        return room - 5.0
    pairs = (len(gantt.facts) + 1) // 2
    return room - 4.2 * len(gantt.letterhead) - 3.0 * bool(gantt.letterhead) - 8.0 - 4.4 * pairs - 8.0


def _wrapped(text: str, width: float) -> str:
    return "\n".join(line for part in text.split("\n") for line in lines(part, size=_SIZE, room=width - 2.0))


def _paged(heights: Sequence[float], *, first: float, others: float) -> Iterator[range]:
    """Yield the places of the tasks of each page."""
    begin, used, room = 0, 0.0, first
    for place, height in enumerate(heights):
        if used + height > room and place > begin:
            yield range(begin, place)
            begin, used, room = place, 0.0, others
        used += height
    yield range(begin, len(heights))


def _row(gantt: Gantt, place: int, texts: Sequence[Sequence[str]], heights: Sequence[float], scale: _Scale, on_page: range) -> Row:
    one = gantt.bars[place]
    begins, ends = scale.x(one.starts_on), scale.x(one.ends_on + timedelta(days=1))
    here = {gantt.bars[each].number: each for each in on_page} if one.after else {}
    arrows = [_arrow(gantt, here[number], place, begins, heights, scale) for number in one.after if number in here]
    return Row(
        cells=texts[place],
        height=round(heights[place], 3),
        x=ends if one.kind == "milestone" else begins,
        width=round(ends - begins, 3),
        kind=one.kind,
        done=one.done,
        filed=scale.x(one.filed_on + timedelta(days=1)) if one.filed_on else -1.0,
        arrows=arrows,
    )


def _arrow(gantt: Gantt, source: int, target: int, begins: float, heights: Sequence[float], scale: _Scale) -> Arrow:
    between = sum(heights[min(source, target) : max(source, target)]) + (heights[target] - heights[source]) / 2 * (
        1 if source < target else -1
    )
    turn = begins + _TURN if gantt.bars[target].kind != "milestone" else scale.x(gantt.bars[target].ends_on + timedelta(days=1))
    start = scale.x(gantt.bars[source].ends_on + timedelta(days=1))
    return Arrow(start=start, turn=round(min(turn, scale.width - 0.3), 3), up=round(between if source < target else -between, 3))


def _ticks(scale: _Scale, months: Sequence[str]) -> tuple[list[Tick], list[Tick]]:
    """Return the two lines of the scale: months over days or weeks, or years over months, as there is room."""
    if scale.day * 7 >= 4.2:
        step = 1 if scale.day >= 3.6 else 7
        first = scale.first - timedelta(days=scale.first.weekday()) if step == 7 else scale.first
        begins = [first + timedelta(days=step * number) for number in range((scale.last - first).days // step + 1)]
        lower = scale.pieces(begins, [str(one.day) for one in begins], room=3.2)
        heads = _firsts(scale, by_year=False)
        return scale.pieces(heads, [f"{months[one.month - 1]} {one.year}" for one in heads], room=12.0), lower
    years, inner = _firsts(scale, by_year=True), _firsts(scale, by_year=False)
    return (
        scale.pieces(years, [str(one.year) for one in years], room=7.0),
        scale.pieces(inner, [months[one.month - 1] for one in inner], room=6.0),
    )


def _firsts(scale: _Scale, *, by_year: bool) -> list[date]:
    """Return the first day of the scale and of every month (or year) that begins in it."""
    found, day = [scale.first], scale.first
    while True:
        day = date(day.year + 1, 1, 1) if by_year or day.month == 12 else date(day.year, day.month + 1, 1)
        if day > scale.last:
            return found
        found.append(day)


def _off(gantt: Gantt, scale: _Scale) -> list[Tick]:
    """Return the days on which nobody works, neighbours together; where days are thinner than a line, none."""
    if scale.day < 0.6:
        return []
    found: list[Tick] = []
    days: Mapping[date, None] = dict.fromkeys(sorted(one for one in gantt.off if scale.first <= one <= scale.last))
    for one in days:
        if one - timedelta(days=1) in days:
            found[-1] = Tick(x=found[-1].x, width=round(found[-1].width + scale.day, 3), label="")
        else:
            found.append(Tick(x=scale.x(one), width=round(scale.day, 3), label=""))
    return found

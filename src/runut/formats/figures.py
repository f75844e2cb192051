"""Figures of a report as SVG, drawn by us: bars over time, shares, and a score with its interval. The same data gives the same drawing.

Every figure says its numbers as text too, and tells its kinds apart without colour, for readers of a black and white print.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape
from typing import Final

from runut.formats.flowchart.lettering import width

WIDE: Final = 660.0
"""Points of a drawing; a letter sets it as wide as its text."""
ROWS: Final = 28
"""How many rows of a figure fit on a page; longer ones are drawn in several."""
_LEFT, _ROW, _HEAD, _SIZE = 210.0, 20.0, 26.0, 9.5
_FONT: Final = "Arimo, Arial, 'Liberation Sans', sans-serif"
_INK, _QUIET, _RULE = "#172130", "#536073", "#c9d0da"
TONES: Final = {
    "done": ("#2c6aa8", ""),
    "late": ("#a8201a", "#fff"),
    "open": ("#e5eef8", "#14508f"),
    "held": ("#c4cfdb", "#46596f"),
    "best": ("#17663a", ""),
    "bad": ("#a8201a", "#fff"),
    "mild": ("#e0a63c", ""),
    "none": ("#eef1f5", "#828d9d"),
}
"""What a bar means: the colour that fills it, and that of its stripes or its edge."""
_STRIPED: Final = frozenset({"late", "bad"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A row over time: from a day to a day, both in it; ``mark`` is the day that was promised; one without ``ends_on`` is a point."""

    label: str
    starts_on: date
    ends_on: date | None = None
    mark: date | None = None
    tone: str = "done"


def timeline(bars: Sequence[Bar], *, months: Sequence[str], names: Sequence[tuple[str, str]] = (), mark: str = "") -> list[str]:
    """Return bars over time as drawings of at most `ROWS` rows, all over the same days.

    ``months`` are the names of the twelve, ``names`` what each tone means, ``mark`` what the diamond means.
    """
    if not bars:
        return []
    days = [day for one in bars for day in (one.starts_on, one.ends_on, one.mark) if day]
    first, last = min(days), max(days)
    scale = _Days(first=first, count=(last - first).days + 1)
    return ["".join(_timeline(bars[at : at + ROWS], scale, months, names, mark)) for at in range(0, len(bars), ROWS)]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Days:
    first: date
    count: int

    def x(self, day: date) -> float:
        return _LEFT + (day - self.first).days * (WIDE - _LEFT - 8) / self.count

    def ticks(self) -> Iterator[date]:
        """Yield the firsts of months, at most about a dozen of them; of a short time its first day."""
        yield self.first
        step = max(1, self.count // 30 // 12 + 1)
        year, month = self.first.year, self.first.month
        while (month := month + step) and (day := date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)) < self.first + timedelta(
            days=self.count
        ):
            yield day


def _timeline(bars: Sequence[Bar], days: _Days, months: Sequence[str], names: Sequence[tuple[str, str]], mark: str) -> Iterator[str]:
    bottom = _HEAD + _ROW * len(bars)
    legend = [*names, *([("mark", mark)] if mark else [])]
    yield from _begin(bottom + (22 if legend else 4))
    free = WIDE  # a month that begins is named rather than the one whose end is seen
    for day in sorted(days.ticks(), reverse=True):
        x, said = days.x(day), f"{months[day.month - 1][:3]} {day.year}"
        yield f'<path d="M{x:.1f} {_HEAD - 4:g}V{bottom:g}" stroke="{_RULE}"/>'
        if x + width(said, 8) + 6 < free:
            yield _text(x + 2, _HEAD - 9, said, size=8, fill=_QUIET)
            free = x
    for number, one in enumerate(bars):
        top = _HEAD + _ROW * number
        yield f'<path d="M0 {top:g}H{WIDE:g}" stroke="{_RULE}" stroke-width=".5"/>'
        yield _text(0, top + 13.5, _fitted(one.label, _LEFT - 8))
        yield from _bar(one, days, top)
    yield f'<path d="M0 {bottom:g}H{WIDE:g}" stroke="{_RULE}" stroke-width=".5"/>'
    yield from _legend(legend, bottom + 15)
    yield "</svg>"


def _bar(one: Bar, days: _Days, top: float) -> Iterator[str]:
    if one.ends_on is None:
        yield _diamond(days.x(one.starts_on) + 4, top + _ROW / 2, fill=_INK)
    else:
        left, right = days.x(one.starts_on), days.x(one.ends_on + timedelta(days=1))
        yield _block(left, top + 5, max(2.0, right - left), _ROW - 10, one.tone)
    if one.mark:
        yield _diamond(days.x(one.mark) + 4, top + _ROW / 2, fill="#fff")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shares:
    """A row of counts, in the order of the figure's kinds."""

    label: str
    counts: Sequence[int]


def shares(rows: Sequence[Shares], *, kinds: Sequence[tuple[str, str]]) -> str:
    """Return rows of counts as bars of one scale; ``kinds`` are tone and name of each count."""
    most = max([sum(one.counts) for one in rows] + [1])
    bottom = 4 + _ROW * len(rows)
    return "".join(
        [
            *_begin(bottom + 22),
            *(piece for number, one in enumerate(rows) for piece in _shared(one, kinds, 4 + _ROW * number, most)),
            *_legend(kinds, bottom + 15),
            "</svg>",
        ]
    )


def _shared(row: Shares, kinds: Sequence[tuple[str, str]], top: float, most: int) -> Iterator[str]:
    yield _text(0, top + 13.5, _fitted(row.label, _LEFT - 8))
    left, unit = _LEFT, (WIDE - _LEFT - 40) / most
    for count, (tone, _name) in zip(row.counts, kinds, strict=True):
        if count:
            wide = max(count * unit, 1.0)
            yield _block(left, top + 3, wide, _ROW - 6, tone)
            if wide > width(str(count), _SIZE) + 8:
                yield _inside(left + wide / 2, top + 13.5, str(count), tone)
            left += wide
    yield _text(left + 5, top + 13.5, str(sum(row.counts)), fill=_QUIET)


def score(value: float, *, low: float | None, high: float | None, bands: Sequence[tuple[float, str]], said: str) -> str:
    """Return a score from 0 to 100 with its interval over bands; ``bands`` are least score and name, the best first."""
    unit, bottom = (WIDE - 20) / 100, 66.0
    edges = sorted((least, name) for least, name in bands)
    pieces = list(_begin(bottom + 18))
    for number, (least, name) in enumerate(edges):
        upto = edges[number + 1][0] if number + 1 < len(edges) else 100.0
        left, wide = 10 + least * unit, (upto - least) * unit
        pieces.append(f'<rect x="{left:.1f}" y="40" width="{wide:.1f}" height="18" fill="{"#eef1f5" if number % 2 else "#dbe3ec"}"/>')
        if wide > width(name, 7.5) + 1:
            pieces.append(_text(left + wide / 2, 52, name, size=7.5, anchor="middle"))
    pieces += [_text(10 + tick * unit, 70, str(tick), size=7.5, fill=_QUIET, anchor="middle") for tick in range(0, 101, 10)]
    x = 10 + value * unit
    if low is not None and high is not None:
        left, right = 10 + max(0.0, low) * unit, 10 + min(100.0, high) * unit
        pieces.append(
            f'<path d="M{left:.1f} 24v10M{left:.1f} 29H{right:.1f}M{right:.1f} 24v10" stroke="{_INK}" stroke-width="1.5" fill="none"/>'
        )
    pieces.append(_diamond(x, 29, fill=_INK, size=6))
    pieces.append(_text(min(max(x, 10 + width(said, 9) / 2), WIDE - 10 - width(said, 9) / 2), 14, said, size=9, anchor="middle"))
    return "".join([*pieces, "</svg>"])


def _begin(height: float) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE:g}" height="{height:g}" viewBox="0 0 {WIDE:g} {height:g}"'
        f' font-family="{escape(_FONT)}" font-size="{_SIZE}" fill="{_INK}">'
    )


def _block(left: float, top: float, wide: float, high: float, tone: str) -> str:
    fill, edge = TONES[tone]
    place = f'x="{left:.1f}" y="{top:g}" width="{wide:.1f}" height="{high:g}"'
    line = f' stroke="{edge}"' if edge and tone not in _STRIPED else ""
    stripes = _stripes(left, top, wide, high) if tone in _STRIPED else ""
    return f'<rect {place} fill="{fill}"{line}/>{stripes}'


def _stripes(left: float, top: float, wide: float, high: float) -> str:
    """Return slanting lines over a bar, each cut at its ends: as lines and no pattern, so that every checker of archive files knows them."""
    cuts = []
    for step in range(int((wide + high) // 5) + 1):
        start, end = max(0.0, step * 5 - high), min(wide, step * 5.0)
        if end > start:
            cuts.append(f"M{left + start:.1f} {top + step * 5 - start:.1f}L{left + end:.1f} {top + step * 5 - end:.1f}")
    return f'<path d="{"".join(cuts)}" stroke="#fff" stroke-width="1.2" stroke-opacity=".6"/>' if cuts else ""


def _inside(x: float, y: float, text: str, tone: str) -> str:
    dark = tone in {"done", "late", "bad", "best"}
    under = f'<rect x="{x - width(text, _SIZE) / 2 - 2:.1f}" y="{y - 9:g}" width="{width(text, _SIZE) + 4:.1f}" height="11" fill="{TONES[tone][0]}"/>'
    return (under if tone in _STRIPED else "") + _text(x, y, text, fill="#fff" if dark else _INK, anchor="middle")


def _legend(names: Sequence[tuple[str, str]], y: float) -> Iterator[str]:
    left = 0.0
    for tone, name in names:
        yield _diamond(left + 6, y - 3, fill="#fff") if tone == "mark" else _block(left, y - 8, 12, 9, tone)
        yield _text(left + 16, y, name, size=8.5)
        left += 30 + width(name, 8.5)


def _diamond(x: float, y: float, *, fill: str, size: float = 4.5) -> str:
    return f'<path d="M{x - size:.1f} {y:g}l{size:g} -{size:g} {size:g} {size:g} -{size:g} {size:g}z" fill="{fill}" stroke="{_INK}"/>'


def _text(x: float, y: float, text: str, *, size: float = _SIZE, fill: str = _INK, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:g}" font-size="{size:g}" fill="{fill}" text-anchor="{anchor}">{escape(text)}</text>'


def _fitted(text: str, room: float) -> str:
    """Return ``text`` as far as it fits, with an ellipsis where it does not."""
    plain = " ".join(text.split())
    if width(plain, _SIZE) <= room:
        return plain
    while plain and width(plain + "…", _SIZE) > room:
        plain = plain[:-1]
    return plain.rstrip() + "…"

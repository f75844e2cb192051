"""How wide everything on the printed form is: the paper, the columns, the symbols. Points everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

from runut.formats.flowchart import Chart, Column, Kind, Metrics, across
from runut.formats.form import Row

A4: Final = (841.89, 595.28)
A3: Final = (1190.55, 841.89)
"""Paper, landscape."""
MARGINS: Final = {"left": 34.0, "right": 28.0, "top": 28.0, "bottom": 36.0}
"""The left margin is for the binding."""
CODED: Final = 60.0
"""The margin below where a code stands at the foot."""
TEXTS: Final = ("no", "text", "requirements", "time", "outputs", "note")
"""The columns of text; the performers stand after the second."""
_SMALL: Final = 0.7
"""How far the form shrinks to fit on A4 before it takes A3; there it shrinks as far as it must."""
_LEAST: Final = {"no": 20.0, "text": 104.0, "requirements": 68.0, "time": 40.0, "outputs": 62.0, "note": 56.0}
_ROOMY: Final = 1.22
"""What the texts keep, in least widths, when the performers' columns grow."""
_LANE: Final = 64.0
"""How wide a performer's column grows where there is room."""
_CELL: Final = 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """A point is scaled by ``unit``; ``lanes`` are the performers' columns, ``texts`` the widths of those of `TEXTS`."""

    paper: tuple[float, float]
    unit: float
    metrics: Metrics
    lanes: tuple[Column, ...]
    texts: dict[str, float]
    foot: float = MARGINS["bottom"]

    @property
    def room(self) -> float:
        """The height of a page between its margins."""
        return self.paper[1] - MARGINS["top"] - self.foot

    @property
    def columns(self) -> list[float]:
        """The widths of all columns of the table."""
        texts = [self.texts[key] for key in TEXTS]
        return [*texts[:2], *(one.width for one in self.lanes), *texts[2:]]

    @property
    def width(self) -> float:
        """The width of the performers' columns together."""
        return sum(one.width for one in self.lanes)


def measure(chart: Chart) -> Measures:
    """Return the measures of a form: where the columns do not fit side by side, all of it is scaled down, below `_SMALL` on A3."""
    least, many = sum(_LEAST.values()), chart.plan.columns
    narrow = across(chart.plan, metrics(1, _CELL), chart.labels, paged=True)
    needed = narrow.width + least
    paper = A4 if _width(A4) / needed >= _SMALL else A3
    unit = min(1.0, _width(paper) / needed)
    wanted = max(narrow.width, min(many * _LANE, _width(paper) - least * _ROOMY)) * unit
    alike = many * max(column.width for column in narrow.columns)
    measures = metrics(unit, _CELL + (max(0.0, wanted - alike) / many if unit == 1 else 0))
    wide = across(chart.plan, measures, chart.labels, wanted, paged=True)
    texts = _texts(chart, _width(paper) - wide.width, unit)
    return Measures(paper=paper, unit=unit, metrics=measures, lanes=wide.columns, texts=texts)


def _width(paper: tuple[float, float]) -> float:
    return paper[0] - MARGINS["left"] - MARGINS["right"]


def _texts(chart: Chart, room: float, unit: float) -> dict[str, float]:
    """Return the widths of the columns of text: the least they need, and more where there is more to say."""
    said = {key: sqrt(sum(len(" ".join(said_in(row, key))) for row in chart.form.rows)) for key in TEXTS[1:]}
    said["time"] /= 3
    spare = room - sum(_LEAST.values()) * unit
    return {key: least * unit + spare * said.get(key, 0) / (sum(said.values()) or 1) for key, least in _LEAST.items()}


def said_in(row: Row, key: str) -> tuple[str, ...]:
    """Return the texts of a row in one of the columns."""
    value = getattr(row, key)
    return value if isinstance(value, tuple) else (value,)


def metrics(unit: float, cell: float) -> Metrics:
    """Return the measures of the printed drawing in points; symbols grow with their cell, up to a point."""
    grown = unit * min(1.3, cell / _CELL)
    sizes = {
        Kind.TERMINATOR: (32, 15),
        Kind.PROCESS: (30, 18),
        Kind.DECISION: (33, 23),
        Kind.GUEST: (28, 12),
        Kind.START: (30, 13),
        Kind.END: (30, 13),
        Kind.OPEN: (13, 13),
    }
    return Metrics(
        cell=_CELL * grown,
        gutter=10 * unit,
        lane=5.4 * unit,
        pad=8.5 * unit,
        gap=1.8 * unit,
        letter=6.5 * unit,
        line=7.8 * unit,
        label=_CELL * grown,
        connector=(14 * unit, 14 * unit),
        sizes={kind: (wide * grown, tall * grown) for kind, (wide, tall) in sizes.items()},
    )

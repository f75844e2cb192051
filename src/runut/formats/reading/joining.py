"""Arrows by where they are drawn: a line joins the shapes that its two ends touch, where the file itself does not say it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

_NEAR: Final = 120_000
"""How far (EMU, a third of a centimetre) an end may lie from the edge of the shape that it is meant to touch."""


@dataclass(slots=True)
class Box:
    """A shape on the sheet, by its key, its middle and its size."""

    key: str
    x: float
    y: float
    width: float
    height: float

    def distance(self, x: float, y: float) -> float:
        """Return how far the point lies outside the shape; 0 inside."""
        across = max(0.0, abs(x - self.x) - self.width / 2)
        down = max(0.0, abs(y - self.y) - self.height / 2)
        return max(across, down)


@dataclass(slots=True)
class Line:
    """A line on the sheet, from where it begins to where its arrow points."""

    begin: tuple[float, float]
    end: tuple[float, float]


def joined(boxes: Sequence[Box], lines: Sequence[Line]) -> Iterator[tuple[str, str, str]]:
    """Yield the keys of the two shapes that each of ``lines`` touches, with an empty label; lines that touch fewer are left out."""
    for line in lines:
        first, last = _touched(boxes, line.begin), _touched(boxes, line.end)
        if first and last and first is not last:
            yield first.key, last.key, ""


def _touched(boxes: Sequence[Box], point: tuple[float, float]) -> Box | None:
    nearest = min(boxes, key=lambda box: box.distance(*point), default=None)
    return nearest if nearest and nearest.distance(*point) <= _NEAR else None

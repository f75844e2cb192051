"""What a cell in a performer's column says: shapes, whether drawn or typed."""

from __future__ import annotations

from runut.formats.reading.source import Cell, Kind, Shape
from runut.formats.reading.wordings import ARROWS, DIAMONDS, FINISH, MARKS, NO, START, YES, nothing


def marks(cell: Cell) -> list[Shape]:
    """Return the shapes of ``cell``, those typed as text included; a shape's own text is not counted twice."""
    found = list(cell.shapes)
    drawn = {one.text for one in cell.shapes if one.text}
    typed = (_typed(line.strip()) for line in cell.text.split("\n") if line not in drawn)
    return found + [one for one in typed if one]


def label(text: str) -> bool:
    """Whether ``text`` is the name of a branch: Ya, Tidak lengkap."""
    return " ".join(text.split()).casefold().strip(" .:()/") in YES | NO


def _typed(text: str) -> Shape | None:
    words = " ".join(text.split()).casefold().strip(" .:()")
    if nothing(text) or set(text.split()) <= ARROWS:
        return None
    if words in START | FINISH:
        return Shape(Kind.TERMINATOR, text)
    if text in DIAMONDS or words in {"keputusan", "decision"}:
        return Shape(Kind.DECISION)
    if text in MARKS:
        return Shape(Kind.PROCESS)
    if label(text):
        return Shape(Kind.LABEL, text)
    if all(label(one) for one in text.split("/")):  # both branches in one cell: here is the diamond
        return Shape(Kind.DECISION, text)
    tokens = text.split()
    if len(tokens) > 1 and all(one in MARKS or label(one) for one in tokens):  # "◇ Tidak"
        return Shape(Kind.DECISION if any(one in DIAMONDS for one in tokens) or any(label(one) for one in tokens) else Kind.PROCESS)
    return Shape(Kind.PROCESS, text)


def negative(text: str) -> bool:
    """Whether the name of a branch says no."""
    return " ".join(text.split()).casefold().strip(" .:()/") in NO

"""How many lines a text takes in Arial, which every office has, or in a font of the same widths; nothing is measured on this machine."""

from __future__ import annotations

import re
from typing import Final

_WIDTHS: Final = {
    letter: width / 1000
    for width, letters in (
        (222, "'ijl"),
        (278, " !,./:;I[]\\ft|"),
        (333, "()-`r"),
        (389, "*"),
        (500, "Jcksvxyz^"),
        (556, "?#$_L0123456789abdeghnopqu“”"),
        (584, "+<=>~"),
        (611, "FTZ"),
        (667, "&ABEKPSVXY"),
        (722, "CDHNRUw"),
        (778, "GOQ"),
        (833, "Mm"),
        (889, "%"),
        (944, "W"),
        (1015, "@"),
    )
    for letter in letters
}
"""Widths of letters in ems; one that is not named counts as a wide one."""
_OTHER: Final = 0.8
_BREAK: Final = re.compile(r"\S+-(?=\S)|\S+\s*|\s+")
_SAFE: Final = 0.96
"""Part of a line that counts as usable: programs set lines a little differently."""


def text_width(text: str, size: float) -> float:
    """Return how wide ``text`` is in points at ``size`` points."""
    return size * sum(_WIDTHS.get(letter, _OTHER) for letter in text)


def line_count(text: str, *, size: float, room: float) -> int:
    """Return how many lines ``text`` takes in a cell that is ``room`` points wide: rather one too many than too few."""
    return sum(_lines(line, size, room * _SAFE) for line in text.split("\n"))


def _lines(text: str, size: float, room: float) -> int:
    lines, used = 1, 0.0
    for part in _BREAK.findall(text):
        width = text_width(part.rstrip(), size)
        if used and used + width > room:
            lines, used = lines + 1, 0.0
        while width > room:  # a word wider than the cell is broken inside
            lines, width = lines + 1, width - room
        used += width + text_width(part[len(part.rstrip()) :], size)
    return lines

"""Which characters the fonts have, and what stands for the others."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Final

FONTS: Final = Path(__file__).parent / "fonts"
"""The fonts of the form and what they cover, made by tools/assets.py; without them the typesetter's own are taken."""
_ALWAYS: Final = "□→←↑↓↔≤≥≠≈∞√✓✔✗•◦▪■●○★☐☑"
"""Characters that the fonts inside the typesetter have."""
_PLAIN: Final = frozenset(range(0x20, 0x7F)) | frozenset(range(0xA0, 0x100))


class Glyphs:
    """Replaces what no font has by □ and remembers it in `replaced`; marks that are never seen are left out."""

    def __init__(self) -> None:
        self.replaced: set[str] = set()
        self.covered = _covered() | {ord(letter) for letter in _ALWAYS}

    def shown(self, text: str) -> str:
        """Return ``text`` as the fonts can show it."""
        return "".join(self._shown(letter) for letter in text)

    def _shown(self, letter: str) -> str:
        if ord(letter) in self.covered or letter in "\n\u00ad":
            return letter
        if unicodedata.category(letter) in {"Cf", "Zl", "Zp"} or 0xFE00 <= ord(letter) <= 0xFE0F:
            return ""
        if unicodedata.category(letter) == "Zs":
            return " "
        self.replaced.add(letter)
        return "□"


def _covered() -> frozenset[int]:
    """Return the code points of the fonts; those of plain Latin where the fonts are not there."""
    try:
        text = (FONTS / "coverage.txt").read_text("ascii")
    except FileNotFoundError:
        return _PLAIN
    ends = [[int(end, 16) for end in line.split("-")] for line in text.split()]
    return frozenset(point for first, last in ends for point in range(first, last + 1))

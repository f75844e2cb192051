"""Long words in narrow columns: where they may break, since no typesetter knows Indonesian hyphenation."""

from __future__ import annotations

import re
from typing import Final

from runut.formats.flowchart.lettering import width

_CONSONANT: Final = r"(?:ng|ny|sy|kh|[^\W\d_aiueo])"
_SYLLABLE: Final = re.compile(rf"([aiueo]{_CONSONANT}*?)(?={_CONSONANT}[aiueo])", re.IGNORECASE)
"""A vowel and what closes its syllable: the last consonant before the next vowel belongs to that one."""
_SOFT: Final = "\u00ad"
_PIECE: Final = 8


def breakable(text: str, *, size: float, room: float) -> str:
    """Return ``text`` in which every word wider than ``room`` has soft hyphens between its syllables, and within long rows of letters."""
    return "".join(part if width(part, size) <= room else _soften(part) for part in re.split(r"(\s+)", text))


def _soften(word: str) -> str:
    syllables = _SYLLABLE.sub(rf"\1{_SOFT}", word).split(_SOFT)
    if len(syllables) > 1 and len(syllables[0]) == 1:  # no single letter at the beginning
        syllables[:2] = ["".join(syllables[:2])]
    return _SOFT.join(part[i : i + _PIECE] for part in syllables for i in range(0, len(part), _PIECE))

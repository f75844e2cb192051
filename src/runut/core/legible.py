"""Whether a text reads as it is stored: evidence holds nothing that nobody sees, or that turns round what stands beside it."""

from __future__ import annotations

import re
from typing import Final

from runut.core.errors import Invalid

_UNSEEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""Control characters but for tab and line break, marks that turn the direction of writing, halves of characters."""


def legible(text: str) -> bool:
    """Whether ``text`` holds only what a reader sees, in the order in which it stands."""
    return _UNSEEN.search(text) is None


def check_legible(*texts: str) -> None:
    """Refuse a text that does not read as it is stored; it is never mended, for evidence stays as it was typed.

    Raises:
        Invalid: One of them holds such a character.
    """
    if not all(map(legible, texts)):
        raise Invalid(code="text_characters")

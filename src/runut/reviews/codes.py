"""The code shown in the room: short, for a few minutes, made from the presentation's own secret."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256
from typing import Final

LETTERS: Final = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""No 0, O, 1, I and L: they are read from a wall."""
LENGTH: Final = 6
SECONDS: Final = 120
"""How long a code is shown; the one before it is taken as long again, for who typed slowly."""


def code_at(secret: str, at: datetime) -> str:
    """Return the code that is shown at ``at``."""
    return _code(secret, _window(at))


def ends_at(at: datetime) -> datetime:
    """Return when the next code is shown."""
    return datetime.fromtimestamp((_window(at) + 1) * SECONDS, tz=at.tzinfo)


def fits(secret: str, typed: str, at: datetime) -> bool:
    """Whether ``typed`` is the code that is shown at ``at``, or the one before."""
    window = _window(at)
    return any(hmac.compare_digest(_code(secret, one).encode(), typed.encode()) for one in (window, window - 1))


def typed_code(text: str) -> str:
    """Return what somebody typed as a code is written: capitals, without spaces and hyphens."""
    return "".join(text.upper().split()).replace("-", "")[:32]


def _window(at: datetime) -> int:
    return int(at.timestamp()) // SECONDS


def _code(secret: str, window: int) -> str:
    number = int.from_bytes(hmac.digest(secret.encode(), str(window).encode(), sha256), "big")
    letters = []
    for _ in range(LENGTH):
        number, place = divmod(number, len(LETTERS))
        letters.append(LETTERS[place])
    return "".join(letters)

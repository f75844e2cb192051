"""Whole numbers in what somebody sent: an address, a form, a row of a file."""

from __future__ import annotations


def whole(text: str | None, *, digits: int = 9) -> int | None:
    """Return the number that ``text`` writes with the digits 0 to 9, at most so many; None: it is anything else.

    Asked here and not of `int`, which takes the digits of every script and raises for thousands of them.
    """
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) <= digits else None

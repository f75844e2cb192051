"""What files for other programs need: lines of iCalendar (RFC 5545), and cells that no spreadsheet runs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_OCTETS: Final = 75
_BREAKS: Final = re.compile(r"\r\n|\r|\n")


def plain_cell(text: str) -> str:
    """Return ``text`` so that a spreadsheet that opens a CSV file does not run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def ics_text(text: str) -> str:
    """Return ``text`` as the value of an iCalendar property."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, escaped)
    return _BREAKS.sub(r"\\n", text)


def ics_file(lines: Iterable[str]) -> str:
    """Return an iCalendar file of ``lines``."""
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line))


def _fold(line: str) -> Iterator[str]:
    """Yield the line in parts of at most 75 octets, never cut within a character; each but the first begins with a space."""
    part, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _OCTETS:
            yield part
            part, size = " ", 1
        part += character
        size += width
    yield part

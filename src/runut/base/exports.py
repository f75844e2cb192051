"""What files for other programs need: lines of iCalendar (RFC 5545), and tables as CSV of which no spreadsheet runs a cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.utils import translation

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_OCTETS: Final = 75
_BREAKS: Final = re.compile(r"\r\n|\r|\n")


def plain_cell(text: str) -> str:
    """Return ``text`` so that a spreadsheet that opens a CSV file does not run it as a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def csv_lines(heads: Sequence[object], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    """Yield a CSV file line by line, with a byte order mark, so that the office's spreadsheets read it as UTF-8; None is an empty cell."""
    writer = csv.writer(_Line())
    yield "\ufeff".encode()
    yield writer.writerow(heads).encode()
    for row in rows:
        yield writer.writerow(["" if one is None else plain_cell(str(one)) for one in row]).encode()


class _Line:
    """What `csv.writer` writes to: it hands each line back instead of keeping it."""

    def write(self, text: str) -> str:
        return text


def spoken(blocks: Iterator[bytes], language: str | None) -> Iterator[bytes]:
    """Yield ``blocks`` in the reader's language: they are made when the request's own has been put away already."""
    while True:
        with translation.override(language):
            block = next(blocks, None)
        if block is None:
            return
        yield block


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

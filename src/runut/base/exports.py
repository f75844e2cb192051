"""What files for other programs need: calendars (iCalendar, RFC 5545), and tables as CSV of which no spreadsheet runs a cell."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Final

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language, override

KINDS: Final = {
    "csv": "text/csv; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "xml": "application/xml",
}
"""The endings of files for other programs, and what each is."""

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_OCTETS: Final = 75
_BREAKS: Final = re.compile(r"\r\n|\r|\n")


def streamed(blocks: Iterator[bytes], name: str) -> StreamingHttpResponse:
    """Answer a file to be kept, block by block as it is made; the ending of its name, one of `KINDS`, says what it is."""
    response = StreamingHttpResponse(_spoken(blocks, get_language()), content_type=KINDS[name.rpartition(".")[2]])
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _spoken(blocks: Iterator[bytes], language: str | None) -> Iterator[bytes]:
    """Yield ``blocks`` in the reader's language: they are made when the request's own has been put away already."""
    while True:
        with override(language):
            block = next(blocks, None)
        if block is None:
            return
        yield block


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


def ics_text(text: str) -> str:
    """Return ``text`` as the value of an iCalendar property."""
    for plain, escaped in (("\\", "\\\\"), (";", "\\;"), (",", "\\,")):
        text = text.replace(plain, escaped)
    return _BREAKS.sub(r"\\n", text)


def ics_moment(at: datetime) -> str:
    """Return a moment as the value of an iCalendar property."""
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def ics_blocks(kind: str, events: Iterable[Sequence[str]], *, name: str = "", method: str = "") -> Iterator[bytes]:
    """Yield an iCalendar file event by event.

    Args:
        kind: What it is a calendar of, in the name of the program that wrote it.
        events: The properties of each event.
        name: What calendars call it.
        method: PUBLISH, where whoever reads the file again replaces what it read before.
    """
    yield _ics_lines("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Runut//{kind}//ID", "CALSCALE:GREGORIAN")
    yield _ics_lines(*([f"METHOD:{method}"] if method else []), *([f"X-WR-CALNAME:{ics_text(name)}"] if name else []))
    for properties in events:
        yield _ics_lines("BEGIN:VEVENT", *properties, "END:VEVENT")
    yield _ics_lines("END:VCALENDAR")


def _ics_lines(*lines: str) -> bytes:
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line)).encode()


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

"""The bytes of a report on their way to a parser, within bounds; and what is said when a report goes past them."""

from __future__ import annotations

from typing import BinaryIO, Final

from runut.core.errors import Invalid

MOST_BYTES: Final = 300_000_000
MOST_FINDINGS: Final = 200_000
MOST_DEPTH: Final = 64
LONGEST: Final = 8_000_000
"""Bytes of one text: a parser holds it whole."""
_BLOCK: Final = 64 * 1024
_BOM: Final = b"\xef\xbb\xbf"


class Source:
    """A stream that a parser reads; ``marks`` are the bytes of which one must come every `LONGEST` bytes.

    Raises:
        Invalid: Reading goes past a bound.
    """

    def __init__(self, file: BinaryIO, *, marks: bytes) -> None:
        self._file = file
        self._marks = marks
        self._read = 0
        self._since = 0

    def read(self, size: int = -1) -> bytes:
        """Return the next block; a parser that asks for all of it gets a block too."""
        asked = 0 if size == 0 else _BLOCK if size < 0 else min(size, _BLOCK)
        block = self._file.read(asked)
        if self._read == 0 and block.startswith(_BOM):
            block = block[len(_BOM) :]
        self._read += len(block)
        last = max(block.rfind(one) for one in self._marks)
        self._since = self._since + len(block) if last < 0 else len(block) - last
        if self._read > MOST_BYTES:
            raise Invalid(code="scan_large", most=MOST_BYTES // 1_000_000)
        if self._since > LONGEST:
            raise Invalid(code="scan_text_long", most=LONGEST // 1_000_000)
        return block


def damaged(kind: str) -> Invalid:
    """Return the refusal of a report that cannot be read to its end."""
    return Invalid(code="scan_damaged", kind=kind)


def check_depth(depth: int) -> None:
    """Raises Invalid: What stands in the report is nested too deeply."""
    if depth > MOST_DEPTH:
        raise Invalid(code="scan_deep", most=MOST_DEPTH)

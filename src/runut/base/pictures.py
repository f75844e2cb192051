"""Whether a file is a whole picture that letters can show; read without a library of pictures, and nothing is drawn."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

_PNG: Final = b"\x89PNG\r\n\x1a\n"
_SIDE: Final = 4000
"""The longest side of a PNG in dots: what is drawn takes memory by its dots."""


def picture_kind(content: bytes) -> str:
    """Return ``png``, ``jpg`` or ``svg``; empty: it is none of them, broken, or has too many dots."""
    if content.startswith(_PNG):
        return "png" if _png_whole(content) else ""
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg" if content.rstrip(b"\0").endswith(b"\xff\xd9") else ""
    return "svg" if _svg(content) else ""


def _png_whole(content: bytes) -> bool:
    chunks = list(_chunks(content))
    if not chunks or chunks[0][0] != b"IHDR" or chunks[-1][0] != b"IEND" or len(chunks[0][1]) != 13:
        return False
    width, height = (int.from_bytes(chunks[0][1][at : at + 4], "big") for at in (0, 4))
    return 0 < width <= _SIDE and 0 < height <= _SIDE


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield name and content of each part, as long as they are whole."""
    place = len(_PNG)
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        name, data = content[place + 4 : place + 8], content[place + 8 : place + 8 + length]
        if zlib.crc32(name + data).to_bytes(4, "big") != content[place + 8 + length : place + 12 + length]:
            return
        yield name, data
        place += 12 + length


def _svg(content: bytes) -> bool:
    try:
        root = fromstring(content)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        return False
    return bool(root.tag == "{http://www.w3.org/2000/svg}svg")

"""The one way in which a case file is a ZIP archive: stored members, one after the other, nothing between, before or behind them.

Headers are a function of names, sizes and checksums alone; whoever reads an archive makes them again and compares. ZIP64 fields stand only
where a size or an offset needs them.

Source: PKWARE APPNOTE 6.3.10, sections 4.3 and 4.4.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

LOCAL: Final = struct.Struct("<4s5H3I2H")
CENTRAL: Final = struct.Struct("<4s6H3I5H2I")
END: Final = struct.Struct("<4s4H2IH")
END64: Final = struct.Struct("<4sQ2H2I4Q")
LOCATOR: Final = struct.Struct("<4sIQI")
_FULL: Final = 0xFFFFFFFF
_MANY: Final = 0xFFFF
_DAY: Final = (1 << 5) | 1
"""1 January 1980, the first day of the format: when a case was packed is not part of it."""
_PLAIN, _LARGE = 20, 45
_UNIX: Final = 3 << 8
_MODE: Final = 0o100644 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One member: its name (ASCII), its size and its CRC-32."""

    name: str
    size: int
    crc: int


def local_header(entry: Entry) -> bytes:
    """Return what stands before the bytes of ``entry``."""
    extra = struct.pack("<2H2Q", 1, 16, entry.size, entry.size) if entry.size >= _FULL else b""
    size, version = min(entry.size, _FULL), _LARGE if extra else _PLAIN
    name = entry.name.encode("ascii")
    return LOCAL.pack(b"PK\3\4", version, 0, 0, 0, _DAY, entry.crc, size, size, len(name), len(extra)) + name + extra


def offsets(entries: Sequence[Entry]) -> list[int]:
    """Return where the header of each member stands, and last where the directory begins."""
    found = [0]
    for one in entries:
        found.append(found[-1] + len(local_header(one)) + one.size)
    return found


def directory(entries: Sequence[Entry]) -> bytes:
    """Return all that stands behind the last member."""
    places = offsets(entries)
    listed = b"".join(_central(one, at) for one, at in zip(entries, places, strict=False))
    return listed + _end(len(entries), len(listed), places[-1])


def _central(entry: Entry, offset: int) -> bytes:
    large = [*([entry.size, entry.size] if entry.size >= _FULL else []), *([offset] if offset >= _FULL else [])]
    extra = struct.pack(f"<2H{len(large)}Q", 1, 8 * len(large), *large) if large else b""
    version, size, name = _LARGE if large else _PLAIN, min(entry.size, _FULL), entry.name.encode("ascii")
    head = (b"PK\1\2", _UNIX | version, version, 0, 0, 0, _DAY, entry.crc, size, size, len(name), len(extra))
    return CENTRAL.pack(*head, 0, 0, 0, _MODE, min(offset, _FULL)) + name + extra


def _end(count: int, size: int, offset: int) -> bytes:
    more = b""
    if count >= _MANY or offset >= _FULL:
        more = END64.pack(b"PK\6\6", 44, _UNIX | _LARGE, _LARGE, 0, 0, count, count, size, offset)
        more += LOCATOR.pack(b"PK\6\7", 0, offset + size, 1)
    few = min(count, _MANY)
    return more + END.pack(b"PK\5\6", 0, 0, few, few, size, min(offset, _FULL), 0)


def length(entries: Iterable[Entry]) -> int:
    """Return how many bytes the whole archive has."""
    listed = list(entries)
    return offsets(listed)[-1] + len(directory(listed))

"""Reading a case file's archive: its directory is read, made again and compared, so that nothing can hide in it or between its members."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator, Sequence
from typing import BinaryIO, Final

from runut.core.errors import CaseFileBroken
from runut.formats.casefile import zipping
from runut.formats.casefile.zipping import CENTRAL, END, END64, LOCATOR, Entry

BLOCK: Final = 1024 * 1024
_DIRECTORY: Final = 64 * 1024 * 1024
"""The largest directory that is read: some 400,000 members."""
_SMALL: Final = 256 * 1024 * 1024
"""The largest member that is read whole; documents never are."""
_NAME: Final = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}(/[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}){1,4}")


class Archive:
    """An archive whose directory and headers are exactly those that its members ask for; ``file`` stays open while it is read.

    Raises:
        CaseFileBroken: It is not; the first place where it differs is told.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.size = file.seek(0, 2)
        self.entries: Sequence[Entry] = _read_directory(file, self.size)
        places = zipping.offsets(self.entries)
        self._compare(places[-1], zipping.directory(self.entries), last=True)
        self._at: dict[str, tuple[int, Entry]] = {}
        for entry, offset in zip(self.entries, places, strict=False):
            header = zipping.local_header(entry)
            self._compare(offset, header)
            if entry.name in self._at or not _NAME.fullmatch(entry.name):
                raise CaseFileBroken(code="casefile_name", name=ascii(entry.name)[1:121])
            self._at[entry.name] = offset + len(header), entry

    def _compare(self, offset: int, expected: bytes, *, last: bool = False) -> None:
        self._file.seek(offset)
        found = self._file.read(len(expected) + last)
        if found != expected:
            differs = next((at for at, (one, other) in enumerate(zip(found, expected, strict=False)) if one != other), len(expected))
            raise CaseFileBroken(code="casefile_zip", offset=offset + min(differs, len(found)))

    def __contains__(self, name: str) -> bool:
        return name in self._at

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of a member, a block at a time, and compare their checksum at the end.

        Raises:
            CaseFileBroken: There is no such member, or its bytes are not those that were packed.
        """
        if name not in self._at:
            raise CaseFileBroken(code="casefile_missing", name=name)
        offset, entry = self._at[name]
        left, crc = entry.size, 0
        while left:
            self._file.seek(offset + entry.size - left)
            block = self._file.read(min(BLOCK, left))
            left -= len(block)
            crc = zlib.crc32(block, crc)
            yield block
        if crc != entry.crc:
            raise CaseFileBroken(code="casefile_changed", name=name)

    def read(self, name: str) -> bytes:
        """Return the bytes of a member that is held whole: a text, never a document. Raises as `blocks`."""
        if name in self._at and self._at[name][1].size > _SMALL:
            raise CaseFileBroken(code="casefile_large", name=name)
        return b"".join(self.blocks(name))


def _read_directory(file: BinaryIO, size: int) -> list[Entry]:
    """Return the members that the directory lists; whether they are so is compared afterwards.

    Raises:
        CaseFileBroken: There is no directory where a case file has it.
    """
    end = max(size - END.size, 0)
    try:
        file.seek(end)
        signature, *_, count, length, offset, _comment = END.unpack(file.read(END.size))
        if offset == 0xFFFFFFFF or count == 0xFFFF:
            end -= LOCATOR.size + END64.size
            file.seek(max(end, 0))
            *_, count, length, offset = END64.unpack(file.read(END64.size))
        if signature != b"PK\5\6" or length > _DIRECTORY or offset + length != end:
            raise CaseFileBroken(code="casefile_zip", offset=end)
        file.seek(offset)
        return list(_listed(file.read(length), offset))
    except (struct.error, UnicodeDecodeError) as error:
        raise CaseFileBroken(code="casefile_zip", offset=end) from error


def _listed(listing: bytes, start: int) -> Iterator[Entry]:
    at = 0
    while at < len(listing):
        if len(listing) - at < CENTRAL.size:
            raise CaseFileBroken(code="casefile_zip", offset=start + at)
        head = CENTRAL.unpack_from(listing, at)
        crc, size, name_length, extra_length = head[7], head[8], head[10], head[11]
        at += CENTRAL.size
        name = listing[at : at + name_length].decode("ascii")
        extra = listing[at + name_length : at + name_length + extra_length]
        if size == 0xFFFFFFFF and len(extra) >= 12:
            (size,) = struct.unpack_from("<Q", extra, 4)
        at += name_length + extra_length
        yield Entry(name=name, size=size, crc=crc)

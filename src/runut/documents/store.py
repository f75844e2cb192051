"""The bytes of files, once each, in a folder under their SHA-256: ``ab/cd/abcd…``.

A file is written in blocks to ``incoming`` beside them, hashed on the way, made durable, and moved to its place by a rename. So a crash
leaves nothing but files in ``incoming``, which `FileStore.sweep` removes, and what stands under a hash is whole.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final

from django.conf import settings

BLOCK: Final = 1024 * 1024
"""How much of a file is held in memory at a time."""

HEAD: Final = 64 * 1024
"""How much of a file's beginning is kept for telling its type."""

INCOMING: Final = "incoming"


class Staged:
    """A file on its way into the store: written block by block, then `finish`ed, then kept by the store or discarded."""

    def __init__(self, folder: Path) -> None:
        descriptor, name = tempfile.mkstemp(dir=folder)
        self.path = Path(name)
        self.size = 0
        self.head = b""
        self.sha256 = ""
        self._digest = hashlib.sha256()
        self._file = os.fdopen(descriptor, "wb", buffering=0)

    def write(self, block: bytes) -> None:
        """Append ``block``."""
        view = memoryview(block)
        while view:
            view = view[self._file.write(view) :]
        self._digest.update(block)
        self.size += len(block)
        if len(self.head) < HEAD:
            self.head += block[: HEAD - len(self.head)]

    def finish(self) -> Staged:
        """Make what was written durable; size and hash are final."""
        os.fsync(self._file.fileno())
        self._file.close()
        self.sha256 = self._digest.hexdigest()
        return self

    def discard(self) -> None:
        """Forget the file, unless the store has kept it."""
        self._file.close()
        self.path.unlink(missing_ok=True)

    def __del__(self) -> None:
        if hasattr(self, "_file"):
            with suppress(OSError):
                self.discard()


class FileStore:
    """A content-addressed folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def stage(self) -> Staged:
        """Begin a file, in the same filesystem as its later place."""
        folder = self.root / INCOMING
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return Staged(folder)

    def keep(self, staged: Staged) -> None:
        """Move a finished file to its place. Where the same bytes stand already, the new copy is dropped.

        Raises:
            ValueError: The file was not finished.
        """
        if not staged.sha256:
            raise ValueError("an unfinished file cannot be kept")
        place = self.path(staged.sha256)
        if place.exists() and place.stat().st_size == staged.size:
            staged.discard()
            return
        _folder(place.parent, below=self.root)
        staged.path.chmod(0o400)
        staged.path.replace(place)
        _sync(place.parent)

    def path(self, sha256: str) -> Path:
        """Return where the bytes with this hash stand, or would.

        Raises:
            ValueError: That is no SHA-256 in small hexadecimal letters.
        """
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise ValueError(f"{sha256!r} is not a SHA-256")
        return self.root / sha256[:2] / sha256[2:4] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """Return a file to read from.

        Raises:
            FileNotFoundError: The store does not hold it.
        """
        return self.path(sha256).open("rb")

    def rehash(self, sha256: str) -> str:
        """Return the hash that the stored bytes have now; empty when they are gone."""
        try:
            with self.open(sha256) as file:
                return digest(file)
        except FileNotFoundError:
            return ""

    def verify(self, sha256: str) -> bool:
        """Whether the bytes under ``sha256`` are still there and still those."""
        return self.rehash(sha256) == sha256

    def sweep(self, *, before: datetime) -> int:
        """Remove what uploads that broke off before then have left, and return how many there were."""
        removed = 0
        for path in (self.root / INCOMING).glob("*"):
            with suppress(FileNotFoundError):
                if datetime.fromtimestamp(path.stat().st_mtime, UTC) < before:
                    path.unlink()
                    removed += 1
        return removed

    def incoming(self) -> tuple[int, int]:
        """Return how many files are on their way in or were left there, and their bytes together."""
        sizes: list[int] = []
        for path in (self.root / INCOMING).glob("*"):
            with suppress(FileNotFoundError):
                sizes.append(path.stat().st_size)
        return len(sizes), sum(sizes)


def store() -> FileStore:
    """Return the store that the settings name."""
    return FileStore(settings.FILES_FOLDER)


def blocks(file: BinaryIO) -> Iterator[bytes]:
    """Yield what is left of ``file``, a block at a time."""
    while block := file.read(BLOCK):
        yield block


def digest(file: BinaryIO) -> str:
    """Return the SHA-256 of what is left of ``file``."""
    hashed = hashlib.sha256()
    for block in blocks(file):
        hashed.update(block)
    return hashed.hexdigest()


def _folder(path: Path, *, below: Path) -> None:
    """Make a folder and make its name durable, and those of the folders between it and ``below``."""
    if path == below or path.is_dir():
        return
    _folder(path.parent, below=below)
    path.mkdir(mode=0o700, exist_ok=True)
    _sync(path.parent)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""The archive: a tar file, compressed if its name ends in .gz or .tgz, written and read as a stream."""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import re
import tarfile
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Final, cast

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.safekeeping.manifest import Member

_NAMES: Final = re.compile(
    r"database/[A-Za-z0-9_.]{1,120}|files/[0-9a-f]{2}/[0-9a-f]{2}/[0-9a-f]{64}|git/[1-9][0-9]{0,17}\.bundle|secret-key|manifest\.json"
    r"|signing\.p12|signing-roots\.pem|signing-keys/[^/\x00]{1,250}\.p12"
)


class Hashed(io.RawIOBase):
    """Reads or writes through to a file, and knows how much and which hash."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__()
        self._file = file
        self._digest = hashlib.sha256()
        self.size = 0

    @property
    def sha256(self) -> str:
        """The hash of what has passed."""
        return self._digest.hexdigest()

    def read(self, size: int = -1) -> bytes:
        return self._count(self._file.read(size))

    def write(self, block: bytes) -> int:  # type: ignore[override]
        self._count(block)
        return self._file.write(block)

    def _count(self, block: bytes) -> bytes:
        self._digest.update(block)
        self.size += len(block)
        return block


class Writer:
    """Adds members to an archive."""

    def __init__(self, tar: tarfile.TarFile, whole: Hashed, moment: int) -> None:
        self._tar, self._whole, self._moment = tar, whole, moment
        self.members: dict[str, Member] = {}

    def add(self, name: str, file: IO[bytes], size: int) -> Member:
        """Add ``size`` bytes of ``file``."""
        info = tarfile.TarInfo(name)
        info.size, info.mtime, info.mode = size, self._moment, 0o600
        passed = Hashed(file)
        self._tar.addfile(info, cast(IO[bytes], passed))
        self.members[name] = Member(size=passed.size, sha256=passed.sha256)
        return self.members[name]

    def add_bytes(self, name: str, content: bytes) -> Member:
        """Add a small member."""
        return self.add(name, io.BytesIO(content), len(content))


@contextmanager
def written(path: Path, *, moment: int) -> Iterator[Writer]:
    """Open a new archive beside ``path`` and give it that name when it is whole and on the disk; readable by its owner alone.

    Raises:
        Refused: There is something at ``path``.
    """
    if path.exists():
        raise Refused(reasons=[reason("backup_exists", path=str(path))])
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    partial = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            whole = Hashed(file)
            with ExitStack() as stack:
                target = cast(IO[bytes], whole)
                if path.name.endswith((".gz", ".tgz")):
                    target = cast(IO[bytes], stack.enter_context(gzip.GzipFile("", "wb", 6, target, mtime=moment)))
                tar = stack.enter_context(tarfile.open(fileobj=target, mode="w|", format=tarfile.PAX_FORMAT))
                yield Writer(tar, whole, moment)
            file.flush()
            os.fsync(file.fileno())
        if path.exists():
            raise Refused(reasons=[reason("backup_exists", path=str(path))])
        partial.rename(path)
        _sync(path.parent)
    finally:
        partial.unlink(missing_ok=True)


@contextmanager
def opened(path: Path) -> Iterator[Iterator[tuple[str, Hashed]]]:
    """Give name and bytes of every member in its order; each must be read before the next.

    Raises:
        Refused: It is no archive, is cut off, or holds something that no backup has.
    """
    try:
        with path.open("rb") as file, tarfile.open(fileobj=file, mode="r|*") as tar:
            yield _members(path, tar)
    except (tarfile.TarError, EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise Refused(reasons=[reason("backup_unreadable", path=str(path), detail=str(error) or type(error).__name__)]) from error


def _members(path: Path, tar: tarfile.TarFile) -> Iterator[tuple[str, Hashed]]:
    for info in tar:
        file = tar.extractfile(info) if info.isreg() and _NAMES.fullmatch(info.name) else None
        if file is None:
            raise Refused(reasons=[reason("backup_unreadable", path=str(path), detail=info.name[:200])])
        yield info.name, Hashed(file)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""What stands in an archive that a forge made (.tar.gz): lock files, and the manuals that somebody named. Nothing is unpacked to disk but those."""

from __future__ import annotations

import tarfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import IO, Final, cast

from runut.core.errors import ForgeFailed
from runut.documents.store import BLOCK, Staged, store
from runut.repositories.parts import is_lock

MOST: Final = 8 * 1024**3
"""Bytes that an archive may unpack to."""
_MEMBERS: Final = 300_000
_LOCKS: Final = 100
_LOCK: Final = 20_000_000
_FETCHED: Final = {"node_modules", "vendor", ".venv"}


def open_archive(archive: Path, paths: Sequence[str]) -> tuple[dict[str, bytes], dict[str, tuple[Staged, str]]]:
    """Return the lock files by path, and for each of ``paths`` what it names with the name to file it under: a file, or a tar of the folder.

    Raises:
        ForgeFailed: It is no such archive, unpacks to too much, or lacks one of the paths.
    """
    locks: dict[str, bytes] = {}
    wanted = _Wanted(paths)
    try:
        for path, member, file in _members(archive):
            if _locks(path, member) and len(locks) < _LOCKS:
                locks[path] = file.read()
                wanted.take(path, member, BytesIO(locks[path]))
            else:
                wanted.take(path, member, file)
    except (tarfile.TarError, zlib.error, EOFError) as error:
        raise ForgeFailed(code="forge_garbage") from error
    return locks, wanted.finished()


def _locks(path: str, member: tarfile.TarInfo) -> bool:
    return is_lock(path.rpartition("/")[2]) and member.size <= _LOCK and not _FETCHED & set(path.split("/"))


class _Wanted:
    """The files and folders that somebody named, as they come by."""

    def __init__(self, paths: Sequence[str]) -> None:
        self._paths = paths
        self._files: dict[str, Staged] = {}
        self._folders: dict[str, tarfile.TarFile] = {}

    def take(self, path: str, member: tarfile.TarInfo, file: IO[bytes]) -> None:
        """Keep the file, if it is one of them or stands in one."""
        if path in self._paths:
            self._files[path] = staged = store().stage()
            while block := file.read(BLOCK):
                staged.write(block)
            return
        wanted = next((one for one in self._paths if path.startswith(f"{one}/")), None)
        if wanted is None:
            return
        if wanted not in self._folders:
            self._files[wanted] = store().stage()
            # A Staged is written to and nothing else, which is all that a streamed tar does.
            self._folders[wanted] = tarfile.open(fileobj=cast("IO[bytes]", self._files[wanted]), mode="w|")  # noqa: SIM115
        self._folders[wanted].addfile(_plain(path, member), file)

    def finished(self) -> dict[str, tuple[Staged, str]]:
        """Return them, durable.

        Raises:
            ForgeFailed: One did not come by.
        """
        for folder in self._folders.values():
            folder.close()
        for path in self._paths:
            if path not in self._files:
                raise ForgeFailed(code="forge_path", path=path)
        names = {path: path.rpartition("/")[2] + (".tar" if path in self._folders else "") for path in self._paths}
        return {path: (self._files[path].finish(), name) for path, name in names.items()}


def _members(archive: Path) -> Iterator[tuple[str, tarfile.TarInfo, tarfile.ExFileObject]]:
    """Yield every file of the archive with its path below the folder that the forge puts around all."""
    total = 0
    with tarfile.open(archive, "r|gz") as tar:
        for count, member in enumerate(tar):
            total += member.size
            if total > MOST or count > _MEMBERS:
                raise ForgeFailed(code="forge_large", most=MOST)
            file = tar.extractfile(member) if member.isreg() else None
            if file is not None:
                yield member.name.removeprefix("./").partition("/")[2], member, file  # type: ignore[misc]


def _plain(path: str, member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Return the file as it is packed again: its bytes and its day, no owner and no rights of the machine that it comes from."""
    info = tarfile.TarInfo(path)
    info.size, info.mtime = member.size, member.mtime
    return info

"""Whether what stands on a server is the application that was released: two lists of files with their hashes, held against each other.

One list is made of the archive that the case holds, the other on the server, by `LISTING`, which is nothing but `find` and `sha256sum`. No
framework, no database, and nothing of an archive is ever written to a disk.
"""

from __future__ import annotations

import hashlib
import lzma
import re
import tarfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import PurePosixPath
from typing import IO, Final

from runut.core.errors import Invalid

MOST_FILES: Final = 200_000
"""Files in an archive, and lines in a list."""
MOST_BYTES: Final = 20 * 2**30
"""Bytes of an archive once it is unpacked; a bomb ends here."""
LONGEST_LINE: Final = 8192
SHOWN: Final = 500
"""Names of each kind that a comparison keeps; the counts are of all."""
LISTING: Final = """\
#!/bin/sh
# sh runut-list.sh /folder/of/the/application > list.txt
# Writes the SHA-256 of every file below the folder. It reads only, and needs find and sha256sum.
set -eu
cd "${1:?name the folder of the application}"
exec find . -type f -exec sha256sum {} +
"""
"""The script that is run on the server, offline."""
_BLOCK: Final = 1024 * 1024
# GNU coreutils: a backslash before the hash says that the name is written with \\n and \\\\.
_LINE: Final = re.compile(r"(\\?)([0-9a-fA-F]{64}) [ *](.+)")
_BROKEN: Final = (
    tarfile.TarError,
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How what is installed stands to what was released, by the paths of files.

    ``same`` is a count; ``differs``, ``missing`` and ``more`` (installed, but not released) are all paths, in order. ``left_out`` counts the files
    that the patterns leave out on either side.
    """

    same: int
    differs: tuple[str, ...]
    missing: tuple[str, ...]
    more: tuple[str, ...]
    left_out: int

    @property
    def is_same(self) -> bool:
        """Whether everything that was released stands there unchanged; what stands there besides is shown, not judged."""
        return not self.differs and not self.missing


def released(archive: IO[bytes]) -> dict[str, str]:
    """Return the SHA-256 of every file of a tar (plain, gzip, bzip2, xz) or zip archive, by path below its one uppermost folder, if it has one.

    Raises:
        Invalid: It is no such archive, is broken, holds no file, or is larger than the bounds.
    """
    try:
        is_zip = zipfile.is_zipfile(archive)
        archive.seek(0)
        found = _collected(_zipped(archive) if is_zip else _tarred(archive))
    except _BROKEN as error:
        raise Invalid(code="build_archive") from error
    if not found:
        raise Invalid(code="build_archive")
    return _below_one_folder(found)


def _tarred(archive: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    with tarfile.open(fileobj=archive, mode="r|*") as tar:
        for one in tar:
            file = tar.extractfile(one) if one.isreg() else None
            if file is not None:
                yield one.name, file


def _zipped(archive: IO[bytes]) -> Iterator[tuple[str, IO[bytes]]]:
    with zipfile.ZipFile(archive) as packed:
        for one in packed.infolist():
            if not one.is_dir():
                with packed.open(one) as file:
                    yield one.filename, file


def _collected(files: Iterable[tuple[str, IO[bytes]]]) -> dict[str, str]:
    found: dict[str, str] = {}
    left = MOST_BYTES
    for name, file in files:
        digest = hashlib.sha256()
        while block := file.read(_BLOCK):
            digest.update(block)
            left -= len(block)
            if left < 0:
                raise Invalid(code="build_large", files=MOST_FILES, size=MOST_BYTES // 2**30)
        found[_plain(name)] = digest.hexdigest()
        if len(found) > MOST_FILES:
            raise Invalid(code="build_large", files=MOST_FILES, size=MOST_BYTES // 2**30)
    return found


def installed(listed: Iterable[bytes]) -> dict[str, str]:
    """Return the SHA-256 of every file of a list as `sha256sum` writes it, by path; empty lines and the order do not matter.

    Raises:
        Invalid: A line is none of such a list (the first is named), the list is empty, or too long.
    """
    found: dict[str, str] = {}
    for number, line in enumerate(listed, 1):
        text = line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf").decode("utf-8", "surrogateescape")
        if not text.strip():
            continue
        match = _LINE.fullmatch(text) if len(text) <= LONGEST_LINE else None
        if match is None:
            raise Invalid(code="build_list_line", line=number)
        escaped, sha256, name = match.groups()
        if escaped:
            name = name.replace("\\\\", "\0").replace("\\n", "\n").replace("\0", "\\")
        found[_plain(name)] = sha256.lower()
        if len(found) > MOST_FILES:
            raise Invalid(code="build_large", files=MOST_FILES, size=MOST_BYTES // 2**30)
    if not found:
        raise Invalid(code="build_list_empty")
    return found


def compare(release: Mapping[str, str], server: Mapping[str, str], *, leave_out: Sequence[str] = ()) -> Comparison:
    """Hold a server's list against the release's; both by path. A list of absolute paths is read from its common folder on.

    Args:
        release: As `released` gives it.
        server: As `installed` gives it.
        leave_out: Patterns of paths that are not compared (``*.log``, ``config/*``); each holds for the whole path or the name alone.
    """
    if not release.keys() & server.keys():
        server = _below_common(server)
    wanted, there = ({path: sha256 for path, sha256 in files.items() if not _left_out(path, leave_out)} for files in (release, server))
    both = wanted.keys() & there.keys()
    differs = sorted(path for path in both if wanted[path] != there[path])
    return Comparison(
        same=len(both) - len(differs),
        differs=tuple(differs),
        missing=tuple(sorted(wanted.keys() - there.keys())),
        more=tuple(sorted(there.keys() - wanted.keys())),
        left_out=len((release.keys() | server.keys()) - wanted.keys() - there.keys()),
    )


def _left_out(path: str, patterns: Sequence[str]) -> bool:
    name = path.rpartition("/")[2]
    return any(fnmatchcase(path, pattern) or fnmatchcase(name, pattern) for pattern in patterns)


def _plain(name: str) -> str:
    """Return a path with single slashes and without ``./``; what a text cannot hold is written as a question mark."""
    path = str(PurePosixPath(name.replace("\\", "/") if "/" not in name else name))
    return path.encode("utf-8", "replace").decode("utf-8").replace("\0", "?")


def _below_one_folder(files: dict[str, str]) -> dict[str, str]:
    tops = {path.partition("/")[0] for path in files}
    if len(tops) == 1 and all("/" in path for path in files):
        return {path.partition("/")[2]: sha256 for path, sha256 in files.items()}
    return files


def _below_common(files: Mapping[str, str]) -> dict[str, str]:
    folders = [path.split("/")[:-1] for path in files]
    first, last = min(folders), max(folders)
    common = 0
    while common < min(len(first), len(last)) and first[common] == last[common]:
        common += 1
    return {"/".join(path.split("/")[common:]): sha256 for path, sha256 in files.items()}

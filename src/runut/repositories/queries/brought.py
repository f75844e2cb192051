"""What a push brought: the commits that were not there before."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from runut.repositories import git

MOST: Final = 1000
"""Commits of a push that are read, the newest."""
_BYTES: Final = 4 * 1024 * 1024
"""Of their messages; the rest is not read."""
_FORMAT: Final = "--format=%H%x1f%an%x1f%at%x1f%B"
_LAST: Final = 253402300799
"""The last second that a date can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A commit as it is told: its author, when they wrote it, and its whole message."""

    sha: str
    author: str
    at: datetime
    message: str

    @property
    def line(self) -> str:
        """The first line of the message."""
        return self.message.strip().partition("\n")[0].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """How many commits came, and the newest of them; ``count`` is None where it cannot be told."""

    count: int | None = None
    commits: Sequence[Told] = ()


def brought(place: Path, new: str, without: Sequence[str]) -> Brought:
    """Return what ``new`` reaches that none of ``without`` reached; those of which the repository knows nothing do not matter."""
    beyond = ["--ignore-missing", new, "--not", *without, "--"]
    try:
        count = int(git.run(place, "rev-list", "--count", *beyond))
    except (subprocess.SubprocessError, ValueError):
        return Brought()
    if not count:
        return Brought(count=0)
    with git.speaking(place, "log", "-z", "--encoding=UTF-8", _FORMAT, f"--max-count={MOST}", *beyond) as process:
        assert process.stdout is not None
        said = process.stdout.read(_BYTES)
        process.kill()
    read = (_told(one) for one in said.decode("utf-8", "replace").split("\0"))
    return Brought(count=count, commits=[one for one in read if one is not None])


def _told(record: str) -> Told | None:
    """Return one commit of the log; None for what is none, or was cut off before its message."""
    sha, _, rest = record.partition("\x1f")
    author, _, rest = rest.partition("\x1f")
    seconds, found, message = rest.partition("\x1f")
    if not found or not seconds.lstrip("-").isdecimal():
        return None
    return Told(sha=sha, author=author, at=datetime.fromtimestamp(min(max(int(seconds), 0), _LAST), UTC), message=message)

"""Bare git repositories on disk: where they lie, how one is made, and how git is run on them.

Git runs with nothing but our own configuration and hooks: neither the machine's nor the account's settings are read.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from typing import Final

from django.conf import settings

MAIN: Final = "main"
"""The branch that can neither be removed nor rewritten."""
MOST_REFS: Final = 1000
"""Refs that one push may move."""
_HOOKS: Final = ("pre-receive", "post-receive")
_CONFIG: Final[Mapping[str, str]] = {
    "http.receivepack": "true",
    "receive.fsckObjects": "true",
    "receive.autogc": "false",  # upkeep is a job of the worker's, never part of a push
    "gc.auto": "0",
    "uploadpack.allowFilter": "true",  # partial clones, for slow lines
    "transfer.hideRefs": "refs/runut",
    "core.logAllRefUpdates": "true",
}


def folder(repository_id: int) -> Path:
    """Return where the repository of that row lies, or would."""
    return Path(settings.GIT_FOLDER) / f"{repository_id}.git"


def make(repository_id: int) -> Path:
    """Make an empty bare repository and return its folder; one that lies there already stays as it is.

    It is made beside and takes its name when it is whole, so that a crash leaves nothing half made under it.
    """
    place = folder(repository_id)
    if place.exists():
        return place
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=place.parent, prefix="new-"))
    try:
        run(beside, "init", "--quiet", "--bare", "--template=", f"--initial-branch={MAIN}", ".")
        for name, value in _CONFIG.items():
            run(beside, "config", name, value)
        _write_hooks(beside)
        beside.replace(place)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return place


def _write_hooks(place: Path) -> None:
    hooks = place / "hooks"
    hooks.mkdir(mode=0o700, exist_ok=True)
    for name in _HOOKS:
        target = hooks / name
        target.write_text(files("runut.repositories").joinpath("hooks", name).read_text(encoding="ascii"), encoding="ascii")
        target.chmod(0o700)


def environment(place: Path) -> dict[str, str]:
    """Return the environment in which git works on the repository at ``place``."""
    return {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(place),
        "LC_ALL": "C.UTF-8",
        "GIT_DIR": str(place),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
    }


def run(place: Path, *arguments: str, said: str = "", timeout: float = 60) -> str:
    """Run git on the repository, tell it what is ``said``, and return what it printed.

    Raises:
        subprocess.CalledProcessError: It failed.
        subprocess.TimeoutExpired: It took longer than ``timeout`` seconds.
    """
    done = subprocess.run(
        ["git", *arguments],
        cwd=place,
        env=environment(place),
        input=said.encode(),
        capture_output=True,
        check=True,
        timeout=timeout,
    )
    return done.stdout.decode("utf-8", "replace")


@contextmanager
def speaking(place: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run git and let what it prints be read as it comes from ``stdout``; whoever reads no further ends it."""
    command = ["git", "--literal-pathspecs", *arguments]
    with subprocess.Popen(
        command, cwd=place, env=environment(place), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as process:
        yield process


def sound(place: Path) -> str:
    """Return what `git fsck` has against the repository; empty: nothing."""
    try:
        run(place, "fsck", "--full", "--strict", "--no-dangling", "--no-progress", timeout=3600)
    except subprocess.CalledProcessError as error:
        return (error.stderr or error.stdout).decode("utf-8", "replace").strip() or f"git fsck: {error.returncode}"
    return ""

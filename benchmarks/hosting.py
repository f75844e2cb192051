"""Cloning and pushing a repository of 100 MB through the product, beside `git daemon` on the same repository in the same run."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from benchmarks.client import Server
from benchmarks.figures import alternate, hold, table
from runut.people.services import issue_token
from runut.procedures.services import install_shipped
from runut.repositories import git
from runut.repositories.services import make_repository
from tests.builders import begin
from tests.cast import cast

ROUNDS = 5
SMALL, LARGE = 2000, 90
"""Files of 4 kB, and megabytes that do not compress."""
MOST = 1.25
"""What the product may take of the daemon's time."""


def run(folder: Path) -> None:
    """Clone and push in turn through both doors."""
    at = datetime.now(UTC) - timedelta(days=1)
    install_shipped(at=at)
    story = begin(cast(at), to=2)
    office = story.cast
    made = make_repository(case_id=story.case_id, title="Source code repository", who=office.standing(office.registrar), at=story.at)
    story.name_team(office.developer_one)
    developer = office.standing(office.developer_one)
    token = issue_token(name="ukur", scopes=["repositories:read", "repositories:write"], days=2, who=developer, at=at)
    place = git.folder(made.pk)
    with Server("runut.config.wsgi:application") as server, _daemon(place.parent) as port:
        ours = f"http://x:{token}@127.0.0.1:{server.port}/git/{made.name}.git"
        peer = f"git://127.0.0.1:{port}/{place.name}"
        work = _work(folder, ours)
        before = server.memory()
        clones = alternate(ROUNDS, *(_clone(folder, one) for one in (ours, peer)))
        pushes = alternate(ROUNDS, *(_push(work, one, name) for name, one in (("ours", ours), ("daemon", peer))))
        grown = (server.memory() - before) / 1e6
    for name, (mine, floor) in (("clone of 100 MB, ms", clones), ("push of 10 MB, ms", pushes)):
        ratio = mine.median / floor.median
        hold(name, own=mine.median, beside=floor.median, ratio=ratio, target=f"<= {MOST} of git daemon", met=ratio <= MOST)
    rows = [
        [name, f"{mine.median:.0f}", f"{floor.median:.0f}", mine.median / floor.median, MOST]
        for name, (mine, floor) in (("clone", clones), ("push of 10 MB", pushes))
    ]
    table(
        f"git, {LARGE} MB and {SMALL} files; the server grew by {grown:.0f} MB",
        ["", "product, ms", "git daemon, ms", "ratio", "at most"],
        rows,
    )


def _git(*arguments: str, at: Path) -> None:
    subprocess.run(["git", *arguments], cwd=at, check=True, capture_output=True, env={**os.environ, "GIT_TERMINAL_PROMPT": "0"})


@contextmanager
def _daemon(base: Path) -> Iterator[int]:
    """Serve the same repositories as git itself does, with nobody asked who they are."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    options = ["--reuseaddr", f"--port={port}", "--listen=127.0.0.1", "--export-all", "--enable=receive-pack", f"--base-path={base}"]
    hook = {"RUNUT_AT": "2026-01-01T00:00:00.000000Z", "RUNUT_USER": "1", "RUNUT_MAIN": git.MAIN, "RUNUT_MOST_REFS": "1000"}
    with subprocess.Popen(["git", "daemon", *options], env={**os.environ, **hook}, start_new_session=True) as process:
        time.sleep(1)
        try:
            yield port
        finally:
            os.killpg(process.pid, 15)


def _work(folder: Path, url: str) -> Path:
    """Return a clone with everything committed and pushed."""
    _git("clone", "--quiet", url, "work", at=folder)
    work = folder / "work"
    _git("config", "user.email", "ukur@example.test", at=work)
    _git("config", "user.name", "Ukur Contoh", at=work)
    _git("switch", "--quiet", "--create", git.MAIN, at=work)
    for number in range(SMALL):
        (work / f"{number:04}.txt").write_text(f"{number} " * 1000)
    for number in range(LARGE):
        (work / f"{number}.bin").write_bytes(os.urandom(1_000_000))
    _git("add", ".", at=work)
    _git("commit", "--quiet", "-m", "Semua", at=work)
    _git("push", "--quiet", "origin", git.MAIN, at=work)
    return work


def _clone(folder: Path, url: str) -> Callable[[], None]:
    def work() -> None:
        _git("clone", "--quiet", "--bare", url, "clone.git", at=folder)
        shutil.rmtree(folder / "clone.git")

    return work


def _push(work: Path, url: str, name: str) -> Callable[[], None]:
    def push() -> None:
        (work / f"{name}.new").write_bytes(os.urandom(10_000_000))
        _git("add", ".", at=work)
        _git("commit", "--quiet", "-m", "Lagi", at=work)
        _git("push", "--quiet", url, f"HEAD:refs/heads/{name}", at=work)

    return push

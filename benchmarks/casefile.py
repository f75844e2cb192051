"""A case file with 1 GB of documents, streamed; beside `zip -0` and beside `cp` with `sha256sum` of the same documents."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import connection

from benchmarks.figures import hold, table, weighed
from runut.documents.services import file_upload
from runut.documents.uploads import store_stream
from runut.reports.queries import case_file
from tests.builders import Story, begin
from tests.cast import cast

FILES, SIZE = 10, 100_000_000
BLOCK = 1_000_000
FLAT, ROUNDS = 15, 3


def run(folder: Path) -> None:
    """Pack three times and take the best; the floors are taken between them, from the files as they lay before they were filed."""
    at = datetime.now(UTC) - timedelta(days=30)
    story, sources = begin(cast(at), to=3), folder / "sources"
    sources.mkdir()
    for number in range(FILES):
        _file(story, _source(sources / f"{number}.bin"))
    connection.close()
    found: dict[str, list[float]] = {"ours": [], "zip": [], "cp": []}
    grown = 0.0
    for _ in range(ROUNDS):
        seconds, more = weighed(lambda: _pack(story.case_id, folder / "ours.zip"))
        found["ours"].append(seconds)
        grown = max(grown, more)
        found["zip"].append(_timed(lambda: _zip(sources, folder / "floor.zip")))
        found["cp"].append(_timed(lambda: _copy(sources, folder / "copies")))
    best = {name: min(times) for name, times in found.items()}
    whole = FILES * SIZE / 1e6
    told = {"ours": "case file, each document read twice", "zip": "zip -0", "cp": "cp, then sha256sum"}
    table(f"{whole:.0f} MB of documents packed", ["", "seconds", "MB/s"], [[told[name], one, whole / one] for name, one in best.items()])
    hold(
        "case file of 1 GB, MiB that the process grew",
        own=round(grown, 1),
        beside=FLAT,
        ratio=grown / FLAT,
        target=f"<= {FLAT}",
        met=grown <= FLAT,
    )
    ratio = best["ours"] / best["cp"]
    hold(
        "the same, seconds beside cp and sha256sum",
        own=best["ours"],
        beside=best["cp"],
        ratio=ratio,
        target="<= 2, for all is read twice",
        met=ratio <= 2,
    )


def _source(path: Path) -> Path:
    with path.open("wb") as file:
        for _ in range(SIZE // BLOCK):
            file.write(os.urandom(BLOCK))
    return path


def _file(story: Story, path: Path) -> None:
    with path.open("rb") as content:
        staged = store_stream(content)
    who = story.cast.standing(story.cast.developer_one)
    file_upload(case_id=story.case_id, key="", title=path.stem, upload=staged, filename=path.name, who=who, at=story.at)


def _pack(case_id: int, target: Path) -> None:
    with target.open("wb") as file:
        for block in case_file(case_id=case_id).blocks():
            file.write(block)
        file.flush()
        os.fsync(file.fileno())
    target.unlink()


def _zip(sources: Path, target: Path) -> None:
    program = ["zip", "-0", "-q", "-r"] if shutil.which("zip") else [sys.executable, "-m", "zipfile", "-c"]
    subprocess.run([*program, str(target), str(sources)], check=True)
    subprocess.run(["sync", str(target)], check=True)
    target.unlink()


def _copy(sources: Path, target: Path) -> None:
    subprocess.run(["cp", "-r", str(sources), str(target)], check=True)
    subprocess.run(["sha256sum", *map(str, sorted(target.iterdir()))], check=True, capture_output=True)
    subprocess.run(["sync", *map(str, target.iterdir())], check=True)
    shutil.rmtree(target)


def _timed(work: Callable[[], None]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start

"""Reports of scanners: SARIF of ten thousand and of a hundred thousand findings, read for their counts alone, and imported into a case; beside
`json.load` of the same file, and beside somebody else who writes to the same database meanwhile.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks.figures import hold, table, weighed
from runut.documents.uploads import store_stream
from runut.formats.scans import read_scan
from runut.testing.models import ScanImport
from runut.testing.services import About, import_scan, read_large
from tests.builders import Story, begin
from tests.cast import cast

SIZES = (10_000, 100_000)
FLAT = 8
"""MiB by which ten times the findings may raise the reader's memory."""
MAPPED = 16
"""The same for an import: pages of the office's database that came into memory belong to it too."""


def run(folder: Path) -> None:
    """Read each file in a process of its own, so that its memory can be weighed."""
    files = {size: _write(folder / f"{size}.sarif", size) for size in SIZES}
    ours = {size: weighed(lambda file=file: _counted(file)) for size, file in files.items()}  # type: ignore[misc]
    floor = weighed(lambda: _loaded(files[SIZES[-1]]))
    rows = [[f"{size} findings", *ours[size]] for size in SIZES]
    table("Reports of scanners (SARIF)", ["", "seconds", "MiB grown"], [*rows, [f"json.load of {SIZES[-1]}", *floor]])
    small, large = ours[SIZES[0]][1], ours[SIZES[-1]][1]
    hold(
        f"SARIF of {SIZES[-1]} findings, MiB more than {SIZES[0]}",
        own=round(large, 1),
        beside=round(floor[1], 1),
        ratio=round(large / floor[1], 3),
        target=f"at most {FLAT} more",
        met=large - small <= FLAT,
    )
    _imports(files, floor[1])


def _imports(files: dict[int, Path], floor: float) -> None:
    """Import each file into a case of its own, in a process of its own, while somebody else asks for the database's lock all the time."""
    at = datetime.now(UTC) - timedelta(days=30)
    story = begin(cast(at), to=6)
    connection.close()
    rows, grown = [], {}
    for size, file in files.items():
        with _waiting() as waits:
            seconds, grown[size] = weighed(lambda file=file: _imported(story, file))  # type: ignore[misc]
        longest = f"{max(waits) * 1000:.0f} of {len(waits)} tries" if waits else "not asked: PostgreSQL locks rows"
        rows.append([f"{size} findings", seconds, grown[size], longest])
    table("Imported into a case", ["", "seconds", "MiB grown", "longest that somebody else waited to write, ms"], rows)
    small, large = grown[SIZES[0]], grown[SIZES[-1]]
    hold(
        f"import of {SIZES[-1]} findings, MiB more than {SIZES[0]}",
        own=round(large, 1),
        beside=round(floor, 1),
        ratio=round(large / floor, 3),
        target=f"at most {MAPPED} more",
        met=large - small <= MAPPED,
    )


def _imported(story: Story, file: Path) -> None:
    about = About(build="v1.0", tester="Contoh", scope="Semua", tested_on=story.cast.today)
    with file.open("rb") as content:
        staged = store_stream(content)
    who = story.cast.standing(story.cast.developer_one)
    made = import_scan(case_id=story.case_id, upload=staged, filename=file.name, about=about, who=who, at=story.at)
    if ScanImport.objects.get(pk=made.pk).state == "reading":  # a large one, which the worker would read
        read_large.func(made.pk, staged.sha256)
    assert ScanImport.objects.get(pk=made.pk).state == "done"


@contextmanager
def _waiting() -> Iterator[list[float]]:
    """Let a process ask for SQLite's write lock every few milliseconds; afterwards the list holds how long it waited each time."""
    waits: list[float] = []
    if connection.vendor != "sqlite":
        yield waits
        return
    reader, writer = os.pipe()
    stop, stopped = os.pipe()
    if (child := os.fork()) == 0:
        os.set_blocking(stop, False)
        os.close(stopped)
        os.write(writer, json.dumps(_asked(stop)).encode())
        os._exit(0)
    os.close(writer)
    try:
        yield waits
    finally:
        os.close(stopped)
        with os.fdopen(reader, "rb") as file:
            waits += json.loads(file.read() or b"[]")
        os.waitpid(child, 0)


def _asked(stop: int) -> list[float]:
    """Return how long each try took, until the other end of ``stop`` is closed; the longest thousand, so that a pipe holds them."""
    found: list[float] = []
    database = sqlite3.connect(settings.DATABASES["default"]["NAME"], timeout=300, isolation_level=None)
    while True:
        start = time.perf_counter()
        database.execute("BEGIN IMMEDIATE")
        database.execute("ROLLBACK")
        found.append(time.perf_counter() - start)
        time.sleep(0.005)
        try:
            if os.read(stop, 1) == b"":
                return sorted(found)[-1000:]
        except BlockingIOError:
            continue


def _write(path: Path, size: int) -> Path:
    """Write a report a result at a time."""
    rules = [
        {"id": f"r{one}", "shortDescription": {"text": f"Rule {one}"}, "properties": {"security-severity": "7.5"}} for one in range(50)
    ]
    head = {"tool": {"driver": {"name": "Invented", "rules": rules}}}
    with path.open("w", encoding="utf-8") as file:
        file.write('{"version": "2.1.0", "runs": [' + json.dumps(head)[:-1] + ', "results": [')
        for one in range(size):
            place = {"artifactLocation": {"uri": f"src/part{one % 997}/file{one}.py"}, "region": {"startLine": one % 500 + 1}}
            result = {
                "ruleId": f"r{one % 50}",
                "message": {"text": f"Finding {one} " + "x" * 80},
                "locations": [{"physicalLocation": place}],
            }
            file.write(("," if one else "") + json.dumps(result))
        file.write("]}]}")
    return path


def _counted(path: Path) -> None:
    with path.open("rb") as file:
        found = Counter(one.severity for one in read_scan(file).findings)
    assert found["high"] == int(path.stem)


def _loaded(path: Path) -> None:
    with path.open("rb") as file:
        json.load(file)

"""Reports of scanners: SARIF of ten thousand and of a hundred thousand findings, read for their counts alone; beside `json.load` of the same file."""

from __future__ import annotations

import json
import os
import resource
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import hold, table
from runut.formats.scans import read_scan

SIZES = (10_000, 100_000)
FLAT = 8
"""MiB by which ten times the findings may raise the reader's memory."""


def run(folder: Path) -> None:
    """Read each file in a process of its own, so that its memory can be weighed."""
    files = {size: _write(folder / f"{size}.sarif", size) for size in SIZES}
    ours = {size: _weighed(lambda file=file: _counted(file)) for size, file in files.items()}  # type: ignore[misc]
    floor = _weighed(lambda: _loaded(files[SIZES[-1]]))
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


def _weighed(work: Callable[[], None]) -> tuple[float, float]:
    """Return seconds and MiB that the work added to the greatest size of a process."""
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
        work()
        grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
        os.write(writer, json.dumps([time.perf_counter() - start, grown]).encode())
        os._exit(0)
    os.close(writer)
    _pid, status = os.waitpid(child, 0)
    assert status == 0
    with os.fdopen(reader, "rb") as file:
        seconds, grown = json.loads(file.read())
    return seconds, grown

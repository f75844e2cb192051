"""Taking times and printing them."""

from __future__ import annotations

import json
import os
import resource
import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FOUND: Final = "RUNUT_BENCHMARK_FOUND"
"""Names the file in which every benchmark leaves its rows of the last table."""


@dataclass
class Times:
    """How long each repetition took, in seconds: by the clock, and of the processor, which a busy disk does not lengthen."""

    seconds: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Time one repetition."""
        start, worked = time.perf_counter(), time.thread_time()
        yield
        self.processor.append(time.thread_time() - worked)
        self.seconds.append(time.perf_counter() - start)

    def part(self, share: float) -> float:
        """Return the time that ``share`` of the repetitions stayed below, in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000

    @property
    def median(self) -> float:
        """The middle one, in milliseconds."""
        return statistics.median(self.seconds) * 1000

    @property
    def best(self) -> float:
        """The shortest, in milliseconds: what else runs on the machine only ever adds."""
        return min(self.seconds) * 1000


def alternate(rounds: int, *works: Callable[[], None]) -> list[Times]:
    """Time several works in turn, so that a noisy moment of the machine meets all of them."""
    found = [Times() for _ in works]
    for _ in range(rounds):
        for times, work in zip(found, works, strict=True):
            with times.one():
                work()
    return found


def weighed(work: Callable[[], None]) -> tuple[float, float]:
    """Return seconds and MiB that the work added to the greatest size of a process of its own."""
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


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in Markdown."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(heads) + " |")
    print("| " + " | ".join("---" for _ in heads) + " |")
    for row in rows:
        print("| " + " | ".join(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row) + " |")


def hold(what: str, *, own: object, beside: object, ratio: float, target: str, met: bool) -> None:
    """Leave a row for the last table: our figure, that of the peer or floor in the same run, and whether the target is met."""
    row = [what, own, beside, ratio, target, "yes" if met else "NO"]
    with Path(os.environ[FOUND]).open("a", encoding="utf-8") as file:
        file.write(json.dumps(row) + "\n")


def summary(found: Path) -> bool:
    """Print every row that was left, and return whether all targets are met."""
    rows = [json.loads(line) for line in found.read_text(encoding="utf-8").splitlines()]
    table("Targets (design section 9)", ["what", "own", "peer or floor", "ratio", "target", "met"], rows)
    return all(row[-1] == "yes" for row in rows)

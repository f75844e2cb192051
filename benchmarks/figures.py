"""Taking times and printing them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Times:
    """How long each repetition took, in seconds."""

    seconds: list[float] = field(default_factory=list)

    @contextmanager
    def one(self) -> Iterator[None]:
        """Time one repetition."""
        start = time.perf_counter()
        yield
        self.seconds.append(time.perf_counter() - start)

    def part(self, share: float) -> float:
        """Return the time that ``share`` of the repetitions stayed below, in milliseconds."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000

    @property
    def median(self) -> float:
        """The middle one, in milliseconds."""
        return statistics.median(self.seconds) * 1000


def alternate(rounds: int, *works: Callable[[], None]) -> list[Times]:
    """Time several works in turn, so that a noisy moment of the machine meets all of them."""
    found = [Times() for _ in works]
    for _ in range(rounds):
        for times, work in zip(found, works, strict=True):
            with times.one():
                work()
    return found


def table(title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a table in Markdown."""
    print(f"\n### {title}\n")
    print("| " + " | ".join(heads) + " |")
    print("| " + " | ".join("---" for _ in heads) + " |")
    for row in rows:
        print("| " + " | ".join(f"{cell:.3g}" if isinstance(cell, float) else str(cell) for cell in row) + " |")

"""Jobs that tests run."""

from __future__ import annotations

from pathlib import Path
from threading import Event

from django_tasks import task


@task()
def note(path: str, text: str = "done") -> None:
    with Path(path).open("a", encoding="utf-8") as file:
        file.write(f"{text}\n")


@task()
def fail(path: str) -> None:
    note.func(path, "tried")
    raise ValueError("this job always fails")


@task()
def hang_once(path: str) -> None:
    """Hang at the first try, so that the worker can be killed in the middle."""
    first = not Path(path).exists()
    note.func(path, "started")
    if first:
        Event().wait(60)
    note.func(path, "finished")


@task()
def tick() -> None:
    """Come again and again."""

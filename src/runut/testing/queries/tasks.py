"""Tasks of the usability test with how they were done."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from runut.testing.models import TaskAttempt, UsabilityTask
from runut.testing.tasks import geometric_mean, interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How one participant did one task with one build."""

    task: int
    text: str
    build: str
    participant: str
    outcome: str
    seconds: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What came of attempts: only what was done unaided counts as success, and only its times are averaged."""

    unaided: int
    helped: int
    failed: int
    seconds: float | None

    @property
    def count(self) -> int:
        """How many attempts there were."""
        return self.unaided + self.helped + self.failed

    @property
    def percent(self) -> tuple[int, int, int]:
        """Success, and between what it lies with 95% confidence, in percent."""
        low, high = interval(self.unaided, self.count)
        return round(100 * self.unaided / self.count), round(100 * low), round(100 * high)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """A task; ``result`` None before anybody attempted it with the build that was tested last."""

    number: int
    text: str
    result: Result | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tasks:
    """The tasks of a case, and what came of them with the build that was tested last."""

    build: str
    participants: int
    lines: tuple[TaskLine, ...]
    whole: Result | None
    tested_at: datetime | None


def attempts(case_id: int) -> list[Attempt]:
    """Return the newest attempt of each participant at each task with each build, in the order of entry. Queries: 1."""
    rows = TaskAttempt.objects.filter(task__case_id=case_id).order_by("id")
    columns = ("task__number", "task__text", "build", "participant", "outcome", "seconds", "by__name", "at")
    found: dict[tuple[int, str, str], Attempt] = {}
    for task, text, build, participant, outcome, seconds, name, at in rows.values_list(*columns):
        key = (task, build, participant)
        found.pop(key, None)  # entered again, it stands where it was entered last
        found[key] = Attempt(task=task, text=text, build=build, participant=participant, outcome=outcome, seconds=seconds, name=name, at=at)
    return list(found.values())


def usability_tasks(case_id: int) -> Tasks:
    """Return the tasks of a case with their results. Queries: 2."""
    done = attempts(case_id)
    build = done[-1].build if done else ""
    of_build = [one for one in done if one.build == build]
    rows = UsabilityTask.objects.filter(case_id=case_id).order_by("number").values_list("number", "text")
    return Tasks(
        build=build,
        participants=len({one.participant for one in of_build}),
        lines=tuple(
            TaskLine(number=number, text=text, result=_result([one for one in of_build if one.task == number])) for number, text in rows
        ),
        whole=_result(of_build),
        tested_at=done[-1].at if done else None,
    )


def table(done: Sequence[Attempt]) -> Iterator[list[object]]:
    """Yield attempts as rows of a table: task, text, build, participant, outcome, seconds."""
    yield from ([one.task, one.text, one.build, one.participant, one.outcome, one.seconds] for one in done)


def _result(done: Sequence[Attempt]) -> Result | None:
    if not done:
        return None
    counts = {name: sum(one.outcome == name for one in done) for name in ("unaided", "helped", "failed")}
    return Result(**counts, seconds=geometric_mean([one.seconds for one in done if one.outcome == "unaided"]))

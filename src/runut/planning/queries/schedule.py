"""The schedule of a case: its tasks with the days on which they come, and how they stand against what was approved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from runut.core.errors import NotFound
from runut.core.workdays import Calendar, working_days_between
from runut.documents.queries import current_form
from runut.planning.models import Dependency, Part, Task
from runut.planning.scheduling import Schedule, Timed, Work, schedule
from runut.procedures.queries import calendar

KEY: Final = "schedule"
FORM: Final = "tasks"
_COLUMNS: Final = (
    "id",
    "number",
    "name",
    "note",
    "milestone",
    "days",
    "starts_on",
    "ends_on",
    "feature__number",
    "feature__name",
    "expert_id",
    "expert__name",
    "state",
    "done_on",
    "remark",
    "version",
    "changed_by__name",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRow:
    """One task as it is planned. ``after`` are the numbers that it waits for, each with its lag; ``remark`` is the one that asks for it."""

    id: int
    number: int
    name: str
    note: str
    milestone: bool
    days: int
    starts_on: date | None
    ends_on: date | None
    feature: int | None
    feature_name: str
    expert_id: int | None
    expert: str
    state: str
    done_on: date | None
    remark: int | None
    version: int
    changed_by: str
    after: tuple[tuple[int, int], ...] = ()

    @property
    def label(self) -> str:
        """What people call it: #12."""
        return f"#{self.number}"

    @property
    def waits(self) -> str:
        """What it waits for, as it is typed: ``3, 5+2``."""
        return ", ".join(f"{number}+{lag}" if lag else str(number) for number, lag in self.after)

    def work(self) -> Work:
        """Return it as the schedule is computed from it."""
        return Work(
            number=self.number,
            name=self.name,
            days=self.days,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            after=self.after,
            state=self.state,
            done_on=self.done_on,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The tasks of a case in their order, and when each comes; ``starts_on`` is when the work begins, None before anybody said so."""

    tasks: tuple[TaskRow, ...]
    starts_on: date | None
    schedule: Schedule = field(default_factory=Schedule)

    @property
    def ends_on(self) -> date | None:
        """The last day of the work."""
        return self.schedule.ends_on

    def timed(self, number: int) -> Timed:
        """Return when a task comes."""
        return self.schedule.tasks[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The schedule as it was filed last: the last day of the whole and of each task."""

    ends_on: date
    tasks: Mapping[int, date]

    def slip(self, number: int, ends_on: date, days: Calendar) -> int | None:
        """Return by how many working days a task ends later (or, negative, earlier) than was filed; None: it was not there yet."""
        filed = self.tasks.get(number)
        return None if filed is None else working_days_between(filed, ends_on, days)


def task_rows(*, case_id: int) -> tuple[TaskRow, ...]:
    """Return the tasks of a case that the caller may see, in their order. Queries: 2."""
    waits: dict[int, list[tuple[int, int]]] = {}
    pairs = Dependency.objects.filter(task__case_id=case_id, task__removed_at=None, after__removed_at=None).order_by("after__number")
    for number, other, lag in pairs.values_list("task__number", "after__number", "lag"):
        waits.setdefault(number, []).append((other, lag))
    rows = Task.objects.filter(case_id=case_id, removed_at=None).order_by("place", "id").values_list(*_COLUMNS)
    return tuple(_row(row, tuple(waits.get(row[1], ()))) for row in rows)


def task_row(*, case_id: int, number: int) -> TaskRow:
    """Return one task. Queries: 2.

    Raises:
        NotFound: There is none, or it was removed.
    """
    row = Task.objects.filter(case_id=case_id, number=number, removed_at=None).values_list(*_COLUMNS).first()
    if row is None:
        raise NotFound
    pairs = Dependency.objects.filter(task_id=row[0], after__removed_at=None).order_by("after__number").values_list("after__number", "lag")
    return _row(row, tuple(pairs))


def removed_tasks(*, case_id: int) -> list[tuple[int, str]]:
    """Return number and name of the tasks that were removed. Queries: 1."""
    return list(Task.objects.filter(case_id=case_id, removed_at__isnull=False).order_by("number").values_list("number", "name"))


def plan_of(*, case_id: int, at: datetime | None = None) -> Plan:
    """Return the tasks with the days on which they come; with ``at``, as it goes by that moment. Queries: 3.

    Raises:
        Invalid: As `runut.planning.scheduling.schedule`.
    """
    rows = task_rows(case_id=case_id)
    starts_on = Part.objects.filter(case_id=case_id, key=KEY).values_list("starts_on", flat=True).first()
    if not rows or starts_on is None:
        return Plan(tasks=rows, starts_on=starts_on)
    days = calendar()
    today = days.local(at).date() if at else None
    made = schedule([one.work() for one in rows], starts_on=starts_on, is_working=days.works, today=today)
    return Plan(tasks=rows, starts_on=starts_on, schedule=made)


def baseline(*, case_id: int) -> Baseline | None:
    """Return the schedule as it was filed last by its page; None: it never was. Queries: 3."""
    found = current_form(case_id=case_id, key=KEY, form=FORM)
    if found is None:
        return None
    content = found[1]
    tasks = {int(one["number"]): date.fromisoformat(one["ends_on"]) for one in content["tasks"]}
    return Baseline(ends_on=date.fromisoformat(content["ends_on"]), tasks=tasks)


def plan_content(plan: Plan) -> dict[str, Any]:
    """Return a plan that has an end as the filed schedule holds it."""
    assert plan.ends_on is not None and plan.starts_on is not None
    return {
        "starts_on": plan.starts_on.isoformat(),
        "ends_on": plan.ends_on.isoformat(),
        "tasks": [_content(one, plan.timed(one.number)) for one in plan.tasks],
    }


def _content(row: TaskRow, timed: Timed) -> dict[str, Any]:
    return {
        "number": row.number,
        "name": row.name,
        "milestone": row.milestone,
        "days": timed.days,
        "starts_on": timed.starts_on.isoformat(),
        "ends_on": timed.ends_on.isoformat(),
        "after": [[number, lag] for number, lag in row.after],
        "slack": timed.slack,
        "feature": row.feature,
        "expert": row.expert,
    }


def _row(row: Sequence[Any], after: tuple[tuple[int, int], ...]) -> TaskRow:
    found = dict(zip(_COLUMNS, row, strict=True))
    return TaskRow(
        id=found["id"],
        number=found["number"],
        name=found["name"],
        note=found["note"],
        milestone=found["milestone"],
        days=found["days"],
        starts_on=found["starts_on"],
        ends_on=found["ends_on"],
        feature=found["feature__number"],
        feature_name=found["feature__name"] or "",
        expert_id=found["expert_id"],
        expert=found["expert__name"] or "",
        state=found["state"],
        done_on=found["done_on"],
        remark=found["remark"],
        version=found["version"],
        changed_by=found["changed_by__name"],
        after=after,
    )

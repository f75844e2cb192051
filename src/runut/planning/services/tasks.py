"""Everything that plans tasks: the team does while the plan is drawn up, and again while it is followed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from runut.base import sql
from runut.cases.queries import team
from runut.cases.services import Ground
from runut.core.errors import Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.core.sentences import Reason, reason
from runut.core.workdays import after_working_days
from runut.documents.services import file_form
from runut.people.queries import Standing
from runut.planning.guards import KEY, against_tasks
from runut.planning.models import Dependency, Feature, Part, Task
from runut.planning.queries.schedule import plan_content, plan_of
from runut.planning.scheduling import Work, in_order
from runut.planning.services.order import reordered
from runut.planning.services.parts import changing, next_number
from runut.procedures.queries import calendar

FORM: Final = "tasks"
MOST: Final = 5_000
MOST_DAYS: Final = 999
MOST_LAG: Final = 365
NAME: Final = 200
NOTE: Final = 4000
After = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskText:
    """What is planned of a task; `runut.planning.models.Task` says what each means. ``after`` are numbers with their lags.

    ``feature`` is the number of a feature, ``expert`` a person of the team; ``number`` is the task's own in a file, by which others name it.
    """

    name: str
    note: str = ""
    milestone: bool = False
    days: int = 1
    starts_on: date | None = None
    ends_on: date | None = None
    after: After = ()
    feature: int | None = None
    expert: int | None = None
    number: int | None = None

    def check(self) -> None:
        """Refuse what no task can be.

        Raises:
            Invalid: No name, too long, too many days, or dates that do not go together.
        """
        if not self.name.strip():
            raise Invalid(code="text_missing")
        if len(self.name) > NAME or len(self.note) > NOTE:
            raise Invalid(code="text_too_long", limit=NAME if len(self.name) > NAME else NOTE)
        check_legible(self.name, self.note)
        if not self.milestone and not 1 <= self.days <= MOST_DAYS:
            raise Invalid(code="task_days", most=MOST_DAYS)
        if any(not 0 <= lag <= MOST_LAG for _number, lag in self.after):
            raise Invalid(code="task_lag", most=MOST_LAG)
        if self.ends_on and (self.starts_on is None or self.ends_on < self.starts_on):
            raise Invalid(code="task_dates")


def against(ground: Ground) -> tuple[Reason, ...]:
    """Return what stands against changing the tasks of a case."""
    return against_tasks(ground.procedure, ground.position, ground.actor)


def add_task(*, case_id: int, text: TaskText, who: Standing, at: datetime) -> int:
    """Add a task at the end of the schedule and return its number.

    Raises:
        NotFound, NotPermitted: As `changing`.
        Refused: As `changing`, or tasks would wait for each other in a circle.
        Invalid: As `TaskText.check`, or it names what is not there.
    """
    text.check()
    with changing(case_id=case_id, key=KEY, who=who, at=at, against=against) as part:
        _begin(part, at)
        kept = _kept(case_id)
        _refuse_many(len(kept) + 1)
        task = _make(
            part, text, place=kept[-1].place + 1 if kept else 1, who=who, at=at, people=_people(case_id), features=_features(case_id)
        )
        task.save()
        _wait(case_id, {task.number: text.after}, {**_by_number(kept), task.number: task})
        return task.number


def change_task(*, case_id: int, number: int, text: TaskText, version: int, who: Standing, at: datetime) -> None:
    """Change what is planned of a task; ``version`` is the one that stood in the form. Raises as `add_task`, and Refused when it was changed meanwhile."""
    text.check()
    with changing(case_id=case_id, key=KEY, who=who, at=at, against=against):
        tasks = _by_number(_kept(case_id))
        task = tasks.get(number)
        if task is None:
            raise NotFound
        if task.version != version:
            raise Refused(reasons=[reason("plan_changed", name=task.changed_by.name)])
        _write(task, text, who=who, at=at, people=_people(case_id), features=_features(case_id))
        task.version += 1
        task.save()
        _wait(case_id, {number: text.after}, tasks)


def remove_task(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Take a task off schedule and board; its row stays. Raises as `changing`, NotFound, and Refused when others wait for it."""
    with changing(case_id=case_id, key=KEY, who=who, at=at, against=against):
        task = _by_number(_kept(case_id)).get(number)
        if task is None:
            raise NotFound
        waiting = Dependency.objects.filter(after=task, task__removed_at=None).order_by("task__number")
        if numbers := list(waiting.values_list("task__number", flat=True)[:10]):
            raise Refused(reasons=[reason("task_awaited", tasks=", ".join(f"#{one}" for one in numbers))])
        _mark(task, removed_at=at, who=who, at=at)


def restore_task(*, case_id: int, number: int, who: Standing, at: datetime) -> None:
    """Put a removed task back; what it waited for and was removed meanwhile no longer counts. Raises as `changing`, and NotFound."""
    with changing(case_id=case_id, key=KEY, who=who, at=at, against=against):
        task = Task.objects.filter(case_id=case_id, number=number, removed_at__isnull=False).first()
        if task is None:
            raise NotFound
        _refuse_many(Task.objects.filter(case_id=case_id, removed_at=None).count() + 1)
        _mark(task, removed_at=None, who=who, at=at)
        in_order([_work(one, after) for one, after in _waits(case_id, _kept(case_id))])


def move_task(*, case_id: int, number: int, who: Standing, at: datetime, before: int | None = None, step: int = 0) -> None:
    """Move a task in the table by ``step`` places, or before another (0: to the end). Raises as `changing`, and NotFound."""
    with changing(case_id=case_id, key=KEY, who=who, at=at, against=against):
        Task.objects.bulk_update(reordered(_kept(case_id), number, before=before, step=step), ["place"])


def begin_on(*, case_id: int, day: date, who: Standing, at: datetime) -> None:
    """Say when the work begins. Raises as `changing`, and Invalid for a day beyond every calendar."""
    if not 2000 <= day.year <= 2100:
        raise Invalid(code="task_day_unreadable", value=day.isoformat())
    with changing(case_id=case_id, key=KEY, who=who, at=at, against=against) as part:
        part.starts_on = day


def import_tasks(*, case_id: int, rows: Sequence[TaskText], who: Standing, at: datetime) -> int:
    """Add the tasks of a file behind those that are there, all or none; ``after`` names numbers of the file. Return how many.

    Raises:
        NotFound, NotPermitted, Refused, Invalid: As `add_task`.
    """
    for text in rows:
        text.check()
    with changing(case_id=case_id, key=KEY, who=who, at=at, against=against) as part:
        _begin(part, at)
        kept = _kept(case_id)
        _refuse_many(len(kept) + len(rows))
        people, known = _people(case_id), _features(case_id)
        place = kept[-1].place + 1 if kept else 1
        made = [_make(part, text, place=place + index, who=who, at=at, people=people, features=known) for index, text in enumerate(rows)]
        Task.objects.bulk_create(made, batch_size=500)
        own = {text.number: task for text, task in zip(rows, made, strict=True) if text.number is not None}
        after: dict[int, After] = {}
        for text, task in zip(rows, made, strict=True):
            if missing := [number for number, _lag in text.after if number not in own]:
                raise Invalid(code="task_unknown", number=missing[0])
            after[task.number] = tuple((own[number].number, lag) for number, lag in text.after)
        _wait(case_id, after, _by_number([*kept, *made]), fresh=True)
        return len(made)


def file_schedule(*, case_id: int, name: str, who: Standing, at: datetime) -> int:
    """File the schedule as it is computed now: its last day becomes the deadline of the activity that follows it.

    Raises:
        NotFound, NotPermitted, Refused: As `runut.documents.services.file_form`, or there is no task.
        Invalid: As `runut.planning.scheduling.schedule`.
    """
    with sql.transaction():
        with changing(case_id=case_id, key=KEY, who=who, at=at) as part:
            part.revision -= 1  # filing changes nothing
            part.filed = part.revision
        plan = plan_of(case_id=case_id)
        if plan.ends_on is None:
            raise Refused(reasons=[reason("schedule_none")])
        return file_form(case_id=case_id, key=KEY, name=name, form=FORM, content=plan_content(plan), ends_on=plan.ends_on, who=who, at=at)


def _begin(part: Part, at: datetime) -> None:
    if part.starts_on is None:
        days = calendar()
        part.starts_on = after_working_days(days.local(at).date(), 1, days)


def _kept(case_id: int) -> list[Task]:
    return list(Task.objects.filter(case_id=case_id, removed_at=None).select_related("changed_by").order_by("place", "id"))


def _by_number(tasks: Sequence[Task]) -> dict[int, Task]:
    return {one.number: one for one in tasks}


def _people(case_id: int) -> frozenset[int]:
    return frozenset(one.user_id for one in team(case_id=case_id) if one.to_on is None)


def _features(case_id: int) -> dict[int, int]:
    return dict(Feature.objects.filter(case_id=case_id, removed_at=None).values_list("number", "id"))


def _make(
    part: Part, text: TaskText, *, place: int, who: Standing, at: datetime, people: frozenset[int], features: Mapping[int, int]
) -> Task:
    number = next_number(part)
    task = Task(case_id=part.case_id, number=number, place=place, rank=number * 1_000)
    _write(task, text, who=who, at=at, people=people, features=features)
    return task


def _write(task: Task, text: TaskText, *, who: Standing, at: datetime, people: frozenset[int], features: Mapping[int, int]) -> None:
    if text.expert is not None and text.expert not in people and text.expert != task.expert_id:
        raise Invalid(code="expert_foreign")
    if text.feature is not None and text.feature not in features:
        raise Invalid(code="feature_number_unknown", number=text.feature)
    task.name, task.note, task.milestone = text.name.strip(), text.note.strip(), text.milestone
    task.days = 0 if text.milestone else text.days
    task.starts_on, task.ends_on = text.starts_on, None if text.milestone else text.ends_on
    task.feature_id = features[text.feature] if text.feature is not None else None
    task.expert_id = text.expert
    task.changed_by_id, task.changed_at = who.user_id, at


def _wait(case_id: int, after: Mapping[int, After], tasks: Mapping[int, Task], *, fresh: bool = False) -> None:
    """Write what the tasks of ``after`` wait for, unless that leads in a circle; ``fresh``: they wait for nothing yet."""
    rows = []
    for number, waits in after.items():
        for other, lag in dict(waits).items():
            if other == number:
                raise Invalid(code="task_itself", number=number)
            if other not in tasks:
                raise Invalid(code="task_unknown", number=other)
            rows.append(Dependency(task=tasks[number], after=tasks[other], lag=lag))
    if not fresh:
        Dependency.objects.filter(task__in=[tasks[number] for number in after]).delete()
    Dependency.objects.bulk_create(rows, batch_size=500)
    in_order([_work(one, waits) for one, waits in _waits(case_id, list(tasks.values()))])


def _waits(case_id: int, tasks: Sequence[Task]) -> list[tuple[Task, After]]:
    found: dict[int, list[tuple[int, int]]] = {}
    rows = Dependency.objects.filter(task__case_id=case_id, task__removed_at=None).values_list("task__number", "after__number", "lag")
    for number, other, lag in rows:
        found.setdefault(number, []).append((other, lag))
    return [(one, tuple(found.get(one.number, ()))) for one in tasks]


def _work(task: Task, after: After) -> Work:
    kept = tuple(one for one in after)
    return Work(number=task.number, name=task.name, days=task.days, after=kept)


def _mark(task: Task, *, removed_at: datetime | None, who: Standing, at: datetime) -> None:
    task.removed_at, task.changed_by_id, task.changed_at = removed_at, who.user_id, at
    task.version += 1
    task.save(update_fields=["removed_at", "changed_by", "changed_at", "version"])


def _refuse_many(count: int) -> None:
    if count > MOST:
        raise Invalid(code="tasks_many", most=MOST)

"""The board of a case: its tasks in columns, what was said about each, and how far the work is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, Sum
from django.urls import reverse

from runut.cases.rework import Link
from runut.people.queries import Standing
from runut.planning.models import Attachment, Column, Note, Task
from runut.planning.models.tasks import STATES
from runut.planning.words import STATES as BOARD_WORDS

_CARD: Final = ("number", "name", "milestone", "days", "state", "version", "expert__name", "feature__number")


@dataclass(frozen=True, slots=True)
class Card:
    """One task on the board; ``notes`` counts what was said about it."""

    number: int
    name: str
    milestone: bool
    days: int
    state: str
    version: int
    expert: str | None
    feature: int | None
    notes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One column of the board; ``most``: how many tasks it holds at most."""

    state: str
    cards: tuple[Card, ...]
    most: int | None
    earlier: str
    later: str

    @property
    def full(self) -> bool:
        """Whether it takes no more."""
        return self.most is not None and len(self.cards) >= self.most


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far the work is: by tasks, and by their working days."""

    tasks: int
    done: int
    days: int
    done_days: int

    @property
    def percent(self) -> int:
        """The share of the working days that is done; where nothing takes a day, of the tasks."""
        return self.done_days * 100 // self.days if self.days else self.done * 100 // self.tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said about a task, or where it was moved to (``state``)."""

    by: str
    at: datetime
    text: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A document that belongs to a task."""

    version_id: int
    filename: str
    filed_by: str
    filed_at: datetime


def board(*, case_id: int) -> list[Lane]:
    """Return the columns of a case that the caller may see. Queries: 3."""
    most = dict(Column.objects.filter(case_id=case_id).values_list("state", "most"))
    kept = Task.objects.filter(case_id=case_id, removed_at=None).order_by("rank", "number")
    rows = list(kept.values_list(*_CARD))
    talk = dict(Note.objects.filter(task__case_id=case_id, state="").values_list("task__number").annotate(count=Count("*")))
    cards: dict[str, list[Card]] = {state: [] for state in STATES}
    for number, name, milestone, days, state, version, expert, feature in rows:
        cards[state].append(Card(number, name, milestone, days, state, version, expert, feature, talk.get(number, 0)))
    around = ["", *STATES, ""]
    return [
        Lane(state=state, cards=tuple(cards[state]), most=most.get(state), earlier=around[place], later=around[place + 2])
        for place, state in enumerate(STATES)
    ]


def progress(*, case_id: int) -> Progress | None:
    """Return how far the work of a case is; None: nothing is planned yet. Queries: 1."""
    done = Q(state="done")
    found = Task.objects.filter(case_id=case_id, removed_at=None).aggregate(
        tasks=Count("*"), done=Count("id", filter=done), done_days=Sum("days", filter=done, default=0), all_days=Sum("days", default=0)
    )
    if not found["tasks"]:
        return None
    return Progress(tasks=found["tasks"], done=found["done"], days=found["all_days"], done_days=found["done_days"])


def said_of(case_id: int) -> Mapping[str, Any] | None:
    """Return what the panel of the case's page draws. Queries: 1."""
    found = progress(case_id=case_id)
    return {"progress": found} if found else None


def has_board(case_id: int, who: Standing, at: datetime) -> bool:
    """Whether a case has tasks. Queries: 1."""
    return Task.objects.filter(case_id=case_id, removed_at=None).exists()


def task_names(*, case_id: int, numbers: Iterable[int]) -> list[tuple[int, str]]:
    """Return number and name of the tasks that have these numbers. Queries: 1."""
    rows = Task.objects.filter(case_id=case_id, number__in=list(numbers), removed_at=None)
    return list(rows.order_by("number").values_list("number", "name"))


def remark_tasks(case_id: int) -> Mapping[int, Link]:
    """Return the task that each remark of a case became, by the remark's number. Queries: 1."""
    rows = Task.objects.filter(case_id=case_id, remark__isnull=False, removed_at=None).values_list("remark", "number", "state")
    return {
        remark: Link(label=f"#{number} · {dict(BOARD_WORDS)[state]}", href=reverse("planning:card", args=[case_id, number]))
        for remark, number, state in rows
        if remark is not None
    }


def notes(*, task_id: int) -> list[Said]:
    """Return what was said about a task, the newest last. Queries: 1."""
    rows = Note.objects.filter(task_id=task_id).order_by("id").values_list("by__name", "at", "text", "state")
    return [Said(by=by, at=at, text=text, state=state) for by, at, text, state in rows]


def papers(*, task_id: int) -> list[Paper]:
    """Return the documents of a task. Queries: 1."""
    columns = ("version_id", "version__filename", "version__filed_by__name", "version__filed_at")
    rows = Attachment.objects.filter(task_id=task_id).order_by("id").values_list(*columns)
    return [Paper(version_id=pk, filename=name, filed_by=by, filed_at=at) for pk, name, by, at in rows]

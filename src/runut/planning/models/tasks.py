"""Rows of the tasks of a case: the schedule plans them, the board moves them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

STATES = ["todo", "doing", "review", "done"]


class Task(models.Model):
    """One piece of the work; a milestone takes no day.

    ``days`` are working days. ``starts_on`` is the day before which it does not begin; with ``ends_on`` its dates are fixed. ``version`` counts
    its changes; ``place`` is its place in the schedule, ``rank`` the one in its column of the board. ``remark`` is the number of the remark that asks
    for it.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    milestone = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField(default=1)
    starts_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    feature = models.ForeignKey("planning.Feature", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    expert = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=6, default="todo")
    rank = models.BigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()
    done_on = models.DateField(null=True)
    removed_at = models.DateTimeField(null=True)
    remark = models.PositiveIntegerField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="planning_task_number_once"),
            models.UniqueConstraint(fields=["case", "remark"], name="planning_task_remark_once"),
            models.CheckConstraint(name="planning_task_state", condition=Q(state__in=STATES)),
            models.CheckConstraint(name="planning_task_done_on", condition=Q(state="done") | Q(done_on__isnull=True)),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "place", "id"], name="planning_tasks")]

    def __str__(self) -> str:
        return f"#{self.number} {self.name}"


class Dependency(models.Model):
    """``task`` begins when ``after`` has ended, and ``lag`` working days later."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="+", db_index=False)
    after = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+")
    lag = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "after"], name="planning_dependency_once"),
            models.CheckConstraint(name="planning_dependency_on_another", condition=~Q(task=F("after"))),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} after {self.after_id}"


class Column(models.Model):
    """How many tasks a column of a case's board holds at most."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=6)
    most = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "state"], name="planning_column_once"),
            models.CheckConstraint(name="planning_column_state", condition=Q(state__in=STATES)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}: {self.most}"


class Note(models.Model):
    """What was said about a task (``state`` empty), or that it was moved to ``state``."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    state = models.CharField(max_length=6, blank=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["task", "id"], name="planning_notes")]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.text or self.state}"


class Attachment(models.Model):
    """A document of the case that belongs to a task."""

    task = models.ForeignKey(Task, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey("documents.DocumentVersion", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["task", "version"], name="planning_attachment_once"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.version_id}"

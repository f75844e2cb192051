"""Rows of the usability test. An answer knows neither the link that brought it nor who gave it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

OUTCOMES = ["unaided", "helped", "failed"]


class Questionnaire(models.Model):
    """One asking of the System Usability Scale about one build; closed, it takes no answer."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    build = models.CharField(max_length=100)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="testing_questionnaire_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.number}"


class QuestionnaireLink(models.Model):
    """A link for one answer; its address is its signed number. Only the day of its use is kept, so that no order tells whose answer is whose."""

    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="links")
    used_on = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.questionnaire_id}: {self.pk}"


class UsabilityTask(models.Model):
    """What participants are asked to do with the application."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=300)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="testing_task_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.number}"


class TaskAttempt(models.Model):
    """How one participant, who has a label and no name, did one task with one build; the newest of the three counts.

    The database refuses to change or delete it (migration 0009).
    """

    task = models.ForeignKey(UsabilityTask, on_delete=models.PROTECT, related_name="attempts")
    build = models.CharField(max_length=100)
    participant = models.CharField(max_length=20)
    outcome = models.CharField(max_length=8)
    seconds = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="testing_attempt_outcome", condition=Q(outcome__in=OUTCOMES)),
        ]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.outcome}"


class Answer(models.Model):
    """Ten answers from 1 to 5, and what somebody adds. Its key is random, so that rows have no order."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    questionnaire = models.ForeignKey(Questionnaire, on_delete=models.PROTECT, related_name="answers")
    items = models.JSONField()
    note = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.id)

"""Rows of the acceptance test: scenarios, runs of them, and each execution.

Words as ISO/IEC/IEEE 29119 and Kiwi TCMS use them; only their "test case" is a scenario here, because a case is a project.
"""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

OUTCOMES = ["pass", "fail", "blocked"]
VERDICTS = ["", "accepted", "with_notes", "rejected"]


class Scenario(models.Model):
    """What the requesting unit tries: ``steps`` are ``{"action", "expected"}``; ``version`` counts changes; ``feature`` names what it is about."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    feature = models.CharField(max_length=100, blank=True)
    steps = models.JSONField(default=list)
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    written_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="testing_scenario_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.number}"


class AcceptanceRun(models.Model):
    """One going through scenarios with one build; signed off, nothing is added. ``minutes`` is the document that the sign-off made."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    build = models.CharField(max_length=100)
    place = models.CharField(max_length=200, blank=True)
    scenarios = models.ManyToManyField(Scenario, related_name="+")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    started_at = models.DateTimeField()
    verdict = models.CharField(max_length=12, blank=True, default="")
    conclusion = models.TextField(blank=True)
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    signed_at = models.DateTimeField(null=True)
    minutes = models.ForeignKey("documents.DocumentVersion", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="testing_run_number_once"),
            models.CheckConstraint(name="testing_run_verdict", condition=Q(verdict__in=VERDICTS)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.number}"


class Execution(models.Model):
    """One person tried one scenario; the newest counts. The database refuses to change or delete it (migration 0004).

    ``title`` and ``steps`` are those of the scenario as it stood then, each step with its ``outcome``.
    """

    run = models.ForeignKey(AcceptanceRun, on_delete=models.PROTECT, related_name="executions")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="+", db_index=False)
    scenario_version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    steps = models.JSONField(default=list)
    outcome = models.CharField(max_length=8)
    note = models.TextField(blank=True)
    picture = models.ForeignKey("documents.DocumentVersion", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="testing_execution_outcome", condition=Q(outcome__in=OUTCOMES)),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}: {self.outcome}"


class AutomatedReport(models.Model):
    """A report of automated tests (JUnit XML) that was read, of the document version that stays as it came.

    ``counts`` by outcome; ``failures`` are the first that did not pass, each ``{"name", "place", "outcome", "message"}``; ``scenarios`` holds
    the counts of those that name a scenario, by its number. The same file (``sha256``) about the same build is taken over once.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    version = models.ForeignKey("documents.DocumentVersion", on_delete=models.PROTECT, related_name="+", db_index=False)
    build = models.CharField(max_length=100)
    tested_on = models.DateField()
    counts = models.JSONField(default=dict)
    failures = models.JSONField(default=list)
    scenarios = models.JSONField(default=dict)
    sha256 = models.CharField(max_length=64, blank=True)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="testing_automated_number_once"),
            models.UniqueConstraint(fields=["case", "build", "sha256"], condition=~Q(sha256=""), name="testing_automated_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.number}"

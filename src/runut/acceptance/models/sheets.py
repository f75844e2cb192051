"""Rows that are written while the application is installed and compared; what counts as evidence is the document that they are filed as."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

PARTS = ["run_sheet", "comparison"]
RESULTS = ["", "done", "differs", "silent"]
VERDICTS = ["matches", "differs", "missing", "more"]


class Part(models.Model):
    """The run sheet or the comparison of one round: of one work item.

    ``revision`` counts the changes of its rows, ``filed`` is the revision that was filed last as a document (0: none), ``reported`` the one that
    stands in the report. ``numbers`` is the last number given to one of its rows. ``guide`` is the version whose steps the run sheet took.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.ForeignKey("cases.WorkItem", on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=12)
    revision = models.PositiveIntegerField(default=0)
    filed = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    numbers = models.PositiveIntegerField(default=0)
    guide = models.ForeignKey("documents.DocumentVersion", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "item", "key"], name="acceptance_part_once"),
            models.CheckConstraint(name="acceptance_part_key", condition=Q(key__in=PARTS)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.key}"


class Step(models.Model):
    """A step of the installation guide as it was carried out; ``result`` is empty until it was, ``silent`` that the guide does not say it."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="steps", db_index=False)
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    text = models.TextField()
    expected = models.TextField(blank=True)
    observed = models.TextField(blank=True)
    result = models.CharField(max_length=7, blank=True, default="")
    minutes = models.PositiveIntegerField(null=True)
    evidence = models.ForeignKey("documents.DocumentVersion", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "number"], name="acceptance_step_number_once"),
            models.CheckConstraint(name="acceptance_step_result", condition=Q(result__in=RESULTS)),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.number}"


class Line(models.Model):
    """What somebody found about one claim in one round. ``claim`` is the claim as it stood then (kind and params), ``claim_sha256`` its hash."""

    part = models.ForeignKey(Part, on_delete=models.PROTECT, related_name="lines", db_index=False)
    key = models.CharField(max_length=100)
    claim = models.JSONField(default=dict)
    claim_sha256 = models.CharField(max_length=64)
    installed = models.TextField(blank=True)
    verdict = models.CharField(max_length=7)
    evidence = models.ForeignKey("documents.DocumentVersion", null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["part", "key"], name="acceptance_line_once"),
            models.CheckConstraint(name="acceptance_line_verdict", condition=Q(verdict__in=VERDICTS)),
        ]

    def __str__(self) -> str:
        return f"{self.part_id}: {self.key}"

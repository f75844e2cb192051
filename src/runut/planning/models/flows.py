"""Rows of the business flows: the diagram that somebody draws now. What was filed of it are versions of its paper."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Flow(models.Model):
    """One diagram of a case and its draft: ``xml`` is BPMN 2.0 as it was saved last, ``revision`` counts how often that was.

    ``filed`` is the revision that was filed last, 0 before the first time; ``document`` is the paper as whose versions it is filed.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    xml = models.TextField()
    revision = models.PositiveIntegerField(default=1)
    filed = models.PositiveIntegerField(default=0)
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    saved_at = models.DateTimeField()
    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "name"], name="planning_flow_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class FlowSave(models.Model):
    """A draft as it was before something else took its place; only the last ones are kept (`runut.planning.services.flows`)."""

    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="saves")
    revision = models.PositiveIntegerField()
    xml = models.TextField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["flow", "revision"], name="planning_flow_save_once"),
        ]

    def __str__(self) -> str:
        return f"{self.flow_id}: {self.revision}"

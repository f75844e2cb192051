"""Rows of the feature list."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

PRIORITIES = ["must", "should", "could"]


class Feature(models.Model):
    """One thing that the application will do. Its row and its ``number`` stay, so that reviews, tests and acceptance can name it.

    ``place`` is its place in the list; ``version`` counts its changes; one that was removed keeps its row.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    place = models.PositiveIntegerField()
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    priority = models.CharField(max_length=6, default="must")
    criteria = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="planning_feature_number_once"),
            models.CheckConstraint(name="planning_feature_priority", condition=Q(priority__in=PRIORITIES)),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "place", "id"], name="planning_features")]

    def __str__(self) -> str:
        return f"F{self.number} {self.name}"

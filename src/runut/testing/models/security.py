"""Rows of the checklist of security functions."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

ANSWERS = ["fulfilled", "not_applicable", "not_yet"]


class SecurityAnswer(models.Model):
    """What somebody answered to an item of the checklist; the newest counts. The database refuses to change or delete it (migration 0009)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    item = models.CharField(max_length=4)
    answer = models.CharField(max_length=14)
    reason = models.TextField(blank=True)
    evidence = models.ForeignKey("documents.DocumentVersion", on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="testing_security_answer", condition=Q(answer__in=ANSWERS)),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "item"], name="testing_security_by_item")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.item}"

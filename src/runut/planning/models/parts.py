"""What the parts of a plan have in common: how often each was changed, and at which change it was filed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Part(models.Model):
    """The part of a case's plan that fulfils the deliverable ``key``.

    ``revision`` counts the changes of its rows, ``filed`` is the revision that was filed last as a document (0: none). ``numbers`` is the last
    number that was given to one of its rows; a number is never given twice. ``starts_on`` is when the work begins (schedule only).
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=64)
    revision = models.PositiveIntegerField(default=0)
    filed = models.PositiveIntegerField(default=0)
    numbers = models.PositiveIntegerField(default=0)
    starts_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "key"], name="planning_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.key}"

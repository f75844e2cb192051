"""Papers that are made in the background because they are long."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

PRINT_STATES = ["waiting", "making", "made", "failed"]


class Print(models.Model):
    """The paper of a case's schedule as one person asked for it last: a copy, taken away after a day.

    ``asked_at`` tells one asking from the next; ``tasks`` is how many it shows, ``content`` the PDF once it is made.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    paper = models.CharField(max_length=2)
    language = models.CharField(max_length=5)
    asked_at = models.DateTimeField(db_index=True)
    state = models.CharField(max_length=7, default="waiting")
    tasks = models.PositiveIntegerField(default=0)
    refusal = models.JSONField(null=True)
    content = models.BinaryField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "by"], name="planning_print_once"),
            models.CheckConstraint(name="planning_print_state", condition=Q(state__in=PRINT_STATES)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.paper}, {self.state}"

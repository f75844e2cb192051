"""Rows of the SOPs of an office and of its calendar."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

DAY_KINDS = [("holiday", "holiday"), ("joint_leave", "joint_leave"), ("working", "working")]


class Procedure(models.Model):
    """One SOP of the office, whatever its version."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(models.Model):
    """One text of an SOP; its words never change (triggers of migration 0003), a correction is a new version. Cases stay on theirs."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)
    is_current = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedures_version_number_once"),
            models.UniqueConstraint(fields=["procedure"], condition=Q(is_current=True), name="procedures_one_current_version"),
            models.CheckConstraint(
                name="procedures_version_confirmed_by_somebody",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"


class CalendarEdition(models.Model):
    """One decree on working days: a joint decree of the ministers, an amendment, a governor's decision.

    It is a draft until adopted; from then on it decides deadlines and its days never change (triggers of migration 0003).
    ``proposed_by`` names the library and version that proposed its days.
    """

    decree = models.CharField(max_length=160, unique=True)
    decided_on = models.DateField()
    covers_from = models.DateField()
    covers_to = models.DateField()
    note = models.TextField(blank=True)
    proposed_by = models.CharField(max_length=60, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    adopted_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    adopted_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="procedures_edition_covers_days", condition=Q(covers_to__gte=F("covers_from"))),
        ]

    def __str__(self) -> str:
        return self.decree


class CalendarDay(models.Model):
    """What an edition says of one day."""

    edition = models.ForeignKey(CalendarEdition, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    kind = models.CharField(max_length=12, choices=DAY_KINDS)
    name = models.CharField(max_length=160)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["edition", "day"], name="procedures_edition_day_once"),
            models.CheckConstraint(name="procedures_day_kind", condition=Q(kind__in=["holiday", "joint_leave", "working"])),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

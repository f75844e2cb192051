"""Rows of the SOPs of an office and of its calendar."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

DRAFT_STATES = ["draft", "submitted", "approved", "discarded"]
DAY_KINDS = [("holiday", "holiday"), ("joint_leave", "joint_leave"), ("working", "working")]


class Procedure(models.Model):
    """One SOP of the office, whatever its version; ``name`` is that of the newest."""

    key = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.name


class ProcedureVersion(models.Model):
    """One approved text of an SOP; its words never change (triggers of migration 0007), a correction is a new version. Cases stay on theirs.

    New cases follow the highest number whose ``effective_from`` has come. ``draft`` is what it was approved from, None for an installed one;
    ``approved_as`` the capacity of who approved it, as an event would hold it.
    """

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField()
    sha256 = models.CharField(max_length=64)
    note = models.TextField(blank=True)
    effective_from = models.DateField()
    draft = models.OneToOneField("Draft", null=True, on_delete=models.PROTECT, related_name="version")
    approved_as = models.JSONField(default=dict)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    confirmed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["procedure", "number"], name="procedures_version_number_once"),
            models.CheckConstraint(
                name="procedures_version_confirmed_by_somebody",
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.procedure_id} v{self.number}"


class Draft(models.Model):
    """An SOP that is being written, or waits for its approval; ``counter`` is the number of its newest `Revision`.

    ``procedure`` is None for one that the office does not have yet. ``office`` is asked to approve it.
    """

    procedure = models.ForeignKey(Procedure, null=True, on_delete=models.PROTECT, related_name="drafts")
    based_on = models.ForeignKey(ProcedureVersion, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    source = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, default="draft")
    counter = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True)
    office = models.ForeignKey("people.Office", null=True, on_delete=models.PROTECT, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="procedures_draft_state", condition=Q(state__in=DRAFT_STATES)),
            models.CheckConstraint(
                name="procedures_draft_submitted_to_an_office",
                condition=~Q(state__in=["submitted", "approved"]) | Q(office__isnull=False),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "changed_at", "id"], name="procedures_draft_by_state")]

    def __str__(self) -> str:
        return f"{self.name} ({self.state})"


class Revision(models.Model):
    """One saved state of a draft; rows are only added. ``content`` is as `runut.procedures.drafting.content` has it.

    ``undo_to`` and ``redo_to`` are the numbers that undo and redo lead to. ``aside`` keeps what somebody wrote over another's change: beside
    the revision of the same number, never the newest, but it can be read and taken.
    """

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField()
    content = models.JSONField()
    questions = models.JSONField(default=list)
    undo_to = models.PositiveIntegerField(null=True)
    redo_to = models.PositiveIntegerField(null=True)
    aside = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["draft", "number"], condition=Q(aside=False), name="procedures_revision_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.draft_id}#{self.number}"


class DraftAct(models.Model):
    """What somebody did with a draft as a whole: started, submitted, returned ... Append-only (triggers of migration 0007)."""

    draft = models.ForeignKey(Draft, on_delete=models.PROTECT, related_name="acts")
    kind = models.CharField(max_length=12)
    note = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    counter = models.PositiveIntegerField()
    acted_as = models.JSONField(default=dict)

    def __str__(self) -> str:
        return f"{self.draft_id}: {self.kind}"


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

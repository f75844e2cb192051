"""Rows of presentations and of who attended them. What a decision names is filed as a document (decision 0004), never read from here."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Presentation(models.Model):
    """A meeting in which the team presents: planned, then held once its record is filed.

    ``key`` is the deliverable that its record fulfils, ``round`` the round of that activity. ``invited`` holds names as they were when the
    invitation was written: ``performers``, ``units``, ``people`` (each a list of number or key, and name) and ``others`` (lines).
    ``similar`` are applications of the register, chosen to be shown. ``secret`` makes the codes of the attendance list, which is open
    from ``opened_at`` until ``closes_at``. ``sequence`` counts the changes, as calendars ask for it.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=64)
    round = models.PositiveIntegerField()
    state = models.CharField(max_length=8, default="planned")
    held_on = models.DateField()
    began_at = models.TimeField()
    ended_at = models.TimeField()
    place = models.CharField(max_length=300, blank=True)
    link = models.CharField(max_length=500, blank=True)
    agenda = models.TextField()
    letter_number = models.CharField(max_length=80, blank=True)
    invited = models.JSONField(default=dict)
    similar = models.JSONField(default=list)
    secret = models.CharField(max_length=64)
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    planned_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "key", "round"], name="reviews_presentation_once"),
            models.CheckConstraint(
                name="reviews_presentation_state",
                condition=Q(state="planned", recorded_at__isnull=True) | Q(state="held", recorded_at__isnull=False),
            ),
            models.CheckConstraint(
                name="reviews_presentation_open", condition=Q(opened_at__isnull=True, closes_at__isnull=True) | Q(closes_at__isnull=False)
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["closes_at"], name="reviews_by_closing")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.key} round {self.round}"


class Attendance(models.Model):
    """Somebody on the attendance list: signed by themselves with the code (``user``), or entered by hand by the host (``entered_by``).

    An entry is struck with who did it, never deleted.
    """

    presentation = models.ForeignKey(Presentation, on_delete=models.PROTECT, related_name="attendance")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    name = models.CharField(max_length=200)
    position = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    struck_at = models.DateTimeField(null=True)
    struck_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["presentation", "user"],
                condition=Q(user__isnull=False, struck_at__isnull=True),
                name="reviews_attendance_once",
            ),
            models.CheckConstraint(
                name="reviews_attendance_signed_or_entered",
                condition=Q(user__isnull=False, entered_by__isnull=True) | Q(user__isnull=True, entered_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.presentation_id}: {self.name}"


class Draft(models.Model):
    """A remark that somebody drafted before the decision on ``item``; the decision takes those that nobody took back.

    ``about`` is what it is tied to, as `runut.core.remarks.Remark` holds it.
    """

    item = models.ForeignKey("cases.WorkItem", on_delete=models.PROTECT, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    text = models.TextField()
    must = models.BooleanField()
    about = models.JSONField(default=dict)
    drafted_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)
    taken_back_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.item_id}: {self.text[:40]}"


class Opinion(models.Model):
    """What one member says before the decision on ``item``: that they have read the material (``read`` are its hashes), and their view."""

    item = models.ForeignKey("cases.WorkItem", on_delete=models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    read = models.JSONField(default=list)
    read_at = models.DateTimeField(null=True)
    view = models.CharField(max_length=8, blank=True)
    reason = models.TextField(blank=True)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "user"], name="reviews_opinion_once"),
            models.CheckConstraint(name="reviews_opinion_view", condition=Q(view__in=["", "agree", "disagree", "abstain"])),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.user_id} {self.view}"


class Verdict(models.Model):
    """Whether the answer to a remark of an earlier decision suffices, said before the decision on ``item``; the last word counts."""

    item = models.ForeignKey("cases.WorkItem", on_delete=models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    closed = models.BooleanField()
    reason = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["item", "number"], name="reviews_verdict_once"),
        ]

    def __str__(self) -> str:
        return f"{self.item_id}: remark {self.number}"

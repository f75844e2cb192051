"""Rows of a case: where it stands, its work items, its remarks, its team, and the events that prove it.

Where a case stands is written twice on purpose: as columns for lists and compare-and-set, and as the chain of events that `runut check`
replays against them.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

STATUSES = ["active", "held", "completed", "refused", "cancelled"]
OPEN = ["active", "held"]
ENDED = ["completed", "refused", "cancelled"]
FAR = datetime(9999, 1, 1, tzinfo=UTC)
"""What `Case.due_order` holds where there is no deadline, so that such cases come last and paging needs no case for NULL."""


class Case(models.Model):
    """One run of a procedure (screen: proyek).

    ``activity``, ``round``, ``turn_key`` and ``due_at`` repeat the open work item for lists; ``turn_key`` is the performer's key when an
    office holds it, ``@unit`` or ``@team`` when the requesting unit or the case's own team does. ``due_order`` is what lists sort by.
    ``leg`` counts how often it moved to another version of its SOP; ``version`` is where it is now.
    """

    uid = models.CharField(max_length=36, unique=True)
    number = models.CharField(max_length=24, unique=True, null=True)
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    unit = models.ForeignKey("people.Unit", on_delete=models.PROTECT, related_name="+", db_index=False)
    version = models.ForeignKey("procedures.ProcedureVersion", on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    is_rehearsal = models.BooleanField(default=False)
    opened_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ending_reason = models.TextField(blank=True)
    status = models.CharField(max_length=10)
    activity = models.PositiveSmallIntegerField(null=True)
    round = models.PositiveIntegerField(default=1)
    turn_key = models.CharField(max_length=64, blank=True)
    due_at = models.DateTimeField(null=True)
    due_order = models.DateTimeField(default=FAR)
    rounds = models.JSONField(default=dict)
    leg = models.PositiveSmallIntegerField(default=0, db_default=0)
    remarks = models.PositiveIntegerField(default=0)
    open_remarks = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField()
    events = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="cases_case_status", condition=Q(status__in=STATUSES)),
            models.CheckConstraint(
                name="cases_case_ended_or_open",
                condition=Q(status__in=ENDED, ended_at__isnull=False, activity__isnull=True)
                | Q(
                    status__in=OPEN,
                    ended_at__isnull=True,
                    activity__isnull=False,
                ),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["status", "turn_key", "due_order", "id"], name="cases_by_turn"),
            models.Index(fields=["status", "due_order", "id"], name="cases_by_due"),
            models.Index(
                fields=["status", "activity", "due_order", "id"],
                name="cases_by_activity",
            ),
            models.Index(fields=["unit", "status", "due_order", "id"], name="cases_by_unit"),
            models.Index(fields=["unit", "status", "opened_at", "id"], name="cases_by_unit_opening"),
            models.Index(fields=["unit", "status", "title", "id"], name="cases_by_unit_title"),
            models.Index(fields=["opened_at", "id"], name="cases_by_opening"),
            models.Index(fields=["status", "opened_at", "id"], name="cases_by_status_opening"),
            models.Index(fields=["title", "id"], name="cases_by_title"),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class WorkItem(models.Model):
    """One activation of an activity; a case has at most one that is open. ``activity`` and ``round`` are those of the leg."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="work_items", db_index=False)
    leg = models.PositiveSmallIntegerField(default=0, db_default=0)
    activity = models.PositiveSmallIntegerField()
    round = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default="open")
    turn = models.PositiveSmallIntegerField(default=0)
    rework = models.BooleanField(default=False)
    scheduled_at = models.DateTimeField()
    due_at = models.DateTimeField(null=True)
    ends_on = models.DateField(null=True)
    holds = models.JSONField(default=list)
    extended = models.PositiveIntegerField(default=0)
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state="open"),
                name="cases_one_open_work_item",
            ),
            models.UniqueConstraint(fields=["case", "leg", "activity", "round"], name="cases_work_item_once"),
            models.CheckConstraint(
                name="cases_work_item_state",
                condition=Q(state__in=["open", "completed", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="cases_work_item_closed",
                condition=Q(state="open", closed_at__isnull=True) | (~Q(state="open") & Q(closed_at__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.activity} round {self.round}"


class Event(models.Model):
    """One recorded fact: its canonical JSON and its hash; the other columns repeat the content so that it can be found.

    The database refuses to change or delete it (migration 0002).
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    activity = models.PositiveSmallIntegerField(null=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    content = models.TextField()
    hash = models.CharField(max_length=64)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_event_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}#{self.number} {self.kind}"


class Remark(models.Model):
    """What a decision asks to be changed, and the answer of the next round.

    ``weight``, ``about`` and ``drafted_by`` are those of `runut.core.remarks.Remark`. An answer that sufficed is ``closed_at``; one that did
    not is among ``earlier`` (answer, change, by, at, why), and the remark waits for its next.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    activity = models.PositiveSmallIntegerField()
    round = models.PositiveIntegerField()
    text = models.TextField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    raised_at = models.DateTimeField()
    answer = models.TextField(blank=True)
    change = models.TextField(blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    weight = models.CharField(max_length=10, blank=True, default="", db_default="")
    about = models.JSONField(null=True)
    drafted_by = models.CharField(max_length=200, blank=True, default="", db_default="")
    closed_at = models.DateTimeField(null=True)
    earlier = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case", "number"], name="cases_remark_number_once"),
            models.CheckConstraint(
                name="cases_remark_answered_by_somebody",
                condition=Q(answered_at__isnull=True) | (Q(answered_by__isnull=False) & ~Q(answer="") & ~Q(change="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} remark {self.number}"


class TeamMember(models.Model):
    """An expert of the case's development team, with a role, from a day on and perhaps until one."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="team")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    role = models.CharField(max_length=80)
    from_on = models.DateField()
    to_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "user"],
                condition=Q(to_on__isnull=True),
                name="cases_team_member_once",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["user", "case"], name="cases_team_by_user")]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.user_id} {self.role}"


class Sequence(models.Model):
    """The last register number given in a year (PA-2026-0001)."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    last = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"

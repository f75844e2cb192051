"""Rows of the mockups: how the screens of a case are named and ordered, and what people say about a spot of one."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Screen(models.Model):
    """What the gallery adds to a paper that shows a screen: its name there and its place. The pictures are the paper's versions."""

    document = models.OneToOneField("documents.Document", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    place = models.PositiveIntegerField()

    def __str__(self) -> str:
        return self.name


class ScreenComment(models.Model):
    """One comment on a version of a screen. ``x`` and ``y`` are its spot in per cent from the left and the top; none: about the whole."""

    screen = models.ForeignKey(Screen, on_delete=models.PROTECT, related_name="comments", db_index=False)
    number = models.PositiveIntegerField()
    version = models.ForeignKey("documents.DocumentVersion", on_delete=models.PROTECT, related_name="+")
    x = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    y = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    page = models.PositiveSmallIntegerField(default=1)
    text = models.CharField(max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()
    resolved = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["screen", "number"], name="planning_screen_comment_number_once"),
            models.CheckConstraint(
                name="planning_screen_comment_spot",
                condition=Q(x=None, y=None) | Q(x__gte=0, x__lte=100, y__gte=0, y__lte=100),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.screen_id}#{self.number}"


class ScreenReply(models.Model):
    """What followed on a comment: an answer, that it is resolved, or that it is open again."""

    comment = models.ForeignKey(ScreenComment, on_delete=models.PROTECT, related_name="replies")
    kind = models.CharField(max_length=10)
    text = models.CharField(max_length=2000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="planning_screen_reply_kind", condition=Q(kind__in=["answer", "resolve", "reopen"])),
        ]

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.kind}"

"""Rows of the office's register of regulations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Regulation(models.Model):
    """One regulation. ``issuer`` tells apart those whose kind does not (a minister's, an agency's); ``replaced_by`` says what holds instead.

    Its text is a link (``address``), a file of the documents' store (``sha256``), or both.
    """

    kind = models.CharField(max_length=20)
    issuer = models.CharField(max_length=100, blank=True)
    number = models.CharField(max_length=60)
    year = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=500)
    address = models.URLField(max_length=500, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    media_type = models.CharField(max_length=120, blank=True)
    filename = models.CharField(max_length=200, blank=True)
    replaced = models.BooleanField(default=False)
    replaced_by = models.CharField(max_length=300, blank=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    changed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["kind", "issuer", "number", "year"], name="planning_regulation_once"),
            models.CheckConstraint(name="planning_regulation_in_force", condition=Q(replaced=True) | Q(replaced_by="")),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["-year", "kind", "number", "id"], name="planning_regulations")]

    def __str__(self) -> str:
        return f"{self.kind} {self.number}/{self.year}"

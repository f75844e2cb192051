"""Rows of what is filed: the bytes by their hash, the papers of a case, and each version of them."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q


class Blob(models.Model):
    """Bytes that were stored once under their SHA-256, whoever filed them and however often.

    ``content`` holds them when they are the canonical JSON of a native form (small, and so part of the same transaction as the step that
    they prove); the bytes of a file are in the store on disk.
    """

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()
    content = models.BinaryField(null=True)
    scan = models.CharField(max_length=10, default="unscanned")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="documents_blob_scan", condition=Q(scan__in=["unscanned", "clean", "infected"])),
        ]

    def __str__(self) -> str:
        return self.sha256


class Document(models.Model):
    """One paper of a case, under the key of the deliverable that it serves (empty: another paper)."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="+", db_index=False)
    key = models.CharField(max_length=64, blank=True)
    title = models.CharField(max_length=200)
    current = models.PositiveIntegerField(default=1)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["case", "key", "id"], name="documents_by_case")]

    def __str__(self) -> str:
        return self.title


class DocumentVersion(models.Model):
    """One filing of a document; never changed or deleted (migration 0002).

    ``form`` names the native form whose canonical JSON the blob is; empty for an uploaded file. ``ends_on`` is the date that the
    document sets as the end of the work it describes (a schedule).
    """

    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions", db_index=False)
    number = models.PositiveIntegerField()
    blob = models.ForeignKey(Blob, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=200)
    form = models.CharField(max_length=64, blank=True)
    ends_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    activity = models.PositiveSmallIntegerField()
    round = models.PositiveIntegerField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    filed_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "number"], name="documents_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} v{self.number}"

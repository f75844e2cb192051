"""Rows that no office would name: the shared cache, who works off jobs, when periodic jobs come next; and the papers that left."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CacheEntry(models.Model):
    """A row of Django's database cache, which holds rate limits; a model so that a migration makes its table on both databases."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = "base_cache"

    def __str__(self) -> str:
        return self.cache_key


class Worker(models.Model):
    """A process that works off jobs. Its heartbeat is the lease on every job it runs: when it falls silent, they come back."""

    name = models.CharField(max_length=64, primary_key=True)
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["seen_at"], name="base_worker_by_heartbeat")]

    def __str__(self) -> str:
        return self.name


class Due(models.Model):
    """When a periodic job comes next; whoever moves ``next_at`` forward enqueues it."""

    name = models.CharField(max_length=100, primary_key=True)
    next_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} at {self.next_at.isoformat()}"


class IssuedPaper(models.Model):
    """An official document as it left: the code on its pages and the hash of its bytes; never changed or deleted (migration 0003).

    ``name`` says which paper it is and in which language; of those with one name the one with the latest ``at``, and of these the one written
    last, is what holds. Who took it, and what it says, is not kept here.
    """

    name = models.CharField(max_length=120)
    at = models.DateTimeField()
    code = models.CharField(max_length=19)
    sha256 = models.CharField(max_length=64)
    issued_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["code", "sha256"], name="base_issued_by_code"),
            models.Index(fields=["name", "at"], name="base_issued_by_name"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

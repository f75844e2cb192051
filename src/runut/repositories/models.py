"""Rows of the repositories that the product hosts, of what was pushed into them, and of their releases."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models


class Repository(models.Model):
    """The bare git repository of one case; its folder is named after the row (`runut.repositories.git.folder`)."""

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=40, unique=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class ForgeProject(models.Model):
    """The project of a case at the office's own forge: asked for, then made by a job, then the case's repository.

    ``state`` is making, made or failed; ``refusal`` is what the forge said last, as codes and parameters of sentences, None: nothing against it.
    ``key`` is how the forge finds the project, ``secret`` (sealed) signs its webhook. ``accounts`` are those that we let in, with whether they
    write; ``strangers`` are people who have no account that we see. ``tags`` are those of the forge when it was asked last; ``wanted`` is the
    release that is being fetched.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="+")
    repository = models.OneToOneField(Repository, null=True, on_delete=models.PROTECT, related_name="forged")
    kind = models.CharField(max_length=10)
    title = models.CharField(max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=6)
    refusal = models.JSONField(null=True)
    key = models.CharField(max_length=500, blank=True)
    address = models.CharField(max_length=500, blank=True)
    page = models.CharField(max_length=500, blank=True)
    secret = models.TextField()
    accounts = models.JSONField(default=dict)
    strangers = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    wanted = models.JSONField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="repositories_forge_state", condition=models.Q(state__in=["making", "made", "failed"])),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} at {self.kind}: {self.state}"


class Push(models.Model):
    """One ref that one push moved; the database refuses to change or delete it (migration 0006).

    Who pushed is a person of ours, or ``by`` as the forge names them; ``delivery`` is by which message the forge told it, each once.

    ``old`` and ``new`` are commit hashes, forty zeros where the ref was made or removed. ``commits`` counts those that came with it,
    ``lines`` are the first lines of the newest, one a line; None: nobody looked.
    """

    repository = models.ForeignKey(Repository, on_delete=models.PROTECT, related_name="pushes", db_index=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    by = models.CharField(max_length=200, null=True)
    delivery = models.CharField(max_length=100, null=True)
    at = models.DateTimeField()
    ref = models.CharField(max_length=255)
    old = models.CharField(max_length=64)
    new = models.CharField(max_length=64)
    commits = models.PositiveIntegerField(null=True)
    lines = models.TextField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["repository", "at", "ref", "new"], name="repositories_push_once"),
            models.UniqueConstraint(fields=["repository", "delivery"], name="repositories_push_told_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["repository", "id"], name="repositories_pushes")]

    def __str__(self) -> str:
        return f"{self.repository_id}: {self.ref}"


class Mention(models.Model):
    """A commit whose message names a number (`#12`), noted when it was pushed; the database refuses to change or delete it (migration 0004)."""

    repository = models.ForeignKey(Repository, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    commit = models.CharField(max_length=64)
    line = models.CharField(max_length=200)
    author = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["repository", "number", "commit"], name="repositories_mention_once"),
        ]

    def __str__(self) -> str:
        return f"{self.commit} names #{self.number}"


class Release(models.Model):
    """A tag that was released: what the deliverable "Aplikasi" is. The database refuses to change or delete it (migration 0002).

    ``archive_sha256`` names the archive of the tag in the documents' store; its papers stand under the deliverables that they fulfil.
    """

    repository = models.ForeignKey(Repository, on_delete=models.PROTECT, related_name="releases", db_index=False)
    tag = models.CharField(max_length=100)
    commit = models.CharField(max_length=64)
    notes = models.TextField()
    archive_sha256 = models.CharField(max_length=64)
    archive_size = models.BigIntegerField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["repository", "tag"], name="repositories_release_tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.repository_id}: {self.tag}"

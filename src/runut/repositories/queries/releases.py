"""What was released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runut.repositories.models import Release


@dataclass(frozen=True, slots=True, kw_only=True)
class Released:
    """One release: its tag, the commit, and the hash of its archive."""

    tag: str
    commit: str
    notes: str
    archive_sha256: str
    archive_size: int
    name: str
    at: datetime


def released(*, repository_id: int) -> list[Released]:
    """Return the releases of a repository, newest first. Queries: 1."""
    columns = ("tag", "commit", "notes", "archive_sha256", "archive_size", "made_by__name", "made_at")
    rows = Release.objects.filter(repository_id=repository_id).order_by("-id").values_list(*columns)
    return [
        Released(tag=tag, commit=commit, notes=notes, archive_sha256=sha256, archive_size=size, name=name, at=at)
        for tag, commit, notes, sha256, size, name, at in rows
    ]

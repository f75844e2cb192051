"""What this room does in the background."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from django_tasks import task

from runut.documents.store import store

UPLOAD_LASTS: Final = timedelta(days=1)
"""After how long without a byte an upload counts as broken off."""


@task()
def sweep() -> int:
    """Remove what uploads that broke off have left, and return how many there were."""
    return store().sweep(before=datetime.now(UTC) - UPLOAD_LASTS)

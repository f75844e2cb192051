"""Files of the office that belong to no case, kept in the same store and proved by the same check: a regulation's text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runut.documents.models import Blob
from runut.documents.naming import clean_filename
from runut.documents.sniffing import media_type
from runut.documents.store import Staged, store


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A file that is kept: its hash, length, type as its bytes tell, and name."""

    sha256: str
    size: int
    media_type: str
    filename: str


def keep_file(*, upload: Staged, filename: str, at: datetime) -> Kept:
    """Keep a file that has arrived, once under its hash, and return how it is called. Queries: 1.

    The caller's transaction writes what names it; should that fail, the bytes stay without a row, which is harmless.
    """
    kept = Kept(
        sha256=upload.sha256,
        size=upload.size,
        media_type=media_type(upload.head, upload.path),
        filename=clean_filename(filename),
    )
    store().keep(upload)
    Blob.objects.bulk_create(
        [Blob(sha256=kept.sha256, size=kept.size, media_type=kept.media_type, stored_at=at)],
        ignore_conflicts=True,
    )
    return kept

"""Writing one version of a paper; the caller holds the case's lock and writes the event that the version is proved by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from runut.core.errors import NotFound
from runut.documents.models import Blob, Document, DocumentVersion


@dataclass(frozen=True, slots=True, kw_only=True)
class Bytes:
    """What is filed; ``content`` holds it when it is the canonical JSON of a form and not a file."""

    sha256: str
    size: int
    media_type: str
    filename: str
    content: bytes | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Filing:
    """One filing: what, as which paper, where the case stood, who, when.

    ``document_id`` says of which paper it is the next version; 0: of the one with this key and title, or of a new one.
    """

    case_id: int
    key: str
    title: str
    bytes: Bytes
    user_id: int
    at: datetime
    activity: int = 0
    round: int = 0
    document_id: int = 0
    form: str = ""
    ends_on: date | None = None
    note: str = ""


def write_version(filing: Filing) -> DocumentVersion:
    """Write ``filing`` as the next version of its paper. A paper that was taken out comes back with its history. Queries: 4.

    Raises:
        NotFound: The case has no such paper under this key.
    """
    same = {"pk": filing.document_id} if filing.document_id else {"title": filing.title}
    document = Document.objects.filter(case_id=filing.case_id, key=filing.key, **same).order_by("id").first()
    if document is None and filing.document_id:
        raise NotFound
    blob = Blob(
        sha256=filing.bytes.sha256,
        size=filing.bytes.size,
        media_type=filing.bytes.media_type,
        stored_at=filing.at,
        content=filing.bytes.content,
    )
    Blob.objects.bulk_create([blob], ignore_conflicts=True)
    if document is None:
        document = Document.objects.create(case_id=filing.case_id, key=filing.key, title=filing.title)
    else:
        document.current += 1
        document.removed_at = None
        document.save(update_fields=["current", "removed_at"])
    return DocumentVersion.objects.create(
        document=document,
        number=document.current,
        blob=blob,
        filename=filing.bytes.filename,
        form=filing.form,
        ends_on=filing.ends_on,
        note=filing.note,
        activity=filing.activity,
        round=filing.round,
        filed_by_id=filing.user_id,
        filed_at=filing.at,
    )


def event_record(version: DocumentVersion) -> dict[str, object]:
    """Return the version as an event names it."""
    return {
        "key": version.document.key,
        "name": version.document.title,
        "version": version.number,
        "sha256": version.blob_id,
        "size": version.blob.size,
        "media_type": version.blob.media_type,
        "filename": version.filename,
        "form": version.form,
        "ends_on": version.ends_on.isoformat() if version.ends_on else None,
    }

"""Writing one version of a paper; the caller holds the case's lock and writes the event that the version is proved by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from runut.base import sql
from runut.core.errors import NotFound
from runut.documents.models import DocumentVersion

_NEXT = "UPDATE documents_document SET current = current + 1, removed_at = NULL WHERE id = ({}) RETURNING id, title, current"
_BY_ID = "SELECT id FROM documents_document WHERE case_id = %s AND key = %s AND id = %s"
_BY_TITLE = "SELECT id FROM documents_document WHERE case_id = %s AND key = %s AND title = %s ORDER BY id LIMIT 1"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A version that was written: its row, and how an event names it."""

    id: int
    record: dict[str, object]


def write_version(filing: Filing) -> Written:
    """Write ``filing`` as the next version of its paper. A paper that was taken out comes back with its history.

    Queries: 3, and 1 more for a new paper.

    Raises:
        NotFound: The case has no such paper under this key.
    """
    document_id, title, number = _next_number(filing)
    sql.write(
        "INSERT INTO documents_blob (sha256, size, media_type, stored_at, content, scan) VALUES (%s, %s, %s, %s, %s, 'unscanned')"
        " ON CONFLICT (sha256) DO NOTHING",
        [filing.bytes.sha256, filing.bytes.size, filing.bytes.media_type, sql.put_moment(filing.at), filing.bytes.content],
    )
    ((pk,),) = sql.read(
        "INSERT INTO documents_documentversion"
        " (document_id, number, blob_id, filename, form, ends_on, note, activity, round, filed_by_id, filed_at)"
        " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s) RETURNING id",
        [
            document_id,
            number,
            filing.bytes.sha256,
            filing.bytes.filename,
            filing.form,
            sql.put_day(filing.ends_on),
            filing.note,
            filing.activity,
            filing.round,
            filing.user_id,
            sql.put_moment(filing.at),
        ],
    )
    record = {
        "key": filing.key,
        "name": title,
        "version": number,
        "sha256": filing.bytes.sha256,
        "size": filing.bytes.size,
        "media_type": filing.bytes.media_type,
        "filename": filing.bytes.filename,
        "form": filing.form,
        "ends_on": filing.ends_on.isoformat() if filing.ends_on else None,
    }
    return Written(id=pk, record=record)


def _next_number(filing: Filing) -> tuple[int, str, int]:
    """Return the paper that is filed to, its title, and the number of its new version. Queries: 1, and 1 more for a new paper."""
    which = _BY_ID if filing.document_id else _BY_TITLE
    found = sql.read(_NEXT.format(which), [filing.case_id, filing.key, filing.document_id or filing.title])
    if found:
        pk, title, number = found[0]
        return pk, title, number
    if filing.document_id:
        raise NotFound
    made = "INSERT INTO documents_document (case_id, key, title, current) VALUES (%s, %s, %s, 1) RETURNING id"
    ((pk,),) = sql.read(made, [filing.case_id, filing.key, filing.title])
    return pk, filing.title, 1


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

"""What the rooms below ask of this one: what fulfils a deliverable, and filing what a decision itself makes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from runut.base import sql
from runut.cases.deliverables import Record
from runut.core.guards import Filed
from runut.core.ledger import canonical
from runut.documents.versions import Bytes, Filing, write_version

FORM_TYPE = "application/json"
_FULFILLED = """
SELECT d.key, d.title, v.number, v.blob_id, v.filed_at, v.ends_on
FROM documents_document d JOIN documents_documentversion v ON v.document_id = d.id AND v.number = d.current
WHERE d.case_id = %s AND d.removed_at IS NULL AND d.key IN ({}) ORDER BY d.id"""


def form_bytes(form: str, content: Mapping[str, Any]) -> Bytes:
    """Return a form's values as canonical JSON, the same bytes for the same values."""
    text = canonical(content)
    return Bytes(sha256=hashlib.sha256(text).hexdigest(), size=len(text), media_type=FORM_TYPE, filename=f"{form}.json", content=text)


class Papers:
    """The `runut.cases.deliverables.Store` of this product."""

    def asking(self, case_id: int, keys: Collection[str]) -> sql.Statement:
        """Return what `fulfilled` asks."""
        return _FULFILLED.format(", ".join(["%s"] * len(keys))), [case_id, *sorted(keys)]

    def fulfilled(self, case_id: int, keys: Collection[str]) -> Mapping[str, Sequence[Filed]]:
        """Return what fulfils each of ``keys``: the current version of every paper that was not taken out. Queries: 1."""
        found: dict[str, list[Filed]] = {}
        if not keys:
            return found
        for key, title, number, sha256, filed_at, ends_on in sql.read(*self.asking(case_id, keys)):
            at = sql.get_moment(filed_at)
            assert at is not None
            filed = Filed(key=key, name=title, version=number, sha256=sha256, filed_at=at, ends_on=sql.get_day(ends_on))
            found.setdefault(key, []).append(filed)
        return found

    def file_record(self, record: Record) -> dict[str, object]:
        """File what the product writes down itself. Queries: 3, and 1 more for the first version."""
        filing = Filing(
            case_id=record.case_id,
            key=record.key,
            title=record.name,
            bytes=form_bytes(record.form, record.content),
            form=record.form,
            activity=record.activity,
            round=record.round,
            user_id=record.user_id,
            at=record.at,
        )
        return write_version(filing).record

"""What the rooms below ask of this one: what fulfils a deliverable, and filing what a decision itself makes."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import F

from runut.cases.deliverables import Record
from runut.core.guards import Filed
from runut.core.ledger import canonical
from runut.documents.models import DocumentVersion
from runut.documents.versions import Bytes, Filing, event_record, write_version

FORM_TYPE = "application/json"


def form_bytes(form: str, content: Mapping[str, Any]) -> Bytes:
    """Return a form's values as canonical JSON, the same bytes for the same values."""
    text = canonical(content)
    return Bytes(sha256=hashlib.sha256(text).hexdigest(), size=len(text), media_type=FORM_TYPE, filename=f"{form}.json", content=text)


class Papers:
    """The `runut.cases.deliverables.Store` of this product."""

    def fulfilled(self, case_id: int, keys: Collection[str]) -> Mapping[str, Sequence[Filed]]:
        """Return what fulfils each of ``keys``: the current version of every paper that was not taken out. Queries: 1."""
        found: dict[str, list[Filed]] = {}
        rows = (
            DocumentVersion.objects.filter(
                document__case_id=case_id, document__key__in=list(keys), document__removed_at=None, number=F("document__current")
            )
            .order_by("document_id")
            .values_list("document__key", "document__title", "number", "blob_id", "filed_at", "ends_on")
        )
        for key, title, number, sha256, filed_at, ends_on in rows:
            filed = Filed(key=key, name=title, version=number, sha256=sha256, filed_at=filed_at, ends_on=ends_on)
            found.setdefault(key, []).append(filed)
        return found

    def file_record(self, record: Record) -> dict[str, object]:
        """File what the product writes down itself. Queries: 4."""
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
        return event_record(write_version(filing))

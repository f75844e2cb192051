"""What is stored, whatever paper it belongs to: checked against its hash, named for a backup, and counted."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import BigIntegerField, Count, Sum
from django.db.models.functions import Cast, Coalesce

from runut.documents.models import Blob, DocumentVersion
from runut.documents.store import digest, store


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One stored file after its hash was taken again: ``found`` is the hash it has now, empty when it is gone.

    ``done`` of ``total`` are checked with it; ``cases`` are the cases whose evidence it is, looked up when something is wrong.
    """

    sha256: str
    found: str
    done: int
    total: int
    cases: tuple[str, ...] = ()

    @property
    def sound(self) -> bool:
        """Whether the bytes are those that were filed."""
        return self.found == self.sha256


def check_files() -> Iterator[Checked]:
    """Yield every stored file after hashing it again, a block at a time. Queries: 2, and 1 for each that is wrong."""
    total = Blob.objects.count()
    rows = Blob.objects.order_by("sha256").values_list("sha256", "content").iterator(chunk_size=200)
    for done, (sha256, content) in enumerate(rows, 1):
        found = store().rehash(sha256) if content is None else digest(io.BytesIO(bytes(content)))
        cases = () if found == sha256 else _cases_of(sha256)
        yield Checked(sha256=sha256, found=found, done=done, total=total, cases=cases)


def stored_files() -> Iterator[str]:
    """Yield the hash of every file in the store, for a backup; those of forms are in the database. Queries: 1."""
    yield from Blob.objects.filter(content=None).order_by("sha256").values_list("sha256", flat=True).iterator(chunk_size=2000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Storage:
    """How much is stored: ``size`` counts equal bytes once, ``filed_size`` as often as they were filed."""

    papers: int
    versions: int
    filed_size: int
    files: int
    size: int
    unscanned: int
    incoming: int
    incoming_size: int


def storage() -> Storage:
    """Return the figures of the store. Queries: 3."""
    size = Coalesce(Sum(Cast("size", BigIntegerField())), 0)
    blobs = Blob.objects.aggregate(files=Count("*"), size=size)
    filed_size = Coalesce(Sum(Cast("blob__size", BigIntegerField())), 0)
    versions = DocumentVersion.objects.aggregate(versions=Count("*"), papers=Count("document_id", distinct=True), filed_size=filed_size)
    unscanned = Blob.objects.filter(content=None, scan="unscanned").count()
    incoming, incoming_size = store().incoming()
    return Storage(**blobs, **versions, unscanned=unscanned, incoming=incoming, incoming_size=incoming_size)


def _cases_of(sha256: str) -> tuple[str, ...]:
    rows = DocumentVersion.objects.filter(blob_id=sha256).order_by("document__case_id").distinct()
    return tuple(number or title for number, title in rows.values_list("document__case__number", "document__case__title"))

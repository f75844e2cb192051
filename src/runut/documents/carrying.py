"""Papers of a case that travel between installations: what no event says of them, and their rows made from the events that filed them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date

from runut.core.errors import CaseFileBroken
from runut.core.ledger import Event
from runut.documents.models import Blob, Document, DocumentVersion
from runut.documents.store import store


def filing_notes(*, case_id: int) -> dict[tuple[str, str, int], str]:
    """Return what was noted with each version, by key, title and number of the version. Queries: 1."""
    rows = DocumentVersion.objects.filter(document__case_id=case_id).exclude(note="")
    return {
        (key, title, number): note for key, title, number, note in rows.values_list("document__key", "document__title", "number", "note")
    }


def take_in_documents(
    *,
    case_id: int,
    events: Sequence[Event],
    users: Sequence[int],
    notes: Mapping[str, str],
    read: Callable[[str], Iterator[bytes]],
) -> None:
    """Write the papers that ``events`` filed or signed, their versions and their bytes; the caller holds the transaction.

    Args:
        case_id: The case, which has its events.
        events: All of its events.
        users: For each event, whose account acted.
        notes: What was noted with a filing, by the number of its event.
        read: Gives the bytes with a hash, a block at a time.

    Raises:
        CaseFileBroken: Bytes are not those of their hash.
    """
    papers: dict[tuple[str, str], Document] = {}
    for event, user in zip(events, users, strict=True):
        named = str(event.data.get("key", "")), str(event.data.get("name", ""))
        if event.kind == "remove":
            papers[named].removed_at = event.at
        elif event.kind in {"file", "sign"}:
            paper = papers.get(named) or papers.setdefault(named, Document.objects.create(case_id=case_id, key=named[0], title=named[1]))
            paper.current, paper.removed_at = int(event.data["version"]), None
            _take_in_bytes(event, read)
            _take_in_version(event, paper, user, notes.get(str(event.number), ""))
    Document.objects.bulk_update(papers.values(), ["current", "removed_at"], batch_size=100)


def _take_in_version(event: Event, paper: Document, user: int, note: str) -> None:
    data = event.data
    DocumentVersion.objects.create(
        document=paper,
        number=data["version"],
        blob_id=data["sha256"],
        filename=data["filename"],
        form=data["form"],
        ends_on=date.fromisoformat(data["ends_on"]) if data["ends_on"] else None,
        note=note,
        activity=event.activity or 0,
        round=event.round or 0,
        filed_by_id=user,
        filed_at=event.at,
    )


def _take_in_bytes(event: Event, read: Callable[[str], Iterator[bytes]]) -> None:
    """Keep the bytes of a filing, unless they are here; those of a form in its row, those of a file in the store."""
    data, sha256 = event.data, str(event.data["sha256"])
    if Blob.objects.filter(pk=sha256).exists():
        return
    staged = store().stage()
    try:
        for block in read(sha256):
            staged.write(block)
        staged.finish()
        if staged.sha256 != sha256:
            raise CaseFileBroken(code="casefile_changed", name=str(data["name"]))
        content = staged.path.read_bytes() if data["form"] else None
        if content is None:
            store().keep(staged)
    finally:
        staged.discard()
    Blob.objects.create(sha256=sha256, size=staged.size, media_type=data["media_type"], stored_at=event.at, content=content)

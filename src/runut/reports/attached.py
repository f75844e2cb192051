"""What a final report carries for programs (PDF/A-3): every event of the case, and every paper with its hash, both as they stand in its chapters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from runut.base.exports import csv_lines
from runut.core.ledger import Event
from runut.documents.queries import Paper
from runut.formats.casefile import events_text
from runut.formats.printing.letter import Attached

EVENTS = "events.jsonl"
EVIDENCE = "evidence.csv"


def attached(told: Sequence[Event], papers: Sequence[Paper]) -> tuple[Attached, ...]:
    """Return the events, line by line as in a case file, and the list of evidence; the same case gives the same bytes."""
    heads = ("deliverable", "document", "version", "filed_by", "filed_at", "sha256")
    return (
        Attached(
            name=EVENTS,
            content=events_text(told),
            media_type="application/jsonl",
            about=_("Every event of the case with its hash, one a line"),
        ),
        Attached(
            name=EVIDENCE,
            content=b"".join(csv_lines(heads, _rows(papers))),
            media_type="text/csv",
            about=_("Every version of every document with its SHA-256"),
        ),
    )


def _rows(papers: Sequence[Paper]) -> Iterator[Sequence[object]]:
    for paper in papers:
        for one in reversed(paper.versions):
            yield paper.key, one.title, one.number, one.filed_by, one.filed_at.isoformat(), one.sha256

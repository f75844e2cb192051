"""Every kind of event has its sentence in both languages, and how far a deadline is counts as people count."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.utils import translation

from runut.cases.timing import days_left
from runut.cases.words import KINDS, say_event
from runut.core.ledger import KINDS as RECORDED
from runut.core.ledger import Event
from runut.core.workdays import Calendar

DATA = {
    "due_at": "2026-11-26T09:00:00.000000Z",
    "was": None,
    "edition": "SKB",
    "days": 2,
    "status": "completed",
    "version": 2,
    "name": "Jadwal",
    "filename": "jadwal.pdf",
    "sha256": "ab" * 32,
    "ends_on": "2027-02-26",
    "cause": {"name": "Jadwal"},
    "members": [{"name": "Dewi", "role": "Ketua"}],
    "number": 3,
    "reason": "Karena",
    "target": 6,
    "outcome": "rejected",
    "remarks": [{"number": 1, "text": "x"}],
    "text": "Sudah",
    "change": "Jadwal",
}


def event(kind: str) -> Event:
    at = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    return Event(case="c", number=1, kind=kind, activity=5, round=2, by={"name": "x"}, at=at, data=DATA, previous="", hash="")


def test_every_kind_of_event_has_a_sentence() -> None:
    assert set(KINDS) == RECORDED


@pytest.mark.parametrize("kind", sorted(RECORDED))
def test_a_sentence_is_whole_in_both_languages(kind: str) -> None:
    said = {}
    for language in ("id", "en"):
        with translation.override(language):
            said[language] = say_event(event(kind))
    assert said["id"].title != said["en"].title
    assert all("%(" not in one.title + one.text for one in said.values())


@pytest.mark.parametrize(
    ("now", "due", "days"),
    [
        ("2026-11-23T02:00", "2026-11-23T09:00", 0),
        ("2026-11-23T10:00", "2026-11-23T09:00", 0),
        ("2026-11-20T02:00", "2026-11-23T09:00", 1),
        ("2026-11-28T02:00", "2026-11-27T09:00", -1),
        ("2026-11-30T02:00", "2026-11-27T09:00", -1),
        ("2026-11-27T02:00", "2026-11-28T09:00", 1),
    ],
)
def test_working_days_until_a_deadline(now: str, due: str, days: int) -> None:
    at, end = (datetime.fromisoformat(f"{one}:00+00:00") for one in (now, due))
    assert days_left(end, at=at, calendar=Calendar()) == days


def test_without_a_deadline_no_day_is_left() -> None:
    assert days_left(None, at=datetime(2026, 11, 23, tzinfo=UTC), calendar=Calendar()) is None

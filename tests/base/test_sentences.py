"""Refusals and dates in the reader's language."""

from __future__ import annotations

from datetime import UTC, date, datetime

from django.utils import translation

from runut.base import sentences
from runut.core.sentences import reason

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def test_a_moment_is_written_in_the_office_s_zone() -> None:
    assert sentences.moment(AT) == "23 November 2026, 16.00 WIB"


def test_months_follow_the_language() -> None:
    assert sentences.day(date(2026, 8, 17)) == "17 Agustus 2026"
    with translation.override("en"):
        assert sentences.day(date(2026, 8, 17)) == "17 August 2026"


def test_a_sentence_is_filled_after_it_is_translated() -> None:
    with translation.override("en"):
        spoken = sentences.say(reason("case_held", since=AT, reason="approved"))
    assert spoken == "The case is on hold since 23 November 2026, 16.00 WIB: approved. It must be resumed first."


def test_outcomes_are_translated_and_typed_words_are_not() -> None:
    spoken = sentences.spoken({"outcomes": "approved, rejected", "reason": "approved"})
    assert spoken == {"outcomes": "disetujui, tidak disetujui", "reason": "approved"}


def test_a_place_in_a_file_is_translated_around_its_number() -> None:
    assert sentences.place("activity 5, time") == "kegiatan 5, waktu"

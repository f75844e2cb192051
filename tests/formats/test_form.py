"""The official form as data: order of the regulation, both languages, every word that the SOP states."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from runut.core.procedure import Part, Procedure, TimeLimit, Unit
from runut.formats.form import form, numbered
from runut.formats.words import LANGUAGES, WORDS, Language, day_words, time_words
from tests.core.cast import shipped
from tests.core.procedures import procedures


def test_the_identity_block_has_the_order_of_the_regulation() -> None:
    found = form(shipped())
    assert [one.label for one in found.head] == [
        "Nomor SOP",
        "Tanggal Pembuatan",
        "Tanggal Revisi",
        "Tanggal Efektif",
        "Disahkan oleh",
        "Nama SOP",
    ]
    assert [(left.label, right.label) for left, right in found.pairs] == [
        ("Dasar Hukum", "Kualifikasi Pelaksana"),
        ("Keterkaitan", "Peralatan/Perlengkapan"),
        ("Peringatan", "Pencatatan dan Pendataan"),
    ]
    assert found.head[1].lines == ("12 April 2021",)
    assert found.head[2].lines == ()
    assert found.pairs[0][0].numbered[0] == "1. Peraturan terkait bidang IT."
    assert found.pairs[0][1].numbered == ("ASN dengan kemampuan penguasaan Komputer",)


def test_a_row_says_who_decides_after_whom_and_where_each_outcome_leads() -> None:
    first, *_, ninth, tenth = form(shipped()).rows
    subbag, head = first.marks[2], first.marks[4]
    assert subbag
    assert head
    assert (subbag.part, subbag.turn, head.part, head.turn) == (Part.ACTS, 1, Part.DECIDES, 2)
    assert [(one.label, one.leads) for one in first.branches] == [("Ya", "ke nomor 2"), ("Tidak", "Selesai")]
    assert [(one.label, one.target) for one in ninth.branches] == [("Ya", 10), ("Tidak", 6)]
    audience = ninth.marks[0]
    assert audience
    assert audience.turn == 0
    assert (ninth.ends, tenth.ends) == (False, True)


def test_english_changes_the_words_of_the_form_and_nothing_of_the_sop() -> None:
    indonesian, english = form(shipped()), form(shipped(), language="en")
    assert english.rows[8].branches[1].label == "No"
    assert english.rows[0].time == "3 working days"
    assert [row.text for row in english.rows] == [row.text for row in indonesian.rows]


@pytest.mark.parametrize(
    ("limit", "indonesian", "english"),
    [
        (TimeLimit(low=1, high=1), "1 hari kerja", "1 working day"),
        (TimeLimit(low=1, high=3), "1-3 hari kerja", "1-3 working days"),
        (TimeLimit(unit=Unit.MINUTE, low=30, high=30), "30 menit", "30 minutes"),
        (TimeLimit(unit=Unit.MONTH, low=1, high=1), "1 bulan", "1 month"),
        (TimeLimit(follows="schedule"), "sesuai “Jadwal Pengembangan Aplikasi”", "as scheduled in “Jadwal Pengembangan Aplikasi”"),
    ],
)
def test_a_time_is_written_in_words(limit: TimeLimit, indonesian: str, english: str) -> None:
    assert (time_words(limit, shipped(), "id"), time_words(limit, shipped(), "en")) == (indonesian, english)


def test_every_word_is_there_in_both_languages() -> None:
    assert all(len(both) == len(LANGUAGES) and all(both) for both in WORDS.values())
    assert day_words(date(2026, 8, 17), "en") == "17 August 2026"


def test_a_single_line_carries_no_number() -> None:
    assert numbered(("satu",)) == ("satu",)
    assert numbered(("satu", "dua")) == ("1. satu", "2. dua")


@given(procedures)
def test_the_form_holds_every_row_lane_and_text(procedure: Procedure) -> None:
    language: Language
    for language in LANGUAGES:
        found = form(procedure, language=language)
        assert [row.text for row in found.rows] == [one.text for one in procedure.activities]
        for row, activity in zip(found.rows, procedure.activities, strict=True):
            taking = {lane.key for lane, mark in zip(found.lanes, row.marks, strict=True) if mark}
            assert taking == {one.key for one in activity.performers}
            assert {one.turn for one in row.marks if one and one.turn} == set(range(1, len(activity.turns) + 1))
            assert [one.target for one in row.branches] == list(activity.decision.values())

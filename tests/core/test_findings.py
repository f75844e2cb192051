"""What the check finds: each finding provoked once and mended once, and the shipped SOP's own, typed out."""

from __future__ import annotations

import ast
from datetime import date
from pathlib import Path
from typing import Any, Final

import pytest

from runut.core.building import build
from runut.core.findings import LEVELS, Finding, Level, findings, review
from runut.core.sentences import SENTENCES
from runut.core.wording import FINDINGS
from runut.core.workdays import Calendar
from runut.formats import laws
from tests.core.cast import CALENDAR, shipped
from tests.core.small_sop import BRANCH, HEAD, PAPER, sop, told, without
from tests.core.test_every_refusal import REFUSALS

SOURCE: Final = Path(__file__).parents[2] / "src/runut/core/findings"

PROVOKED: Final[dict[str, tuple[dict[str, Any], str, str]]] = {
    "identity_missing": (without("number"), "procedure, number", "“Nomor SOP” of the identity block is empty."),
    "revision_missing": (
        without("revised_on"),
        "procedure, revised_on",
        "“Tanggal Revisi” is empty; it holds the day of the last revision, or the planned day of the next review.",
    ),
    "dates_order": (
        sop({"effective_on": date(2026, 1, 2)}),
        "procedure, effective_on",
        "“Tanggal Efektif” (2026-01-02) lies before the day on which the SOP was made (2026-01-05).",
    ),
    "effective_day_off": (
        sop({"effective_on": date(2026, 3, 20)}),
        "procedure, effective_on",
        "The SOP takes effect on 2026-03-20, which is no working day of the office's calendar.",
    ),
    "law_repealed": (
        sop({"legal_basis": ["PP No. 82 Tahun 2012"]}),
        "procedure, legal_basis",
        "“PP No. 82 Tahun 2012” has been repealed; Peraturan Pemerintah Nomor 71 Tahun 2019 stands in its place.",
    ),
    "law_undated": (
        sop({"legal_basis": ["Permen PANRB Nomor 35"]}),
        "procedure, legal_basis",
        "“Permen PANRB Nomor 35” has a number but no year, so it cannot be found.",
    ),
    "law_vague": (
        sop({"legal_basis": ["Peraturan terkait"]}),
        "procedure, legal_basis",
        "“Peraturan terkait” names no single regulation; a legal basis has a kind, a number and a year.",
    ),
    "performer_unused": (
        sop(performer=[{"key": "a", "name": "Analis"}, {"key": "b", "name": "Kepala Bidang"}, {"key": "c", "name": "Kepala Biro"}]),
        "performer 3",
        "“Kepala Biro” has a column, but takes part in no activity.",
    ),
    "performers_order": (
        sop(performer=[{"key": "b", "name": "Kepala Bidang"}, {"key": "a", "name": "Analis"}]),
        "performer",
        "The columns follow the sequence of the activities, from the left: Analis, Kepala Bidang.",
    ),
    "activity_no_time": (
        sop(rows={2: {"time": None}}),
        "activity 2, time",
        "The activity has no time limit, so it can never be late.",
    ),
    "activity_no_output": (
        sop(rows={3: {"outputs": []}}),
        "activity 3, outputs",
        "The activity leaves nothing that shows it was done.",
    ),
    "activity_no_requirement": (
        sop(rows={1: {"requirements": []}}),
        "activity 1, requirements",
        "The activity needs nothing; the quality standard names what it starts from.",
    ),
    "actor_in_text": (
        sop(rows={2: {"text": "Kepala bidang memeriksa konsep"}}),
        "activity 2, text",
        "The sentence names who acts (“Kepala bidang”); the column says that already.",
    ),
    "outcomes_same": (
        sop(rows={2: BRANCH | {"decision": {"approved": 3, "rejected": 3}}}),
        "activity 2, decision",
        "Every outcome leads to the same place, so the decision decides nothing.",
    ),
    "outcomes_many": (
        sop(rows={2: BRANCH | {"decision": {"approved": 3, "rejected": 1, "postponed": 2}}}),
        "activity 2, decision",
        "The decision has 3 outcomes; the diamond of the form has two exits.",
    ),
    "loop_unlimited": (
        sop(rows={2: BRANCH}),
        "activity 2, decision",
        "This leads back to activity 1, and nothing says how often that may happen.",
    ),
    "end_early": (
        sop(rows={2: BRANCH | {"decision": {"approved": 3, "rejected": "end"}}}),
        "activity 2, decision",
        "The case can end here, beside the end after activity 3; the form knows one “Selesai”.",
    ),
    "input_unsourced": (
        sop({"related": ["SOP lain"]}),
        "activity 1, requirements",
        "“Surat permohonan” comes from outside; Keterkaitan or Peralatan should name its source.",
    ),
    "requirement_unsourced": (
        sop(rows={2: {"requirements": [{"key": "stamp", "name": "Stempel dinas"}]}}),
        "activity 2, requirements",
        "No activity leaves “Stempel dinas”, and neither Keterkaitan nor Peralatan names its source.",
    ),
    "requirement_late": (
        sop(rows={2: {"requirements": [PAPER["reply"]]}}),
        "activity 2, requirements",
        "“Jawaban” is left only by activity 3, which comes after this one.",
    ),
    "requirement_some_paths": (
        sop(rows={1: BRANCH | {"decision": {"approved": 2, "rejected": 3}}}),
        "activity 3, requirements",
        "“Paraf” is left by activity 2, but not on the way 1, 3.",
    ),
    "output_unused": (
        sop(rows={1: {"outputs": [PAPER["draft"], {"key": "copy", "name": "Salinan"}]}}),
        "activity 1, outputs",
        "Nobody uses “Salinan”: no later activity needs it, and it is no end product.",
    ),
}


def test_in_an_sop_without_fault_nothing_is_found() -> None:
    assert told(sop(), calendar=CALENDAR) == []


def test_every_finding_is_provoked_below() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.glob("*.py") if path.name != "values.py"]
    named = {node.value for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    assert {code for code in SENTENCES if code in named} == set(LEVELS) == set(PROVOKED) == set(FINDINGS)


@pytest.mark.parametrize("code", PROVOKED)
def test_every_finding_has_its_place_and_says_its_sentence(code: str) -> None:
    data, place, sentence = PROVOKED[code]
    assert (place, code, sentence) in told(data, calendar=CALENDAR)


def test_no_finding_about_a_procedure_that_can_be_run_is_an_error() -> None:
    assert set(LEVELS.values()) == {Level.WARNING, Level.HINT}


SHIPPED: Final = """
    warning identity_missing        procedure, number
    warning identity_missing        procedure, related
    warning identity_missing        procedure, warnings
    warning identity_missing        procedure, records
    hint    revision_missing        procedure, revised_on
    hint    law_vague               procedure, legal_basis
    warning law_repealed            procedure, legal_basis
    hint    law_undated             procedure, legal_basis
    hint    performers_order        performer
    hint    end_early               activity 1, decision
    hint    input_unsourced         activity 1, requirements
    hint    output_unused           activity 1, outputs
    warning activity_no_output      activity 2, outputs
    warning requirement_unsourced   activity 2, requirements
    warning requirement_unsourced   activity 2, requirements
    warning requirement_unsourced   activity 2, requirements
    hint    actor_in_text           activity 3, text
    warning requirement_unsourced   activity 3, requirements
    hint    actor_in_text           activity 4, text
    hint    output_unused           activity 4, outputs
    warning loop_unlimited          activity 5, decision
    hint    output_unused           activity 5, outputs
    hint    actor_in_text           activity 6, text
    hint    output_unused           activity 7, outputs
    hint    actor_in_text           activity 9, text
    warning loop_unlimited          activity 9, decision
    hint    output_unused           activity 9, outputs
    hint    activity_no_requirement activity 10, requirements
"""
"""Read by hand from the sheet: what it leaves empty, the repealed PP 82/2012, the decree without year, actors in rows 3, 4, 6 and 9."""


def test_the_shipped_sop_gives_exactly_these() -> None:
    found = findings(shipped(), laws=laws.known())
    assert [(one.level.value, one.code, one.place) for one in found] == [
        (level, code, place.strip()) for level, code, place in (line.split(maxsplit=2) for line in SHIPPED.strip().splitlines())
    ]


def test_the_shipped_sop_took_effect_on_a_joint_leave() -> None:
    found = findings(shipped(), calendar=Calendar(days={date(2021, 5, 12): CALENDAR.rule(date(2026, 3, 20))}))
    assert [one.reason.params for one in found if one.code == "effective_day_off"] == [{"day": date(2021, 5, 12)}]


def test_a_draft_that_cannot_be_run_shows_its_faults_as_errors_and_nothing_else() -> None:
    found = review(sop(rows={2: {"performers": ["z"], "time": {"amount": 0, "unit": "day"}}}))
    assert [(one.place, one.code, one.level) for one in found] == [
        ("activity 2, time", "time_amount", Level.ERROR),
        ("activity 2, performers", "performer_unknown", Level.ERROR),
    ]


def test_a_draft_that_can_be_run_shows_the_findings() -> None:
    assert review(sop()) == ()
    assert [one.code for one in review(without("number"), laws=laws.known())] == ["identity_missing"]


def test_every_fault_of_a_file_is_an_error() -> None:
    faults = [code for code in REFUSALS if code not in LEVELS]
    assert {Finding(place="file", reason=REFUSALS[code]()[0]).level for code in faults if code.startswith("procedure")} == {Level.ERROR}


def test_a_revision_before_the_sop_was_made_is_found_and_one_of_that_day_is_not() -> None:
    said = "“Tanggal Revisi” (2026-01-02) lies before the day on which the SOP was made (2026-01-05)."
    assert told(sop({"revised_on": date(2026, 1, 2)})) == [("procedure, revised_on", "dates_order", said)]
    assert told(sop({"revised_on": date(2026, 1, 5), "effective_on": date(2026, 1, 5)})) == []


@pytest.mark.parametrize("small", ["dan", "atau", "the", "and", "or", "yang", "di"])
def test_small_words_do_not_tell_equipment_apart(small: str) -> None:
    book = {"key": "book", "name": f"Buku {small} agenda"}
    assert told(sop({"equipment": ["Agenda, buku, besar"]}, {1: {"requirements": [PAPER["letter"], book]}})) == []
    assert told(sop({"equipment": ["Agenda besar"]}, {1: {"requirements": [PAPER["letter"], book]}})) != []


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Analis menyusun konsep", "Analis"),
        ("Konsep disusun oleh analis", "analis"),
        ("Menyampaikan kepada analis", ""),
        ("Kepala memeriksa", ""),
        ("Kepala Bidangnya memeriksa", "Kepala Bidangnya"),
        ("Menganalisis", ""),
    ],
)
def test_an_actor_is_who_stands_first_or_after_oleh(text: str, actor: str) -> None:
    found = [one.reason.params["actor"] for one in findings(build(sop(rows={1: {"text": text}}))) if one.code == "actor_in_text"]
    assert found == ([actor] if actor else [])


def test_blank_lines_fill_no_field() -> None:
    assert [(place, code) for place, code, _ in told(sop({"records": ["", " "]}))] == [("procedure, records", "identity_missing")]


def test_a_blank_line_is_no_vague_law() -> None:
    assert told(sop({"legal_basis": [*HEAD["legal_basis"], " "]})) == []


def test_five_letters_are_enough_to_know_a_performer_by_an_ending() -> None:
    people = [{"key": "a", "name": "Bidan"}, {"key": "b", "name": "Kepala Bidang"}]
    assert [code for _, code, _ in told(sop(rows={1: {"text": "Bidannya menyusun konsep"}}, performer=people))] == ["actor_in_text"]

"""Who files which deliverable in which activity, and what a filed one must be."""

from __future__ import annotations

import pytest

from runut.core import guards
from runut.core.guards import Facts
from runut.core.sentences import reason
from runut.formats.toml import load
from tests.core.cast import (
    CAST,
    NOBODY,
    Run,
    holder,
    shipped,
)
from tests.core.guarding import ANI, TEAM_TECHNICIAN, waiting


@pytest.mark.parametrize(
    ("number", "key", "code"),
    [
        (1, "analysis_report", ""),
        (1, "development_mandate", ""),
        (1, "", ""),
        (1, "schedule", "document_early"),
        (1, "experts", "document_early"),
        (2, "experts", ""),
        (2, "analysis_report", "document_sealed"),
        (3, "project_board", ""),  # needed here, and nobody leaves it
        (3, "schedule", ""),
        (4, "schedule", "document_sealed"),
        (4, "regulations", "document_sealed"),
        (5, "application", "document_early"),
        (6, "source_repository", ""),
        (8, "installation_report", ""),
        (8, "application", "document_sealed"),
        (9, "nonsense", "not_found"),
    ],
)
def test_a_deliverable_is_filed_in_the_activity_that_leaves_or_needs_it(number: int, key: str, code: str) -> None:
    run = Run().walk_to(number)
    assert [one.code for one in guards.filing(shipped(), run.position, key)] == ([code] if code else [])


def test_sealed_documents_open_again_when_the_case_is_sent_back() -> None:
    run = Run().walk_to(7)
    assert guards.filing(shipped(), run.position, "schedule") != ()
    run.deviate(3)
    assert guards.filing(shipped(), run.position, "schedule") == ()
    assert [one.code for one in guards.filing(shipped(), run.position, "application")] == ["document_early"]


@pytest.mark.parametrize(
    ("number", "key", "allowed"),
    [
        (1, "analysis_report", {"system_development", "division_head", "user"}),
        (1, "development_mandate", {"system_development", "division_head"}),
        (2, "experts", {"system_development"}),
        (3, "regulations", {"development_team", "system_development"}),
        (3, "schedule", {"development_team"}),
        (8, "installation_report", {"technical_team"}),
        (10, "final_report", {"development_team", "system_development"}),
        (10, "", {"user", "technical_team", "system_development", "development_team", "division_head", "bureau_head"}),
    ],
)
def test_who_files_what(number: int, key: str, allowed: set[str]) -> None:
    run = Run().walk_to(number)
    found = {name for name, who in CAST.items() if not list(guards.filing_is_theirs(shipped(), run.position, key, who))}
    assert found == allowed


def test_a_member_of_the_team_files_for_no_office() -> None:
    run = Run().walk_to(8)
    refused = list(guards.filing_is_theirs(shipped(), run.position, "installation_report", TEAM_TECHNICIAN))
    assert [one.params for one in refused] == [
        {"deliverable": "Laporan Hasil Instalasi dan Testing", "supplier": "Tim Teknis Bidang Pengelolaan LPSE", "activity": 8}
    ]
    run = Run().walk_to(10)
    subbag_in_team = holder("system_development", "development_team", team=True)
    assert list(guards.filing_is_theirs(shipped(), run.position, "final_report", subbag_in_team)) == []


def test_somebody_without_a_part_files_nothing() -> None:
    run = Run()
    assert [one.code for one in guards.filing_is_theirs(shipped(), run.position, "", NOBODY)] == ["no_part"]
    assert [one.code for one in guards.filing_is_theirs(shipped(), run.position, "analysis_report", NOBODY)] == ["not_your_filing"]
    run.cancel()
    assert list(guards.filing_is_theirs(shipped(), run.position, "", NOBODY)) == []


TWO_MAKERS = """
[procedure]
name = "Dua"
[[performer]]
key = "a"
name = "A"
[[performer]]
key = "b"
name = "B"
[[activity]]
number = 1
text = "Buat"
performers = ["a"]
outputs = [{ key = "paper", name = "Surat" }]
[[activity]]
number = 2
text = "Buat lagi"
performers = ["b"]
outputs = [{ key = "made", name = "Otomatis" }, { key = "paper", name = "Surat" }]
"""


def test_what_an_activity_must_leave_is_supplied_by_its_own_performer() -> None:
    run = Run(procedure=load(TWO_MAKERS), made_by_decision=frozenset({"made"}))
    run.file("paper")
    run.certify(ANI)
    assert waiting(run) == []  # filed in activity 1, in the first round: it counts
    run.filed.clear()
    [missing] = guards.waiting_for(run.procedure, run.position, run.facts)
    assert missing.english() == "Activity 2 must leave “Surat”, which is not there yet. B supplies it."


def test_who_may_not_file_is_told_who_supplies() -> None:
    run = Run().walk_to(8)
    told = [one.english() for one in guards.filing_is_theirs(shipped(), run.position, "application", NOBODY)]
    supplied = "is supplied by Tim Pengembangan Sistem Informasi; you hold no part that files it."
    assert told == [f"“Aplikasi” of activity 8 {supplied}"]
    [unknown] = guards.filing_is_theirs(shipped(), run.position, "nonsense", NOBODY)
    assert unknown.params["deliverable"] == "nonsense"


def test_facts_name_every_version_in_the_order_of_the_sheet_and_take_the_latest_end() -> None:
    run = Run().walk_to(3)
    run.file_outputs()
    names = [one.key for one in run.facts.named(shipped().activity(3))]
    assert names == ["project_board", "regulations", "schedule", "mockups", "business_flow", "analysis_document"]
    assert run.facts.ends_on("mockups") is None
    assert Facts().ends_on("schedule") is None
    assert run.filed["schedule"][0].record() == {
        "key": "schedule",
        "name": "Schedule",
        "version": 1,
        "sha256": run.filed["schedule"][0].sha256,
    }


def test_what_is_said_against_a_requirement_counts_once_it_is_filed() -> None:
    run = Run().walk_to(7)
    said = reason("findings_open", count=2)
    facts = Facts(filed=run.facts.filed, made_by_decision=run.facts.made_by_decision, against={"test_documentation": [said]})
    assert said in guards.deliverables_are_there(shipped(), run.position, facts, "")
    missing = Facts(filed={}, against={"test_documentation": [said]})
    assert said not in list(guards.deliverables_are_there(shipped(), run.position, missing, ""))

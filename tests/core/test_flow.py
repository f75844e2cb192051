"""What each command does along the flow: the facts it leaves, the position after it, and the deadline."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from runut.core import flow
from runut.core.building import build
from runut.core.guards import Act, Actor
from runut.core.position import Status, WorkItem
from runut.core.procedure import END
from tests.core.cast import CALENDAR, DIVISION_HEAD, MONDAY, REGISTRAR, TECHNICIAN, Run, holder, shipped
from tests.core.told import data, due


def test_an_opened_case_waits_for_the_first_performer_of_the_first_activity() -> None:
    run = Run()
    assert [one.kind for one in run.events] == ["open", "schedule"]
    assert run.events[0].data == {"title": "E-Surat", "unit": "Dinas Kesehatan", "procedure": "Pengembangan Aplikasi"}
    assert run.events[1].data == {"due_at": "2026-11-26T09:00:00.000000Z", "edition": "SKB 2025; SKB 2026; SKB 2027"}
    assert run.position.item == WorkItem(activity=1, round=1, scheduled_at=MONDAY, due_at=datetime(2026, 11, 26, 9, 0, tzinfo=UTC))
    assert (run.position.rounds, run.position.last_at, run.position.status) == ({1: 1}, MONDAY, Status.ACTIVE)
    assert Run(version="ab12").events[0].data["version"] == "ab12"
    _, (unsaid, _) = flow.open_case(shipped(), title="E-Surat", unit="Dinas Kesehatan", calendar=CALENDAR, at=MONDAY)
    assert unsaid.data == run.events[0].data


def test_the_first_deadline_counts_the_days_of_the_procedure() -> None:
    thursday = MONDAY + timedelta(days=3)
    assert due(Run(at=thursday)) == "2026-12-01 16:00"
    assert due(Run(at=thursday, procedure=replace(shipped(), day="calendar"))) == "2026-11-29 16:00"


def test_the_turn_passes_to_the_next_performer_and_the_deadline_stays() -> None:
    run = Run()
    run.file("analysis_report")
    before = due(run)
    run.certify(REGISTRAR, note="  Analisis sudah dipaparkan ")
    assert run.stands == (1, 1, 1)
    assert due(run) == before
    assert run.events[-1].kind == "certify"
    assert data(run, "certify") == {
        "turn": 0,
        "performer": "system_development",
        "part": "acts",
        "documents": [run.filed["analysis_report"][0].record()],
        "note": "Analisis sudah dipaparkan",
    }


def test_a_decision_names_the_exact_versions_it_is_about() -> None:
    run = Run().walk_to(5)
    run.certify(TECHNICIAN, "approved", reason=" Lengkap ", remarks=[" Perhatikan cadangan data ", "  "])
    found = data(run, "complete")
    assert found == {
        "turn": 0,
        "performer": "technical_team",
        "part": "decides",
        "documents": [run.filed[key][0].record() for key in ("schedule", "mockups", "business_flow", "analysis_document")],
        "outcome": "approved",
        "reason": "Lengkap",
        "remarks": [{"number": 1, "text": "Perhatikan cadangan data"}],
    }
    assert run.position.open_remarks == {1}


def test_without_remarks_or_note_none_are_recorded() -> None:
    run = Run().walk_to(5)
    run.certify(TECHNICIAN, "approved")
    assert "remarks" not in data(run, "complete")
    assert "note" not in data(run, "complete")


def test_a_rejection_opens_the_target_as_rework_in_the_next_round() -> None:
    run = Run().walk_to(5)
    run.reject("Satu", "Dua")
    item = run.position.item
    assert item is not None
    assert (item.activity, item.round, item.rework) == (3, 2, True)
    assert data(run, "schedule")["rework"] is True
    assert (run.position.remarks, sorted(run.position.open_remarks)) == (2, [1, 2])
    run.pass_activity()
    item = run.position.item
    assert item is not None
    assert (item.activity, item.round, item.rework) == (4, 2, False)
    assert "rework" not in data(run, "schedule")


def test_remarks_are_numbered_through_the_whole_case() -> None:
    run = Run().walk_to(5)
    run.reject("Satu", "Dua")
    run.walk_to(5)
    run.reject("Tiga")
    assert data(run, "complete")["remarks"] == [{"number": 3, "text": "Tiga"}]
    assert (run.position.remarks, sorted(run.position.open_remarks)) == (3, [3])


def test_a_decision_says_which_answers_suffice_and_which_remarks_wait_again() -> None:
    run = Run().walk_to(5)
    run.reject("Satu", "Dua", "Tiga")
    run.walk_to(5)
    run.certify(outcome="rejected", reason="Belum", reopened={3: " Belum jelas ", 1: "Kurang"}, closed=frozenset({2}))
    told = data(run, "complete")
    assert told["reopened"] == [{"number": 1, "reason": "Kurang"}, {"number": 3, "reason": "Belum jelas"}]
    assert (told["closed"], "remarks" in told) == ([2], False)
    assert (run.position.remarks, sorted(run.position.open_remarks)) == (3, [1, 3])
    run.walk_to(5)
    run.certify(outcome="approved", closed=frozenset({3, 1}))
    told = data(run, "complete")
    assert (told["closed"], "reopened" in told) == ([1, 3], False)
    run.prove()


def test_an_answer_takes_one_remark_off_the_list() -> None:
    run = Run().walk_to(5)
    run.reject("Satu", "Dua")
    run.answer(2)
    assert data(run, "answer") == {"number": 2, "text": "Diperbaiki", "change": "Bab 2"}
    assert run.position.open_remarks == {1}


def test_four_performers_certify_the_last_activity_in_turn() -> None:
    run = Run().walk_to(10)
    run.file("final_report")
    seen = []
    while run.position.item:
        seen.append((run.stands[2], run.position.turn(shipped()).key))
        run.certify()
    assert seen == list(enumerate(("development_team", "system_development", "division_head", "bureau_head")))
    assert [one.kind for one in run.events][-5:] == ["certify", "certify", "certify", "complete", "end"]
    assert run.events[-1].data == {"status": "completed"}


def test_a_changed_document_lapses_what_was_certified_about_it() -> None:
    run = Run().walk_to(10)
    run.file("final_report")
    run.certify()
    run.certify()
    run.file("final_report")
    assert run.stands == (10, 1, 0)
    assert [one.kind for one in run.events][-2:] == ["file", "lapse"]
    version = run.filed["final_report"][0]
    assert data(run, "lapse") == {
        "cause": {"key": "final_report", "name": version.name, "sha256": version.sha256},
        "turns": 2,
    }
    assert run.events[-1].activity == 10


def test_before_anybody_certified_and_with_other_papers_nothing_lapses() -> None:
    run = Run().walk_to(10)
    run.file("final_report")
    assert run.events[-1].kind == "file"
    run.certify()
    run.file("")
    assert run.events[-1].kind == "file"
    assert run.stands == (10, 1, 1)


def test_a_document_taken_out_lapses_too() -> None:
    run = Run().walk_to(10)
    run.file("final_report")
    run.certify()
    gone = run.filed.pop("final_report")[0]
    step = flow.file(run.position, key="final_report", document=gone.record(), procedure=shipped(), at=run.at, removed=True)
    run.take(step, REGISTRAR)
    assert [one.kind for one in run.events][-2:] == ["remove", "lapse"]
    assert run.events[-2].data == gone.record()


def test_every_event_names_the_work_item_that_was_open() -> None:
    run = Run().walk_to(5)
    run.reject("Satu")
    run.walk_to(10)
    run.file("final_report")
    run.certify()
    run.file("final_report")
    run.pass_activity()
    open_ = (0, 0)
    for event in run.events:
        if event.kind == "schedule":
            open_ = (event.activity or 0, event.round or 0)
        elif event.kind in {"open", "end"}:
            assert (event.activity, event.round) == (None, None)
        assert event.kind in {"open", "end"} or (event.activity, event.round) == open_
    assert {one.kind for one in run.events} == {"open", "schedule", "file", "certify", "complete", "answer", "lapse", "end"}


def test_an_outcome_can_repeat_its_own_activity_as_rework() -> None:
    decides = [{"key": "a", "part": "decides"}]
    row = {"number": 1, "text": "Putuskan", "performers": decides, "decision": {"approved": "end", "again": 1}}
    repeating = build({"procedure": {"name": "x"}, "performer": [{"key": "a", "name": "A"}], "activity": [row]})
    run = Run(procedure=repeating)
    run.certify(holder("a"), "again", "Belum", ["Ulangi"])
    assert run.stands == (1, 2, 0)
    assert run.position.item is not None
    assert run.position.item.rework


def test_it_says_where_a_case_goes() -> None:
    assert flow.upcoming(shipped(), 2) == 3
    assert flow.upcoming(shipped(), 5, "rejected") == 3
    assert flow.upcoming(shipped(), 10) == END


def test_an_event_of_an_office_holds_the_capacity() -> None:
    letter = {"position": "Kabid LPSE", "capacity": "plt", "letter_number": "800/12/BPBJ", "from": "2026-11-01", "to": "2026-12-31"}
    acting = Actor(login="h", name="Hadi", position="Kasubbag", performers=frozenset({"division_head"}), capacity={"division_head": letter})
    assert acting.record("division_head") == {
        "login": "h",
        "name": "Hadi",
        "position": "Kasubbag",
        "performer": "division_head",
        "capacity": letter,
    }
    assert acting.record("technical_team") == {"login": "h", "name": "Hadi", "position": "Kasubbag", "performer": "technical_team"}
    assert acting.record() == {"login": "h", "name": "Hadi", "position": "Kasubbag"}


def test_no_command_takes_a_naive_moment() -> None:
    naive = datetime(2026, 11, 23)  # noqa: DTZ001
    with pytest.raises(ValueError, match=r"^at must be an aware datetime$"):
        flow.open_case(shipped(), title="x", unit="y", calendar=CALENDAR, at=naive)
    run = Run()
    with pytest.raises(ValueError, match=r"^at must be an aware datetime$"):
        flow.cancel(run.position, why="x", actor=DIVISION_HEAD, procedure=shipped(), at=naive)


def test_a_kind_that_moves_nothing_only_advances_the_time() -> None:
    run = Run()
    before = run.position
    run.file("")
    assert run.position == replace(before, last_at=run.events[-1].at)


def test_acts_are_compared_with_the_page_only_when_it_said_what_it_showed() -> None:
    assert Act().seen is None

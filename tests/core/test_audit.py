"""The answers an auditor gets, on cases made for each question."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta

from runut.core import flow
from runut.core.audit import Audit, answers, audit
from runut.core.ledger import Fact, canonical, timestamp
from tests.core.cast import BUREAU_HEAD, CALENDAR, DEVELOPER, Run, holder, shipped, text_hash
from tests.core.test_assuming import sop
from tests.core.test_moving import with_a_row_after

ANI = holder("a", name="ani")


def asked(run: Run) -> Audit:
    return audit(run.stored)


def take_out(run: Run, key: str) -> None:
    """Take out what is filed under ``key``."""
    (gone,) = run.filed.pop(key)
    run.take(flow.file(run.position, key=key, document=gone.record(), procedure=run.procedure, at=run.at, removed=True), DEVELOPER)


def test_a_decision_names_who_on_which_versions_and_the_events_that_filed_them() -> None:
    run = Run().walk_to(5)
    run.reject("Perbaiki jadwal")
    first, second = asked(run).decisions
    assert (first.activity, first.outcome, second.outcome) == (1, "approved", "rejected")
    assert second.by["login"] == "teguh@example.test"
    assert second.remarks == ("Perbaiki jadwal",)
    filed = {one.number: one.data["sha256"] for one in run.stored if one.kind == "file"}
    assert second.papers
    assert all(filed[one.event] == one.sha256 for one in second.papers)


def test_a_version_that_no_event_filed_has_no_proof() -> None:
    run = Run().walk_to(5)
    run.reject("x")
    dropped = [one for one in run.stored if not (one.kind == "file" and one.data["key"] == "schedule")]
    assert {paper.event for paper in audit(dropped).decisions[-1].papers if paper.key == "schedule"} == {0}


def test_what_changed_after_a_decision_is_told_with_its_event() -> None:
    run = Run().walk_to(5)
    run.reject("x")
    run.file("schedule")
    (change,) = asked(run).decisions[-1].changes
    assert (change.event, change.what, change.name) == (len(run.stored), "file", "Schedule")


def test_work_that_was_closed_after_its_deadline_is_late() -> None:
    run = Run().walk_to(3)
    run.at += timedelta(days=20)
    run.pass_activity()
    told = {one.activity: one.late for one in asked(run).works}
    assert told == {1: False, 2: False, 3: True, 4: None}


def test_each_turn_says_since_when_the_work_was_with_them() -> None:
    run = Run()
    run.file_outputs()
    run.at += timedelta(days=2)
    run.certify()
    run.at += timedelta(days=1)
    run.certify(outcome="approved")
    first, second = asked(run).works[0].records
    assert first.since == run.stored[1].at
    assert (second.since, second.at) == (first.at, first.at + timedelta(days=1, hours=1))


def test_hold_resume_and_extension_stand_with_who_and_why() -> None:
    run = Run().walk_to(3)
    run.hold()
    run.resume()
    run.extend(days=2)
    work = asked(run).works[-1]
    assert [(one.kind, one.reason, one.days) for one in work.delays] == [
        ("suspend", "Anggaran belum turun", 0),
        ("resume", "", 0),
        ("extend", "Data belum lengkap", 2),
    ]
    assert run.position.item is not None
    assert work.due_at == run.position.item.due_at


def test_a_record_that_lapsed_says_by_which_event() -> None:
    run = Run().walk_to(1)
    run.file_outputs()
    run.certify()
    run.file("analysis_report")
    (record,) = asked(run).works[0].records
    assert record.lapsed == len(run.stored)
    assert run.stored[-1].kind == "lapse"


def test_the_build_named_last_is_the_one_before_it_unless_it_was_filed_anew() -> None:
    run = Run().walk_to(9)
    assert asked(run).same_build is True
    assert {one.key for one in asked(run).builds} == {"application"}
    again = Run().walk_to(9)
    again.reject("Perbaiki aplikasi")
    again.answer(1)
    again.file("application")
    again.pass_activity()
    assert asked(again).same_build is False


def test_what_changed_after_the_last_test_is_told() -> None:
    run = Run().walk_to(9)
    assert asked(run).after_tests == ()
    run.reject("Perbaiki aplikasi")
    run.answer(1)
    run.file("application", who=DEVELOPER)
    assert [one.name for one in asked(run).after_tests] == ["Application"]


def test_a_case_that_has_only_begun_has_answers_too() -> None:
    found = asked(Run())
    assert (found.status, found.decisions, found.same_build) == ("active", (), None)
    run = Run(version="ab12")
    (work,) = asked(run).works
    assert run.position.item
    assert (work.version, work.due_at, work.closed_at) == ("ab12", run.position.item.due_at, None)


def test_work_that_goes_on_elsewhere_on_another_version_has_the_round_it_has_there() -> None:
    run = Run().walk_to(6)
    run.move_version(with_a_row_after(2), target=2)
    work = asked(run).works[-1]
    assert (work.activity, work.round) == run.stands[:2] == (2, 2)


def test_the_answers_are_plain_data_with_a_canonical_form() -> None:
    run = Run().walk_to(9)
    run.reject("x")
    plain = answers(asked(run))
    assert canonical(plain) == canonical(answers(audit(run.events)))
    assert plain["works"][0]["late"] is False


def test_every_answer_says_what_its_event_says() -> None:
    run = Run().walk_to(2)
    run.file_outputs()
    run.certify(note="Papan proyek ada")
    run.walk_to(5).reject("Perbaiki jadwal", why="Belum lengkap")
    run.hold()
    run.resume(note="Dana ada")
    run.deviate(6)
    run.move_version(to := with_a_row_after(2))
    run.cancel()
    found, told = asked(run), {one.number: one for one in run.stored}
    for work in found.works:
        begun = told[work.event]
        assert (begun.kind, begun.at, begun.round) == ("schedule", work.scheduled_at, work.round)
        assert [one.since for one in work.records[:1]] in ([], [work.scheduled_at])
        for one in work.records:
            event = told[one.event]
            assert (one.activity, one.round, one.by, one.at) == (event.activity, event.round, event.by, event.at)
            words = (one.performer, one.part, one.outcome, one.reason, one.note)
            assert words == tuple(event.data.get(name, "") for name in ("performer", "part", "outcome", "reason", "note"))
            assert [(each.key, each.name, each.version, each.sha256) for each in one.papers] == [
                tuple(each[name] for name in ("key", "name", "version", "sha256")) for each in event.data["documents"]
            ]
            assert (one.lapsed, one.due_at and timestamp(one.due_at)) == (0, begun.data["due_at"])
    delays = [(told[one.event].kind, told[one.event].at, told[one.event].by, one) for work in found.works for one in work.delays]
    assert all((kind, at, by) == (one.kind, one.at, one.by) for kind, at, by, one in delays)
    assert [(kind, one.reason) for kind, _, _, one in delays] == [
        ("suspend", "Anggaran belum turun"),
        ("resume", "Dana ada"),
        ("deviate", "Perintah Kepala Biro"),
        ("cancel", "Tidak diperlukan lagi"),
    ]
    assert (found.works[0].version, found.works[-1].version) == ("", text_hash(to))
    assert (found.status, found.works[-1].closed_at, found.works[-1].activity) == ("cancelled", run.stored[-1].at, 7)


def test_a_change_says_who_filed_which_version_when() -> None:
    run = Run().walk_to(5)
    run.reject("x")
    run.file("schedule")
    (change,), event = asked(run).decisions[-1].changes, run.stored[-1]
    assert (change.at, change.by, change.version, change.sha256) == (event.at, event.by, event.data["version"], event.data["sha256"])


def test_the_plain_answers_say_late_and_whether_the_build_is_the_same() -> None:
    run = Run().walk_to(3)
    run.at += timedelta(days=20)
    run.pass_activity()
    plain = answers(asked(run))
    assert [one["late"] for one in plain["works"]] == [False, False, True, None]
    assert [one["late"] for work in plain["works"] for one in work["records"]] == [False, False, False, True]
    assert plain["same_build"] is None
    assert answers(asked(Run().walk_to(9)))["same_build"] is True


def test_a_case_that_says_its_version_when_it_opens_has_it_from_the_first_work_on() -> None:
    run = Run(version="ab12")
    run.file("analysis_report")  # whose event has a version of its own: that of the paper
    run.certify()
    assert [one.version for one in asked(run).works] == ["ab12"]


def test_a_document_taken_out_after_a_decision_is_a_change_too() -> None:
    run = Run().walk_to(5)
    run.reject("x")
    take_out(run, "schedule")
    (change,) = asked(run).decisions[-1].changes
    assert (change.event, change.what, change.name, change.version) == (len(run.stored), "remove", "Schedule", 1)


def test_the_same_bytes_under_another_name_prove_nothing() -> None:
    run = Run().walk_to(3)
    run.file_outputs()
    twin = replace(run.filed["schedule"][0], sha256=run.filed["mockups"][0].sha256)
    run.take(flow.file(run.position, key="schedule", document=twin.record(), procedure=run.procedure, at=run.at), DEVELOPER)
    run.filed["schedule"] = (twin,)
    filing = len(run.stored)
    run.certify()
    papers = {one.key: one.event for one in asked(run).works[-2].records[-1].papers}
    assert papers["schedule"] == filing


def test_who_gets_the_work_back_has_it_since_the_record_lapsed() -> None:
    run = Run()
    run.file_outputs()
    run.certify()
    run.file("analysis_report")
    run.at += timedelta(days=1)
    run.certify()
    run.file("analysis_report")
    first, second = asked(run).works[0].records
    lapses = [one for one in run.stored if one.kind == "lapse"]
    assert second.since == lapses[0].at
    assert (first.lapsed, second.lapsed) == (lapses[0].number, lapses[1].number)


def test_a_new_calendar_is_told_with_its_reason_and_a_hold_keeps_the_deadline_that_stood() -> None:
    run = Run()
    earlier = replace(CALENDAR, closes=time(15, 0))
    run.take(flow.recalendar(run.position, procedure=shipped(), calendar=earlier, at=run.at, why="SE 12/2026"), BUREAU_HEAD)
    assert run.position.item
    due = run.position.item.due_at
    run.hold()
    (work,) = asked(run).works
    assert [(one.kind, one.reason) for one in work.delays] == [("calendar", "SE 12/2026"), ("suspend", "Anggaran belum turun")]
    assert work.due_at == due is not None


def test_what_is_signed_after_the_end_closes_nothing_anew() -> None:
    run = Run().walk_to(10)
    run.pass_activity()
    closed = asked(run).works[-1].closed_at
    run.take(flow.moved(run.position, (Fact(kind="sign", activity=10, round=1, data={"key": "final_report"}),), at=run.at), BUREAU_HEAD)
    assert asked(run).works[-1].closed_at == closed == run.stored[-2].at


def test_only_what_was_tested_counts_as_changed_after_the_test() -> None:
    run = Run().walk_to(8)
    run.file("", "installation_report")
    run.file("installation_report")
    assert asked(run).after_tests == (), "a test that is filed anew is the last one itself"
    run.file("")
    assert asked(run).after_tests == (), "papers of no deliverable are not tested"
    run.certify()
    run.reject("Ulangi")
    run.answer(1)
    run.file_outputs()
    run.file("test_documentation")
    run.file("user_guide")
    take_out(run, "installation_guide")
    assert [(one.what, one.name) for one in asked(run).after_tests] == [("file", "User_Guide"), ("remove", "Installation_Guide")]
    run.file("installation_guide")
    run.certify()
    run.pass_activity()
    assert "Presentation" not in {one.name for one in asked(run).after_tests}


def test_an_application_that_was_filed_after_the_test_alone_is_told() -> None:
    row = {"outputs": [{"key": key, "name": key} for key in ("test_documentation", "schedule", "application")]}
    run = Run(procedure=sop(row))
    run.file("schedule", who=ANI)
    assert asked(run).after_tests == (), "nothing was tested yet"
    run.file("test_documentation", "application", "application", who=ANI)
    assert [(one.name, one.version) for one in asked(run).after_tests] == [("Application", 1), ("Application", 2)]


def test_a_test_that_was_taken_out_again_is_told() -> None:
    run = Run().walk_to(8)
    run.file("installation_report")
    take_out(run, "installation_report")
    assert [(one.what, one.name) for one in asked(run).after_tests] == [("remove", "Installation_Report")]


def test_a_build_of_a_record_that_lapsed_is_none() -> None:
    both = {"performers": [{"key": "a", "part": "acts"}] * 2, "outputs": [{"key": "application", "name": "Aplikasi"}]}
    run = Run(procedure=sop(both))
    for _ in range(2):
        run.file("application", who=ANI)
        run.certify(ANI)
    run.certify(ANI)
    assert [one.version for one in asked(run).builds] == [2, 2]

"""One case through the whole SOP, with both rejections: what rows, events and replay say at each step."""

from __future__ import annotations

import pytest

from runut.cases import queries, services
from runut.cases.checking import check_cases
from runut.core.errors import NotPermitted, Refused
from tests.builders import Story, another, begin
from tests.cast import Cast


def codes(error: pytest.ExceptionInfo[Refused] | pytest.ExceptionInfo[NotPermitted]) -> set[str]:
    return {one.code for one in error.value.reasons}


def test_a_case_goes_through_the_sop_with_a_rejection_at_five_and_at_nine(office: Cast) -> None:
    story = begin(office, to=5)
    story.reject("Belum lengkap", "Jadwal terlalu singkat", "Alur belum ada")
    assert (story.activity, story.position.rounds[3], story.position.open_remarks) == (3, 2, frozenset({1, 2}))
    with pytest.raises(Refused) as refused:
        story.certify()
    assert "remark_unanswered" in codes(refused)
    story.to(5)
    assert story.position.rounds == {1: 1, 2: 1, 3: 2, 4: 2, 5: 2}
    story.to(9)
    story.reject("Tidak sama dengan yang dipresentasikan", "Cetak belum jalan")
    assert (story.activity, story.position.rounds[6], story.position.open_remarks) == (6, 2, frozenset({3}))
    story.to(0)
    case = queries.access_case(case_id=story.case_id, who=office.standing(office.auditor))
    assert (case.status, case.number, case.remarks, case.open_remarks) == ("completed", "PA-2026-0001", 3, 0)
    assert [(one.event.activity, one.event.round, len(one.remarks)) for one in queries.decisions(case_id=story.case_id)] == [
        (9, 2, 0),
        (9, 1, 1),
        (5, 2, 0),
        (5, 1, 2),
        (1, 1, 0),
    ]
    assert [one.fault for one in check_cases()] == [None]


def test_a_refused_request_ends_with_its_reason_and_without_a_number(story: Story) -> None:
    story.supply()
    story.certify()
    story.certify("rejected", why="Sudah ada aplikasi pusat")
    case = queries.access_case(case_id=story.case_id, who=story.cast.standing(story.cast.user))
    assert (case.status, case.number, case.ending_reason) == ("refused", None, "Sudah ada aplikasi pusat")
    with pytest.raises(Refused) as refused:
        story.file("analysis_report", by=story.cast.registrar)
    assert codes(refused) == {"case_ended"}


def test_register_numbers_follow_the_order_of_approval(story: Story) -> None:
    later = another(story.cast, title="Kedua").to(2)
    story.to(2)
    assert (later.page().case.number, story.page().case.number) == ("PA-2026-0001", "PA-2026-0002")


def test_the_day_of_entry_is_day_zero_and_work_is_due_at_closing(story: Story) -> None:
    due = story.page().due_at
    assert due is not None
    assert due.isoformat() == "2026-11-26T09:00:00+00:00"


def test_development_is_due_when_the_approved_schedule_ends(office: Cast) -> None:
    due = begin(office, to=6).page().due_at
    assert due is not None
    assert due.isoformat() == "2027-02-26T09:00:00+00:00"


def test_a_document_that_changes_lets_what_was_certified_lapse(story: Story) -> None:
    story.supply()
    story.certify()
    assert story.performer() == story.cast.division_head
    story.file("development_mandate", by=story.cast.division_head, text="berubah")
    item = story.position.item
    assert item is not None
    assert item.turn == 0
    assert queries.history(case_id=story.case_id, kinds=["lapse"]).rows[0].data["turns"] == 1


def test_nobody_responds_to_their_own_work(office: Cast) -> None:
    story = begin(office, to=2)
    for key in ("project_board", "source_repository"):
        story.file(key)
    story.name_team(office.technical_one, office.developer_one)
    story.certify()
    story.to(5)
    with pytest.raises(NotPermitted) as refused:
        story.certify("approved", by=office.technical_one)
    assert codes(refused) == {"own_work"}
    story.certify("approved", by=office.technical_two)
    assert story.activity == 6


def test_a_decision_files_the_response_that_it_makes(office: Cast) -> None:
    story = begin(office, to=6)
    filed = queries.history(case_id=story.case_id, kinds=["file"], activity=5).rows[0]
    assert (filed.data["key"], filed.data["form"]) == ("plan_response", "response")


def test_the_map_shows_what_is_done_comes_again_and_was_skipped(office: Cast) -> None:
    story = begin(office, to=5)
    story.reject("Belum", "Jadwal")
    assert [story.page().states[number] for number in (2, 3, 4, 6)] == [("done", 1), ("current", 2), ("again", 1), ("upcoming", 0)]
    services.deviate(case_id=story.case_id, target=8, why="Sudah dibangun", who=office.standing(office.bureau_head), at=story.at)
    assert [story.page().states[number][0] for number in (5, 6, 7, 8)] == ["done", "skipped", "skipped", "current"]

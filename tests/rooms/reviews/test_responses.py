"""The response of a team: drafted together, judged against what was read, taken by one decision at whatever door."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from pytest_django import Settings

from runut.cases.checking import check_cases
from runut.cases.queries import decisions, remarks
from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.guards import Act
from runut.core.remarks import Remark
from runut.documents.queries import current_form, papers_of
from runut.reviews import codes, services
from runut.reviews.queries import changes_since, drafted_for, material_hashes, meeting
from tests.builders import Story
from tests.rooms.reviews.test_presentations import plan

pytestmark = pytest.mark.django_db


@pytest.fixture
def waiting(story: Story) -> Story:
    """A case that waits for the technical team's response to the plan."""
    return story.to(5)


def asked(story: Story, who: str = "technical_one") -> dict[str, Any]:
    story.at += timedelta(minutes=1)
    return {"case_id": story.case_id, "who": story.cast.standing(getattr(story.cast, who)), "at": story.at}


def draft(story: Story, text: str = "Jadwal terlalu singkat", who: str = "technical_one", **more: Any) -> int:
    said: dict[str, Any] = {"text": text, "must": True}
    return services.draft_remark(**asked(story, who), **(said | more))


def read(story: Story, who: str = "technical_one") -> None:
    services.confirm_reading(**asked(story, who), seen=material_hashes(story.page()))


def test_what_members_drafted_goes_into_the_decision_at_every_door(waiting: Story) -> None:
    schedule = next(paper.current for paper in papers_of(waiting.case_id) if paper.key == "schedule")
    draft(waiting, thing=f"document:{schedule.id}", place="3", who="technical_two")
    draft(waiting, "Warna tombol", must=False)
    waiting.certify("rejected", why="Belum lengkap")
    first, second = remarks(case_id=waiting.case_id)
    assert (first.text, first.weight, first.drafted_by) == ("Jadwal terlalu singkat", "must", "Tini Contoh")
    assert first.about["kind"] == "document" and first.about["sha256"] == schedule.sha256 and first.about["place"] == "3"
    assert (second.text, second.weight) == ("Warna tombol", "suggestion")
    recorded = decisions(case_id=waiting.case_id)[0].event.data["remarks"]
    assert [one["weight"] for one in recorded] == ["must", "suggestion"]
    assert waiting.activity == 3 and waiting.position.open_remarks == {1, 2}
    assert all(one.fault is None for one in check_cases())


def test_a_remark_that_was_taken_back_is_not_said(waiting: Story) -> None:
    number = draft(waiting, who="technical_two")
    services.take_back_remark(**asked(waiting), draft_id=number)
    with pytest.raises(Refused) as refused:
        waiting.certify("rejected", why="Belum lengkap")
    assert refused.value.code == "remark_missing"
    with pytest.raises(NotFound):
        services.take_back_remark(**asked(waiting), draft_id=number)


def test_suggestions_alone_reject_nothing_and_what_must_be_fixed_approves_nothing(waiting: Story) -> None:
    number = draft(waiting, must=False)
    with pytest.raises(Refused) as refused:
        waiting.certify("rejected", why="Belum lengkap")
    assert refused.value.code == "must_fix_missing"
    services.take_back_remark(**asked(waiting), draft_id=number)
    draft(waiting)
    with pytest.raises(Refused) as refused:
        waiting.certify("approved")
    assert refused.value.code == "must_fix_stands"
    assert waiting.activity == 5


def test_an_approval_takes_suggestions_with_it(waiting: Story) -> None:
    draft(waiting, "Tambahkan ekspor", must=False)
    waiting.certify("approved")
    assert waiting.activity == 6 and waiting.position.open_remarks == {1}


@pytest.mark.parametrize("who", ["user", "developer_one", "division_head", "auditor"])
def test_who_takes_no_part_drafts_nothing(waiting: Story, who: str) -> None:
    with pytest.raises(NotPermitted):
        draft(waiting, who=who)


def test_nobody_responds_to_their_own_work(story: Story) -> None:
    story.to(2).name_team(story.cast.developer_one, story.cast.technical_two)
    story.to(5)
    with pytest.raises(NotPermitted) as refused:
        draft(story, who="technical_two")
    assert refused.value.code == "own_work"


def test_nothing_is_drafted_while_no_response_is_due(story: Story) -> None:
    for activity in (1, 3, 6):
        with pytest.raises(Refused) as refused:
            draft(story.to(activity))
        assert refused.value.code == "response_closed"


@pytest.mark.parametrize(
    ("more", "error", "code"),
    [
        ({"text": "  "}, Invalid, "text_missing"),
        ({"text": "x" * 4001}, Invalid, "text_too_long"),
        ({"text": "a\x00b"}, Invalid, "text_characters"),
        ({"thing": "document:999999"}, Refused, "thing_unknown"),
        ({"thing": "nothing"}, Refused, "thing_unknown"),
        ({"place": "x" * 201}, Invalid, "text_too_long"),
    ],
)
def test_a_remark_that_makes_no_sense_is_refused_by_name(waiting: Story, more: dict[str, Any], error: Any, code: str) -> None:
    with pytest.raises(error) as refused:
        draft(waiting, **more)
    assert refused.value.code == code


def test_a_view_is_given_by_who_has_read_what_is_sealed(waiting: Story) -> None:
    with pytest.raises(Refused) as refused:
        services.give_view(**asked(waiting), view="agree", why="")
    assert refused.value.code == "material_unread"
    with pytest.raises(Refused) as refused:
        services.confirm_reading(**asked(waiting), seen=frozenset({"0" * 64}))
    assert refused.value.code == "material_changed"
    read(waiting)
    services.give_view(**asked(waiting), view="agree", why="")
    with pytest.raises(Refused) as refused:
        services.give_view(**asked(waiting), view="disagree", why=" ")
    assert refused.value.code == "view_reason"
    services.give_view(**asked(waiting), view="disagree", why="Jadwal")
    (one,) = drafted_for(waiting.page()).views
    assert (one.view, one.reason, one.name) == ("disagree", "Jadwal", "Tono Contoh")


def test_who_attended_needs_not_confirm_and_who_did_not_must_once_the_list_was_kept(story: Story) -> None:
    number = plan(story.to(4))
    services.open_attendance(**asked(story, "developer_one"), presentation_id=number)
    code = codes.code_at(meeting(case_id=story.case_id, presentation_id=number).secret, story.at)
    services.sign_attendance(code=code, who=story.cast.standing(story.cast.technical_two), at=story.at)
    story.to(5) if story.activity == 5 else story.step()
    services.give_view(**asked(story, "technical_two"), view="agree", why="")
    with pytest.raises(Refused) as refused:
        story.certify("approved")
    assert refused.value.code == "material_unread"
    read(story)
    story.certify("approved")
    assert story.activity == 6


def test_a_quorum_asks_for_the_views_of_several(waiting: Story, settings: Settings) -> None:
    settings.RESPONSE_QUORUM = 2
    with pytest.raises(Refused) as refused:
        waiting.certify("approved")
    assert {one.code for one in refused.value.reasons} == {"material_unread", "quorum_missing"}
    read(waiting)
    read(waiting, "technical_two")
    services.give_view(**asked(waiting, "technical_two"), view="abstain", why="Baru bergabung")
    waiting.certify("approved")
    _version, content = current_form(case_id=waiting.case_id, key="plan_response", form="response") or (None, {})
    assert [(one["name"], one["view"], one["attended"]) for one in content["views"]] == [("Tini Contoh", "abstain", False)]


def test_an_answer_is_closed_or_reopened_and_answered_again(waiting: Story) -> None:
    waiting.reject("Belum lengkap", "Perbaiki jadwal", "Lengkapi alur")
    waiting.to(5)
    services.judge_answer(**asked(waiting), number=1, closed=True)
    services.judge_answer(**asked(waiting), number=2, closed=False, why="Alur masih kosong")
    with pytest.raises(Refused) as refused:
        waiting.certify("approved")
    assert refused.value.code == "remark_reopened"
    waiting.certify("rejected", why="Satu hal tersisa")
    first, second = remarks(case_id=waiting.case_id)
    assert first.closed_at is not None and first.answered_at is not None
    assert second.answered_at is None and [(one["answer"], one["why"]) for one in second.earlier] == [("Sudah", "Alur masih kosong")]
    assert waiting.position.open_remarks == {2}
    assert all(one.fault is None for one in check_cases())
    waiting.to(5)
    assert remarks(case_id=waiting.case_id)[1].answered_at is not None
    waiting.certify("approved")
    assert all(one.fault is None for one in check_cases())


def test_only_answers_are_judged(waiting: Story) -> None:
    waiting.reject("Belum lengkap", "Perbaiki jadwal")
    waiting.to(5)
    for number in (0, 2):
        with pytest.raises(Refused) as refused:
            services.judge_answer(**asked(waiting), number=number, closed=True)
        assert refused.value.code == "remark_unknown"
    with pytest.raises(Refused) as refused:
        services.judge_answer(**asked(waiting), number=1, closed=False)
    assert refused.value.code == "reason_missing"


def test_the_reviewer_sees_what_changed_since(waiting: Story) -> None:
    assert changes_since(waiting.page()) == []
    waiting.reject("Belum lengkap", "Perbaiki jadwal")
    waiting.supply()
    from tests.builders import ENDS_ON

    waiting.file("schedule", ends_on=ENDS_ON, text="jadwal baru")
    waiting.to(5)
    found = {one.name: one for one in changes_since(waiting.page())}
    assert found["schedule"].state == "changed"
    assert found["schedule"].before and found["schedule"].now and found["schedule"].before.number < found["schedule"].now.number
    assert {one.state for name, one in found.items() if name != "schedule"} == {"same"}


def test_a_remark_can_also_be_said_by_the_decider_alone(waiting: Story) -> None:
    waiting.at += timedelta(minutes=1)
    act = Act(outcome="rejected", reason="Belum", remarks=("Tanpa bobot", Remark(text="Saran", weight="suggestion")))
    from runut.cases.services import certify

    certify(case_id=waiting.case_id, act=act, who=waiting.cast.standing(waiting.cast.technical_one), at=waiting.at)
    event = decisions(case_id=waiting.case_id)[0].event
    assert event.data["remarks"] == [{"number": 1, "text": "Tanpa bobot"}, {"number": 2, "text": "Saran", "weight": "suggestion"}]

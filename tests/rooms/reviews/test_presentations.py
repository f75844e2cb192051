"""Presentations: who plans them when, what they need, and that nobody changes one over another's head."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from runut.core.errors import ConcurrentChange, Invalid, NotFound, NotPermitted, Refused
from runut.documents.queries import current_form
from runut.reviews import papers, services
from runut.reviews.queries import material, meeting, meeting_of, meetings
from runut.reviews.queries.presentations import home_of
from runut.reviews.services import Planned
from tests.builders import Story

pytestmark = pytest.mark.django_db
PLANNED = Planned(
    held_on=date(2026, 11, 26),
    began_at=time(9),
    ended_at=time(11),
    place="Aula lantai 2",
    link="",
    agenda="Pembukaan\nPaparan",
    letter_number="005/12/BPBJ",
    invited={"performers": [["technical_team", "Tim Teknis"]], "others": ["Rina, pendamping"]},
    similar=[],
)


def plan(story: Story, who: str = "developer_one", key: str = "plan_presentation", planned: Planned = PLANNED) -> int:
    standing = story.cast.standing(getattr(story.cast, who))
    return services.plan_presentation(case_id=story.case_id, key=key, planned=planned, who=standing, at=story.at)


def test_the_team_plans_ahead_of_the_activity(story: Story) -> None:
    number = plan(story.to(3))
    found = meeting(case_id=story.case_id, presentation_id=number)
    assert (found.round, found.held, found.place, found.invited.names) == (1, False, "Aula lantai 2", ("Tim Teknis", "Rina, pendamping"))
    assert found.begins.isoformat() == "2026-11-26T09:00:00+07:00"


@pytest.mark.parametrize("who", ["registrar", "division_head"])
def test_the_keeper_of_the_register_and_the_heads_plan_too(story: Story, who: str) -> None:
    assert plan(story.to(4), who)


@pytest.mark.parametrize("who", ["user", "technical_one"])
def test_those_who_are_presented_to_do_not_plan(story: Story, who: str) -> None:
    with pytest.raises(NotPermitted):
        plan(story.to(4), who)


def test_another_unit_learns_nothing(story: Story) -> None:
    with pytest.raises(NotFound):
        plan(story.to(4), "outsider")


def test_what_is_complete_is_planned_no_more(story: Story) -> None:
    with pytest.raises(Refused) as refused:
        plan(story.to(5))
    assert refused.value.code == "presentation_past"


def test_a_deliverable_that_is_no_record_of_a_presentation_is_not_found(story: Story) -> None:
    with pytest.raises(NotFound):
        plan(story.to(4), key="schedule")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"ended_at": time(9)}, "presentation_ends"),
        ({"place": "  "}, "presentation_place"),
        ({"invited": {"performers": [], "others": []}}, "presentation_nobody"),
    ],
)
def test_what_makes_no_sense_is_refused_by_name(story: Story, changes: dict[str, object], code: str) -> None:
    with pytest.raises(Invalid) as refused:
        plan(story.to(4), planned=replace(PLANNED, **changes))  # type: ignore[arg-type]
    assert refused.value.code == code
    assert not meetings(case_id=story.case_id)


def test_it_is_planned_once_a_round_and_again_after_a_rejection(story: Story) -> None:
    first = plan(story.to(4))
    with pytest.raises(ConcurrentChange):
        plan(story)
    story.to(5).reject("Terlalu singkat", "Perbaiki jadwal")
    second = plan(story)
    assert [(one.id, one.round) for one in meetings(case_id=story.case_id)] == [(second, 2), (first, 1)]
    assert meeting_of(case_id=story.case_id, key="plan_presentation", round_=1) is not None


def test_of_two_changes_of_the_same_the_second_is_told(story: Story) -> None:
    number, who = plan(story.to(4)), story.cast.standing(story.cast.developer_one)
    for wanted in (0, 1):
        changed = replace(PLANNED, place=f"Ruang {wanted}")
        services.change_presentation(
            case_id=story.case_id, presentation_id=number, planned=changed, saw=wanted, who=who, at=story.at + timedelta(minutes=1)
        )
    with pytest.raises(ConcurrentChange):
        services.change_presentation(case_id=story.case_id, presentation_id=number, planned=PLANNED, saw=1, who=who, at=story.at)
    assert meeting(case_id=story.case_id, presentation_id=number).place == "Ruang 1"


def test_what_is_presented_are_the_sealed_versions_by_their_hashes(story: Story) -> None:
    page = story.to(4).page()
    shown = material(page, home_of(page, "plan_presentation"))
    assert {one.sha256 for one in shown} == {one.sha256 for item in page.items if item.role == "requirement" for one in item.filed}
    assert len(shown) == 4


def test_the_calendar_file_is_folded_and_escaped(story: Story) -> None:
    number = plan(story.to(4), planned=replace(PLANNED, place="Aula; lantai 2, gedung A " + "é" * 60))
    blocks = papers.calendar_entry(meeting(case_id=story.case_id, presentation_id=number), title="Presentasi")
    text = b"".join(blocks).decode()
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""]
    assert max(len(one.encode()) for one in lines) <= 75
    whole = text.replace("\r\n ", "").split("\r\n")
    assert "DTSTART:20261126T020000Z" in whole and "DTEND:20261126T040000Z" in whole
    assert any(one.startswith("LOCATION:Aula\\; lantai 2\\, gedung A éé") for one in whole)
    assert "DESCRIPTION:Pembukaan\\nPaparan" in whole
    assert "SEQUENCE:0" in whole


def test_a_record_written_before_presentations_were_planned_is_read_as_it_was(story: Story) -> None:
    story.to(4).file("plan_presentation", text="lama")
    assert current_form(case_id=story.case_id, key="plan_presentation", form="note")
    story.certify()
    assert story.activity == 5

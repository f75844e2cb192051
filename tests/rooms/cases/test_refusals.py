"""Every service that writes says no in the SOP's words, and then writes nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from runut.cases import queries, services
from runut.cases.services import Member, Turn
from runut.core.errors import ConcurrentChange, Invalid, NotFound, RunutError
from runut.core.guards import Act
from runut.people.queries import Standing
from tests.builders import Story, begin
from tests.cast import Cast

Attempt = Callable[[Story], object]


def who(story: Story, person: str) -> Standing:
    return story.cast.standing(getattr(story.cast, person))


def asking(story: Story, person: str, **changed: object) -> dict[str, Any]:
    return {"case_id": story.case_id, "who": who(story, person), "at": story.at} | changed


def member(user_id: int, role: str = "Analis") -> Member:
    return Member(user_id=user_id, name="x", role=role, from_on=date(2026, 11, 23))


REFUSALS: dict[str, tuple[Attempt, str]] = {
    "hold without a reason": (lambda s: services.hold(**asking(s, "registrar", why=" ")), "reason_missing"),
    "hold by the technical team": (lambda s: services.hold(**asking(s, "technical_one", why="x")), "register_only"),
    "resume what runs": (lambda s: services.resume(**asking(s, "registrar", note="")), "case_not_held"),
    "extend by the keeper": (lambda s: services.extend(**asking(s, "registrar", days=1, why="x")), "heads_only"),
    "extend by nothing": (lambda s: services.extend(**asking(s, "division_head", days=0, why="x")), "days_not_positive"),
    "extend for ever": (lambda s: services.extend(**asking(s, "division_head", days=9999, why="x")), "days_too_many"),
    "deviate to nowhere": (lambda s: services.deviate(**asking(s, "bureau_head", target=11, why="x")), "activity_unknown"),
    "deviate to here": (lambda s: services.deviate(**asking(s, "bureau_head", target=1, why="x")), "activity_same"),
    "cancel by the unit": (lambda s: services.cancel(**asking(s, "user", why="x")), "heads_only"),
    "answer no remark": (
        lambda s: services.answer_remark(**asking(s, "registrar", number=1, text="a", change="b")),
        "remark_unknown",
    ),
    "certify another's turn": (lambda s: services.certify(**asking(s, "division_head", act=Act(outcome="approved"))), "not_your_turn"),
    "certify with things missing": (lambda s: services.certify(**asking(s, "registrar", act=Act())), "requirement_missing"),
    "name an empty team": (lambda s: services.name_team(**asking(s, "registrar", members=[])), "team_invalid"),
    "name somebody twice": (
        lambda s: services.name_team(**asking(s, "registrar", members=[member(1), member(1)])),
        "team_invalid",
    ),
    "name somebody without a role": (
        lambda s: services.name_team(**asking(s, "registrar", members=[member(1, " ")])),
        "team_role_missing",
    ),
    "name somebody until before they come": (
        lambda s: services.name_team(**asking(s, "registrar", members=[replace(member(1), to_on=date(2026, 11, 22))])),
        "team_until",
    ),
    "name a team as the unit": (lambda s: services.name_team(**asking(s, "user", members=[member(1)])), "register_only"),
    "file what is not due": (lambda s: s.file("schedule", by=s.cast.registrar, ends_on=s.cast.today), "document_early"),
    "file for another": (lambda s: s.file("development_mandate", by=s.cast.technical_one), "not_your_filing"),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_it_refuses_and_writes_nothing(story: Story, name: str) -> None:
    attempt, code = REFUSALS[name]
    before = story.page().case.events
    with pytest.raises(RunutError) as refused:
        attempt(story)
    assert code in {one.code for one in refused.value.reasons}
    assert story.page().case.events == before


def test_a_turn_that_somebody_else_recorded_is_not_recorded_again(story: Story) -> None:
    story.supply()
    seen = Turn(activity=1, round=1, turn=0)
    act = Act(note="saya")
    services.certify(case_id=story.case_id, act=act, who=who(story, "registrar"), at=story.at, saw=seen)
    with pytest.raises(ConcurrentChange):
        services.certify(case_id=story.case_id, act=act, who=who(story, "registrar"), at=story.at, saw=seen)


def test_an_act_beside_the_flow_is_done_once_for_what_the_page_showed(story: Story) -> None:
    events = story.page().case.events
    services.extend(case_id=story.case_id, days=1, why="x", who=who(story, "division_head"), at=story.at, events=events)
    with pytest.raises(ConcurrentChange):
        services.extend(case_id=story.case_id, days=1, why="x", who=who(story, "division_head"), at=story.at, events=events)


def test_nothing_happens_to_a_case_that_is_not_there(story: Story) -> None:
    with pytest.raises(NotFound):
        services.hold(case_id=story.case_id + 1, why="x", who=who(story, "registrar"), at=story.at)


@pytest.mark.parametrize("title", ["", "  ", "x" * 201])
def test_a_request_needs_a_title(story: Story, title: str) -> None:
    with pytest.raises(Invalid):
        services.request_case(title=title, purpose="", unit_id=story.cast.requesting_unit, unit="x", who=who(story, "user"), at=story.at)


def test_a_request_is_entered_by_its_unit_or_the_keeper_of_the_register(story: Story) -> None:
    with pytest.raises(RunutError) as refused:
        services.request_case(title="a", purpose="", unit_id=story.cast.requesting_unit, unit="x", who=who(story, "outsider"), at=story.at)
    assert refused.value.code == "unit_or_register_only"
    assert services.request_case(
        title="a", purpose="", unit_id=story.cast.requesting_unit, unit="x", who=who(story, "registrar"), at=story.at
    )


def test_what_a_held_case_refuses(story: Story) -> None:
    services.hold(case_id=story.case_id, why="Menunggu anggaran.", who=who(story, "registrar"), at=story.at)
    for act, extra in (("extend", {"days": 1}), ("deviate", {"target": 3}), ("hold", {})):
        with pytest.raises(RunutError) as refused:
            getattr(services, act)(**asking(story, "division_head", why="x", **extra))
        assert refused.value.code == "case_held"
    services.cancel(case_id=story.case_id, why="Tidak jadi", who=who(story, "division_head"), at=story.at)
    assert story.page().case.status == "cancelled"


def test_a_team_changes_and_remembers_who_left(office: Cast) -> None:
    story = begin(office, to=2)
    story.name_team(office.developer_one, office.developer_two)
    story.name_team(office.developer_two)
    assert {(one.user_id, one.to_on is None) for one in queries.team(case_id=story.case_id)} == {
        (office.developer_one, False),
        (office.developer_two, True),
    }
    filed = [one.version for item in story.page().items if item.key == "experts" for one in item.filed]
    assert filed == [2]

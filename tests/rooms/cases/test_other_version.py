"""A running case moves to another version of its SOP: rows, chain and proof."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from runut.cases import queries, services
from runut.cases.checking import check_cases
from runut.cases.models import Case, WorkItem
from runut.core.errors import ConcurrentChange, Invalid, NotPermitted, Refused
from runut.procedures.drafting import editing
from runut.procedures.drafting.content import Content
from runut.procedures.services import install_text
from tests.builders import Story, begin
from tests.cast import cast
from tests.rooms.procedures.test_several import LETTERS
from tests.rooms.procedures.writing import next_version

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


def a_check_after_activity_two(content: Content) -> Content:
    """Put a row in between that somebody performs."""
    made = editing.add_row(content, content["rows"][1]["id"])
    made["rows"][2]["text"] = "Memeriksa kelengkapan rencana"
    return made


@pytest.fixture
def story() -> Iterator[Story]:
    story = begin(cast(AT), to=5)
    story.reject("Belum rinci", "Rinci jadwal")
    yield story
    assert {one.fault for one in check_cases()} == {None}


def _version(story: Story) -> int:
    return next_version(_case(story).version_id, story.cast, at=AT, then=a_check_after_activity_two)


def _case(story: Story) -> Case:
    return Case.objects.get(pk=story.case_id)


def _move(story: Story, version_id: int, *, target: int = 0, why: str = "SOP diperbarui", events: int | None = None) -> None:
    story.at += timedelta(minutes=1)
    who = story.cast.standing(story.cast.division_head)
    services.change_version(case_id=story.case_id, version_id=version_id, target=target, why=why, who=who, at=story.at, events=events)


def test_the_case_goes_on_under_the_numbers_of_the_other_version(story: Story) -> None:
    made = _version(story)
    _move(story, made)
    case = _case(story)
    assert (case.version_id, case.activity, case.round, case.leg, case.turn_key) == (made, 4, 2, 1, "@team")
    assert case.rounds == {"1": 1, "2": 1, "4": 2, "5": 1, "6": 1}
    assert list(WorkItem.objects.filter(case=case, state="open").values_list("leg", "activity", "round")) == [(1, 4, 2)]
    event = queries.history(case_id=case.pk).rows[0]
    assert (event.kind, event.activity, event.data["left"]["activity"], event.data["reason"]) == ("version", 4, 3, "SOP diperbarui")
    story.answer(1)
    story.to(0)
    assert _case(story).status == "completed"


def test_a_case_can_go_back_to_where_it_came_from(story: Story) -> None:
    old = _case(story).version_id
    made = _version(story)
    _move(story, made, target=3)
    assert (_case(story).activity, _case(story).round) == (3, 1)
    _move(story, old, target=3)
    _move(story, made, target=3)
    case = _case(story)
    assert (case.leg, case.activity, case.round) == (3, 3, 1)
    _move(story, old, target=2)
    assert (_case(story).activity, _case(story).round) == (2, 2)


def test_the_page_shows_everything_before(story: Story) -> None:
    made = _version(story)
    who = story.cast.standing(story.cast.division_head)
    page = queries.access_page(case_id=story.case_id, who=who, at=story.at)
    [version] = queries.other_versions(page, at=story.at)
    assert version.id == made
    ahead = queries.version_ahead(version, page=page, at=story.at)
    assert (ahead.target, ahead.round, ahead.lapses, ahead.before) == (4, 2, False, ahead.after)
    assert [(one.before and one.before.number, one.after and one.after.number) for one in ahead.pairs][:4] == [
        (1, 1),
        (2, 2),
        (None, 3),
        (3, 4),
    ]
    assert [one.after.number for one in ahead.pairs if one.changed and one.after] == [3]
    other = queries.version_ahead(version, page=page, at=story.at, target=3)
    assert (other.activity and other.activity.number, other.round, other.performer and other.performer.key) == (3, 1, "system_development")
    assert _case(story).leg == 0


def test_only_heads_move_a_case_and_only_within_its_sop(story: Story) -> None:
    made = _version(story)
    for person in (story.cast.registrar, story.cast.administrator, story.cast.developer_one):
        with pytest.raises(NotPermitted):
            services.change_version(case_id=story.case_id, version_id=made, target=0, why="x", who=story.cast.standing(person), at=story.at)
    with pytest.raises(Invalid) as invalid:
        _move(story, install_text(key="surat-masuk", text=LETTERS, at=AT))
    assert invalid.value.code == "version_foreign"


def test_a_move_needs_a_reason_and_happens_once(story: Story) -> None:
    made = _version(story)
    with pytest.raises(Refused) as refused:
        _move(story, made, why=" ")
    assert refused.value.code == "reason_missing"
    events = _case(story).events
    _move(story, made, events=events)
    with pytest.raises(ConcurrentChange):
        _move(story, made, events=events)
    with pytest.raises(Refused) as refused:
        _move(story, made)
    assert refused.value.code == "version_same"


def test_a_request_that_goes_on_past_the_first_activity_gets_its_number(story: Story) -> None:
    made = _version(story)
    case_id = services.request_case(
        title="Baru",
        purpose="",
        unit_id=story.cast.requesting_unit,
        unit="Dinas",
        who=story.cast.standing(story.cast.user),
        at=AT - timedelta(days=1),
    )
    assert Case.objects.get(pk=case_id).version_id == _case(story).version_id
    early = Story(cast=story.cast, case_id=case_id, at=AT)
    _move(early, made, target=3)
    assert Case.objects.get(pk=case_id).number == "PA-2026-0002"


def test_a_row_that_names_another_version_than_the_chain_is_found(story: Story) -> None:
    old = _case(story).version_id
    made = _version(story)
    Case.objects.filter(pk=story.case_id).update(version_id=made)
    [checked] = check_cases()
    assert checked.fault
    assert checked.fault.params["field"] == "version"
    Case.objects.filter(pk=story.case_id).update(version_id=old)

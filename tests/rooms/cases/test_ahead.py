"""A turn is thought through before the case's lock is taken; what came between is noticed, and decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any

import pytest

from runut.base import sql
from runut.cases import recording, services
from runut.cases.deliverables import store
from runut.cases.models import Event
from runut.cases.services import Turn, step
from runut.core.errors import ConcurrentChange
from runut.core.guards import Act
from runut.procedures.queries import calendar, remembered_calendar
from tests.builders import Story, begin
from tests.cast import Cast


@pytest.fixture
def ready(office: Cast) -> Story:
    """A case that waits at activity 2 for nothing but its record."""
    story = begin(office, to=2)
    story.supply()
    return story


def between(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once after a step is composed and before it is written."""
    waiting = [happens]

    def composed(*args: Any) -> Any:
        found = recording.composed(*args)
        if waiting:
            waiting.pop()()
        return found

    monkeypatch.setattr(step, "composed", composed)


def press(story: Story) -> None:
    turn = story.position.item
    assert turn
    saw = Turn(activity=turn.activity, round=turn.round, turn=turn.turn)
    who = story.cast.standing(story.performer())
    services.certify(case_id=story.case_id, act=Act(), who=who, at=story.at + timedelta(minutes=1), saw=saw)


def test_of_two_who_thought_at_once_the_second_is_told(ready: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    between(monkeypatch, lambda: press(ready))
    before = ready.page().case.events
    with pytest.raises(ConcurrentChange):
        press(ready)
    assert ready.activity == 3
    assert ready.page().case.events == before + 2, "completed and opened, once"


def test_a_document_filed_between_is_the_one_that_counts(ready: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    between(monkeypatch, lambda: ready.file("project_board"))
    press(ready)
    assert ready.activity == 3
    (filed,) = store().fulfilled(ready.case_id, ["project_board"])["project_board"]
    completed = Event.objects.filter(case_id=ready.case_id, kind="complete").latest("number")
    assert filed.version == 2
    assert filed.sha256 in completed.content


def test_hours_that_changed_between_give_the_deadline(ready: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    read_before = replace(remembered_calendar(), closes=time(12))
    monkeypatch.setattr(step, "remembered_calendar", lambda: read_before)
    press(ready)
    item, now = ready.position.item, calendar()
    assert item
    assert item.activity == 3
    assert item.due_at
    assert now.local(item.due_at).time() == now.closes


@pytest.mark.parametrize("activity", [2, 3], ids=["what writes", "what asks rooms under the lock"])
def test_another_process_changes_the_hours_in_the_last_moment(office: Cast, monkeypatch: pytest.MonkeyPatch, activity: int) -> None:
    story = begin(office, to=activity)
    story.supply()

    def read_case(**asked: Any) -> Any:
        sql.write("UPDATE people_organisation SET closes_at = %s", ["15:30:00"])
        return recording.read_case(**asked)

    monkeypatch.setattr(step, "read_case", read_case)
    press(story)
    item = story.position.item
    assert item
    assert item.activity == activity + 1
    assert item.due_at
    assert calendar().local(item.due_at).time() == time(15, 30)

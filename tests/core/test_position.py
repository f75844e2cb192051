"""Every kind of event, alone: what it changes in a position and what it leaves."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from runut.core.ledger import KINDS, Fact
from runut.core.position import NOWHERE, Position, Status, WorkItem, due_text, evolve, replay
from runut.core.workdays import Clock, Hold
from tests.core.cast import MONDAY, Run, shipped

DUE = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
LATER = MONDAY + timedelta(hours=3)
HELD = Hold(since=MONDAY, reason="Banjir", by="Sari")
ITEM = WorkItem(activity=6, round=2, scheduled_at=MONDAY, turn=1, rework=True, ends_on=date(2027, 1, 1), extended=4, due_at=DUE)
HERE = Position(status=Status.ACTIVE, item=ITEM, rounds={6: 2, 5: 1}, remarks=3, open_remarks=frozenset({2}), last_at=MONDAY)
STOPPED = replace(HERE, status=Status.HELD, item=replace(ITEM, holds=(replace(HELD, until=MONDAY), HELD), due_at=None))


def after(position: Position, kind: str, activity: int | None = 6, round_: int | None = 2, **data: Any) -> Position:
    found = evolve(position, Fact(kind=kind, activity=activity, round=round_, data=data), at=LATER)
    assert found.last_at == LATER
    return replace(found, last_at=MONDAY)


def test_schedule_opens_a_work_item() -> None:
    due = "2026-11-26T09:00:00.000000Z"
    found = after(replace(HERE, item=None, status=Status.HELD), "schedule", 7, 1, due_at=due, ends_on="2027-01-08", rework=True)
    item = WorkItem(activity=7, round=1, scheduled_at=LATER, rework=True, ends_on=date(2027, 1, 8), due_at=DUE)
    assert found == replace(HERE, item=item, rounds={6: 2, 5: 1, 7: 1})
    bare = after(HERE, "schedule", 7, 1, due_at=None).item
    assert bare == WorkItem(activity=7, round=1, scheduled_at=LATER)


def test_certify_passes_the_turn() -> None:
    assert after(HERE, "certify", turn=1) == replace(HERE, item=replace(ITEM, turn=2))


def test_complete_closes_the_work_item_and_raises_remarks() -> None:
    assert after(HERE, "complete", turn=1) == replace(HERE, item=None)
    raised = [{"number": 4, "text": "a"}, {"number": 5, "text": "b"}]
    found = after(HERE, "complete", turn=1, remarks=raised)
    assert found == replace(HERE, item=None, remarks=5, open_remarks=frozenset({2, 4, 5}))


def test_a_remark_that_is_reopened_waits_again_under_its_own_number() -> None:
    found = after(HERE, "complete", turn=1, reopened=[{"number": 1, "reason": "Belum"}, {"number": 3, "reason": "Belum"}])
    assert found == replace(HERE, item=None, remarks=3, open_remarks=frozenset({1, 2, 3}))


@pytest.mark.parametrize("kind", ["deviate", "cancel"])
def test_deviation_and_cancellation_leave_the_work_item(kind: str) -> None:
    assert after(HERE, kind, reason="x", target=1) == replace(HERE, item=None)


@pytest.mark.parametrize("status", ["completed", "refused", "cancelled"])
def test_end_closes_whatever_is_open(status: str) -> None:
    found = after(HERE, "end", None, None, status=status)
    assert found == replace(HERE, item=None, status=Status(status))
    assert found.status.ended


def test_suspend_and_resume_open_and_close_a_hold() -> None:
    held = after(HERE, "suspend", reason="Banjir", by="Sari")
    assert held == replace(HERE, status=Status.HELD, item=replace(ITEM, holds=(replace(HELD, since=LATER),), due_at=None))
    found = after(STOPPED, "resume", due_at="2026-11-26T09:00:00.000000Z")
    closed = (replace(HELD, until=MONDAY), replace(HELD, until=LATER))
    assert found == replace(HERE, item=replace(ITEM, holds=closed))


def test_extend_and_calendar_move_the_deadline() -> None:
    moved = "2026-11-30T09:00:00.000000Z"
    later = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
    assert after(HERE, "extend", days=3, due_at=moved) == replace(HERE, item=replace(ITEM, extended=7, due_at=later))
    assert after(HERE, "calendar", due_at=moved) == replace(HERE, item=replace(ITEM, due_at=later))
    assert after(HERE, "calendar", due_at=None) == replace(HERE, item=replace(ITEM, due_at=None))


def test_lapse_begins_the_turns_again_and_answer_closes_a_remark() -> None:
    assert after(HERE, "lapse", turns=1) == replace(HERE, item=replace(ITEM, turn=0))
    assert after(HERE, "answer", number=2) == replace(HERE, open_remarks=frozenset())


def test_a_move_to_another_version_brings_its_numbers() -> None:
    data = {"turn": 1, "rounds": {"4": 2, "1": 1}, "due_at": None, "ends_on": "2027-01-08"}
    fact = Fact(kind="version", activity=4, round=2, data=data)
    found = evolve(HERE, fact, at=LATER)
    item = replace(ITEM, activity=4, round=2, turn=1, ends_on=date(2027, 1, 8), due_at=None)
    assert found == replace(HERE, item=item, rounds={4: 2, 1: 1}, leg=1, last_at=LATER)
    again = after(found, "version", 5, 1, turn=0, rounds={"5": 1}, due_at="2026-11-26T09:00:00.000000Z")
    assert again.item == replace(item, activity=5, round=1, turn=0, ends_on=None, due_at=DUE)
    assert (again.rounds, again.leg) == ({5: 1}, 2)


@pytest.mark.parametrize("kind", ["open", "number", "file", "remove", "sign", "team"])
def test_other_kinds_move_nothing(kind: str) -> None:
    assert after(HERE, kind) == HERE


@pytest.mark.parametrize("kind", ["certify", "suspend", "resume", "extend", "calendar", "lapse"])
def test_a_kind_that_needs_a_work_item_says_so(kind: str) -> None:
    data = {"turn": 0, "reason": "x", "by": "y", "days": 1, "due_at": None}
    with pytest.raises(ValueError, match=r"^no work item is open$"):
        evolve(NOWHERE, Fact(kind=kind, data=data), at=MONDAY)


def test_every_kind_is_tried_above() -> None:
    moving = {"schedule", "certify", "complete", "deviate", "cancel", "end", "suspend", "resume", "extend", "calendar", "lapse", "answer"}
    moving |= {"version"}
    assert moving | {"open", "number", "file", "remove", "sign", "team"} == KINDS


def test_the_clock_of_a_work_item_has_all_that_its_deadline_derives_from() -> None:
    held = replace(HERE, item=replace(ITEM, holds=(HELD,)))
    limit = shipped().activity(6).time
    expected = Clock(start=MONDAY, limit=limit, ends_on=date(2027, 1, 1), holds=(HELD,), extended=4)
    assert held.clock(shipped()) == expected


def test_only_ended_states_end() -> None:
    assert [one.value for one in Status if one.ended] == ["completed", "refused", "cancelled"]


def test_nothing_happened_yet() -> None:
    assert replay([]) == NOWHERE == Position(status=Status.ACTIVE, item=None)


def test_a_deadline_is_written_as_events_hold_it() -> None:
    assert due_text(DUE) == "2026-11-26T09:00:00.000000Z"
    assert due_text(None) is None


def test_an_ended_case_has_neither_activity_nor_clock() -> None:
    run = Run()
    run.cancel()
    for asked in (run.position.activity, run.position.turn, run.position.performer, run.position.clock):
        with pytest.raises(ValueError, match=r"^no work item is open$"):
            asked(shipped())


@pytest.mark.parametrize("kind", ["schedule", "version"])
@pytest.mark.parametrize(("activity", "round_"), [(None, 1), (1, None)])
def test_a_work_item_needs_its_activity_and_round(kind: str, activity: int | None, round_: int | None) -> None:
    with pytest.raises(ValueError, match=r"^a work item needs its activity and round$"):
        after(HERE, kind, activity, round_, due_at=None, turn=0, rounds={})

"""A running case moves to another version of its SOP."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from runut.core.errors import NotPermitted, Refused
from runut.core.matching import match
from runut.core.procedure import Activity, Deliverable, Part, Participation, Procedure, TimeLimit
from runut.core.workdays import due
from tests.core.cast import CALENDAR, DIVISION_HEAD, REGISTRAR, Run, codes, shipped, text_hash

CHECK = Activity(number=0, text="Memeriksa kelengkapan", performers=(Participation(key="system_development", part=Part.ACTS),))


def with_a_row_after(number: int, row: Activity = CHECK) -> Procedure:
    """The shipped SOP with one more row; arrows lead where they led."""
    old = shipped()
    rows = [*old.activities[:number], row, *old.activities[number:]]

    def moved(target: int | str) -> int | str:
        return target if isinstance(target, str) or target <= number else target + 1

    return replace(
        old,
        activities=tuple(
            replace(one, number=place, decision={outcome: moved(target) for outcome, target in one.decision.items()})
            for place, one in enumerate(rows, 1)
        ),
    )


def changed(number: int, **values: object) -> Procedure:
    """The shipped SOP with one row changed."""
    old = shipped()
    return replace(old, activities=tuple(replace(one, **values) if one.number == number else one for one in old.activities))  # type: ignore[arg-type]


# which row is which


def test_rows_find_their_counterparts_whatever_was_put_between() -> None:
    assert match(shipped(), with_a_row_after(4)) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 7, 7: 8, 8: 9, 9: 10, 10: 11}
    assert match(with_a_row_after(4), shipped()) == {1: 1, 2: 2, 3: 3, 4: 4, 6: 5, 7: 6, 8: 7, 9: 8, 10: 9, 11: 10}


def test_a_reworded_row_is_still_the_same_and_another_one_is_not() -> None:
    text = "Tim Pengembang menyusun rencana kerja pengembangan aplikasi sesuai dengan hasil analisis"
    assert match(shipped(), changed(3, text=text))[3] == 3
    assert 3 not in match(shipped(), changed(3, text="Rapat", outputs=()))


def test_each_row_is_the_counterpart_of_one() -> None:
    twice = changed(4, text=shipped().activity(3).text)
    found = match(twice, shipped())
    assert len(set(found.values())) == len(found)


# moving


def test_the_work_item_goes_on_under_its_new_number() -> None:
    run = Run().walk_to(5)
    run.reject("Satu")
    run.answer(1)
    before = run.position
    assert before.item
    run.move_version(with_a_row_after(2))
    item = run.position.item
    assert item
    assert run.stands == (4, 2, 0)
    assert run.position.rounds == {1: 1, 2: 1, 4: 2, 5: 1, 6: 1}
    assert (item.scheduled_at, item.rework, item.due_at) == (before.item.scheduled_at, True, before.item.due_at)
    assert run.position.leg == 1
    run.walk_to(7)
    run.prove()


def test_a_case_can_go_to_its_end_on_the_other_version() -> None:
    run = Run().walk_to(3)
    run.move_version(with_a_row_after(3))
    run.walk_to(11)
    run.pass_activity()
    assert run.position.status.value == "completed"
    run.prove()


def test_the_deadline_derives_from_the_other_version_with_what_was_extended() -> None:
    run = Run().walk_to(3)
    run.extend(2)
    run.move_version(changed(3, time=TimeLimit(low=10, high=10)))
    item = run.position.item
    assert item
    clock = run.position.clock(run.procedure)
    assert (clock.limit, clock.extended) == (TimeLimit(low=10, high=10), 2)
    assert item.due_at == due(clock, CALENDAR)


def test_a_deadline_that_follows_a_schedule_is_taken_from_what_is_filed() -> None:
    run = Run().walk_to(4)
    run.move_version(changed(4, time=TimeLimit(follows="schedule")))
    item = run.position.item
    assert item
    assert item.ends_on == date(2027, 1, 29)
    assert item.due_at == due(run.position.clock(run.procedure), CALENDAR) is not None
    run.move_version(changed(4, time=None))
    assert run.position.item
    assert (run.position.item.ends_on, run.position.item.due_at) == (None, None)


def test_the_days_are_those_that_the_other_version_counts() -> None:
    run = Run().walk_to(3)
    run.move_version(replace(changed(3, note="Baru"), day="calendar"))
    item = run.position.item
    assert item
    assert item.due_at == due(run.position.clock(run.procedure), CALENDAR, day="calendar")
    assert item.due_at != due(run.position.clock(run.procedure), CALENDAR, day="working")


def test_the_event_says_what_was_left_what_is_followed_and_why() -> None:
    run = Run().walk_to(5)
    was, to = run.procedure, with_a_row_after(2)
    run.move_version(to, why="  SOP diperbarui ")
    data = run.stored[-1].data
    assert data["left"] == {"version": text_hash(was), "activity": 5, "round": 1}
    assert (data["version"], data["number"], data["reason"]) == (text_hash(to), 2, "SOP diperbarui")
    assert data["rounds"] == {"1": 1, "2": 1, "4": 1, "5": 1, "6": 1}


def test_a_case_can_go_back_to_the_first_activity() -> None:
    run = Run().walk_to(3)
    run.move_version(with_a_row_after(2), target=1)
    assert run.stands == (1, 2, 0)


def test_turns_stay_recorded_only_through_the_same_hands() -> None:
    run = Run().walk_to(10)
    run.file("final_report")
    run.certify()
    assert run.stands == (10, 1, 1)
    run.move_version(changed(3, note="Baru"))
    assert run.stands == (10, 1, 1)
    others = tuple(one for one in shipped().activity(10).performers if one.key != "division_head")
    run.move_version(changed(10, performers=others))
    assert run.stands == (10, 1, 0)


def test_another_activity_than_its_counterpart_begins_its_next_round() -> None:
    run = Run().walk_to(6)
    run.move_version(with_a_row_after(2), target=3)
    assert run.stands == (3, 1, 0)
    run.move_version(shipped(), target=2)
    assert run.stands == (2, 2, 0)
    run.prove()


def test_what_the_new_version_needs_more_is_missing_then() -> None:
    more = (*shipped().activity(5).requirements, Deliverable(key="budget", name="Anggaran"))
    run = Run().walk_to(5)
    run.move_version(changed(5, requirements=more))
    with pytest.raises(Refused) as refused:
        run.certify(outcome="approved")
    assert "requirement_missing" in codes(refused.value)
    run.file("budget")
    run.certify(outcome="approved")


def test_only_heads_move_a_case() -> None:
    run = Run()
    with pytest.raises(NotPermitted):
        run.move_version(with_a_row_after(2), who=REGISTRAR)
    assert run.position.leg == 0


def test_a_move_needs_a_reason_another_version_a_target_and_a_case_that_runs() -> None:
    run = Run().walk_to(3)
    wrong: list[tuple[Callable[[], object], str]] = [
        (lambda: run.move_version(with_a_row_after(2), why=" "), "reason_missing"),
        (lambda: run.move_version(shipped()), "version_same"),
        (lambda: run.move_version(with_a_row_after(2), target=12), "activity_unknown"),
        (lambda: run.move_version(changed(3, text="Rapat", outputs=())), "activity_unknown"),
    ]
    for act, code in wrong:
        with pytest.raises(Refused) as refused:
            act()
        assert codes(refused.value) == [code]
    with pytest.raises(Refused) as refused:
        run.move_version(with_a_row_after(2), target=12)
    assert refused.value.reasons[0].params == {"activity": 12}
    run.hold()
    with pytest.raises(Refused) as refused:
        run.move_version(with_a_row_after(2), who=DIVISION_HEAD)
    assert codes(refused.value) == ["case_held"]

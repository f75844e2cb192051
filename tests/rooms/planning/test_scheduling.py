"""When tasks come: forward and backward over working days, float, the critical path, circles; and the same by a slower, plainer way."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.errors import Invalid, Refused
from runut.planning.scheduling import Schedule, Work, schedule

MONDAY = date(2026, 11, 23)
HOLIDAY = date(2026, 12, 25)


def works(day: date) -> bool:
    return day.weekday() < 5 and day != HOLIDAY


def plan(*tasks: Work, starts_on: date = MONDAY, today: date | None = None) -> Schedule:
    return schedule(tasks, starts_on=starts_on, is_working=works, today=today)


def days(found: Schedule, number: int) -> tuple[str, str]:
    one = found.tasks[number]
    return f"{one.starts_on:%m-%d}", f"{one.ends_on:%m-%d}"


def test_what_waits_begins_on_the_next_working_day_and_a_lag_later() -> None:
    found = plan(Work(number=1, days=5), Work(number=2, days=2, after=((1, 0),)), Work(number=3, days=1, after=((1, 2),)))
    assert days(found, 1) == ("11-23", "11-27")
    assert days(found, 2) == ("11-30", "12-01")
    assert days(found, 3) == ("12-02", "12-02")
    assert found.ends_on == date(2026, 12, 2)


def test_float_is_what_can_be_lost_and_the_critical_path_has_none() -> None:
    found = plan(
        Work(number=1, days=5),
        Work(number=2, days=2, after=((1, 0),)),
        Work(number=3, days=4, after=((1, 0),)),
        Work(number=4, days=1, after=((2, 0), (3, 0))),
    )
    assert {number: one.slack for number, one in found.tasks.items()} == {1: 0, 2: 2, 3: 0, 4: 0}
    assert [number for number, one in sorted(found.tasks.items()) if one.critical] == [1, 3, 4]
    two = found.tasks[2]
    assert (two.late_starts_on, two.late_ends_on) == (date(2026, 12, 2), date(2026, 12, 3))


def test_holidays_and_weekends_take_nobody_s_days() -> None:
    found = plan(Work(number=1, days=3), starts_on=date(2026, 12, 24))
    assert days(found, 1) == ("12-24", "12-29")  # 25 is a holiday, 26 and 27 a weekend
    assert days(plan(Work(number=1), starts_on=date(2026, 11, 28)), 1) == ("11-30", "11-30")


def test_a_milestone_is_reached_at_the_end_of_the_day_before_what_follows() -> None:
    found = plan(Work(number=1, days=5), Work(number=2, days=0, after=((1, 0),)), Work(number=3, days=1, after=((2, 0),)))
    assert days(found, 2) == ("11-27", "11-27")
    assert days(found, 3) == ("11-30", "11-30")
    assert found.tasks[2].critical
    assert days(plan(Work(number=1, days=0)), 1) == ("11-23", "11-23")
    assert days(plan(Work(number=1, days=0, starts_on=date(2026, 12, 1))), 1) == ("12-01", "12-01")


def test_a_task_does_not_begin_before_its_day_and_fixed_dates_say_how_long_it_takes() -> None:
    found = plan(
        Work(number=1, days=2, starts_on=date(2026, 11, 28)), Work(number=2, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 4))
    )
    assert days(found, 1) == ("11-30", "12-01")
    assert days(found, 2) == ("12-01", "12-04") and found.tasks[2].days == 4
    assert not found.tasks[2].moved


def test_fixed_dates_that_cannot_be_kept_are_moved_and_say_so() -> None:
    found = plan(Work(number=1, days=10), Work(number=2, starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2), after=((1, 0),)))
    assert days(found, 2) == ("12-07", "12-08")
    assert found.tasks[2].moved


def test_a_circle_is_refused_with_the_tasks_that_make_it() -> None:
    with pytest.raises(Refused) as refused:
        plan(
            Work(number=1, name="Awal"),
            Work(number=2, name="Rancang", after=((4, 0),)),
            Work(number=3, name="Bangun", after=((2, 0), (1, 0))),
            Work(number=4, name="Uji", after=((3, 0),)),
            Work(number=5, name="Akhir", after=((4, 0),)),
        )
    (found,) = refused.value.reasons
    assert found.code == "schedule_cycle"
    assert found.params["tasks"] == "#2 Rancang → #3 Bangun → #4 Uji → #2 Rancang"


def test_a_task_that_waits_for_itself_is_a_circle_of_one() -> None:
    with pytest.raises(Refused) as refused:
        plan(Work(number=7, name="Sendiri", after=((7, 0),)))
    assert refused.value.reasons[0].params["tasks"] == "#7 Sendiri → #7 Sendiri"


def test_a_schedule_beyond_every_calendar_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        plan(*(Work(number=one, days=999, after=((one - 1, 0),)) for one in range(1, 30)))
    assert refused.value.code == "schedule_long"
    with pytest.raises(Invalid):
        schedule([Work(number=1)], starts_on=MONDAY, is_working=lambda day: False)


def test_nothing_planned_has_no_end() -> None:
    assert plan() == Schedule()


def test_once_it_has_begun_what_is_late_moves_what_waits_for_it() -> None:
    tasks = (Work(number=1, days=5, state="doing"), Work(number=2, days=2, after=((1, 0),)))
    assert plan(*tasks).ends_on == date(2026, 12, 1)
    assert plan(*tasks, today=date(2026, 11, 25)).ends_on == date(2026, 12, 1)
    assert plan(*tasks, today=date(2026, 12, 4)).ends_on == date(2026, 12, 8)  # still at it on the Friday after
    todo = (Work(number=1, days=5), Work(number=2, days=2, after=((1, 0),)))
    assert plan(*todo, today=date(2026, 11, 30)).ends_on == date(2026, 12, 8)  # not even begun


def test_what_is_done_counts_as_it_was_done() -> None:
    late = Work(number=1, days=5, state="done", done_on=date(2026, 12, 2))
    early = Work(number=1, days=5, state="done", done_on=date(2026, 11, 24))
    after = Work(number=2, days=2, after=((1, 0),))
    assert days(plan(late, after, today=date(2026, 12, 2)), 2) == ("12-03", "12-04")
    assert days(plan(early, after, today=date(2026, 11, 24)), 2) == ("11-25", "11-26")


LENGTHS = st.integers(min_value=0, max_value=4)


@given(st.lists(st.tuples(LENGTHS, st.lists(st.tuples(st.integers(1, 12), st.integers(0, 3)), max_size=3)), min_size=1, max_size=12))
def test_it_says_what_counting_day_by_day_says(rows: list[tuple[int, list[tuple[int, int]]]]) -> None:
    tasks = [
        Work(number=number, days=length, after=tuple({other: lag for other, lag in after if other < number}.items()))
        for number, (length, after) in enumerate(rows, 1)
    ]
    found = plan(*reversed(tasks))
    ends: dict[int, int] = {}
    for one in tasks:
        start = max((ends[other] + lag for other, lag in one.after), default=0)
        ends[one.number] = start + one.days
    calendar = [day for day in (MONDAY + timedelta(days=step) for step in range(200)) if works(day)]
    for one in tasks:
        assert found.tasks[one.number].ends_on == calendar[max(ends[one.number] - 1, 0)]
        # A task that is late by its float does not move the end; by one day more it does.
        slack = found.tasks[one.number].slack
        for more, moves in ((slack, False), (slack + 1, True)):
            longer = [Work(number=each.number, days=each.days + more * (each is one), after=each.after) for each in tasks]
            assert (max(_ends(longer).values()) > max(ends.values())) is moves


def _ends(tasks: list[Work]) -> dict[int, int]:
    ends: dict[int, int] = {}
    for one in tasks:
        ends[one.number] = max((ends[other] + lag for other, lag in one.after), default=0) + one.days
    return ends

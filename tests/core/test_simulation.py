"""How long an SOP takes: known figures, exact against counted by steps, runs against exact, and what cannot be assumed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.assuming import Assumptions, day_factor, leading_on, model
from runut.core.chain import Chances, endless, reached, visits
from runut.core.procedure import END, Procedure, Unit
from runut.core.simulation import Outlook, simulate
from runut.core.workdays import Calendar
from runut.formats.toml import load
from tests.core.cast import CALENDAR, shipped
from tests.core.procedures import procedures

LOOP_5 = {5: {"rejected": 0.4}}


def days(outlook: Outlook) -> list[float]:
    return [round(one.days, 9) for one in outlook.contributions]


def by_steps(chances: Chances, start: int, steps: int = 3_000) -> dict[int, float]:
    """Expected visits counted the slow way: where the case is after each step, summed over all steps."""
    here, total = {start: 1.0}, {start: 1.0}
    for _ in range(steps):
        following: dict[int, float] = {}
        for number, share in here.items():
            for target, chance in chances[number].items():
                if isinstance(target, int):
                    following[target] = following.get(target, 0.0) + share * chance
        here = following
        for number, share in here.items():
            total[number] = total.get(number, 0.0) + share
    return total


# known figures of the shipped SOP


def test_without_loops_the_shipped_sop_takes_18_working_days_and_the_schedule() -> None:
    found = simulate(shipped(), Assumptions())
    assert (found.straight, found.expected, found.mean, found.p50, found.p90) == (18, 18, 18, 18, 18)
    assert days(found) == [3, 1, 5, 1, 1, 0, 1, 3, 1, 2]
    assert [one.activity for one in found.contributions if one.scheduled] == [6]
    assert simulate(shipped(), Assumptions(scheduled=(60, 60))).expected == 78
    assert simulate(shipped(), Assumptions(scheduled=(40, 80))).expected == pytest.approx(78)


def test_a_rejected_plan_costs_7_days_and_a_rejected_result_the_rework_and_5() -> None:
    plan, result = simulate(shipped(), Assumptions(scheduled=(60, 60), rework=(10, 20))).loops
    assert (plan.activity, plan.outcome, plan.target, plan.activities, plan.days) == (5, "rejected", 3, (3, 4, 5), 7)
    assert (result.activity, result.target, result.activities, result.days) == (9, 6, (6, 7, 8, 9), 15 + 5)


def test_each_round_is_expected_as_often_as_its_chance_says() -> None:
    found = simulate(shipped(), Assumptions(chances=LOOP_5, runs=20_000))
    again = 0.4 / 0.6  # a geometric number of rounds
    assert found.expected == pytest.approx(18 + 7 * again)
    assert [round(one.visits, 6) for one in found.contributions[1:6]] == [1, *[round(1 + again, 6)] * 3, 1]
    # 60 % of cases see no rejection, 84 % at most one, 93.6 % at most two
    assert (found.p50, found.p90) == (18, 18 + 2 * 7)
    spread = 7 * sqrt(0.4) / 0.6
    assert found.mean == pytest.approx(found.expected, abs=5 * spread / sqrt(found.runs))


def test_rework_counts_from_the_second_visit_on() -> None:
    found = simulate(shipped(), Assumptions(chances={9: {"rejected": 0.5}}, scheduled=(60, 60), rework=(10, 10), runs=20_000))
    assert found.expected == pytest.approx(78 + 15)
    assert found.contributions[5].days == pytest.approx(60 + 10)
    assert found.mean == pytest.approx(found.expected, abs=5 * 15 * sqrt(2) / sqrt(found.runs))


def test_a_refused_request_shortens_what_is_expected() -> None:
    found = simulate(shipped(), Assumptions(chances={1: {"rejected": 0.25}}))
    assert found.expected == pytest.approx(3 + 0.75 * 15)
    assert found.straight == 18


def test_the_same_seed_gives_the_same_figures_and_another_one_others() -> None:
    one = Assumptions(back=0.3, scheduled=(20, 40))
    assert simulate(shipped(), one) == simulate(shipped(), one)
    assert simulate(shipped(), one).mean != simulate(shipped(), replace(one, seed=2)).mean


# the calendar


def test_a_start_gives_the_days_of_the_calendar_on_which_the_quantiles_fall() -> None:
    found = simulate(shipped(), Assumptions(calendar=CALENDAR, start=date(2026, 12, 18)))
    # 18 working days after 18 December, over Christmas, joint leave, New Year and Isra Mikraj
    assert found.p50_on == found.p90_on == date(2027, 1, 19)
    assert simulate(shipped(), Assumptions()).p50_on is None


def test_minutes_and_hours_are_parts_of_an_office_day() -> None:
    office = Calendar()
    assert day_factor(Unit.MINUTE, "working", office, None) * 510 == pytest.approx(1)
    assert day_factor(Unit.HOUR, "calendar", office, None) * 8.5 == pytest.approx(1)


def test_calendar_days_weeks_and_months_are_worth_the_days_on_which_the_office_works() -> None:
    six = Calendar(week=frozenset(range(6)))
    assert day_factor(Unit.DAY, "working", six, None) == 1
    assert day_factor(Unit.DAY, "calendar", six, None) == pytest.approx(6 / 7)
    assert day_factor(Unit.WEEK, "working", six, None) == 6
    assert day_factor(Unit.WEEK, "calendar", six, None) == pytest.approx(6)
    assert day_factor(Unit.MONTH, "working", Calendar(), None) == pytest.approx(365.25 / 12 * 5 / 7)
    # 240 working days in 2026: domain notes, section 5.2
    assert day_factor(Unit.DAY, "calendar", CALENDAR, date(2025, 12, 31)) == pytest.approx(240 / 365)
    assert day_factor(Unit.WEEK, "calendar", CALENDAR, date(2025, 12, 31)) == pytest.approx(7 * 240 / 365)
    assert day_factor(Unit.WEEK, "working", CALENDAR, date(2025, 12, 31)) == 5


# who takes how much


def test_the_time_of_an_activity_is_shared_evenly_among_its_turns() -> None:
    loads = {one.performer: one for one in simulate(shipped(), Assumptions()).loads}
    # activity 1 is of two turns, activity 10 of four
    assert (loads["system_development"].turns, loads["system_development"].days) == (3, 3 / 2 + 1 + 2 / 4)
    assert (loads["user"].turns, loads["user"].days) == (0, 0)
    assert sum(one.days for one in loads.values()) == pytest.approx(18)


# any procedure, any chances


@given(procedures, st.floats(0, 0.6))
def test_visits_are_those_that_counting_step_by_step_gives(procedure: Procedure, back: float) -> None:
    chances = model(procedure, Assumptions(back=back)).chances
    assert [sum(ahead.values()) for ahead in chances.values()] == pytest.approx([1] * len(procedure.activities))
    slow = by_steps(chances, 1)
    found = visits(chances, 1)
    assert set(found) == {number for number, share in slow.items() if share > 0}
    for number, often in found.items():
        assert often == pytest.approx(slow[number], rel=1e-6, abs=1e-9)


@given(procedures, st.floats(0, 0.5), st.integers(0, 9))
def test_all_adds_up(procedure: Procedure, back: float, scheduled: int) -> None:
    found = simulate(procedure, Assumptions(back=back, scheduled=(scheduled, scheduled + 2), runs=50))
    assert found.expected == pytest.approx(sum(one.days for one in found.loads))
    assert found.p50 <= found.p90
    for one in found.contributions:
        assert one.visits >= 0
        if one.visits and not one.scheduled:
            assert one.days == pytest.approx(one.visits * sum(one.span) / 2)
    if not back:
        assert found.expected == pytest.approx(found.straight)


def test_each_decision_says_the_chance_of_every_outcome() -> None:
    found = simulate(shipped(), Assumptions(chances={5: {"rejected": 0.4}}))
    told = {one.activity: dict(one.outcomes) for one in found.contributions if one.outcomes}
    assert told == {
        1: {"approved": 1.0, "rejected": 0.0},
        5: {"approved": 0.6, "rejected": 0.4},
        9: {"approved": 1.0, "rejected": 0.0},
    }


def test_a_way_without_a_chance_leads_nowhere() -> None:
    chances: Chances = {1: {2: 0.0, END: 1.0}, 2: {END: 1.0}}
    assert reached(chances, 1) == [1]
    assert visits(chances, 1) == {1: 1.0}


def test_a_case_that_never_ends_is_found() -> None:
    chances: Chances = {1: {2: 1.0}, 2: {1: 0.5, 3: 0.5}, 3: {3: 1.0}, 4: {END: 1.0}}
    assert reached(chances, 1) == [1, 2, 3]
    assert endless(chances, 1) == [1, 2, 3]
    assert endless({1: {1: 0.9, END: 0.1}}, 1) == []
    assert visits({1: {1: 0.9, END: 0.1}}, 1) == {1: pytest.approx(10)}


def test_the_way_on_is_the_first_to_a_later_row_else_the_end() -> None:
    assert [leading_on(shipped(), one) for one in shipped().activities if one.decision] == ["approved", "approved", "approved"]
    both = load("""
        [procedure]
        name = "Dua"
        [[performer]]
        key = "a"
        name = "A"
        [[activity]]
        number = 1
        text = "Periksa"
        performers = [{ key = "a", part = "decides" }]
        decision = { rejected = "end", complete = 2, incomplete = 1 }
        [[activity]]
        number = 2
        text = "Putuskan"
        performers = [{ key = "a", part = "decides" }]
        decision = { rejected = 1, approved = "end" }
    """)
    assert [leading_on(both, one) for one in both.activities] == ["complete", "approved"]
    assert model(both, Assumptions(back=0.2)).chances == {1: {2: 0.8, 1: 0.2}, 2: {1: 0.2, END: 0.8}}


def test_a_row_that_repairs_and_leads_back_is_a_loop_too() -> None:
    repaired = load("""
        [procedure]
        name = "Perbaikan"
        [[performer]]
        key = "a"
        name = "A"
        [[activity]]
        number = 1
        text = "Susun"
        performers = ["a"]
        time = { amount = 2, unit = "day" }
        [[activity]]
        number = 2
        text = "Periksa"
        performers = [{ key = "a", part = "decides" }]
        time = { amount = 1, unit = "day" }
        decision = { rejected = 3, approved = 4 }
        [[activity]]
        number = 3
        text = "Perbaiki"
        performers = ["a"]
        time = { amount = 3, unit = "day" }
        then = 2
        [[activity]]
        number = 4
        text = "Arsipkan"
        performers = ["a"]
        time = { amount = 1, unit = "day" }
    """)
    found = simulate(repaired, Assumptions(back=0.5))
    assert found.straight == 4
    assert found.expected == pytest.approx(4 + 4)  # one more round on average, of 3 and 1 days
    (loop,) = found.loops
    assert (loop.target, loop.activities, loop.days) == (3, (3, 2), 4)

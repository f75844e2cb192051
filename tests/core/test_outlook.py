"""What an outlook says of each activity, loop and day; how long cases take is test_simulation.py."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from runut.core.assuming import Assumptions
from runut.core.errors import Invalid
from runut.core.simulation import simulate
from runut.core.workdays import after_working_days
from tests.core.cast import CALENDAR, shipped
from tests.core.test_assuming import NO_WAY_ON, sop

FRIDAY = date(2026, 12, 18)


def test_an_activity_that_no_case_comes_to_takes_nothing() -> None:
    found = simulate(shipped(), Assumptions(chances={1: {"rejected": 1.0}}, scheduled=(60, 60), rework=(10, 10)))
    assert (found.expected, found.mean) == (3, 3)
    assert {(one.visits, one.days, one.comes) for one in found.contributions[1:]} == {(0, 0, 1)}


def test_work_that_is_shorter_when_it_comes_again_says_how_often_it_comes_at_all() -> None:
    found = simulate(shipped(), Assumptions(chances={1: {"rejected": 0.25}, 9: {"rejected": 0.5}}, scheduled=(60, 80), rework=(10, 20)))
    sixth = found.contributions[5]
    assert (sixth.span, sixth.again, sixth.scheduled, sixth.stated) == ((60, 80), (10, 20), True, True)
    assert (sixth.visits, sixth.comes) == pytest.approx((1.5, 0.75))
    assert sixth.days == pytest.approx(0.75 * 70 + 0.75 * 15)
    others = [one for one in found.contributions if one.activity != 6]
    assert {(one.again, one.comes, one.scheduled) for one in others} == {(None, 1, False)}


def test_an_activity_without_a_time_is_told_and_one_without_a_decision_has_no_outcome() -> None:
    (only,) = simulate(sop({}), Assumptions()).contributions
    assert (only.stated, only.span, only.outcomes, only.scheduled) == (False, (0, 0), {}, False)


def test_each_loop_says_its_chance_and_the_way_that_comes_back() -> None:
    found = simulate(shipped(), Assumptions(chances={5: {"rejected": 0.4}}, back=0.1))
    assert [(one.activity, one.outcome, one.chance) for one in found.loops] == [(5, "rejected", 0.4), (9, "rejected", 0.1)]
    lost = simulate(NO_WAY_ON, Assumptions(back=0.2)).loops
    assert [(one.activity, one.outcome, one.target, one.activities, one.days) for one in lost] == [
        (1, "go", 2, (), 0),
        (2, "again", 1, (), 0),
        (2, "redo", 2, (2,), 0),
    ]


def test_chances_with_which_cases_hardly_ever_end_are_refused_by_the_activity_they_come_back_to() -> None:
    with pytest.raises(Invalid) as refused:
        simulate(shipped(), Assumptions(chances={5: {"rejected": 0.9999}}))
    assert refused.value.code == "simulation_endless"
    assert refused.value.reasons[0].params["activity"] in {3, 4, 5}  # visited equally often
    assert simulate(shipped(), Assumptions(chances={5: {"rejected": 0.999}}, runs=1)).expected == pytest.approx(18 + 7 * 999)


@pytest.mark.parametrize(("steps", "runs"), [(1, 1), (25, 2), (100, 10), (10_000, 40)])
def test_long_cases_are_run_fewer_times_but_once_at_least(steps: int, runs: int) -> None:
    assert simulate(shipped(), Assumptions(steps=steps, runs=40)).runs == runs  # ten activities each


def test_half_of_the_runs_stay_within_p50_and_nine_of_ten_within_p90() -> None:
    outlooks = [simulate(shipped(), Assumptions(back=0.4, scheduled=(0, 900), rework=(0, 90), runs=runs)) for runs in range(1, 11)]
    sums = [0.0, *(one.mean * one.runs for one in outlooks)]  # the dice fall the same way, so each has one run more than the one before
    totals = sorted(later - earlier for earlier, later in pairwise(sums))
    assert len({round(one) for one in totals}) == 10
    assert (outlooks[-1].p50, outlooks[-1].p90) == pytest.approx((totals[4], totals[8]))
    assert outlooks[0].p50 == outlooks[0].p90 == outlooks[0].mean


def test_figures_that_were_noted_come_out_the_same_later() -> None:
    assumed = Assumptions(back=0.3, scheduled=(20, 40), rework=(5, 10), runs=60, seed=7)
    found = simulate(shipped(), assumed)
    assert found.expected == pytest.approx(18 + 30 + 0.3 / 0.7 * (7 + 5 + 7.5))
    assert [round(one, 3) for one in (found.mean, found.p50, found.p90)] == [59.45, 56.354, 81.674]
    assert simulate(shipped(), replace(assumed, chances={1: {"rejected": 0.0}})) == found  # what is told to have no chance rolls no dice


def test_each_quantile_falls_on_its_own_day() -> None:
    found = simulate(shipped(), Assumptions(chances={5: {"rejected": 0.4}}, calendar=CALENDAR, start=FRIDAY))
    assert (found.p50_on, found.p90_on) == tuple(after_working_days(FRIDAY, days, CALENDAR) for days in (18, 32))


def test_part_of_a_day_ends_on_that_day_and_no_more_than_the_horizon_is_told() -> None:
    def ends(days: float) -> date | None:
        return simulate(sop({"outputs": [{"key": "plan", "name": "Jadwal"}]}, {"time": {"as": "plan"}}), assumed(days)).p90_on

    def assumed(days: float) -> Assumptions:
        return Assumptions(scheduled=(days, days), start=FRIDAY, runs=1)

    assert (ends(0), ends(1), ends(1.5), ends(2)) == (FRIDAY, date(2026, 12, 21), date(2026, 12, 22), date(2026, 12, 22))
    assert ends(7_000) is not None
    assert ends(7_001) is None

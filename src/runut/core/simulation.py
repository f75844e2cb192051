"""How long an SOP takes before anybody has run it: expected working days, P50 and P90, by activity and by performer.

Expected values are exact (`runut.core.chain`); the quantiles come from seeded runs over the same chances and days, so the same assumptions
give the same figures. docs/explanation/simulation.md says how each number comes about.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from random import Random
from typing import Final

from runut.core.assuming import Assumptions, Model, Span, leading_on, leads_back, model
from runut.core.chain import visits
from runut.core.errors import Invalid
from runut.core.procedure import Procedure
from runut.core.workdays import after_working_days

MOST_VISITS: Final = 20_000
"""Expected visits in one case beyond which chances are not believed."""
_EXACT: Final = 1e-9
_FAR: Final = 7_000
"""Working days, nearly thirty years, beyond which no day of the calendar is told: deadlines are walked no further either."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """What one activity adds: expected visits, the span of a first visit in working days, and the expected days of all visits.

    ``scheduled``: its time is that of a schedule, an assumption; ``stated``: the SOP gives it a time at all. ``outcomes``: the chance of
    each, where it decides. Where later visits take another ``again`` than the first, ``comes`` is the chance that the case comes here at all.
    """

    activity: int
    visits: float
    span: Span
    days: float
    scheduled: bool
    stated: bool
    outcomes: Mapping[str, float]
    again: Span | None = None
    comes: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What one performer takes: expected turns, and expected days when the time of an activity is shared evenly among its turns."""

    performer: str
    turns: float
    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """What one more round costs: the days from ``target`` to the decision ``activity`` when every decision on the way leads on.

    ``activities`` is that way; empty when it does not come back to the decision.
    """

    activity: int
    outcome: str
    target: int
    chance: float
    activities: tuple[int, ...]
    days: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """How long cases take, in working days.

    ``straight`` is the way without any loop, ``expected`` the exact mean, ``p50`` and ``p90`` what half and nine of ten runs stay within,
    with their days of the calendar when a start was given and they are not decades away. ``mean`` of the runs stands beside ``expected`` to show how well they agree.
    """

    straight: float
    expected: float
    mean: float
    p50: float
    p90: float
    p50_on: date | None
    p90_on: date | None
    runs: int
    contributions: tuple[Contribution, ...]
    loads: tuple[Load, ...]
    loops: tuple[Loop, ...]


def simulate(procedure: Procedure, assumptions: Assumptions) -> Outlook:
    """Return the outlook of ``procedure`` under ``assumptions``.

    Raises:
        Invalid: A chance or a number of days cannot be used, or cases would hardly ever end.
    """
    built = model(procedure, assumptions)
    contributions = tuple(_contributions(procedure, built))
    runs = max(1, min(assumptions.runs, int(assumptions.steps / sum(one.visits for one in contributions))))
    totals = _totals(built, runs=runs, seed=assumptions.seed)
    p50, p90 = (totals[math.ceil(share * runs) - 1] for share in (0.5, 0.9))
    return Outlook(
        straight=sum(_middle(built.first[number]) for number in _way(procedure, 1)),
        expected=math.fsum(one.days for one in contributions),
        mean=math.fsum(totals) / runs,
        p50=p50,
        p90=p90,
        p50_on=_day(p50, assumptions),
        p90_on=_day(p90, assumptions),
        runs=runs,
        contributions=contributions,
        loads=_loads(procedure, contributions),
        loops=tuple(_loops(procedure, built)),
    )


def _contributions(procedure: Procedure, built: Model) -> list[Contribution]:
    expected = visits(built.chances, 1)
    if sum(expected.values()) > MOST_VISITS:
        raise Invalid(code="simulation_endless", activity=max(expected, key=lambda number: expected[number]))
    found = []
    for activity in procedure.activities:
        number, often = activity.number, expected.get(activity.number, 0.0)
        first, again = _middle(built.first[number]), _middle(built.again[number])
        days, comes = often * first, 1.0
        if often and built.first[number] != built.again[number]:
            comes = often / visits(built.chances, number)[number]
            days = comes * first + (often - comes) * again
        found.append(
            Contribution(
                activity=number,
                visits=often,
                span=built.first[number],
                days=days,
                scheduled=bool(activity.time and activity.time.follows),
                stated=activity.time is not None,
                outcomes=built.outcomes.get(number, {}),
                again=built.again[number] if built.again[number] != built.first[number] else None,
                comes=comes,
            )
        )
    return found


def _loads(procedure: Procedure, contributions: tuple[Contribution, ...]) -> tuple[Load, ...]:
    turns = {one.key: 0.0 for one in procedure.performers}
    days = dict(turns)
    for one in contributions:
        taking = procedure.activity(one.activity).turns
        for turn in taking:
            turns[turn.key] += one.visits
            days[turn.key] += one.days / len(taking)
    return tuple(Load(performer=key, turns=turns[key], days=days[key]) for key in turns)


def _loops(procedure: Procedure, built: Model) -> list[Loop]:
    found = []
    for activity in procedure.activities:
        for outcome, target in activity.decision.items():
            if leads_back(procedure, activity, outcome):
                way = _way(procedure, int(target), activity.number)
                way = way if way[-1] == activity.number else []
                found.append(
                    Loop(
                        activity=activity.number,
                        outcome=outcome,
                        target=int(target),
                        chance=built.chances[activity.number][target],
                        activities=tuple(way),
                        days=sum(_middle(built.again[number]) for number in way),
                    )
                )
    return found


def _way(procedure: Procedure, start: int, last: int | None = None) -> list[int]:
    """Return the activities from ``start`` to ``last`` (None: to the end) when every decision leads on; each at most once."""
    way: list[int] = []
    number: int | str = start
    while isinstance(number, int) and number not in way:
        way.append(number)
        if number == last:
            break
        on = leading_on(procedure, procedure.activity(number))
        number = procedure.activity(number).decision[on] if on else procedure.next_number(number)
    return way


def _totals(built: Model, *, runs: int, seed: int) -> list[float]:
    """Return the working days of ``runs`` invented cases, the shortest first."""
    dice = Random(seed)  # noqa: S311 - dice, nothing secret
    ahead = {number: _ahead(targets) for number, targets in built.chances.items()}
    totals = []
    for _ in range(runs):
        been: set[int] = set()
        total, number = 0.0, 1
        while number:
            low, high = (built.again if number in been else built.first)[number]
            total += low if low == high else dice.uniform(low, high)
            been.add(number)
            targets, sums = ahead[number]
            number = dice.choices(targets, cum_weights=sums)[0] if len(targets) > 1 else targets[0]
        totals.append(total)
    return sorted(totals)


def _ahead(chances: Mapping[int | str, float]) -> tuple[list[int], list[float]]:
    """Return the possible targets, the end as 0, and their chances summed up."""
    possible = {target: chance for target, chance in chances.items() if chance > 0}
    return [target if isinstance(target, int) else 0 for target in possible], list(accumulate(possible.values()))


def _middle(span: Span) -> float:
    return (span[0] + span[1]) / 2


def _day(days: float, assumptions: Assumptions) -> date | None:
    """Return the day on which a case that starts on the day given has used ``days``."""
    if assumptions.start is None or days > _FAR:
        return None
    return after_working_days(assumptions.start, math.ceil(days - _EXACT), assumptions.calendar)

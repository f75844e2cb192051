"""What a simulation assumes where the SOP is silent, and the model that follows: chances of outcomes, working days of each visit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from runut.core.chain import Chances, endless
from runut.core.checking import successors
from runut.core.errors import Invalid
from runut.core.procedure import END, Activity, Procedure, Unit
from runut.core.workdays import Calendar, working_days_between

Span = tuple[float, float]
"""Working days, from the fewest to the most; every number between them is equally likely."""
LONGEST: Final = 10_000
"""The most working days that work "as scheduled" is believed to take."""
FIRST: Final = date(1900, 1, 1)
LAST: Final = date(2999, 12, 31)
"""Between these days a case may begin."""
_YEAR: Final = 365
_EXACT: Final = 1e-9


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumptions:
    """What the SOP does not say.

    ``back`` is the chance that a decision sends the case back (shared where several of its outcomes do); ``chances`` states outcomes of
    single decisions instead, and what they leave goes to the outcome that leads on. ``scheduled`` is how long work "as scheduled" takes
    when the case comes to it first, ``rework`` when it comes again (None: as long as the first time). All ``runs`` together take at most
    ``steps`` from activity to activity; where cases are long, fewer are run.
    """

    back: float = 0.0
    chances: Mapping[int, Mapping[str, float]] = field(default_factory=dict)
    scheduled: Span = (0.0, 0.0)
    rework: Span | None = None
    calendar: Calendar = field(default_factory=Calendar)
    start: date | None = None
    runs: int = 2_000
    seed: int = 1
    steps: int = 2_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The chain, the chance of each outcome of the decisions, and the days of each visit: of the first, and of those in later rounds."""

    chances: Chances
    outcomes: Mapping[int, Mapping[str, float]]
    first: Mapping[int, Span]
    again: Mapping[int, Span]


def model(procedure: Procedure, assumptions: Assumptions) -> Model:
    """Return the chances and days of ``procedure`` under ``assumptions``.

    Raises:
        Invalid: A chance or a number of days cannot be used, or a case would never end.
    """
    _usable(procedure, assumptions)
    chances: dict[int, dict[int | str, float]] = {}
    outcomes = {one.number: _outcomes(procedure, one, assumptions) for one in procedure.activities if one.decision}
    for activity in procedure.activities:
        ahead = chances.setdefault(activity.number, {})
        if not activity.decision:
            ahead[procedure.next_number(activity.number)] = 1.0
        for outcome, chance in outcomes.get(activity.number, {}).items():
            target = activity.decision[outcome]
            ahead[target] = ahead.get(target, 0.0) + chance
    if stuck := endless(chances, 1):
        raise Invalid(code="simulation_endless", activity=stuck[-1])
    rework = assumptions.scheduled if assumptions.rework is None else assumptions.rework
    return Model(
        chances=chances,
        outcomes={
            number: {one: stated.get(one, 0.0) for one in procedure.activity(number).decision} for number, stated in outcomes.items()
        },
        first={one.number: _span(one, procedure, assumptions, assumptions.scheduled) for one in procedure.activities},
        again={one.number: _span(one, procedure, assumptions, rework) for one in procedure.activities},
    )


def leading_on(procedure: Procedure, activity: Activity) -> str:
    """Return the outcome with which a case goes on without a loop: the first that leads to another row for good, else the first that ends it."""
    for outcome, target in activity.decision.items():
        if target != END and not leads_back(procedure, activity, outcome):
            return outcome
    return next((outcome for outcome, target in activity.decision.items() if target == END), "")


def leads_back(procedure: Procedure, activity: Activity, outcome: str) -> bool:
    """Whether an outcome begins a new round: it leads to this row or an earlier one, or its way to the end comes by here again."""
    target = activity.decision[outcome]
    if target == END or int(target) <= activity.number:
        return target != END
    found, edge = {int(target)}, [int(target)]
    while edge:
        for number in successors(procedure.activities, edge.pop()):
            if number == END:
                return False
            if number != activity.number and int(number) not in found:
                found.add(int(number))
                edge.append(int(number))
    return True


def day_factor(unit: Unit, day: str, calendar: Calendar, start: date | None) -> float:
    """Return how many working days one ``unit`` takes on average.

    Minutes and hours are parts of an office day as deadlines count them. Calendar days and months are worth the share of days on which
    the office works: of the 365 days after ``start``, with the holidays that the calendar knows, or else of its week.
    """
    share = len(calendar.week) / 7
    if start:
        share = working_days_between(start, start + timedelta(days=_YEAR), calendar) / _YEAR
    office = datetime.combine(date.min, calendar.closes) - datetime.combine(date.min, calendar.opens)
    working = day == "working"
    return {
        Unit.MINUTE: timedelta(minutes=1) / office,
        Unit.HOUR: timedelta(hours=1) / office,
        Unit.DAY: 1.0 if working else share,
        Unit.WEEK: float(len(calendar.week)) if working else 7 * share,
        Unit.MONTH: 365.25 / 12 * share,
    }[unit]


def _usable(procedure: Procedure, assumptions: Assumptions) -> None:
    """Refuse what no chance and no number of days can be."""
    if not 0 <= assumptions.back < 1:
        raise Invalid(code="simulation_chance")
    for number, stated in assumptions.chances.items():
        if not 1 <= number <= len(procedure.activities):
            raise Invalid(code="activity_unknown", activity=number)
        known = procedure.activity(number).decision
        for outcome, chance in stated.items():
            if outcome not in known:
                raise Invalid(code="outcome_unknown", outcome=outcome, activity=number, outcomes=", ".join(known) or "-")
            if not 0 <= chance <= 1:
                raise Invalid(code="simulation_chance")
        total = sum(stated.values())
        if total > 1 + _EXACT or (set(stated) == set(known) and total < 1 - _EXACT):
            raise Invalid(code="simulation_chances", activity=number)
    _usable_days(assumptions)


def _usable_days(assumptions: Assumptions) -> None:
    for low, high in (assumptions.scheduled, assumptions.rework or assumptions.scheduled):
        if not 0 <= low <= high <= LONGEST:
            raise Invalid(code="simulation_days", most=LONGEST)
    if assumptions.start and not FIRST <= assumptions.start <= LAST:
        raise Invalid(code="simulation_start", first=FIRST.year, last=LAST.year)


def _outcomes(procedure: Procedure, activity: Activity, assumptions: Assumptions) -> dict[str, float]:
    """Return the chance of each outcome of a decision; what nobody stated goes to the one that leads on."""
    stated = dict(assumptions.chances.get(activity.number, {}))
    if not stated:
        back = [outcome for outcome in activity.decision if leads_back(procedure, activity, outcome)]
        everywhere = len(back) == len(activity.decision)  # no way on at all: then each way back is as likely as the others
        stated = {outcome: (1.0 if everywhere else assumptions.back) / len(back) for outcome in back}
    left = [outcome for outcome in activity.decision if outcome not in stated]
    if left:
        on = leading_on(procedure, activity)
        stated[on if on in left else left[0]] = max(0.0, 1.0 - sum(stated.values()))
    return stated


def _span(activity: Activity, procedure: Procedure, assumptions: Assumptions, scheduled: Span) -> Span:
    """Return one visit in working days."""
    limit = activity.time
    if limit is None:
        return (0.0, 0.0)
    if limit.follows:
        return scheduled
    factor = day_factor(limit.unit, procedure.day, assumptions.calendar, assumptions.start)
    return (limit.low * factor, limit.high * factor)

"""What no single row of a procedure can tell: references between rows, decisions, and the paths through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from runut.core.errors import Problem
from runut.core.procedure import END, Activity, Part, Performer, following
from runut.core.sentences import reason


def check(performers: Sequence[Performer], activities: Sequence[Activity]) -> Iterator[Problem]:
    """Yield every fault between the rows, in the order of the rows."""
    if not activities:
        yield Problem(place="file", reason=reason("procedure_no_activity"))
    keys = {one.key for one in performers}
    made: set[str] = set()
    for activity in activities:
        place = f"activity {activity.number}"
        for one in activity.performers:
            if one.key not in keys:
                yield Problem(place=f"{place}, performers", reason=reason("performer_unknown", key=one.key))
        yield from _decision(activity, len(activities), place)
        yield from _then(activity, len(activities), f"{place}, then")
        if activity.time and activity.time.follows and activity.time.follows not in made:
            yield Problem(place=f"{place}, time", reason=reason("time_as_unknown", key=activity.time.follows))
        made |= {one.key for one in activity.outputs}
    yield from _paths(activities)


def _decision(activity: Activity, last: int, place: str) -> Iterator[Problem]:
    deciders = [one for one in activity.performers if one.part is Part.DECIDES]
    who, which = f"{place}, performers", f"{place}, decision"
    if activity.performers and not activity.turns:
        yield Problem(place=who, reason=reason("performer_none"))
    if len(deciders) > 1:
        yield Problem(place=who, reason=reason("deciders_many"))
    elif deciders and activity.turns[-1] is not deciders[0]:
        # After the decision the case moves on: whoever came later would certify nothing.
        yield Problem(place=who, reason=reason("decider_not_last"))
    if activity.decision and not deciders:
        yield Problem(place=who, reason=reason("decider_missing"))
    if deciders and not activity.decision:
        yield Problem(place=place, reason=reason("decision_missing"))
    if len(activity.decision) == 1:
        yield Problem(place=which, reason=reason("decision_outcomes"))
    for outcome, target in activity.decision.items():
        if target != END and not 1 <= int(target) <= last:
            yield Problem(place=which, reason=reason("target_unknown", outcome=outcome, target=target))


def _then(activity: Activity, last: int, place: str) -> Iterator[Problem]:
    if activity.then is None:
        return
    if activity.decision:
        yield Problem(place=place, reason=reason("then_and_decision"))
    if activity.then != END and not 1 <= int(activity.then) <= last:
        yield Problem(place=place, reason=reason("then_unknown", target=activity.then))


def successors(activities: Sequence[Activity], number: int) -> set[int | str]:
    """Return where the case may stand after activity ``number``: activities, or `END`."""
    activity = activities[number - 1]
    if activity.decision:
        return set(activity.decision.values())
    return {following(activities, number)}


def _paths(activities: Sequence[Activity]) -> Iterator[Problem]:
    """Yield the activities that no path reaches, and those from which none leads to the end."""
    ahead = {one.number: successors(activities, one.number) for one in activities}
    reached: set[int | str] = set()
    edge: list[int | str] = [1] if activities else []
    while edge:
        number = edge.pop()
        if number not in reached:
            reached.add(number)
            edge.extend(ahead.get(number, ()) if isinstance(number, int) else ())
    ending: set[int | str] = {END}
    while grown := {number for number, nexts in ahead.items() if number not in ending and nexts & ending}:
        ending |= grown
    for activity in activities:
        if activity.number not in reached:
            yield Problem(place=f"activity {activity.number}", reason=reason("activity_unreachable"))
        if activity.number not in ending:
            yield Problem(place=f"activity {activity.number}", reason=reason("activity_endless"))

"""The flow of deliverables, against every path walked one by one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given

from runut.core.findings import findings
from runut.core.findings.paths import Paths
from runut.core.procedure import END, Activity, Identity, Procedure
from tests.formats.procedures import procedures

MISSING = {"input_unsourced", "requirement_unsourced", "requirement_late", "requirement_some_paths"}


def nexts(procedure: Procedure, activity: Activity) -> set[int]:
    targets = activity.decision.values() or [procedure.next_number(activity.number)]
    return {int(one) for one in targets if one != END}


def ways(procedure: Procedure, target: int, way: tuple[int, ...] = (1,)) -> Iterator[tuple[int, ...]]:
    """Every way from the first activity to ``target`` that comes nowhere twice."""
    if way[-1] == target:
        yield way
        return
    for to in nexts(procedure, procedure.activity(way[-1])) - set(way):
        yield from ways(procedure, target, (*way, to))


def lacking(procedure: Procedure, activity: Activity) -> set[str]:
    """The keys that the activity needs and that some way to it has not brought."""
    needed = {one.key for one in activity.requirements}
    found: set[str] = set()
    for way in ways(procedure, activity.number):
        brought = {one.key for number in way[:-1] for one in procedure.activity(number).deliverables}
        found |= needed - brought
    return found


def reachable(procedure: Procedure) -> dict[int, set[int]]:
    """What can come after each activity, by squaring the relation until it stays."""
    found = {one.number: nexts(procedure, one) for one in procedure.activities}
    while True:
        grown = {number: tos | {far for to in tos for far in found[to]} for number, tos in found.items()}
        if grown == found:
            return found
        found = grown


def missing(procedure: Procedure) -> Iterator[tuple[str, str, str]]:
    """Place, name and code of what some way has not brought: left before on another way, left only later, or by nobody."""
    after = reachable(procedure)
    for activity in procedure.activities:
        lacks = lacking(procedure, activity)
        for one in activity.requirements:
            makers = {row.number for row in procedure.activities if any(each.key == one.key for each in row.outputs)}
            makers -= {activity.number} - after[activity.number]
            if any(activity.number in after[maker] for maker in makers):
                code = "requirement_some_paths"
            elif makers:
                code = "requirement_late"
            else:
                code = "input_unsourced" if activity.number == 1 else "requirement_unsourced"
            if one.key in lacks:
                yield f"activity {activity.number}, requirements", one.name, code


@given(procedures(activities=7, performers=2))
def test_what_is_missing_on_some_way_is_found_and_nothing_else(procedure: Procedure) -> None:
    alone = replace(procedure, identity=Identity(name="Tanpa sumber luar"))
    told = [(one.place, one.reason.params["deliverable"], one.code) for one in findings(alone) if one.code in MISSING]
    assert told == list(missing(alone))


@given(procedures(activities=7, performers=2))
def test_what_is_surely_there_is_on_every_way(procedure: Procedure) -> None:
    paths = Paths(procedure)
    for activity in procedure.activities:
        brought = [
            {one.key for number in way[:-1] for one in procedure.activity(number).deliverables} for way in ways(procedure, activity.number)
        ]
        assert set.intersection(*brought) == paths.surely[activity.number]


@given(procedures(activities=7, performers=2))
def test_the_way_that_a_finding_shows_is_one_and_lacks_the_thing(procedure: Procedure) -> None:
    paths = Paths(procedure)
    for activity in procedure.activities:
        for key in lacking(procedure, activity):
            way = paths.way_without(key, activity.number)
            assert way in set(ways(procedure, activity.number))
            assert not any(one.key == key for number in way[:-1] for one in procedure.activity(number).deliverables)
            assert len(way) == min(len(other) for other in ways(procedure, activity.number) if _without(procedure, other, key))


def _without(procedure: Procedure, way: tuple[int, ...], key: str) -> bool:
    return not any(one.key == key for number in way[:-1] for one in procedure.activity(number).deliverables)


@given(procedures(activities=9, performers=5))
def test_a_loop_is_told_once_where_it_closes(procedure: Procedure) -> None:
    after = reachable(procedure)
    told = [(one.place, one.reason.params["target"]) for one in findings(procedure) if one.code == "loop_unlimited"]
    closing = {
        (f"activity {row.number}, {'decision' if row.decision else 'then'}", target)
        for row in procedure.activities
        for target in nexts(procedure, row)
        if target <= row.number and (target == row.number or row.number in after[target])
    }
    assert len(told) == len(set(told))
    assert set(told) == closing

"""What the paths through a procedure say: loops, ends, and whether what a row needs is there on every way to it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from runut.core.checking import successors
from runut.core.findings.values import Finding, finding
from runut.core.guards import is_rejection
from runut.core.procedure import END, Activity, Procedure

_LIMIT: Final = re.compile(
    r"\b(?:paling banyak|maksimal|maks\.?|tidak lebih dari|at most|no more than)\s[^.;]{0,24}?\b(?:kali|putaran|times|rounds?)\b",
    re.IGNORECASE,
)
"""A limit of repetitions in words: “paling banyak 2 (dua) kali”."""


class Paths:
    """The ways through one procedure, and what is there along them."""

    def __init__(self, procedure: Procedure) -> None:
        self.procedure = procedure
        self.rows = procedure.activities
        self.ahead: Mapping[int, frozenset[int]] = {
            one.number: frozenset(int(to) for to in successors(self.rows, one.number) if to != END) for one in self.rows
        }
        self.ends = tuple(one.number for one in self.rows if END in successors(self.rows, one.number))

    @cached_property
    def after(self) -> Mapping[int, frozenset[int]]:
        """Return for each activity those that can come after it, itself among them when it stands in a loop."""
        found = {}
        for number in self.ahead:
            seen: set[int] = set()
            edge = list(self.ahead[number])
            while edge:
                if (here := edge.pop()) not in seen:
                    seen.add(here)
                    edge.extend(self.ahead[here])
            found[number] = frozenset(seen)
        return found

    @cached_property
    def surely(self) -> Mapping[int, frozenset[str]]:
        """Return what is there on *every* way to each activity: left by an activity before, or needed by one (then it was filed there)."""
        keys = {one.number: frozenset(each.key for each in one.deliverables) for one in self.rows}
        before: dict[int, frozenset[str]] = {1: frozenset()}
        edge = [1]
        while edge:
            number = edge.pop()
            there = before[number] | keys[number]
            for to in self.ahead[number]:
                known = before.get(to)
                fewer = there if known is None else known & there
                if fewer != known:
                    before[to] = fewer
                    edge.append(to)
        return before

    def makers(self, key: str) -> tuple[int, ...]:
        """Return the activities that leave ``key``."""
        return tuple(one.number for one in self.rows if any(each.key == key for each in one.outputs))

    def way_without(self, key: str, target: int) -> tuple[int, ...]:
        """Return a shortest way from the first activity to ``target`` on which no activity before it leaves ``key`` or needs it."""
        holding = {one.number for one in self.rows if any(each.key == key for each in one.deliverables)}
        ways: dict[int, tuple[int, ...]] = {1: (1,)}
        edge = [1]
        for number in edge:
            if number == target:
                return ways[number]
            for to in sorted(self.ahead[number]) if number not in holding else ():
                if to not in ways:
                    ways[to] = (*ways[number], to)
                    edge.append(to)
        return ()


def path_findings(procedure: Procedure) -> Iterator[tuple[int, Finding]]:
    """Yield for each activity, by its number, what its decision and its deliverables say about the paths."""
    paths = Paths(procedure)
    outside = _outside(procedure)
    for activity in procedure.activities:
        found = (*_ways(activity, paths), *_requirements(activity, paths, outside), *_outputs(activity, paths))
        yield from ((activity.number, one) for one in found)


def _ways(activity: Activity, paths: Paths) -> Iterator[Finding]:
    """Yield what is worth saying about where a row leads."""
    place = f"activity {activity.number}, {'decision' if activity.decision else 'then'}"
    targets = list(dict.fromkeys(activity.decision.values() or [paths.procedure.next_number(activity.number)]))
    if activity.decision and len(targets) == 1:
        yield finding(place, "outcomes_same")
    if len(activity.decision) > 2:
        yield finding(place, "outcomes_many", count=len(activity.decision))
    told = _says_limit((activity.text, activity.note, *paths.procedure.identity.warnings))
    for target in targets:
        if target == END:
            if activity.number != paths.ends[-1]:
                yield finding(place, "end_early", last=paths.ends[-1])
        elif int(target) <= activity.number and not told and (target == activity.number or activity.number in paths.after[int(target)]):
            yield finding(place, "loop_unlimited", target=target)


def _says_limit(texts: Sequence[str]) -> bool:
    return any(_LIMIT.search(one) for one in texts)


def _requirements(activity: Activity, paths: Paths, outside: Sequence[frozenset[str]]) -> Iterator[Finding]:
    place = f"activity {activity.number}, requirements"
    for one in activity.requirements:
        if one.key in paths.surely[activity.number] or _is_named(one.name, outside):
            continue
        others = [number for number in paths.makers(one.key) if number != activity.number or number in paths.after[number]]
        earlier = [number for number in others if activity.number in paths.after[number]]
        if earlier:
            way = ", ".join(str(number) for number in paths.way_without(one.key, activity.number))
            yield finding(place, "requirement_some_paths", deliverable=one.name, makers=_listed(earlier), path=way)
        elif others:
            yield finding(place, "requirement_late", deliverable=one.name, makers=_listed(others))
        else:
            code = "input_unsourced" if activity.number == 1 else "requirement_unsourced"
            yield finding(place, code, deliverable=one.name)


def _outputs(activity: Activity, paths: Paths) -> Iterator[Finding]:
    if _is_last(activity, paths):
        return
    used = {each.key for number in paths.after[activity.number] for each in paths.rows[number - 1].requirements}
    used |= {row.time.follows for row in paths.rows if row.time}
    for one in activity.outputs:
        if one.key not in used:
            yield finding(f"activity {activity.number}, outputs", "output_unused", deliverable=one.name)


def _is_last(activity: Activity, paths: Paths) -> bool:
    """Whether the case can end with this activity as it was meant to: what it leaves is an end product."""
    if not activity.decision:
        return activity.number in paths.ends
    return any(target == END and not is_rejection(activity, outcome) for outcome, target in activity.decision.items())


def _listed(numbers: Sequence[int]) -> str:
    return ", ".join(str(number) for number in numbers)


def _outside(procedure: Procedure) -> tuple[frozenset[str], ...]:
    """Return the words of each thing that the identity block says is there: other SOPs, equipment, qualified people."""
    identity = procedure.identity
    return tuple(filter(None, (_words(one) for one in (*identity.related, *identity.equipment, *identity.qualifications))))


def _is_named(name: str, outside: Sequence[frozenset[str]]) -> bool:
    """Whether the identity block names what ``name`` is: all words of one are among those of the other."""
    words = _words(name)
    return bool(words) and any(words <= one or one <= words for one in outside)


def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text.casefold())) - {"dan", "atau", "the", "and", "or", "yang", "di"}

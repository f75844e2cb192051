"""How a case of a rehearsal goes: which outcomes its decisions have and how long its activities take. Pure functions of the seed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from runut.core.checking import successors
from runut.core.guards import is_rejection
from runut.core.procedure import END, Activity, Procedure

PATIENCE: Final = 3
"""The round from which on a decision goes the shortest way, so that every rehearsal ends."""
_AGAIN: Final = 0.4
_LATE: Final = 0.15
_FAR: Final = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``outcomes`` of the rounds of a decision, by activity, and working days by activity (``paces``), or by activity and round; the seed chooses the rest.

    ``detours``: a head moves the case from an activity to another when it first comes there.
    ``straight``: a decision without a stated outcome goes the shortest way. ``mishaps``: cases are held, and documents change after somebody has certified.
    """

    seed: str = "0"
    outcomes: Mapping[int, Sequence[str]] = field(default_factory=dict)
    paces: Mapping[int | tuple[int, int], int] = field(default_factory=dict)
    detours: Mapping[int, int] = field(default_factory=dict)
    straight: bool = False
    mishaps: bool = False

    def rng(self, *names: object) -> Random:
        """Return chance that depends on the seed and on ``names`` alone, whatever was asked before."""
        return Random(":".join([self.seed, *map(str, names)]))

    def outcome(self, procedure: Procedure, activity: Activity, round_: int) -> str:
        """Return how the decision of ``activity`` falls in this round."""
        stated = self.outcomes.get(activity.number, ())
        if round_ <= len(stated):
            return stated[round_ - 1]
        shortest, *others = _by_distance(procedure, activity)
        again = [one for one in others if not refuses(activity, one)]
        rng = self.rng("outcome", activity.number, round_)
        if self.straight or not again or round_ >= PATIENCE or rng.random() >= _AGAIN:
            return shortest
        return rng.choice(again)

    def pace(self, activity: int, round_: int, limit: int | None) -> int:
        """Return how many working days the activity takes in this round; ``limit`` is how many it has, None: unlimited."""
        stated = self.paces.get((activity, round_), self.paces.get(activity))
        if stated is not None:
            return stated
        rng = self.rng("pace", activity, round_)
        days = 3 if limit is None else limit
        if limit is not None and rng.random() < _LATE:
            return days + rng.randint(1, 3)
        return rng.randint((days + 1) // 2, days)


def refuses(activity: Activity, outcome: str) -> bool:
    """Whether ``outcome`` ends the case before its last activity."""
    return activity.decision[outcome] == END and is_rejection(activity, outcome)


def path(procedure: Procedure, plan: Plan) -> Iterator[tuple[int, int]]:
    """Yield activity and round of every work item that a case which goes by ``plan`` completes."""
    rounds: dict[int, int] = {}
    number: int | str = 1
    while number != END:
        activity = procedure.activity(int(number))
        round_ = rounds[activity.number] = rounds.get(activity.number, 0) + 1
        if round_ == 1 and activity.number in plan.detours:
            number = plan.detours[activity.number]
            continue
        yield activity.number, round_
        decided = activity.decision and activity.decision[plan.outcome(procedure, activity, round_)]
        number = decided or procedure.next_number(activity.number)


def _by_distance(procedure: Procedure, activity: Activity) -> list[str]:
    """Return the outcomes, first the one that leads to the end by the fewest activities without refusing."""
    distance = _distances(procedure)
    return sorted(
        activity.decision, key=lambda one: (is_rejection(activity, one), refuses(activity, one), distance.get(activity.decision[one], _FAR))
    )


def _distances(procedure: Procedure) -> dict[int | str, int]:
    """Return for every activity how many others lie between it and the end at least."""
    found: dict[int | str, int] = {END: 0}
    ahead = {one.number: successors(procedure.activities, one.number) for one in procedure.activities}
    while new := [(number, nexts & found.keys()) for number, nexts in ahead.items() if number not in found and nexts & found.keys()]:
        found.update((number, min(found[one] for one in near) + 1) for number, near in new)
    return found

"""Which activity of one SOP is which of another: by what they say, then by how much of it they share; and both laid side by side."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runut.core.procedure import Activity, Procedure

_ALIKE: Final = 0.5
"""The share of words below which two activities are different ones."""
_OUTPUTS: Final = 0.2
_PLACE: Final = 0.05


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The number of an activity in two SOPs, None where it is not there; ``moved``: it stands elsewhere among those that both have."""

    before: int | None = None
    after: int | None = None
    moved: bool = False


def match(before: Procedure, after: Procedure) -> Mapping[int, int]:
    """Return for each activity of ``before`` its number in ``after``, where it has a counterpart; each is the counterpart of one at most.

    The same words come first; among those that changed, the most alike, leaving the same outputs or standing at the same place.
    """
    found: dict[int, int] = {}
    free = {one.number: one for one in after.activities}
    old, new = ({one.number: _words(one) for one in sop.activities} for sop in (before, after))
    for one in before.activities:
        same = [other for other in free.values() if new[other.number] == old[one.number]]
        nearest = min(same, key=lambda other: abs(other.number - one.number), default=None)
        if nearest:
            found[one.number] = free.pop(nearest.number).number
    pairs = [
        (score, -one.number, one.number, other.number)
        for one in before.activities
        if one.number not in found
        for other in free.values()
        if (score := _alike(one, other, set(old[one.number]), set(new[other.number]))) >= _ALIKE
    ]
    for _score, _order, number, counterpart in sorted(pairs, reverse=True):
        if number not in found and counterpart in free:
            found[number] = free.pop(counterpart).number
    return found


def align(before: Procedure, after: Procedure) -> tuple[Pair, ...]:
    """Return the activities of both SOPs in one order: that of ``after``, what is gone following what it followed.

    A row that was put between two others moves none of them; moved are as few as need be.
    """
    found = match(before, after)
    kept = _longest([found[number] for number in sorted(found)])
    placed = {number: Pair(after=number) for number in range(1, len(after.activities) + 1)}
    for old, new in found.items():
        placed[new] = Pair(before=old, after=new, moved=new not in kept)
    pairs = list(placed.values())
    for old in range(1, len(before.activities) + 1):
        if old not in found:
            last = next((place for place, one in enumerate(pairs) if one.before == old - 1), -1)
            pairs.insert(last + 1, Pair(before=old))
    return tuple(pairs)


def _longest(numbers: Sequence[int]) -> set[int]:
    """Return the longest part of ``numbers`` that rises: patience sorting."""
    tops: list[int] = []
    under: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tops, number)
        under[number] = tops[place - 1] if place else None
        tops[place : place + 1] = [number]
    found: set[int] = set()
    last = tops[-1] if tops else None
    while last is not None:
        found.add(last)
        last = under[last]
    return found


def _alike(one: Activity, other: Activity, first: set[str], second: set[str]) -> float:
    shared = len(first & second) / len(first | second)  # never of no words: two rows that say nothing say the same, and are a pair already
    outputs = {each.key for each in one.outputs} & {each.key for each in other.outputs}
    return shared + (_OUTPUTS if outputs else 0) + (_PLACE if one.number == other.number else 0)


def _words(activity: Activity) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", activity.text.casefold()))

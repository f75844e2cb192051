"""Which activity of one SOP is which of another: by what they say, then by how much of it they share."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from runut.core.procedure import Activity, Procedure

_ALIKE: Final = 0.5
"""The share of words below which two activities are different ones."""
_OUTPUTS: Final = 0.2
_PLACE: Final = 0.05


def match(before: Procedure, after: Procedure) -> Mapping[int, int]:
    """Return for each activity of ``before`` its number in ``after``, where it has a counterpart; each is the counterpart of one at most.

    The same words come first; among those that changed, the most alike, leaving the same outputs or standing at the same place.
    """
    found: dict[int, int] = {}
    free = {one.number: one for one in after.activities}
    for one in before.activities:
        same = [other for other in free.values() if _words(other) == _words(one)]
        nearest = min(same, key=lambda other: abs(other.number - one.number), default=None)
        if nearest:
            found[one.number] = free.pop(nearest.number).number
    pairs = [
        (score, -one.number, one.number, other.number)
        for one in before.activities
        if one.number not in found
        for other in free.values()
        if (score := _alike(one, other)) >= _ALIKE
    ]
    for _score, _order, number, counterpart in sorted(pairs, reverse=True):
        if number not in found and counterpart in free:
            found[number] = free.pop(counterpart).number
    return found


def _alike(one: Activity, other: Activity) -> float:
    first, second = set(_words(one)), set(_words(other))
    shared = len(first & second) / len(first | second) if first | second else 0.0
    outputs = {each.key for each in one.outputs} & {each.key for each in other.outputs}
    return shared + (_OUTPUTS if outputs else 0) + (_PLACE if one.number == other.number else 0)


def _words(activity: Activity) -> tuple[str, ...]:
    return tuple(re.findall(r"\w+", activity.text.casefold()))

"""Rows that people put in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, TypeVar

from runut.core.errors import NotFound


class Placed(Protocol):
    """A row with a number that stays and a place that does not."""

    number: int
    place: int


P = TypeVar("P", bound=Placed)


def reordered(rows: Sequence[P], number: int, *, before: int | None, step: int) -> list[P]:
    """Give the rows their places after ``number`` moved by ``step``, or before another (0, or one that is not there: to the end).

    Returns:
        The rows whose place is another now.

    Raises:
        NotFound: There is no such row.
    """
    order = list(rows)
    moving = next((one for one in order if one.number == number), None)
    if moving is None:
        raise NotFound
    was = order.index(moving)
    order.remove(moving)
    if before is None:
        place = max(0, was + step)
    else:
        place = next((index for index, one in enumerate(order) if one.number == before), len(order))
    order.insert(place, moving)
    moved = []
    for place, one in enumerate(order, 1):
        if one.place != place:
            one.place = place
            moved.append(one)
    return moved

"""Lanes for arrows that share a gutter or a channel, so that no two lie on each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from runut.formats.flowchart.plan import Plan, Route, Side, Track


@dataclass(frozen=True, slots=True, kw_only=True)
class _Leg:
    """The stretch of one route along a way: from ``low`` to ``high``, in rows for a gutter, in columns for a channel."""

    route: int
    low: float
    high: float


def with_lanes(plan: Plan) -> Plan:
    """Return the plan with a lane for every stretch."""
    routes = list(plan.routes)
    gutters = tuple(_gutter(routes, way) for way in range(len(plan.gutters)))
    channels = tuple(_channel(routes, way) for way in range(len(plan.channels)))
    return replace(plan, routes=tuple(routes), gutters=gutters, channels=channels)


def _gutter(routes: list[Route], way: int) -> int:
    """Set the lanes of a gutter; return how many it has, an even number, so that none lies on the rule between two columns.

    Arrows between symbols on its left take the left lanes, the shortest the outermost, so that loops lie inside each other; those on
    its right the right ones. Those that cross it lie between, first those that come from the left: then two that meet the
    gutter at one height from both sides never overlap.
    """
    there = [number for number, route in enumerate(routes) if route.gutter and route.gutter.way == way]
    legs = {number: _rows(number, routes[number]) for number in there}
    groups: dict[str, list[_Leg]] = {"left": [], "over": [], "back": [], "right": []}
    for number in there:
        groups[_group(routes[number])].append(legs[number])
    lanes: dict[int, int] = {}
    count = 0
    for name in ("left", "over", "back"):
        found = _first_free(sorted(groups[name], key=_length) if name == "left" else groups[name])
        lanes |= {number: count + lane for number, lane in found.items()}
        count += _many(found)
    right = _first_free(sorted(groups["right"], key=_length))
    total = count + _many(right)
    total += total % 2
    lanes |= {number: total - 1 - lane for number, lane in right.items()}
    for number, lane in lanes.items():
        routes[number] = replace(routes[number], gutter=Track(way=way, lane=lane))
    return total


def _channel(routes: list[Route], way: int) -> int:
    """Set the lanes of a channel: arrows from the row above on top, then those from afar, then those of the row itself."""
    there = [number for number, route in enumerate(routes) if route.channel and route.channel.way == way]
    there.sort(key=lambda number: (routes[number].leave is not Side.BOTTOM, routes[number].source.row == way, number))
    lanes = _first_free([_columns(number, routes[number]) for number in there])
    for number, lane in lanes.items():
        routes[number] = replace(routes[number], channel=Track(way=way, lane=lane))
    return _many(lanes)


def _first_free(legs: Sequence[_Leg]) -> dict[int, int]:
    """Return a lane for each leg: the first that is free along the whole of it."""
    lanes: list[list[_Leg]] = []
    found: dict[int, int] = {}
    for leg in legs:
        place = next((i for i, lane in enumerate(lanes) if all(leg.high < one.low or leg.low > one.high for one in lane)), len(lanes))
        if place == len(lanes):
            lanes.append([])
        lanes[place].append(leg)
        found[leg.route] = place
    return found


def _many(lanes: dict[int, int]) -> int:
    return max(lanes.values(), default=-1) + 1


def _length(leg: _Leg) -> float:
    return leg.high - leg.low


def _rows(number: int, route: Route) -> _Leg:
    end = route.target.row + (0.5 if route.enter.sideways else 0.1)
    return _leg(number, (route.source.row + 0.5, end))


def _columns(number: int, route: Route) -> _Leg:
    start = float(route.gutter.way) if route.gutter else route.source.column + 0.5
    return _leg(number, (start, route.target.column + 0.5))


def _leg(number: int, ends: Iterable[float]) -> _Leg:
    low, high = sorted(ends)
    return _Leg(route=number, low=low, high=high)


def _group(route: Route) -> str:
    """Return on which side of its gutter a route begins and ends."""
    assert route.gutter
    begins_right = route.leave is Side.LEFT
    ends_right = route.target.column >= route.gutter.way
    if begins_right == ends_right:
        return "right" if begins_right else "left"
    return "back" if begins_right else "over"

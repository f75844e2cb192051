"""Where the columns are, and how much of its row each symbol needs with its labels."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from math import ceil

from runut.formats.flowchart.lettering import lines, width
from runut.formats.flowchart.plan import Cell, Kind, Plan, Route, Side, Symbol
from runut.formats.flowchart.sheet import Column, Metrics, Size


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The label of a route, broken into lines."""

    lines: tuple[str, ...]
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """How far a row's symbols and labels reach above and below its middle, and its ports: their distance, and the decision's height.

    ``under`` is how far below the middle a label under the decision begins.
    """

    above: float
    below: float
    under: float
    pitch: float
    decision: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Across:
    """Everything that has an x: the labels, the gutters and columns, and the measures with the cells as wide as they became."""

    words: tuple[Words | None, ...]
    metrics: Metrics
    gutters: tuple[float, ...]
    columns: tuple[Column, ...]
    width: float


def across(plan: Plan, metrics: Metrics, labels: Mapping[str, str], width: float = 0, *, paged: bool = False) -> Across:
    """Return the columns of a drawing, at least ``width`` wide together; ``paged``: as wide as the connectors at any page's end may need."""
    if paged:
        width = max(width, apart(metrics) * max(crossing(plan)))
    words = tuple(label_words(route, metrics, labels) for route in plan.routes)
    gutters = gutter_widths(plan, metrics, words)
    gutters, cell = stretched(gutters, max(0.0, width - total_width(plan, metrics, gutters)))
    metrics = replace(metrics, cell=metrics.cell + cell)
    found = columns(plan, metrics, gutters)
    return Across(words=words, metrics=metrics, gutters=tuple(gutters), columns=found, width=total_width(plan, metrics, gutters))


def label_words(route: Route, metrics: Metrics, labels: Mapping[str, str]) -> Words | None:
    """Return what stands beside the beginning of ``route``; None where no decision chooses it."""
    text = " / ".join(dict.fromkeys(labels.get(one, one) for one in route.outcomes))
    if not text.strip():
        return None
    found = lines(text, size=metrics.letter, room=metrics.label)
    return Words(lines=found, width=max(width(line, metrics.letter) for line in found), height=len(found) * metrics.line)


def gutter_widths(plan: Plan, metrics: Metrics, words: Sequence[Words | None]) -> list[float]:
    """Return the width of every gutter: room for its lanes, and for a label that a symbol stands beside."""
    found = [metrics.gutter + metrics.lane * max(0, many - 1) for many in plan.gutters]
    kinds = {one.cell: one.kind for one in plan.symbols}
    for route, label in zip(plan.routes, words, strict=True):
        if label is None:
            continue
        if not route.leave.sideways:  # right of the line; only where there is one column, nothing is beside it
            found[1] = max(found[1], ceil(label.width + 2 * metrics.gap - metrics.cell / 2) if plan.columns == 1 else 0)
            continue
        step = 1 if route.leave is Side.RIGHT else -1
        beside = Cell(row=route.source.row, column=route.source.column + step)
        at_edge = not 0 <= beside.column < plan.columns
        if at_edge or beside in kinds:
            there = metrics.cell if at_edge else metrics.width(kinds[beside])
            room = metrics.cell - (metrics.width(Kind.DECISION) + there) / 2
            gutter = route.source.column + max(step, 0)
            found[gutter] = max(found[gutter], ceil(label.width + 3 * metrics.gap - room))
    return found


def stretched(gutters: Sequence[float], spare: float) -> tuple[list[float], float]:
    """Return the gutters, and what each cell gets besides, when there is ``spare`` width: first the columns become alike, then all grow."""
    widest = max([*gutters[1:-1], 2 * gutters[0], 2 * gutters[-1]])
    wanted = [widest / 2, *[widest] * (len(gutters) - 2), widest / 2]
    share = min(1.0, spare / needed) if (needed := sum(wanted) - sum(gutters)) > 0 else 0.0
    return [own + (more - own) * share for own, more in zip(gutters, wanted, strict=True)], (spare - needed * share) / (len(gutters) - 1)


def columns(plan: Plan, metrics: Metrics, gutters: Sequence[float]) -> tuple[Column, ...]:
    """Return the performers' columns; a rule lies in the middle of each gutter, the outer ones at the edges."""
    middles: list[float] = []
    rules = [0.0]
    x = 0.0
    for place in range(plan.columns):
        x += gutters[place]
        middles.append(x + metrics.cell / 2)
        x += metrics.cell
        rules.append(x + gutters[place + 1] / 2)
    rules[-1] = total_width(plan, metrics, gutters)
    return tuple(Column(left=rules[i], width=rules[i + 1] - rules[i], x=middles[i]) for i in range(plan.columns))


def total_width(plan: Plan, metrics: Metrics, gutters: Sequence[float]) -> float:
    """Return the width of all columns; an `END` beyond the last widens that one."""
    return sum(gutters) + metrics.cell * plan.columns + plan.margin * beyond(metrics)


def beyond(metrics: Metrics) -> float:
    """Return the width of the place of an end beyond the last column."""
    return metrics.width(Kind.END) + metrics.gutter / 2


def reaches(plan: Plan, metrics: Metrics, words: Sequence[Words | None]) -> list[Reach]:
    """Return for each row how much room its symbols need, with every label beside them."""
    leaving: list[list[tuple[Route, Words | None]]] = [[] for _ in range(plan.rows)]
    for route, label in zip(plan.routes, words, strict=True):
        if route.source.row >= 0:
            leaving[route.source.row].append((route, label))
    return [_reach(here, some, metrics) for here, some in zip(rows_of(plan), leaving, strict=True)]


def rows_of(plan: Plan) -> list[list[Symbol]]:
    """Return the symbols row by row; a `START` is not among them."""
    found: list[list[Symbol]] = [[] for _ in range(plan.rows)]
    for one in plan.symbols:
        if one.cell.row >= 0:
            found[one.cell.row].append(one)
    return found


def _reach(here: Sequence[Symbol], leaving: Sequence[tuple[Route, Words | None]], metrics: Metrics) -> Reach:
    tallest = max((label.height for route, label in leaving if label and route.leave.sideways), default=0.0)
    pitch = 2 * tallest + 3 * metrics.gap  # between two ports may stand the label of the upper one and that of the lower
    ports = max((route.ports for route, _ in leaving), default=1)
    base = metrics.sizes[Kind.DECISION][1]
    decision = max(base, pitch * (ports - 1) + 0.6 * base) if ports > 1 else base
    half = max(symbol_size(one, metrics, decision)[1] / 2 for one in here)
    above = below = half
    for route, label in leaving:
        if label and route.leave.sideways:
            offset = port_offset(route, pitch)
            if is_above(route):
                above = max(above, metrics.gap + label.height - offset)
            else:
                below = max(below, metrics.gap + label.height + offset)
    under = max((label.height for route, label in leaving if label and route.leave is Side.BOTTOM), default=0.0)
    return Reach(above=above, below=below + (under + metrics.gap if under else 0), under=below, pitch=pitch, decision=decision)


def symbol_size(symbol: Symbol, metrics: Metrics, decision: float) -> Size:
    """Return the size of a symbol; a decision is as tall as its ports need."""
    wide, tall = metrics.sizes[symbol.kind]
    return wide, decision if symbol.kind is Kind.DECISION else tall


def port_offset(route: Route, pitch: float) -> float:
    """Return how far below the middle of its side an arrow leaves."""
    return (route.port - (route.ports - 1) / 2) * pitch


def is_above(route: Route) -> bool:
    """Whether the label stands above its line: there, where the line does not turn to."""
    return route.gutter is None or route.target.row > route.source.row


def crossing(plan: Plan) -> list[int]:
    """Return for each row, and one more, how many arrows lead from above it to it or below, or the other way."""
    steps = [0] * (plan.rows + 2)
    for one in plan.routes:
        low, high = sorted((one.source.row, one.target.row))
        steps[low + 1] += 1
        steps[high + 1] -= 1
    return list(accumulate(steps[:-1]))


def strip(metrics: Metrics, many: int) -> float:
    """Return the height of a strip of connectors when so many arrows cross the end of the page."""
    return metrics.connector[1] + 2 * metrics.gap + metrics.lane * many


def apart(metrics: Metrics) -> float:
    """Return how far the middles of two connectors are apart at least."""
    return metrics.connector[0] + metrics.gap

"""From a procedure to the plan of its flowchart. Every choice is a rule; nothing is searched (docs/explanation/flowchart.md)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import count
from typing import Final

from runut.core.procedure import END, Activity, Part, Procedure
from runut.formats.flowchart.lanes import with_lanes
from runut.formats.flowchart.plan import UNKNOWN, Cell, Kind, Plan, Route, Side, Symbol, Track

_NEAR: Final = 0.25
"""How far a symbol reaches into its cell from either side, in columns: between symbols a row is free."""
_WAY: Final = 0.2
"""How far the lanes of a gutter reach to its sides, in columns."""
_LANE: Final = -1
"""A lane that is not chosen yet."""


def plan(procedure: Procedure) -> Plan:
    """Return what stands where and which way each arrow takes; the same procedure gives the same plan."""
    return _Planner(procedure).plan()


class _Planner:
    """One procedure on its way to a plan; `levels` holds what is taken along the middle of each row."""

    def __init__(self, procedure: Procedure) -> None:
        self.columns = {one.key: place for place, one in enumerate(procedure.performers)}
        self.activities = procedure.activities
        self.last = len(procedure.activities) - 1
        self.symbols = {one.cell: one for row in range(self.last + 1) for one in self._row(row)}
        self.turns = [self._turns(row) for row in range(self.last + 1)]
        self.levels = [_Level(one.cell.column for one in self.symbols.values() if one.cell.row == row) for row in range(self.last + 1)]
        self.routes: list[Route] = []

    def plan(self) -> Plan:
        for row in range(self.last + 1):
            self._pass_on(row)
        if self.symbols[first := self.turns[0][0]].kind is Kind.DECISION:
            above = Cell(row=-1, column=first.column)
            self.symbols[above] = Symbol(cell=above, kind=Kind.START)
            self.routes.append(Route(source=above, target=first, leave=Side.BOTTOM, enter=Side.TOP))
        for row in range(self.last + 1):
            self._go_on(row)
        # Where an arrow may enter from the side is known only when all that leave by a side are there.
        routes = [self._arrive(one) for one in self.routes]
        return with_lanes(
            Plan(
                columns=len(self.columns),
                rows=self.last + 1,
                symbols=tuple(sorted(self.symbols.values(), key=lambda one: one.cell)),
                routes=tuple(sorted(_ported(routes), key=lambda one: one.source.row)),
                gutters=(0,) * (len(self.columns) + 1),
                channels=(0,) * (self.last + 1),
                margin=max(0, *(cell.column + 1 - len(self.columns) for cell in self.symbols)),
            )
        )

    # symbols

    def _row(self, row: int) -> list[Symbol]:
        activity = self.activities[row]
        parts = _parts(activity)
        certify = [key for key, part in parts.items() if part.certifies]
        first, last = row == 0, row == self.last and activity.then in (None, END)
        ends = {key for key, at in ((certify[0], first), (certify[-1], last)) if at}
        found = []
        for key, part in parts.items():
            kind = (
                Kind.DECISION
                if part is Part.DECIDES
                else Kind.TERMINATOR
                if key in ends
                else Kind.PROCESS
                if part.certifies
                else Kind.GUEST
            )
            turn = certify.index(key) + 1 if part.certifies else 0
            found.append(Symbol(cell=Cell(row=row, column=self.columns[key]), kind=kind, part=part, turn=turn))
        return found

    def _turns(self, row: int) -> list[Cell]:
        there = [one for one in self.symbols.values() if one.cell.row == row and one.turn]
        return [one.cell for one in sorted(there, key=lambda one: one.turn)]

    # arrows within a row

    def _pass_on(self, row: int) -> None:
        """The work passes from turn to turn: straight where nothing stands between, else over the symbols."""
        taken: Side | None = None
        for here, there in zip(self.turns[row], self.turns[row][1:], strict=False):
            towards = Side.RIGHT if there.column > here.column else Side.LEFT
            route = self._straight(here, there, towards)
            if route is None:
                route = self._over(here, there, _other(towards) if taken is towards else towards)
            self.routes.append(route)
            taken = route.enter if route.enter.sideways else None

    def _straight(self, here: Cell, there: Cell, side: Side) -> Route | None:
        low, high = sorted((here.column, there.column))
        if not self.levels[here.row].take(low + 1 - _NEAR, high + _NEAR):
            return None
        return Route(source=here, target=there, leave=side, enter=_other(side))

    def _over(self, here: Cell, there: Cell, side: Side) -> Route:
        """Out by ``side``, up the gutter, along the channel of the row, into the top."""
        self._leave(here, side)
        gutter = Track(way=_gutter(here, side), lane=_LANE)
        return Route(source=here, target=there, leave=side, enter=Side.TOP, gutter=gutter, channel=Track(way=here.row, lane=_LANE))

    def _leave(self, here: Cell, side: Side) -> None:
        edge = here.column + (1 - _NEAR if side is Side.RIGHT else _NEAR)
        self.levels[here.row].take(*sorted((edge, _gutter(here, side) + (_WAY if side is Side.RIGHT else -_WAY))), force=True)

    # arrows out of a row

    def _go_on(self, row: int) -> None:
        """The work leaves the row: down to the next one, and where a decision or the row itself sends it elsewhere, by the sides."""
        here = self.turns[row][-1]
        ways = _ways(self.activities[row])
        if row == self.last and not self.activities[row].decision:
            ways.pop(END, None)  # its last turn is a terminator itself
        if not ways and row < self.last:
            self._down(here, ())
        elif row + 2 in ways:
            self._down(here, ways.pop(row + 2))
        used = {one.enter for one in self.routes if one.target == here and one.enter.sideways}
        sides = [side for side in (Side.LEFT, Side.RIGHT) if side not in used]
        counts = dict.fromkeys(sides, 0)
        endings = {kind: ways.pop(target) for target, kind in ((END, Kind.END), (UNKNOWN, Kind.OPEN)) if target in ways}
        for number, outcomes in ways.items():
            there = self.turns[int(number) - 1][0]
            side = _emptiest(counts, Side.RIGHT if there.column > here.column else Side.LEFT)
            counts[side] += 1
            self._leave(here, side)
            gutter = Track(way=_gutter(here, side), lane=_LANE)
            back = there.row <= here.row
            self.routes.append(Route(source=here, target=there, leave=side, enter=Side.TOP, gutter=gutter, outcomes=outcomes, back=back))
        for kind, outcomes in endings.items():
            self._end(here, counts, outcomes, kind)

    def _down(self, here: Cell, outcomes: tuple[str, ...]) -> None:
        there = self.turns[here.row + 1][0]
        channel = None if there.column == here.column else Track(way=there.row, lane=_LANE)
        self.routes.append(Route(source=here, target=there, leave=Side.BOTTOM, enter=Side.TOP, channel=channel, outcomes=outcomes))

    def _end(self, here: Cell, counts: dict[Side, int], outcomes: tuple[str, ...], kind: Kind) -> None:
        """To a small end of its own: straight into the nearest free cell of a side, else over the symbols into one, else beyond all."""
        level = self.levels[here.row]
        beyond = next(one for one in count(len(self.columns)) if Cell(row=here.row, column=one) not in self.symbols)
        sides = sorted(counts, key=lambda side: (counts[side], side is Side.LEFT))
        free = {side: self._free(here, side) for side in Side if side.sideways}
        for side, column in [(side, free[side]) for side in sides] + [(Side.RIGHT, beyond)] * (Side.RIGHT in sides):
            if column is not None and (route := self._straight(here, Cell(row=here.row, column=column), side)):
                break
        else:
            column = next((one for one in free.values() if one is not None), beyond)
            route = self._over(here, Cell(row=here.row, column=column), sides[0])
        self.symbols[route.target] = Symbol(cell=route.target, kind=kind)
        level.take(column + _NEAR, column + 1 - _NEAR, force=True)
        counts[route.leave] += 1
        self.routes.append(replace(route, outcomes=outcomes))

    def _free(self, here: Cell, side: Side) -> int | None:
        """Return the nearest column on that side whose cell is free."""
        columns = range(here.column + 1, len(self.columns)) if side is Side.RIGHT else range(here.column - 1, -1, -1)
        return next((one for one in columns if self.levels[here.row].is_free(one + _NEAR, one + 1 - _NEAR)), None)

    # where arrows from afar come in

    def _arrive(self, route: Route) -> Route:
        """Into the side of the target that faces the gutter if the row is free up to it, else through the channel into its top."""
        if route.gutter is None or route.channel is not None:
            return route
        there, gutter = route.target, route.gutter.way
        if gutter <= there.column:
            side, low, high = Side.LEFT, gutter - _WAY, there.column + _NEAR
        else:
            side, low, high = Side.RIGHT, there.column + 1 - _NEAR, gutter + _WAY
        if self.levels[there.row].take(low, high, into=(there, side)):
            return replace(route, enter=side)
        return replace(route, channel=Track(way=there.row, lane=_LANE))


class _Level:
    """What is taken along the middle of one row, in columns; arrows that enter one symbol by one side may share their way."""

    def __init__(self, columns: Iterable[int]) -> None:
        self.taken: list[tuple[float, float, tuple[Cell, Side] | None]] = [(one + _NEAR, one + 1 - _NEAR, None) for one in columns]

    def is_free(self, low: float, high: float, into: tuple[Cell, Side] | None = None) -> bool:
        return all(high <= left or low >= right or (into is not None and into == other) for left, right, other in self.taken)

    def take(self, low: float, high: float, *, into: tuple[Cell, Side] | None = None, force: bool = False) -> bool:
        """Take the stretch if it is free, or anyhow by ``force``; return whether it was taken."""
        if not force and not self.is_free(low, high, into):
            return False
        self.taken.append((low, high, into))
        return True


def _parts(activity: Activity) -> Mapping[str, Part]:
    """Return each performer's part once, in order of turns: who acts and later decides has the decision."""
    found: dict[str, Part] = {}
    for one in sorted(activity.performers, key=lambda one: not one.part.certifies):
        if one.part is Part.DECIDES:
            found.pop(one.key, None)
        found.setdefault(one.key, one.part)
    return found


def _ways(activity: Activity) -> dict[int | str, tuple[str, ...]]:
    """Return where a row leads but simply to the next one: the targets of a decision, in the order of the SOP, each with its outcomes."""
    found: dict[int | str, tuple[str, ...]] = {activity.then: ()} if activity.then else {}
    for outcome, target in activity.decision.items():
        found[target] = (*found.get(target, ()), outcome)
    return found


def _ported(routes: Iterable[Route]) -> list[Route]:
    """Give the arrows that leave a decision by the same side ports of their own: those that go up above, those that go down below."""
    groups: dict[tuple[Cell, Side], list[Route]] = {}
    found = []
    for one in routes:
        if one.outcomes and one.leave.sideways:
            groups.setdefault((one.source, one.leave), []).append(one)
        else:
            found.append(one)
    for group in groups.values():
        group.sort(key=lambda one: (one.target.row > one.source.row) - (one.back or one.channel is not None))
        found += [replace(one, port=port, ports=len(group)) for port, one in enumerate(group)]
    return found


def _emptiest(counts: Mapping[Side, int], wanted: Side) -> Side:
    """Return the side by which fewest arrows leave, the wanted one among equals."""
    return min(counts, key=lambda side: (counts[side], side is not wanted))


def _gutter(cell: Cell, side: Side) -> int:
    return cell.column + 1 if side is Side.RIGHT else cell.column


def _other(side: Side) -> Side:
    return Side.LEFT if side is Side.RIGHT else Side.RIGHT

"""The arrows of one page: along their routes, and cut at the page's ends where they lead to another one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from runut.formats.flowchart.columns import Across, Reach, apart, beyond, is_above, port_offset, strip
from runut.formats.flowchart.plan import Cell, Kind, Plan, Route, Side, Track
from runut.formats.flowchart.sheet import Arrow, Connector, Label, Metrics, Page, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """What all pages share."""

    plan: Plan
    wide: Across
    reaches: Sequence[Reach]
    page_of: Mapping[int, int]
    crossing: Sequence[int]
    names: Mapping[int, str]

    def middle(self, column: int) -> float:
        """Return the x of the symbols of a column; those after the last are as wide as an `END`."""
        if column < self.plan.columns:
            return self.wide.columns[column].x
        metrics, many = self.wide.metrics, self.plan.columns
        return self._after(many) + (column - many) * beyond(metrics) + metrics.width(Kind.END) / 2

    def lane(self, track: Track) -> float:
        """Return the x of a lane of a gutter: the lanes spread around its middle, further apart where it is wide."""
        many, room = self.plan.gutters[track.way], self.wide.gutters[track.way]
        step = max(self.wide.metrics.lane, min(1.6 * self.wide.metrics.lane, room / (many + 1)))
        return self._after(track.way) - room / 2 + step * (track.lane - (many - 1) / 2)

    def _after(self, gutter: int) -> float:
        return sum(self.wide.gutters[: gutter + 1]) + self.wide.metrics.cell * gutter

    def page(self, cell: Cell) -> int:
        """Return the page on which a cell stands."""
        return self.page_of[max(0, cell.row)]


def draw_page(number: int, page: Page, places: Placed) -> Page:
    """Return ``page`` with its arrows and connectors."""
    return _Page(number, page, places).drawn()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """An arrow that leaves the page, or comes in, at the x of its lane or column; it meets the strip at the page's head or foot."""

    route: int
    x: float
    at_head: bool
    entering: bool


class _Page:
    """One page on its way to a drawing."""

    def __init__(self, number: int, page: Page, places: Placed) -> None:
        self.number = number
        self.page = page
        self.places = places
        self.metrics = places.wide.metrics
        self.boxes = {box.symbol.cell: box for box in page.boxes}
        self.bands = {band.row: band for band in page.bands}

    def drawn(self) -> Page:
        arrows: list[Arrow] = []
        cuts: list[_Cut] = []
        for number, route in enumerate(self.places.plan.routes):
            pages = self.places.page(route.source), self.places.page(route.target)
            if self.number not in pages:
                continue
            if pages[0] == pages[1]:
                arrows.append(Arrow(route=route, points=_tidy(self._way(route)), label=self._label(number, route)))
            else:
                cuts.append(self._cut(number, route, entering=pages[1] == self.number, upwards=pages[1] < pages[0]))
        connectors: list[Connector] = []
        for at_head in (True, False):
            some = sorted((one for one in cuts if one.at_head is at_head), key=lambda one: one.x)
            for one, x, turn in zip(some, *_spread(some, self.metrics, self.places.wide.width), strict=True):
                connector = self._connector(one, x)
                connectors.append(connector)
                arrows.append(self._part(one, connector, turn))
        return replace(self.page, arrows=tuple(arrows), connectors=tuple(connectors))

    # the way of an arrow

    def _way(self, route: Route) -> list[Point]:
        return [*self._out(route), *self._in(route)]

    def _out(self, route: Route) -> list[Point]:
        """Return the beginning of an arrow, up to its gutter."""
        points = [self._port(route)]
        if route.gutter:
            points.append((self._lane(route), points[0][1]))
        return points

    def _in(self, route: Route) -> list[Point]:
        """Return the end of an arrow, from its gutter or from above."""
        end = self.boxes[route.target].port(route.enter)
        if (route.channel and self.places.page(route.source) == self.number) or (route.channel and route.gutter):
            y = self.bands[route.target.row].channel + self.metrics.lane * (route.channel.lane + 1)
            return [(self._lane(route), y), (end[0], y), end]
        return [(self._lane(route), end[1]), end] if route.gutter else [end]

    def _lane(self, route: Route) -> float:
        """Return the x along which an arrow rises or falls: its lane, or for one straight down the middle of where it comes from."""
        return self.places.lane(route.gutter) if route.gutter else self.places.middle(route.source.column)

    def _port(self, route: Route) -> Point:
        return self.boxes[route.source].port(route.leave, self._offset(route))

    def _offset(self, route: Route) -> float:
        return port_offset(route, self.places.reaches[max(0, route.source.row)].pitch) if route.leave.sideways else 0.0

    def _label(self, number: int, route: Route) -> Label | None:
        words = self.places.wide.words[number]
        if words is None:
            return None
        x, y = self._port(route)
        box, gap = self.boxes[route.source], self.metrics.gap
        if route.leave.sideways:
            flush = route.leave is Side.LEFT
            x = box.left - gap if flush else box.right + gap
            top = y - gap - words.height if is_above(route) else y + gap
        else:
            flush = 0 < route.source.column == self.places.plan.columns - 1
            x += -gap if flush else gap
            top = box.y + self.places.reaches[route.source.row].under + gap
        return Label(lines=words.lines, x=x, top=top, width=words.width, height=words.height, flush=flush)

    # the ends of the page

    def _cut(self, number: int, route: Route, *, entering: bool, upwards: bool) -> _Cut:
        x = self._lane(route)
        if entering and not route.gutter:
            x = self.places.middle(route.target.column)
        return _Cut(route=number, x=x, at_head=upwards is not entering, entering=entering)

    def _connector(self, cut: _Cut, x: float) -> Connector:
        wide, tall = self.metrics.connector
        route = self.places.plan.routes[cut.route]
        other = route.source if cut.entering else route.target
        y = self.metrics.gap + tall / 2
        return Connector(
            route=route,
            name=self.places.names[cut.route],
            x=x,
            y=y if cut.at_head else self.page.height - y,
            width=wide,
            height=tall,
            entering=cut.entering,
            page=self.places.page(other),
        )

    def _part(self, cut: _Cut, connector: Connector, turn: int) -> Arrow:
        """Return the part of an arrow between its symbol and its connector, with a turn in the strip where the two are not in line."""
        route = connector.route
        tall = connector.height / 2
        edge = connector.y + tall if cut.at_head else connector.y - tall
        height = strip(self.metrics, self.places.crossing[self._border(cut)])
        lane = self.metrics.lane * (turn + 1)
        y = height - lane if cut.at_head else self.page.height - height + lane
        strait = [(cut.x, y), (connector.x, y), (connector.x, edge)]
        if cut.entering:
            return Arrow(route=route, points=_tidy([*reversed(strait), *self._in(route)]))
        return Arrow(route=route, points=_tidy([*self._out(route), *strait]), label=self._label(cut.route, route))

    def _border(self, cut: _Cut) -> int:
        """Return the row that begins the page below the end at which an arrow is cut."""
        rows = [band.row for band in self.page.bands]
        return rows[0] if cut.at_head else rows[-1] + 1


def _spread(cuts: Sequence[_Cut], metrics: Metrics, right: float) -> tuple[list[float], list[int]]:
    """Return for arrows in order of x where their connectors stand, apart from each other and in the same order, and the lane of the turn.

    Who turns right does so the nearer to the rows the further right it is, who turns left the other way round: so none crosses another.
    """
    step = apart(metrics)
    found: list[float] = []
    for one in cuts:
        found.append(max(one.x, found[-1] + step if found else step / 2))
    limit = right - step / 2
    for place in reversed(range(len(found))):
        found[place] = min(found[place], limit)
        limit = found[place] - step
    turns = [0] * len(cuts)
    rights = [place for place, one in enumerate(cuts) if found[place] > one.x]
    lefts = [place for place, one in enumerate(cuts) if found[place] < one.x]
    for some in (reversed(rights), lefts):
        for lane, place in enumerate(some):
            turns[place] = lane
    return found, turns


def _tidy(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the corners of a line: no point twice, none in the middle of a straight stretch."""
    found: list[Point] = []
    for point in points:
        if found and point == found[-1]:
            continue
        if len(found) > 1 and (found[-2][0] == found[-1][0] == point[0] or found[-2][1] == found[-1][1] == point[1]):
            found[-1] = point
        else:
            found.append(point)
    return tuple(found)

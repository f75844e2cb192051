"""The flowchart: no arrow through a symbol, nothing on anything else, every way of the SOP drawn once, the same drawing for the same SOP."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.procedure import END, Activity, Identity, Part, Participation, Performer, Procedure
from runut.formats.flowchart import SCREEN, UNKNOWN, Box, Cell, Kind, Page, Plan, Point, Sheet, lay_out, plan
from runut.formats.printing.pdf.measures import metrics
from tests.formats.generated import LABELS, procedures, thorough

# A sheet is long when it is told; what failed is told anyway.
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

ENDS = {Kind.END: END, Kind.OPEN: UNKNOWN}
Area = tuple[float, float, float, float]
Stretch = tuple[Point, Point]


@st.composite
def sheets(draw: st.DrawFn) -> Sheet:
    """Drawings on one page or on several, with rows of any height."""
    found = plan(draw(procedures()))
    texts = draw(st.lists(st.integers(0, 300), min_size=found.rows, max_size=found.rows))
    return lay_out(
        found,
        metrics=draw(st.sampled_from([SCREEN, metrics(1, 34), metrics(0.6, 34), metrics(1, 50)])),
        labels=LABELS,
        texts=texts,
        width=draw(st.sampled_from([0, 600])),
        height=draw(st.sampled_from([0, 0, 400, 700])),
    )


@thorough
@given(sheets())
def test_no_arrow_runs_through_a_symbol(sheet: Sheet) -> None:
    for page in sheet.pages:
        for arrow in page.arrows:
            for start, end in pairwise(arrow.points):
                assert start[0] == end[0] or start[1] == end[1], "arrows are drawn at right angles"
                for box in page.boxes:
                    assert not _crosses(start, end, box), f"{arrow.points} runs through {box}"
                for one in page.connectors:
                    assert not _meets(
                        (start, end), (one.x - one.width / 2, one.y - one.height / 2, one.x + one.width / 2, one.y + one.height / 2)
                    )


@thorough
@given(sheets())
def test_no_two_arrows_lie_on_each_other(sheet: Sheet) -> None:
    """Two that enter one symbol by one side may share the last stretch, both in its direction; no others share any."""
    for page in sheet.pages:
        for one, other in combinations(page.arrows, 2):
            for first in pairwise(one.points):
                for second in pairwise(other.points):
                    if _overlap(first, second):
                        assert one.route.target == other.route.target and one.route.enter == other.route.enter, (one, other)
                        assert _direction(first) == _direction(second)


@thorough
@given(sheets())
def test_symbols_labels_and_connectors_keep_apart(sheet: Sheet) -> None:
    for page in sheet.pages:
        for one, other in combinations(_areas(page), 2):
            assert one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3], (one, other)


@thorough
@given(sheets())
def test_everything_stands_in_its_row_and_on_the_sheet(sheet: Sheet) -> None:
    for page in sheet.pages:
        bands = {band.row: band for band in page.bands}
        for box in page.boxes:
            band = bands[max(0, box.symbol.cell.row)]
            assert band.top < box.top and box.bottom < band.top + band.height
        for left, top, right, bottom in [*_areas(page), *((x, y, x, y) for arrow in page.arrows for x, y in arrow.points)]:
            assert left >= 0 and right <= sheet.width
            assert top >= 0 and bottom <= page.height
    assert [band.row for page in sheet.pages for band in page.bands] == list(range(sheet.plan.rows))


def test_more_arrows_than_one_performer_has_room_for_widen_the_column_where_a_page_ends() -> None:
    """Nine arrows are cut at one edge; their connectors side by side are wider than the symbols."""
    rows = [
        Activity(
            number=number, text="Kegiatan", performers=(Participation(key="p", part=Part.DECIDES),), decision={"x": 1, "approved": END}
        )
        for number in range(2, 16)
    ]
    first = Activity(number=1, text="Kegiatan", performers=(Participation(key="p", part=Part.ACTS),))
    found = plan(Procedure(identity=Identity(name="SOP"), performers=(Performer(key="p", name="Pelaksana"),), activities=(first, *rows)))
    measures = metrics(1, 34)
    sheet = lay_out(found, metrics=measures, labels=LABELS, height=200)
    assert max(len(page.connectors) for page in sheet.pages) >= 9
    for page in sheet.pages:
        for one in page.connectors:
            assert one.x - one.width / 2 >= 0 and one.x + one.width / 2 <= sheet.width


@thorough
@given(procedures())
def test_the_same_procedure_gives_the_same_drawing(procedure: Procedure) -> None:
    assert lay_out(plan(procedure), labels=LABELS) == lay_out(plan(procedure), labels=LABELS)


@thorough
@given(procedures())
def test_every_way_of_the_procedure_has_one_arrow(procedure: Procedure) -> None:
    found = plan(procedure)
    drawn = Counter(
        way for route in found.routes for way in _ways(found, route.source.row, route.target.row, route.outcomes, route.target.column)
    )
    assert drawn == Counter(_transitions(procedure))


@thorough
@given(procedures())
def test_the_work_passes_every_turn_in_order(procedure: Procedure) -> None:
    found = plan(procedure)
    symbols = {one.cell: one for one in found.symbols}
    for row in range(found.rows):
        inside = [one for one in found.routes if one.source.row == one.target.row == row and symbols[one.target].kind not in ENDS]
        inside = [one for one in inside if not one.outcomes]
        passes = sorted((symbols[one.source].turn, symbols[one.target].turn) for one in inside)
        turns = sorted(one.turn for one in found.symbols if one.cell.row == row and one.turn)
        assert turns == list(range(1, len(turns) + 1))
        assert passes == list(pairwise(turns))


@thorough
@given(sheets())
def test_connectors_pair_up(sheet: Sheet) -> None:
    there = [(one.name, one.entering, number, one.page, one.route) for number, page in enumerate(sheet.pages) for one in page.connectors]
    leaving = {name: (number, other, route) for name, entering, number, other, route in there if not entering}
    entering = {name: (other, number, route) for name, entering, number, other, route in there if entering}
    assert leaving == entering
    assert len(there) == len(leaving) + len(entering)
    whole = Counter(arrow.route for page in sheet.pages for arrow in page.arrows)
    assert whole == Counter(dict.fromkeys(sheet.plan.routes, 1) | {route: 2 for _, _, route in leaving.values()})


@thorough
@given(sheets())
def test_an_arrow_begins_and_ends_at_its_symbols_or_connectors(sheet: Sheet) -> None:
    for page in sheet.pages:
        boxes = {box.symbol.cell: box for box in page.boxes}
        for arrow in page.arrows:
            ends = [(arrow.points[0], arrow.route.source), (arrow.points[-1], arrow.route.target)]
            for point, cell in ends:
                assert (cell in boxes and _touches(point, boxes[cell])) or any(
                    one.route == arrow.route and point[0] == one.x and abs(abs(point[1] - one.y) - one.height / 2) < 1e-6
                    for one in page.connectors
                )


def _transitions(procedure: Procedure) -> Iterator[tuple[int, str, int | str]]:
    last = len(procedure.activities)
    for activity in procedure.activities:
        for outcome, target in activity.decision.items():
            yield activity.number, outcome, target
        if not activity.decision and (activity.then or activity.number < last):
            yield activity.number, "", activity.then or activity.number + 1


def _ways(found: Plan, source: int, target: int, outcomes: tuple[str, ...], column: int) -> Iterator[tuple[int, str, int | str]]:
    ends = {one.cell: ENDS[one.kind] for one in found.symbols if one.kind in ENDS}
    there = ends.get(Cell(row=target, column=column), target + 1)
    for outcome in outcomes:
        yield source + 1, outcome, there
    if not outcomes and source >= 0 and (isinstance(there, str) or source != target):
        yield source + 1, "", there


def _crosses(start: Point, end: Point, box: Box) -> bool:
    """Whether the stretch goes through the inside of the symbol; touching its edge is how arrows begin and end."""
    if box.symbol.kind is not Kind.DECISION:
        return _meets((start, end), (box.left, box.top, box.right, box.bottom))
    # A straight line comes nearest to the middle of a diamond where it is nearest in one of the two directions.
    x = min(max(box.x, min(start[0], end[0])), max(start[0], end[0]))
    y = min(max(box.y, min(start[1], end[1])), max(start[1], end[1]))
    return abs(x - box.x) / (box.width / 2) + abs(y - box.y) / (box.height / 2) < 1 - 1e-6


def _meets(stretch: Stretch, area: Area) -> bool:
    (x0, y0), (x1, y1) = stretch
    left, top, right, bottom = area
    return min(x0, x1) < right - 0.01 and max(x0, x1) > left + 0.01 and min(y0, y1) < bottom - 0.01 and max(y0, y1) > top + 0.01


def _overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches share more than a point."""
    for along, across in ((0, 1), (1, 0)):
        level = one[0][across] == one[1][across] == other[0][across] == other[1][across]
        low = max(min(one[0][along], one[1][along]), min(other[0][along], other[1][along]))
        high = min(max(one[0][along], one[1][along]), max(other[0][along], other[1][along]))
        if level and high - low > 1e-6:
            return True
    return False


def _direction(stretch: Stretch) -> tuple[bool, bool, bool, bool]:
    (x0, y0), (x1, y1) = stretch
    return x0 < x1, x0 > x1, y0 < y1, y0 > y1


def _areas(page: Page) -> Iterator[Area]:
    for box in page.boxes:
        yield box.left, box.top, box.right, box.bottom
    for label in (arrow.label for arrow in page.arrows if arrow.label):
        yield label.left, label.top, label.left + label.width, label.top + label.height
    for one in page.connectors:
        yield one.x - one.width / 2, one.y - one.height / 2, one.x + one.width / 2, one.y + one.height / 2


def _touches(point: Point, box: Box) -> bool:
    across, along = abs(point[0] - box.x) / (box.width / 2), abs(point[1] - box.y) / (box.height / 2)
    return abs((across + along if box.symbol.kind is Kind.DECISION else max(across, along)) - 1) < 1e-6

"""The flowchart: no arrow through a box, the same drawing for the same procedure, and every word of the SOP on it."""

from __future__ import annotations

from importlib.resources import files

import pytest
from django.template import Context, Template
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from runut.core.procedure import Procedure
from runut.formats import toml
from runut.formats.flowchart.lettering import lines, width
from runut.web.sopmap import Box, Edge, Lane, Progress, Row, Shape, SopMap, from_procedure, lay_out
from runut.web.sopmap.layout import Drawing, PlacedBox, Point

unhurried = settings(max_examples=60, deadline=None)


@pytest.fixture
def shipped() -> Procedure:
    return toml.load(files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8"))


@st.composite
def maps(draw: st.DrawFn) -> SopMap:
    many, rows = draw(st.integers(1, 6)), draw(st.integers(1, 9))
    return SopMap(
        title="SOP",
        lanes=tuple(Lane(key=f"p{n}", name=draw(st.sampled_from(["Pengguna", "Tim Teknis Bidang Pengelolaan LPSE"]))) for n in range(many)),
        rows=tuple(draw(_rows(number, many, rows)) for number in range(1, rows + 1)),
    )


@st.composite
def _rows(draw: st.DrawFn, number: int, lanes: int, rows: int) -> Row:
    order = draw(st.permutations(range(lanes)))
    present = order[: draw(st.integers(1, lanes))]
    turns = draw(st.integers(1, len(present)))
    decides = draw(st.integers(-1, turns - 1))
    shapes = [Shape.DECISION if place == decides else Shape.PROCESS if place < turns else Shape.GUEST for place in range(len(present))]
    targets = draw(st.lists(st.integers(0, rows), min_size=2, max_size=3, unique=True)) if decides >= 0 else []
    return Row(
        number=number,
        text=draw(st.sampled_from(["Membuat laporan", "Menjelaskan hasil analisis dan daftar sistem yang akan dikembangkan " * 3])),
        boxes=tuple(Box(lane=lane, shape=shape, part="mengerjakan") for lane, shape in zip(present, shapes, strict=True)),
        edges=tuple(Edge(target=target, label="Ya") for target in targets),
        progress=Progress(state="done", round=draw(st.integers(1, 12)), text="selesai"),
    )


@unhurried
@given(maps())
def test_no_arrow_runs_through_a_box(drawn: SopMap) -> None:
    drawing = lay_out(drawn)
    for arrow in drawing.arrows:
        for start, end in zip(arrow.points, arrow.points[1:], strict=False):
            assert start[0] == end[0] or start[1] == end[1], "arrows are drawn at right angles"
            for box in drawing.boxes:
                assert not _crosses(start, end, box), f"{arrow.path} runs through {box.shape} at {box.x}, {box.y}"


@unhurried
@given(maps())
def test_everything_stands_on_the_sheet_and_no_boxes_overlap(drawn: SopMap) -> None:
    drawing = lay_out(drawn)
    for x, y in _points(drawing):
        assert drawing.text_width <= x <= drawing.width
        assert drawing.head_height <= y <= drawing.height
    for place, one in enumerate(drawing.boxes):
        for other in drawing.boxes[place + 1 :]:
            apart_x = abs(one.x - other.x) >= (one.width + other.width) / 2
            apart_y = abs(one.y - other.y) >= (one.height + other.height) / 2
            assert apart_x or apart_y


@unhurried
@given(maps())
def test_the_same_procedure_gives_the_same_drawing(drawn: SopMap) -> None:
    assert lay_out(drawn) == lay_out(drawn)


@unhurried
@given(maps())
def test_every_way_out_of_every_row_is_drawn(drawn: SopMap) -> None:
    ways = sum(len(row.turns) - 1 + len(row.edges) for row in drawn.rows)
    onward = sum(1 for row in drawn.rows[:-1] if not row.edges)
    beyond = sum(1 for edge in drawn.rows[-1].edges if edge.target == len(drawn.rows) + 1)
    assert len(lay_out(drawn).arrows) == ways + onward - beyond


@unhurried
@given(st.text(max_size=200), st.integers(20, 300))
def test_broken_text_keeps_its_words_and_fits(text: str, room: int) -> None:
    found = lines(text, size=13, room=room)
    assert "".join(found).replace(" ", "") == "".join(text.split())
    assert all(width(line, 13) <= room or len(line) == 1 for line in found)


def test_the_shipped_sop_is_drawn_with_its_symbols(shipped: Procedure) -> None:
    drawing = lay_out(from_procedure(shipped))
    shapes = [(box.row.number if box.row else 0, box.shape) for box in drawing.boxes if box.shape != "guest"]
    assert [number for number, shape in shapes if shape == "decision"] == [1, 5, 9]
    assert (1, "terminator") in shapes
    assert (10, "terminator") in shapes
    assert (0, "end") in shapes
    assert [arrow.label for arrow in drawing.arrows if arrow.back] == ["Tidak", "Tidak"]
    assert drawing.width <= 900


def test_the_drawing_says_every_activity_and_how_far_it_is(shipped: Procedure) -> None:
    drawn = from_procedure(shipped, progress={6: Progress(state="late", round=2, text="terlambat 1 hari")}, href=lambda n: f"/a/{n}/")
    page = Template("{% load runut %}{% sopmap map %}").render(Context({"map": drawn}))
    assert page.count('href="/a/6/"') == 2
    assert "terlambat 1 hari · putaran 2" in page
    assert "×2" in page
    assert "style=" not in page


def test_the_drawing_speaks_english_too(shipped: Procedure) -> None:
    with translation.override("en"):
        drawing = lay_out(from_procedure(shipped))
    assert {arrow.label for arrow in drawing.arrows} >= {"Yes", "No"}


def test_it_refuses_a_state_it_cannot_draw() -> None:
    with pytest.raises(ValueError, match="no state 'finished'"):
        Progress(state="finished")


def _crosses(start: Point, end: Point, box: PlacedBox) -> bool:
    """Whether the stretch goes through the inside of the box; touching its edge is how arrows begin and end."""
    low_x, high_x = sorted((start[0], end[0]))
    low_y, high_y = sorted((start[1], end[1]))
    left, right = box.left + 0.5, box.left + box.width - 0.5
    top, bottom = box.top + 0.5, box.top + box.height - 0.5
    return low_x < right and high_x > left and low_y < bottom and high_y > top


def _points(drawing: Drawing) -> list[Point]:
    corners = [(box.left, box.top) for box in drawing.boxes]
    corners += [(box.left + box.width, box.top + box.height) for box in drawing.boxes]
    return corners + [point for arrow in drawing.arrows for point in arrow.points]

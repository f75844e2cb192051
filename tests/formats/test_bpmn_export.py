"""The BPMN that is written: valid, whole, laid out, and the same each time."""

from __future__ import annotations

from functools import cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest
import SpiffWorkflow
from hypothesis import given
from lxml import etree

from runut.core.procedure import END, Procedure
from runut.formats import bpmn, json, toml
from runut.formats.bpmn.graph import Kind, graph_of
from runut.formats.bpmn.places import Rectangle, places_of
from runut.formats.bpmn.words import PREFIXES
from tests.core.cast import shipped
from tests.formats.procedures import grown, procedures

NAMES = {key: value for key, value in PREFIXES.items() if key != "xsi"}


@cache
def schema() -> Any:
    """OMG's schema of BPMN 2.0, which SpiffWorkflow ships."""
    return etree.XMLSchema(etree.parse(Path(SpiffWorkflow.__file__).parent / "bpmn/parser/schema/BPMN20.xsd"))


def found(data: bytes, path: str) -> list[Any]:
    return list(etree.fromstring(data).xpath(path, namespaces=NAMES))


@given(procedures())
def test_every_export_is_valid_by_the_schema(procedure: Procedure) -> None:
    schema().assertValid(etree.fromstring(bpmn.dump(procedure)))


@given(procedures())
def test_toml_to_bpmn_to_toml_is_the_identity(procedure: Procedure) -> None:
    data = bpmn.dump(procedure)
    draft = bpmn.read(data)
    assert draft.questions == ()
    assert draft.procedure() == procedure
    assert toml.dump(bpmn.load(data)) == toml.dump(procedure)
    assert bpmn.dump(bpmn.load(data)) == data
    assert json.load(json.dump(bpmn.load(data))) == procedure


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_shipped_sop_comes_back_in_either_language(language: Any) -> None:
    assert bpmn.load(bpmn.dump(shipped(), language=language)) == shipped()


def test_a_big_sop_comes_back() -> None:
    assert bpmn.load(bpmn.dump(grown(200))) == grown(200)


def test_the_shipped_sop_has_the_nodes_that_its_page_says() -> None:
    data = bpmn.dump(shipped())
    assert found(data, "//bpmn:participant/@name") == ["Pengembangan Aplikasi"]
    assert found(data, "//bpmn:lane/@name") == [one.name for one in shipped().performers]
    assert len(found(data, "//bpmn:userTask")) == 10 + 1 + 3  # two turns in row 1, four in row 10
    assert found(data, "//bpmn:exclusiveGateway/@id") == ["decision_1", "decision_5", "decision_9"]
    assert found(data, "//bpmn:endEvent/@id") == ["end_1", "end_10"]
    assert found(data, "//bpmn:sequenceFlow[@id='flow_5_rejected']/@name") == ["Tidak"]
    assert found(data, "//bpmn:sequenceFlow[@id='flow_5_rejected']/@targetRef") == ["activity_3_1"]
    assert found(data, "//bpmn:userTask[@id='activity_1_1']/bpmn:documentation/text()")[0].startswith(
        "Kelengkapan: Laporan Hasil analisis\nWaktu: 3 hari kerja\nOutput: Perencanaan Pengembangan Aplikasi\nKeterangan: "
    )
    lane = found(data, "//bpmn:lane[@id='lane_technical_team']/bpmn:flowNodeRef/text()")
    assert lane == ["activity_5_1", "decision_5", "activity_8_1", "activity_9_1", "decision_9"]


def test_words_are_in_the_language_that_is_asked_for() -> None:
    data = bpmn.dump(shipped(), language="en")
    assert found(data, "//bpmn:sequenceFlow[@id='flow_5_rejected']/@name") == ["No"]
    assert found(data, "//bpmn:startEvent/@name") == ["Start"]


@given(procedures())
def test_every_node_lists_what_comes_in_and_goes_out(procedure: Procedure) -> None:
    data = bpmn.dump(procedure)
    for flow in found(data, "//bpmn:sequenceFlow"):
        assert found(data, f"//*[@id='{flow.get('sourceRef')}']/bpmn:outgoing/text()").count(flow.get("id")) == 1
        assert found(data, f"//*[@id='{flow.get('targetRef')}']/bpmn:incoming/text()").count(flow.get("id")) == 1
    listed = len(found(data, "//bpmn:incoming")) + len(found(data, "//bpmn:outgoing"))
    assert listed == 2 * len(found(data, "//bpmn:sequenceFlow"))


@given(procedures())
def test_every_way_of_the_procedure_has_its_flow_and_no_other_is_there(procedure: Procedure) -> None:
    graph = graph_of(procedure)
    nodes = {one.id: one for one in graph.nodes}
    drawn = set()
    for flow in graph.flows:
        source, target = nodes[flow.source], nodes[flow.target]
        if target.kind is Kind.GATEWAY or source.activity is None or (target.turn and target.turn > 1):
            continue
        where = END if target.kind is Kind.END else target.activity.number if target.activity else None
        drawn.add((source.activity.number, flow.outcome, where))
    expected = set()
    for one in procedure.activities:
        expected |= {(one.number, outcome, target) for outcome, target in one.decision.items()}
        if not one.decision:
            expected.add((one.number, "", procedure.next_number(one.number)))
    assert drawn == expected
    assert len({one.id for one in graph.nodes} | {one.id for one in graph.flows}) == len(graph.nodes) + len(graph.flows)


@given(procedures())
def test_shapes_stand_in_the_pool_apart_from_each_other(procedure: Procedure) -> None:
    graph = graph_of(procedure)
    places = places_of(procedure, graph, dict.fromkeys(("approved", "rejected", "postponed", "returned_to_sender"), "Ya"))
    for one, other in combinations(places.nodes.values(), 2):
        assert apart(one, other), (one, other)
    for one in places.nodes.values():
        assert within(one, places.pool)
    for node in graph.nodes:
        if node.kind in (Kind.TASK, Kind.GATEWAY, Kind.START):
            assert within(places.nodes[node.id], places.lanes[node.lane])
    lanes = list(places.lanes.values())
    assert all(left.x + left.width == pytest.approx(right.x) for left, right in pairwise(lanes))
    assert lanes[0].x == 0
    assert lanes[-1].x + lanes[-1].width == pytest.approx(places.pool.width)


@given(procedures())
def test_arrows_run_at_right_angles_from_shape_to_shape_and_through_none(procedure: Procedure) -> None:
    graph = graph_of(procedure)
    places = places_of(procedure, graph, dict.fromkeys(("approved", "rejected", "postponed", "returned_to_sender"), "Ya"))
    kinds = {one.id: one.kind for one in graph.nodes}
    for flow in graph.flows:
        points = places.ways[flow.id].points
        assert len(points) >= 2
        assert on_edge(points[0], places.nodes[flow.source], diamond=kinds[flow.source] is Kind.GATEWAY), flow
        assert on_edge(points[-1], places.nodes[flow.target], diamond=False), flow
        for (x0, y0), (x1, y1) in pairwise(points):
            assert x0 == pytest.approx(x1) or y0 == pytest.approx(y1), flow
            others = {node: place for node, place in places.nodes.items() if node != flow.source or kinds[node] is not Kind.GATEWAY}
            for node, place in others.items():  # out of a slanting side an arrow crosses the bounds of its own diamond
                assert not through((x0, y0), (x1, y1), place), (flow, node)


def apart(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.x + one.width <= other.x + 0.01
        or other.x + other.width <= one.x + 0.01
        or one.y + one.height <= other.y + 0.01
        or other.y + other.height <= one.y + 0.01
    )


def within(one: Rectangle, other: Rectangle) -> bool:
    return (
        one.x >= other.x - 0.01
        and one.y >= other.y - 0.01
        and one.x + one.width <= other.x + other.width + 0.01
        and one.y + one.height <= other.y + other.height + 0.01
    )


def on_edge(point: tuple[float, float], place: Rectangle, *, diamond: bool) -> bool:
    x, y = place.middle
    across, along = abs(point[0] - x) / (place.width / 2), abs(point[1] - y) / (place.height / 2)
    return abs((across + along if diamond else max(across, along)) - 1) < 0.01


def through(start: tuple[float, float], stop: tuple[float, float], place: Rectangle) -> bool:
    """Whether a stretch passes through the inside of a shape."""
    low, high = sorted((start[0], stop[0])), sorted((start[1], stop[1]))
    return (
        low[0] < place.x + place.width - 0.5
        and low[1] > place.x + 0.5
        and high[0] < place.y + place.height - 0.5
        and high[1] > place.y + 0.5
    )


def test_the_same_sop_gives_the_same_bytes() -> None:
    assert bpmn.dump(shipped()) == bpmn.dump(toml.load(toml.dump(shipped())))

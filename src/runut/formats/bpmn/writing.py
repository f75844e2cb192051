"""BPMN 2.0 with its diagram, out of a procedure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from lxml import etree

from runut.core.procedure import Activity, Procedure
from runut.formats.bpmn.extension import Element, extend, write_activity, write_head
from runut.formats.bpmn.graph import Flow, Graph, Kind, Node, graph_of
from runut.formats.bpmn.places import Places, Rectangle, places_of
from runut.formats.bpmn.words import BOUNDS, DIAGRAM, PREFIXES, WAYS, XSI, model, ours
from runut.formats.toml import plain
from runut.formats.words import Language, outcome_words, time_words, word


def dump(procedure: Procedure, *, language: Language = "id") -> bytes:
    """Return the BPMN of ``procedure``, its words (Ya, Tidak, documentation) in ``language``; `load` gives an equal procedure back.

    The same procedure gives the same bytes.
    """
    graph = graph_of(procedure)
    root = etree.Element(
        model("definitions"),
        {"id": "definitions", "targetNamespace": PREFIXES["runut"], "exporter": "Runut"},
        nsmap={prefix: name for prefix, name in PREFIXES.items() if prefix != "xsi"},
    )
    pool = etree.SubElement(root, model("collaboration"), {"id": "collaboration"})
    etree.SubElement(pool, model("participant"), {"id": "participant", "name": procedure.identity.name, "processRef": "process"})
    _Process(procedure, graph, language).write(root)
    labels = {outcome: outcome_words(outcome, language) for one in procedure.activities for outcome in one.decision}
    _diagram(root, procedure, graph, places_of(procedure, graph, labels))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True))


class _Process:
    """The process: lanes, nodes with what comes in and goes out, flows."""

    def __init__(self, procedure: Procedure, graph: Graph, language: Language) -> None:
        self.procedure, self.graph, self.language = procedure, graph, language
        self.plain = plain(procedure)
        self.into: dict[str, list[str]] = {}
        self.out: dict[str, list[str]] = {}
        for flow in graph.flows:
            self.out.setdefault(flow.source, []).append(flow.id)
            self.into.setdefault(flow.target, []).append(flow.id)

    def write(self, root: Element) -> None:
        head: Mapping[str, Any] = self.plain["procedure"]
        process = etree.SubElement(root, model("process"), {"id": "process", "name": head["name"], "isExecutable": "true"})
        write_head(extend(process), head)
        lanes = etree.SubElement(process, model("laneSet"), {"id": "lanes"})
        for performer in self.plain["performer"]:
            lane = etree.SubElement(lanes, model("lane"), {"id": f"lane_{performer['key']}", "name": performer["name"]})
            etree.SubElement(extend(lane), ours("performer"), {"key": performer["key"], "held_by": performer["held_by"]})
            for node in self.graph.nodes:
                if node.lane == performer["key"]:
                    etree.SubElement(lane, model("flowNodeRef")).text = node.id
        for node in self.graph.nodes:
            self._node(process, node)
        for flow in self.graph.flows:
            self._flow(process, flow)

    def _node(self, process: Element, node: Node) -> None:
        names = {Kind.START: word("start", self.language), Kind.END: word("finish", self.language)}
        name = node.activity.text if node.kind is Kind.TASK and node.activity else names.get(node.kind, "")
        element = etree.SubElement(process, model(node.kind.value), {"id": node.id} | ({"name": name} if name else {}))
        if node.kind is Kind.TASK and node.activity and node.part:
            if node.turn == 1 and (told := "\n".join(self._standard(node.activity))):
                etree.SubElement(element, model("documentation")).text = told
            block = extend(element)
            etree.SubElement(block, ours("turn"), {"activity": str(node.activity.number), "part": node.part.part.value})
            if node.turn == 1:
                write_activity(block, self.plain["activity"][node.activity.number - 1])
        for key, flows in (("incoming", self.into), ("outgoing", self.out)):
            for one in flows.get(node.id, ()):
                etree.SubElement(element, model(key)).text = one

    def _standard(self, activity: Activity) -> Iterator[str]:
        """Yield the quality standard in words, for people who see the diagram elsewhere."""
        if activity.requirements:
            yield f"{word('requirements', self.language)}: {'; '.join(one.name for one in activity.requirements)}"
        if activity.time:
            yield f"{word('time', self.language)}: {time_words(activity.time, self.procedure, self.language)}"
        if activity.outputs:
            yield f"{word('outputs', self.language)}: {'; '.join(one.name for one in activity.outputs)}"
        if activity.note:
            yield f"{word('note', self.language)}: {activity.note}"

    def _flow(self, process: Element, flow: Flow) -> None:
        values = {"id": flow.id, "sourceRef": flow.source, "targetRef": flow.target}
        element = etree.SubElement(process, model("sequenceFlow"), values)
        if flow.outcome:
            element.set("name", outcome_words(flow.outcome, self.language))
            etree.SubElement(extend(element), ours("outcome"), {"key": flow.outcome})
            condition = etree.SubElement(
                element, model("conditionExpression"), {f"{{{XSI}}}type": "bpmn:tFormalExpression"}, nsmap={"xsi": XSI}
            )
            condition.text = f"outcome == '{flow.outcome}'"


def _diagram(root: Element, procedure: Procedure, graph: Graph, places: Places) -> None:
    diagram = etree.SubElement(root, f"{{{DIAGRAM}}}BPMNDiagram", {"id": "diagram"})
    plane = etree.SubElement(diagram, f"{{{DIAGRAM}}}BPMNPlane", {"id": "plane", "bpmnElement": "collaboration"})
    _shape(plane, "participant", places.pool, {"isHorizontal": "false"})
    for performer in procedure.performers:
        _shape(plane, f"lane_{performer.key}", places.lanes[performer.key], {"isHorizontal": "false"})
    for node in graph.nodes:
        place = places.nodes[node.id]
        shape = _shape(plane, node.id, place, {"isMarkerVisible": "true"} if node.kind is Kind.GATEWAY else {})
        if node.kind in (Kind.START, Kind.END):  # beside it: below, the arrow would run through
            _label(shape, replace(place, x=place.x + place.width + 2, y=place.y + place.height / 2 - 7, width=44, height=14))
    for flow in graph.flows:
        way = places.ways[flow.id]
        edge = etree.SubElement(plane, f"{{{DIAGRAM}}}BPMNEdge", {"id": f"edge_{flow.id}", "bpmnElement": flow.id})
        for x, y in way.points:
            etree.SubElement(edge, f"{{{WAYS}}}waypoint", {"x": _number(x), "y": _number(y)})
        if way.label:
            _label(edge, way.label)


def _shape(plane: Element, of: str, place: Rectangle, more: Mapping[str, str]) -> Element:
    shape = etree.SubElement(plane, f"{{{DIAGRAM}}}BPMNShape", {"id": f"shape_{of}", "bpmnElement": of, **more})
    _bounds(shape, place)
    return shape


def _label(parent: Element, place: Rectangle) -> None:
    _bounds(etree.SubElement(parent, f"{{{DIAGRAM}}}BPMNLabel"), place)


def _bounds(parent: Element, place: Rectangle) -> None:
    values = {"x": place.x, "y": place.y, "width": place.width, "height": place.height}
    etree.SubElement(parent, f"{{{BOUNDS}}}Bounds", {key: _number(value) for key, value in values.items()})


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")

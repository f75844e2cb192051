"""Any BPMN diagram as it is drawn: shapes and edges with their places, and who follows whom in words. Nothing in it is judged or run.

An SOP is read by `model`, which refuses what an SOP cannot have; a business flow may have all of BPMN.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from lxml import etree

from runut.core.errors import Invalid
from runut.formats.bpmn.extension import Element
from runut.formats.bpmn.parsing import parse
from runut.formats.bpmn.words import BOUNDS, DIAGRAM, MODEL, WAYS, model

LARGEST: Final = 2_000_000
"""Bytes that a business flow may have."""
MOST: Final = 2_000
"""Shapes and edges that one may have."""
_FAR: Final = 100_000.0
LONGEST: Final = 200
"""Characters of a name that are shown."""

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""Left, top, width, height."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A drawn element: ``kind`` is its BPMN name (``userTask``), ``trigger`` what an event waits for or throws (``timer``), "" if nothing."""

    id: str
    kind: str
    name: str
    box: Box
    label: Box | None
    trigger: str = ""
    upright: bool = False
    expanded: bool = True
    breaks_off: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A drawn connection, from its first point to its last."""

    id: str
    kind: str
    name: str
    points: tuple[Point, ...]
    label: Box | None
    is_default: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One node in words: what it is, in which lane, and where it leads (the name of the next, and of the way)."""

    id: str
    kind: str
    name: str
    lane: str
    leads_to: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagram:
    """One diagram; ``steps`` are its nodes in the order of the file."""

    shapes: tuple[Shape, ...]
    edges: tuple[Edge, ...]
    steps: tuple[Step, ...]


def tidy(data: bytes) -> bytes:
    """Return the file as it is kept: the same elements in UTF-8, without comments and processing instructions.

    Raises:
        Invalid: As for `read_diagram`.
    """
    root = _opened(data)
    _diagram(root)
    kept: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return kept


def read_diagram(data: bytes) -> Diagram:
    """Return the first diagram of a BPMN file.

    Raises:
        Invalid: Too large, damaged, with definitions of its own, no BPMN, without a diagram, or with a place that is no number.
    """
    return _diagram(_opened(data))


def _opened(data: bytes) -> Element:
    if len(data) > LARGEST:
        raise Invalid(code="flow_large", limit=LARGEST // 1_000_000, most=MOST)
    return parse(data)


def _diagram(root: Element) -> Diagram:
    plane = next(root.iter(f"{{{DIAGRAM}}}BPMNPlane"), None)
    if plane is None:
        raise Invalid(code="flow_no_diagram")
    drawn = [one for one in plane if one.tag in {f"{{{DIAGRAM}}}BPMNShape", f"{{{DIAGRAM}}}BPMNEdge"}]
    if len(drawn) > MOST:
        raise Invalid(code="flow_large", limit=LARGEST // 1_000_000, most=MOST)
    known = {str(one.get("id")): one for one in root.iter(f"{{{MODEL}}}*") if one.get("id")}
    defaults = {str(one.get("default")) for one in known.values() if one.get("default")}
    shapes, edges = [], []
    for one in drawn:
        element = known.get(str(one.get("bpmnElement")))
        if element is None:
            continue
        if one.tag.endswith("BPMNShape"):
            shapes.append(_shape(one, element))
        else:
            edges.append(_edge(one, element, is_default=element.get("id") in defaults))
    return Diagram(shapes=tuple(shapes), edges=tuple(edges), steps=tuple(_steps(known)))


def _shape(drawn: Element, element: Element) -> Shape:
    box = _box(drawn)
    if box is None:
        raise Invalid(code="flow_place")
    kind = etree.QName(element).localname
    trigger = next((_kind(one).removesuffix("EventDefinition") for one in element if _kind(one).endswith("EventDefinition")), "")
    return Shape(
        id=str(element.get("id")),
        kind=kind,
        name=_name(element),
        box=box,
        label=_label(drawn),
        trigger=trigger,
        upright=drawn.get("isHorizontal") == "false",
        expanded=drawn.get("isExpanded") != "false",
        breaks_off=element.get("cancelActivity") != "false" and element.get("isInterrupting") != "false",
    )


def _edge(drawn: Element, element: Element, *, is_default: bool) -> Edge:
    points = tuple((_number(one.get("x")), _number(one.get("y"))) for one in drawn.iterchildren(f"{{{WAYS}}}waypoint"))
    if len(points) < 2:
        raise Invalid(code="flow_place")
    return Edge(
        id=str(element.get("id")),
        kind=etree.QName(element).localname,
        name=_name(element),
        points=points,
        label=_label(drawn),
        is_default=is_default,
    )


def _label(drawn: Element) -> Box | None:
    found = next(drawn.iterchildren(f"{{{DIAGRAM}}}BPMNLabel"), None)
    return None if found is None else _box(found)


def _box(drawn: Element) -> Box | None:
    found = next(drawn.iterchildren(f"{{{BOUNDS}}}Bounds"), None)
    if found is None:
        return None
    left, top, width, height = (_number(found.get(one)) for one in ("x", "y", "width", "height"))
    if width < 0 or height < 0:
        raise Invalid(code="flow_place")
    return left, top, width, height


def _number(text: str | None) -> float:
    try:
        found = float(text or "")
    except ValueError as error:
        raise Invalid(code="flow_place") from error
    if not math.isfinite(found) or abs(found) > _FAR:
        raise Invalid(code="flow_place")
    return found


def _kind(element: Element) -> str:
    return str(etree.QName(element).localname)


def _name(element: Element) -> str:
    text = element.get("name")
    if text is None and _kind(element) == "textAnnotation":
        text = next((one.text for one in element.iterchildren(model("text"))), "")
    return " ".join(str(text or "").split())[:LONGEST]


def _steps(known: Mapping[str, Element]) -> Iterator[Step]:
    """Yield every node that a sequence or a message leads to or from, and each that stands alone."""
    lanes = {
        (ref.text or "").strip(): _name(lane)
        for lane in known.values()
        if _kind(lane) == "lane"
        for ref in lane.iterchildren(model("flowNodeRef"))
    }
    ways: dict[str, list[tuple[str, str]]] = {}
    for one in known.values():
        if _kind(one) in {"sequenceFlow", "messageFlow"}:
            target = known.get(str(one.get("targetRef")))
            if target is not None:
                ways.setdefault(str(one.get("sourceRef")), []).append((_name(target) or _kind(target), _name(one)))
    for key, one in known.items():
        if _kind(one).endswith(("Task", "task", "Event", "Gateway", "ubProcess", "callActivity", "transaction")):
            yield Step(id=key, kind=_kind(one), name=_name(one), lane=lanes.get(key, ""), leads_to=tuple(ways.get(key, ())))

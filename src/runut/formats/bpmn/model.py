"""A process as it stands in a BPMN file, and everything in it that an SOP cannot have: all of it at once, each by its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from runut.core.errors import Invalid, RunutError
from runut.core.sentences import Param, Reason, reason
from runut.formats.bpmn.extension import Element
from runut.formats.bpmn.words import MODEL, model

TASKS: Final = frozenset({"task", "userTask", "manualTask", "serviceTask", "scriptTask", "sendTask", "receiveTask", "businessRuleTask"})
_SILENT: Final = frozenset(
    {"documentation", "extensionElements", "laneSet", "property", "auditing", "monitoring", "ioSpecification", "association", "group"}
    | {"textAnnotation", "dataObject", "dataObjectReference", "dataStoreReference", "resourceRole", "performer", "humanPerformer"}
    | {"potentialOwner", "supports", "correlationSubscription", "artifact"}
)
"""What may stand in a process and says nothing about its flow."""
_REFUSED: Final = {
    "parallelGateway": "bpmn_parallel",
    "inclusiveGateway": "bpmn_inclusive",
    "eventBasedGateway": "bpmn_event_gateway",
    "complexGateway": "bpmn_complex",
    "subProcess": "bpmn_subprocess",
    "adHocSubProcess": "bpmn_subprocess",
    "transaction": "bpmn_subprocess",
    "callActivity": "bpmn_call",
    "intermediateCatchEvent": "bpmn_intermediate",
    "intermediateThrowEvent": "bpmn_intermediate",
    "implicitThrowEvent": "bpmn_intermediate",
    "boundaryEvent": "bpmn_boundary",
}
_LOOPS: Final = ("standardLoopCharacteristics", "multiInstanceLoopCharacteristics", "loopCharacteristics")


class ModelRefused(Invalid):
    """A model with something in it that an SOP cannot have: ``reasons`` names every such thing."""

    def __init__(self, *, reasons: Sequence[Reason]) -> None:
        RunutError.__init__(self, reasons=reasons)


@dataclass(slots=True)
class Item:
    """A node: what it is (``startEvent``, ``userTask`` ...), its name, and the flows in and out of it."""

    id: str
    kind: str
    name: str
    element: Element
    lane: str = ""
    into: list[Link] = field(default_factory=list)
    out: list[Link] = field(default_factory=list)

    @property
    def is_task(self) -> bool:
        """Whether somebody does something here."""
        return self.kind in TASKS


@dataclass(slots=True)
class Link:
    """A sequence flow."""

    id: str
    name: str
    source: Item
    target: Item
    element: Element


@dataclass(slots=True)
class Lane:
    """A lane without lanes in it."""

    id: str
    name: str
    element: Element


@dataclass(slots=True)
class Model:
    """The one process of a file: its element, its title, its lanes from the first to the last, its nodes by id."""

    process: Element
    name: str
    lanes: list[Lane]
    items: dict[str, Item]
    first: Item


def read_model(root: Element) -> Model:
    """Return the process of a file.

    Raises:
        ModelRefused: There is none, or something in it that an SOP cannot have: every such thing, each named.
    """
    return _Reader(root).model()


def label(element: Element) -> str:
    """Return how an element is named in sentences: “Kirim surat” (Task_1)."""
    name = " ".join(str(element.get("name") or "").split())[:80]
    own = str(element.get("id") or "")[:60]
    if name and own:
        return f"“{name}” ({own})"
    return f"“{name}”" if name else own or etree.QName(element).localname


def children(element: Element, *names: str) -> Iterator[Element]:
    """Yield the BPMN elements of these names that stand in ``element``."""
    yield from element.iterchildren(*(model(name) for name in names))


class _Reader:
    def __init__(self, root: Element) -> None:
        self.root = root
        self.refused: list[Reason] = []

    def refuse(self, code: str, element: Element, **more: Param) -> None:
        self.refused.append(reason(code, element=label(element), **more))

    def model(self) -> Model:
        process = self._process()
        items = self._items(process) if process is not None else {}
        if process is None or not any(one.is_task for one in items.values()):
            self.refused.append(reason("bpmn_empty"))
        first = self._first(list(items.values())) if items else None
        if self.refused or process is None or first is None:
            raise ModelRefused(reasons=self.refused)
        lanes = self._lanes(process, items)
        pool = next((one for one in self.root.iter(model("participant")) if one.get("processRef") == process.get("id")), process)
        name = str(pool.get("name") or process.get("name") or "")
        return Model(process=process, name=name, lanes=lanes, items=items, first=first)

    def _process(self) -> Element | None:
        """Return the process that holds something; more than one are refused, as are messages between pools."""
        flowing = [one for one in children(self.root, "process") if any(_is_node(each) for each in one)]
        for one in flowing[1:]:
            self.refuse("bpmn_pools", one)
        for one in self.root.iter(model("messageFlow")):
            self.refuse("bpmn_message", one)
        for one in children(self.root, "choreography", "globalChoreographyTask", "globalConversation"):
            self.refuse("bpmn_unknown", one, kind=etree.QName(one).localname)
        return flowing[0] if flowing else None

    # nodes and flows

    def _items(self, process: Element) -> dict[str, Item]:
        items: dict[str, Item] = {}
        for element in process.iterchildren(f"{{{MODEL}}}*"):
            kind = etree.QName(element).localname
            if kind in _SILENT or kind == "sequenceFlow":
                continue
            item = Item(id=str(element.get("id") or f"#{len(items)}"), kind=kind, name=str(element.get("name") or ""), element=element)
            if item.id in items:
                self.refuse("bpmn_id_twice", element)
            items[item.id] = item
            self._node(item)
        for element in children(process, "sequenceFlow"):
            self._link(element, items)
        for item in items.values():
            if len(item.out) > 1 and kind_of(item) not in {"gateway", "refused"}:
                self.refuse("bpmn_fork", item.element)
        return items

    def _node(self, item: Item) -> None:
        """Refuse what an SOP cannot have."""
        if code := _REFUSED.get(item.kind):
            self.refuse(code, item.element)
        elif not (item.is_task or item.kind in {"startEvent", "endEvent", "exclusiveGateway"}):
            self.refuse("bpmn_unknown", item.element, kind=item.kind)
        if any(True for _ in children(item.element, *_LOOPS)):
            self.refuse("bpmn_repeated", item.element)
        if item.element.get("isForCompensation") in {"true", "1"}:
            self.refuse("bpmn_compensation", item.element)
        if item.kind in {"startEvent", "endEvent"}:
            for each in item.element.iterchildren(f"{{{MODEL}}}*"):
                kind = etree.QName(each).localname
                if kind.endswith(("EventDefinition", "eventDefinitionRef")) and not (
                    item.kind == "endEvent" and kind == "terminateEventDefinition"
                ):
                    self.refuse("bpmn_trigger", item.element, kind=kind.removesuffix("EventDefinition"))

    def _link(self, element: Element, items: dict[str, Item]) -> None:
        source, target = items.get(str(element.get("sourceRef"))), items.get(str(element.get("targetRef")))
        if source is None or target is None or source.kind == "endEvent" or target.kind == "startEvent":
            self.refuse("bpmn_flow_broken", element)
            return
        link = Link(id=str(element.get("id") or ""), name=str(element.get("name") or ""), source=source, target=target, element=element)
        source.out.append(link)
        target.into.append(link)

    def _first(self, items: list[Item]) -> Item | None:
        """Return where the work begins: the start, or the only node to which nothing leads."""
        starts = [one for one in items if one.kind == "startEvent"]
        loose = [one for one in items if not one.into and one.kind not in {"startEvent", "boundaryEvent"} and kind_of(one) != "refused"]
        first, more = (starts[0], starts[1:]) if starts else (loose[0] if loose else None, [])
        if first is None:
            self.refuse("bpmn_no_start", self.root)
        for one in more:
            self.refuse("bpmn_starts", one.element)
        for one in loose if starts else loose[1:]:
            self.refuse("bpmn_no_way_in", one.element)
        return first

    # lanes

    def _lanes(self, process: Element, items: dict[str, Item]) -> list[Lane]:
        found: list[Lane] = []
        for lane in process.iter(model("lane")):
            inner = any(True for child in children(lane, "childLaneSet") for _ in children(child, "lane"))
            if not inner:
                found.append(Lane(id=str(lane.get("id") or f"lane {len(found) + 1}"), name=str(lane.get("name") or ""), element=lane))
                for one in children(lane, "flowNodeRef"):
                    if item := items.get((one.text or "").strip()):
                        item.lane = found[-1].id
        return found


def kind_of(item: Item) -> str:
    """Return ``gateway``, ``refused`` or ``plain``."""
    if item.kind in _REFUSED:
        return "refused"
    return "gateway" if item.kind == "exclusiveGateway" else "plain"


def _is_node(element: Element) -> bool:
    name = etree.QName(element)
    return bool(name.namespace == MODEL) and name.localname not in _SILENT

"""Any BPMN diagram: read without trust, in words, and drawn by us."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.errors import Invalid
from runut.core.procedure import Procedure
from runut.formats import bpmn
from runut.formats.bpmn.diagram import MOST, read_diagram, tidy
from runut.formats.bpmn.picture import draw
from tests.formats.procedures import procedures

SVG = "{http://www.w3.org/2000/svg}"
FLOW = b"""<?xml version="1.0" encoding="UTF-8"?>
<!-- drawn by hand --><?stylesheet href="evil.xsl"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI"
 xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:di="http://www.omg.org/spec/DD/20100524/DI" id="D" targetNamespace="x">
<bpmn:collaboration id="C"><bpmn:participant id="P" name="Layanan" processRef="Pr"/></bpmn:collaboration>
<bpmn:process id="Pr"><bpmn:laneSet id="L"><bpmn:lane id="L1" name="Pemohon"><bpmn:flowNodeRef>S</bpmn:flowNodeRef>
<bpmn:flowNodeRef>T</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="L2" name="Petugas"><bpmn:flowNodeRef>G</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>
<bpmn:startEvent id="S" name="Warga datang"><bpmn:timerEventDefinition/></bpmn:startEvent>
<bpmn:userTask id="T" name="Ambil nomor &lt;b onclick=&quot;x&quot;&gt;"/><bpmn:exclusiveGateway id="G" name="Lengkap?" default="F4"/>
<bpmn:endEvent id="E"><bpmn:terminateEventDefinition/></bpmn:endEvent><bpmn:textAnnotation id="A"><bpmn:text>Catatan</bpmn:text></bpmn:textAnnotation>
<bpmn:sequenceFlow id="F1" sourceRef="S" targetRef="T"/><bpmn:sequenceFlow id="F2" sourceRef="T" targetRef="G"/>
<bpmn:sequenceFlow id="F3" name="tidak" sourceRef="G" targetRef="T"/><bpmn:sequenceFlow id="F4" name="ya" sourceRef="G" targetRef="E"/></bpmn:process>
<bpmndi:BPMNDiagram id="Di"><bpmndi:BPMNPlane id="Pl" bpmnElement="C">
<bpmndi:BPMNShape id="P_" bpmnElement="P" isHorizontal="true"><dc:Bounds x="100" y="80" width="700" height="300"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="L1_" bpmnElement="L1" isHorizontal="true"><dc:Bounds x="130" y="80" width="670" height="150"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="L2_" bpmnElement="L2" isHorizontal="true"><dc:Bounds x="130" y="230" width="670" height="150"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="S_" bpmnElement="S"><dc:Bounds x="180" y="132" width="36" height="36"/>
<bpmndi:BPMNLabel><dc:Bounds x="160" y="175" width="80" height="14"/></bpmndi:BPMNLabel></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="T_" bpmnElement="T"><dc:Bounds x="280" y="110" width="100" height="80"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="G_" bpmnElement="G"><dc:Bounds x="595" y="275" width="50" height="50"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="E_" bpmnElement="E"><dc:Bounds x="722" y="282" width="36" height="36"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="A_" bpmnElement="A"><dc:Bounds x="640" y="100" width="100" height="30"/></bpmndi:BPMNShape>
<bpmndi:BPMNShape id="Gone_" bpmnElement="Gone"><dc:Bounds x="0" y="0" width="1" height="1"/></bpmndi:BPMNShape>
<bpmndi:BPMNEdge id="F1_" bpmnElement="F1"><di:waypoint x="216" y="150"/><di:waypoint x="280" y="150"/></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="F2_" bpmnElement="F2"><di:waypoint x="380" y="150"/><di:waypoint x="620" y="275"/></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="F3_" bpmnElement="F3"><di:waypoint x="595" y="300"/><di:waypoint x="330" y="190"/></bpmndi:BPMNEdge>
<bpmndi:BPMNEdge id="F4_" bpmnElement="F4"><di:waypoint x="645" y="300"/><di:waypoint x="722" y="300"/></bpmndi:BPMNEdge>
</bpmndi:BPMNPlane></bpmndi:BPMNDiagram></bpmn:definitions>"""


def drawn(data: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(draw(read_diagram(data), title="Alur <1>"))


def test_a_diagram_in_words_names_lanes_and_ways() -> None:
    found = [(one.kind, one.name, one.lane, one.leads_to) for one in read_diagram(FLOW).steps]
    assert found == [
        ("startEvent", "Warga datang", "Pemohon", (('Ambil nomor <b onclick="x">', ""),)),
        ("userTask", 'Ambil nomor <b onclick="x">', "Pemohon", (("Lengkap?", ""),)),
        ("exclusiveGateway", "Lengkap?", "Petugas", (('Ambil nomor <b onclick="x">', "tidak"), ("endEvent", "ya"))),
        ("endEvent", "", "", ()),
    ]


def test_shapes_and_edges_stand_where_the_file_puts_them() -> None:
    found = read_diagram(FLOW)
    by_id = {one.id: one for one in found.shapes}
    assert by_id["T"].box == (280, 110, 100, 80)
    assert by_id["S"].trigger == "timer"
    assert by_id["S"].label == (160, 175, 80, 14)
    assert by_id["A"].name == "Catatan"
    assert "Gone" not in by_id, "a shape of nothing is left out"
    assert [(one.id, one.is_default) for one in found.edges] == [("F1", False), ("F2", False), ("F3", False), ("F4", True)]
    assert found.edges[0].points == ((216, 150), (280, 150))


def test_our_drawing_holds_every_name_and_nothing_that_runs() -> None:
    root = drawn(FLOW)
    texts = " ".join("".join(one.itertext()) for one in root.iter(f"{SVG}text"))
    assert all(word in texts for word in ("Warga", "Lengkap?", "tidak", "ya", "Layanan", "Pemohon", "Catatan", "nomor"))
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {"svg", "title", "defs", "marker", "path", "rect", "circle", "g", "text"}
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on") or name.endswith(("href", "style"))]
    assert root.findtext(f"{SVG}title") == "Alur <1>"


def test_the_drawing_is_large_enough_for_everything_in_it() -> None:
    left, top, width, height = (float(one) for one in drawn(FLOW).attrib["viewBox"].split())
    assert left <= 100
    assert top <= 80
    assert left + width >= 800
    assert top + height >= 380


def test_a_long_word_is_written_smaller_before_it_is_cut() -> None:
    name = b"Verifikasi pertanggungjawaban"
    texts = drawn(FLOW.replace(b"Ambil nomor &lt;b onclick=&quot;x&quot;&gt;", name)).findall(f"{SVG}text")
    found = {one.text: one.get("font-size") for one in texts}
    assert (found["pertanggungjawaban"], found["Lengkap?"]) == ("9", None)
    longer = drawn(FLOW.replace(b"Ambil nomor &lt;b onclick=&quot;x&quot;&gt;", name * 2)).findall(f"{SVG}text")
    assert "pertanggungjawabanVerifikasi" not in {one.text for one in longer}


def test_what_is_kept_has_no_comment_and_no_instruction_and_stays_as_it_is() -> None:
    kept = tidy(FLOW)
    assert b"drawn by hand" not in kept
    assert b"evil.xsl" not in kept
    assert tidy(kept) == kept
    assert read_diagram(kept) == read_diagram(FLOW)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'x="216"', b'x="nan"'),
        (b'x="216"', b'x="inf"'),
        (b'x="216"', b'x="1e9"'),
        (b'x="216"', b""),
        (b'width="100"', b'width="-1"'),
        (b'<di:waypoint x="216" y="150"/>', b""),
        (b'<dc:Bounds x="280" y="110" width="100" height="80"/>', b""),
    ],
)
def test_a_place_that_is_none_is_refused(old: bytes, new: bytes) -> None:
    assert old in FLOW
    with pytest.raises(Invalid) as refused:
        read_diagram(FLOW.replace(old, new))
    assert refused.value.code == "flow_place"


def test_more_shapes_than_anybody_draws_are_refused() -> None:
    shape = b'<bpmndi:BPMNShape bpmnElement="T"><dc:Bounds x="1" y="1" width="1" height="1"/></bpmndi:BPMNShape>'
    with pytest.raises(Invalid) as refused:
        read_diagram(FLOW.replace(b"</bpmndi:BPMNPlane>", shape * (MOST + 1) + b"</bpmndi:BPMNPlane>"))
    assert refused.value.code == "flow_large"


@pytest.mark.parametrize(
    "kind",
    [
        "task", "callActivity", "transaction", "subProcess", "parallelGateway", "inclusiveGateway", "eventBasedGateway", "complexGateway",
        "intermediateCatchEvent", "boundaryEvent", "dataObjectReference", "dataStoreReference", "group", "textAnnotation", "unheardOf",
    ],
)  # fmt: skip
def test_every_kind_of_shape_is_drawn(kind: str) -> None:
    data = FLOW.replace(b"bpmn:userTask", f"bpmn:{kind}".encode())
    assert len(list(drawn(data).iter())) > 20


@given(procedures())
def test_every_sop_that_we_export_is_drawn_as_any_flow_is(procedure: Procedure) -> None:
    data = bpmn.dump(procedure)
    diagram = read_diagram(data)
    assert {one.kind for one in diagram.shapes} >= {"startEvent", "endEvent", "lane"}
    assert drawn(data).tag == f"{SVG}svg"


@given(st.binary(max_size=300))
def test_whatever_the_bytes_are_there_is_a_diagram_or_a_sentence(data: bytes) -> None:
    codes = {"", "bpmn_broken", "bpmn_entities", "bpmn_large", "flow_no_diagram", "flow_place", "flow_large"}
    assert {_refusal(sent) for sent in (data, FLOW[: len(data) * 9] + data, FLOW.replace(b"Lengkap", data))} <= codes


def _refusal(data: bytes) -> str:
    """Return why the file is not drawn; empty when it is."""
    try:
        draw(read_diagram(data), title="x")
    except Invalid as refused:
        return refused.code
    return ""

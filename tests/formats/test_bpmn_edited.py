"""Our own export, edited in a modeller: what BPMN says holds, the rest stays."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from runut.core.procedure import Part, Procedure
from runut.formats import bpmn
from tests.core.cast import shipped

Edit = Callable[[str], str]


def edited(edit: Edit) -> Procedure:
    text = bpmn.dump(shipped()).decode()
    changed = edit(text)
    assert changed != text
    return bpmn.load(changed.encode())


def test_a_task_that_was_renamed_has_its_new_text() -> None:
    found = edited(lambda text: text.replace('name="Membuat laporan hasil pekerjaan"', 'name="Menyusun laporan akhir"', 1))
    assert found.activity(10).text == "Menyusun laporan akhir"
    assert found.activity(10).outputs == shipped().activity(10).outputs


def test_an_outcome_that_was_led_elsewhere_leads_there() -> None:
    found = edited(lambda text: re.sub(r'(id="flow_9_rejected"[^>]*targetRef=")activity_6_1', r"\1activity_3_1", text))
    assert found.activity(9).decision == {"approved": 10, "rejected": 3}
    assert found.activity(9).time == shipped().activity(9).time


def test_a_task_that_was_moved_to_another_lane_has_its_performer() -> None:
    moved = "<bpmn:flowNodeRef>activity_2_1</bpmn:flowNodeRef>"
    found = edited(
        lambda text: text.replace(moved, "", 1).replace(
            "<bpmn:flowNodeRef>activity_5_1</bpmn:flowNodeRef>", f"{moved}<bpmn:flowNodeRef>activity_5_1</bpmn:flowNodeRef>"
        )
    )
    assert [one.key for one in found.activity(2).performers] == ["technical_team"]


def test_a_lane_that_was_renamed_keeps_its_key() -> None:
    found = edited(lambda text: text.replace('name="Kepala Biro"', 'name="Sekretaris Daerah"'))
    assert found.performer("bureau_head").name == "Sekretaris Daerah"


def test_a_gateway_that_was_taken_out_leaves_no_decision() -> None:
    def edit(text: str) -> str:
        text = re.sub(r'<bpmn:exclusiveGateway id="decision_9".*?</bpmn:exclusiveGateway>', "", text, flags=re.DOTALL)
        text = re.sub(r'<bpmn:sequenceFlow id="flow_9_\w+".*?</bpmn:sequenceFlow>', "", text, flags=re.DOTALL)
        return text.replace('targetRef="decision_9"', 'targetRef="activity_10_1"')

    found = edited(edit)
    assert found.activity(9).decision == {}
    assert found.activity(9).performers[0].part is Part.ACTS


def test_a_task_that_was_put_between_is_a_row_of_its_own() -> None:
    def edit(text: str) -> str:
        text = text.replace(
            'id="flow_2" sourceRef="activity_2_1" targetRef="activity_3_1"', 'id="flow_2" sourceRef="activity_2_1" targetRef="new"'
        )
        more = '<bpmn:task id="new" name="Rapat awal"/><bpmn:sequenceFlow id="flow_new" sourceRef="new" targetRef="activity_3_1"/>'
        return text.replace("</bpmn:process>", f"{more}</bpmn:process>")

    draft = bpmn.read(edit(bpmn.dump(shipped()).decode()).encode())
    found = draft.procedure()
    assert [one.text for one in found.activities][1:4] == [shipped().activity(2).text, "Rapat awal", shipped().activity(3).text]
    assert found.activity(6).decision == {"approved": 7, "rejected": 4}
    assert {one.place.split(",")[0] for one in draft.questions} == {"activity 3"}


@pytest.mark.parametrize("strip", [r"<bpmn:extensionElements>.*?</bpmn:extensionElements>", r"<bpmndi:BPMNDiagram.*</bpmndi:BPMNDiagram>"])
def test_a_modeller_that_drops_what_it_does_not_know_leaves_a_readable_model(strip: str) -> None:
    text = re.sub(strip, "", bpmn.dump(shipped()).decode(), flags=re.DOTALL)
    draft = bpmn.read(text.encode())
    procedure = draft.procedure()
    if "bpmndi" in strip:
        assert procedure == shipped()
    else:
        assert len(procedure.activities) == 10 + 1 + 3  # each turn has become a row
        assert [sorted(one.decision) for one in procedure.activities if one.decision] == [["approved", "rejected"]] * 3
        assert draft.questions

"""Models that others drew: sequential ones become drafts with questions."""

from __future__ import annotations

from io import BytesIO

import pytest

from runut.core.errors import ProcedureInvalid
from runut.core.procedure import END
from runut.formats import bpmn
from runut.formats.draft import Draft
from runut.formats.reading import read
from tests.formats.bpmn_models import drawn

PERMIT = """
    lane Pemohon: a
    lane Petugas Loket: b g c
    lane Kepala Dinas: d h e
    start -> a
    a "Mengajukan permohonan" -> b
    b "Memeriksa berkas" -> g
    g ? -> c : Lengkap
    g -> a : Tidak lengkap
    c "Menyusun konsep izin" -> d
    d "Meneliti konsep izin" -> h
    h ? -> e : Setuju
    h -> c : Tidak setuju
    e "Menandatangani izin" -> end
"""


def rows(draft: Draft) -> list[tuple[str, list[str], dict[str, object], object]]:
    """Text, performers, decision and then of each row."""
    return [
        (one["text"], [f"{each['key']} {each['part']}" for each in one["performers"]], dict(one.get("decision", {})), one.get("then"))
        for one in draft.data["activity"]
    ]


def flow(text: str, **more: object) -> list[tuple[str, dict[str, object], object]]:
    """Text, decision and then of each row of a model."""
    return [(name, decision, then) for name, _, decision, then in rows(bpmn.read(drawn(text, **more)))]  # type: ignore[arg-type]


def test_a_permit_with_two_loops_becomes_an_sop() -> None:
    draft = bpmn.read(drawn(PERMIT, name="Penerbitan izin"))
    assert draft.data["procedure"] == {"name": "Penerbitan izin"}
    assert [one["name"] for one in draft.data["performer"]] == ["Pemohon", "Petugas Loket", "Kepala Dinas"]
    assert rows(draft) == [
        ("Mengajukan permohonan", ["pemohon acts"], {}, None),
        ("Memeriksa berkas", ["petugas_loket decides"], {"approved": 3, "rejected": 1}, None),
        ("Menyusun konsep izin", ["petugas_loket acts"], {}, None),
        ("Meneliti konsep izin", ["kepala_dinas decides"], {"approved": 5, "rejected": 3}, None),
        ("Menandatangani izin", ["kepala_dinas acts"], {}, None),
    ]
    assert draft.procedure().next_number(5) == END


def test_what_bpmn_does_not_say_is_asked() -> None:
    draft = bpmn.read(drawn(PERMIT))
    asked = [(one.place, one.asks.code) for one in draft.questions]
    assert asked == [
        pair
        for number in range(1, 6)
        for pair in ((f"activity {number}, time", "ask_time"), (f"activity {number}, outputs", "ask_outputs"))
    ]


def test_a_model_is_known_by_its_bytes_whatever_its_name() -> None:
    assert rows(read("izin.txt", BytesIO(drawn(PERMIT)))) == rows(bpmn.read(drawn(PERMIT)))


@pytest.mark.parametrize(
    "kind", ["task", "userTask", "manualTask", "serviceTask", "scriptTask", "sendTask", "receiveTask", "businessRuleTask"]
)
def test_tasks_of_every_kind_are_activities(kind: str) -> None:
    assert flow(f'start -> a\n a "Satu" <{kind}> -> end') == [("Satu", {}, None)]


def test_branches_that_meet_again_stand_below_each_other() -> None:
    found = flow(
        """
        start -> a
        a "Memeriksa" -> g
        g ? -> c : Tidak
        g -> b : Ya
        b "Menerbitkan" -> m
        c "Memberi tahu" -> m
        m ? -> d
        d "Mengarsipkan" -> end
        """
    )
    assert found == [
        ("Memeriksa", {"rejected": 3, "approved": 2}, None),
        ("Menerbitkan", {}, 4),
        ("Memberi tahu", {}, None),
        ("Mengarsipkan", {}, None),
    ]


def test_several_ends_are_ends() -> None:
    found = flow(
        """
        start -> a
        a "Memeriksa" -> g
        g ? -> b : Ya
        g -> c : Tidak
        c "Mengembalikan berkas" -> end2
        b "Menerbitkan" -> end1
        """
    )
    assert found == [("Memeriksa", {"approved": 2, "rejected": 3}, None), ("Menerbitkan", {}, END), ("Mengembalikan berkas", {}, None)]


def test_an_outcome_can_lead_to_an_end() -> None:
    assert flow('start -> a\n a "Memeriksa" -> g\n g ? -> b : Ya\n g -> end1 : Tidak\n b "Lanjut" -> end2')[0][1] == {
        "approved": 2,
        "rejected": END,
    }


def test_gateways_behind_each_other_are_one_decision() -> None:
    found = flow(
        """
        start -> a
        a "Memeriksa" -> g
        g ? -> h : Lengkap
        g -> a : Tidak lengkap
        h ? -> b : Di bawah 5 juta
        h -> c : Selebihnya
        b "Menyetujui" -> end
        c "Meneruskan" -> end
        """
    )
    assert found[0][1] == {"lengkap_di_bawah_5_juta": 2, "lengkap_selebihnya": 3, "rejected": 1}


def test_a_gateway_to_which_two_tasks_lead_is_a_decision_of_both() -> None:
    found = flow('start -> a\n a "Satu" -> g\n b "Dua" -> g\n g ? -> b : Ya\n g -> end : Tidak')
    assert found == [("Satu", {"approved": 2, "rejected": END}, None), ("Dua", {"approved": 2, "rejected": END}, None)]


def test_a_default_flow_without_name_is_a_way_like_the_others() -> None:
    data = drawn('start -> a\n a "Memeriksa" -> g\n g ? -> b : Tidak\n g -> c\n b "Perbaikan" -> a\n c "Lanjut" -> end')
    data = data.replace(b"<exclusiveGateway id='g'", b"<exclusiveGateway id='g' default='f3'")
    draft = bpmn.read(data)
    assert dict(draft.data["activity"][0]["decision"]) == {"rejected": 3, "approved": 2}
    assert "ask_outcome" not in {one.asks.code for one in draft.questions}


def test_arrows_without_names_are_guessed_and_asked() -> None:
    draft = bpmn.read(drawn('start -> a\n a "Satu" -> b\n b "Memeriksa" -> g\n g ? -> c\n g -> a\n c "Lanjut" -> end'))
    assert dict(draft.data["activity"][1]["decision"]) == {"approved": 3, "rejected": 1}
    asked = [one for one in draft.questions if one.asks.code == "ask_outcome"]
    assert [(one.place, one.guess, one.because.code) for one in asked][-1] == ("activity 2, decision", "rejected", "because_leads_back")


def test_a_condition_is_a_name_and_never_evaluated() -> None:
    condition = "<conditionExpression>${__import__('os').abort()}</conditionExpression>"
    data = drawn('start -> a\n a "Memeriksa" -> g\n g ? -> b\n g -> end : Tidak\n b "Lanjut" -> end')
    data = data.replace(b"sourceRef='g' targetRef='b'/>", f"sourceRef='g' targetRef='b'>{condition}</sequenceFlow>".encode())
    assert dict(bpmn.read(data).data["activity"][0]["decision"]) == {"approved": 2, "rejected": END}


def test_lanes_in_lanes_are_flattened_and_equal_names_are_one_performer() -> None:
    inner = "<lane id='x' name='Dinas'><childLaneSet id='c'><lane id='y' name='Loket'><flowNodeRef>a</flowNodeRef></lane><lane id='z' name='Kepala'><flowNodeRef>b</flowNodeRef></lane></childLaneSet></lane>"
    data = drawn('lane Loket: c\n start -> a\n a "Satu" -> b\n b "Dua" -> c\n c "Tiga" -> end')
    data = data.replace(b"<laneSet id='ls'>", f"<laneSet id='ls'>{inner}".encode())
    draft = bpmn.read(data)
    assert [one["name"] for one in draft.data["performer"]] == ["Loket", "Kepala"]
    assert [names for _, names, _, _ in rows(draft)] == [["loket acts"], ["kepala acts"], ["loket acts"]]


def test_a_known_performer_has_its_known_key() -> None:
    draft = bpmn.read(drawn('lane Pengguna: a\n start -> a\n a "Satu" -> end'))
    assert draft.data["performer"] == [{"key": "user", "name": "Pengguna", "held_by": "unit"}]


def test_without_lanes_somebody_has_to_be_named() -> None:
    draft = bpmn.read(drawn('start -> a\n a "Satu" -> end'))
    assert [one["name"] for one in draft.data["performer"]] == ["Pelaksana"]
    assert [(one.place, one.guess) for one in draft.questions if one.asks.code == "ask_performer"] == [
        ("activity 1, performers", [{"key": "pelaksana", "part": "acts"}])
    ]


def test_a_task_beside_the_lanes_is_asked_about() -> None:
    draft = bpmn.read(drawn('lane Loket: a\n lane Kepala: \n start -> a\n a "Satu" -> b\n b "Dua" -> end'))
    asked = next(one for one in draft.questions if one.asks.code == "ask_performer")
    assert (asked.place, [one[0]["key"] for one in asked.choices]) == ("activity 2, performers", ["loket", "kepala"])


def test_documents_are_requirements_and_outputs_and_documentation_is_a_note() -> None:
    documents = "<dataObject id='o'/><dataObjectReference id='r' name='Surat permohonan' dataObjectRef='o'/><dataStoreReference id='s' name='Buku agenda'/>"
    task = (
        "<documentation>Paling lambat hari itu juga.</documentation>"
        "<dataInputAssociation id='i'><sourceRef>r</sourceRef><targetRef>x</targetRef></dataInputAssociation>"
        "<dataOutputAssociation id='u'><sourceRef>x</sourceRef><targetRef>s</targetRef></dataOutputAssociation>"
    )
    draft = bpmn.read(drawn('start -> a\n a "Mencatat surat" -> end', inside=documents, more={"a": task}))
    row = draft.data["activity"][0]
    assert [one["name"] for one in row["requirements"]] == ["Surat permohonan"]
    assert row["outputs"] == [{"key": "buku_agenda", "name": "Buku agenda"}]
    assert row["note"] == "Paling lambat hari itu juga."
    assert "ask_outputs" not in {one.asks.code for one in draft.questions}


def test_the_pool_names_the_sop_and_empty_pools_say_nothing() -> None:
    beside = (
        "<collaboration id='c'><participant id='x' name='Layanan izin' processRef='p'/><participant id='y' name='Warga'/></collaboration>"
    )
    assert bpmn.read(drawn('start -> a\n a "Satu" -> end', beside=beside)).data["procedure"]["name"] == "Layanan izin"


def test_names_that_are_missing_are_asked() -> None:
    draft = bpmn.read(drawn('start -> a\n a "" -> end', name=""), name="berkas/layanan izin.bpmn")
    assert draft.data["procedure"]["name"] == "layanan izin"
    assert [(one.place, one.asks.code) for one in draft.questions][:2] == [("procedure, name", "ask_name"), ("activity 1", "ask_text")]
    assert draft.procedure().activity(1).text == "Kegiatan tanpa nama"


def test_a_process_may_do_without_events() -> None:
    assert flow('a "Satu" -> b\n b "Dua"') == [("Satu", {}, None), ("Dua", {}, None)]


def test_a_terminate_end_is_an_end() -> None:
    assert flow('start -> a\n a "Satu" -> end', more={"end": "<terminateEventDefinition/>"}) == [("Satu", {}, None)]


def test_texts_groups_and_extensions_of_others_are_passed_over() -> None:
    inside = "<textAnnotation id='t'><text>Catatan</text></textAnnotation><association id='s' sourceRef='a' targetRef='t'/><group id='g1'/>"
    more = {"a": "<extensionElements><camunda:form xmlns:camunda='http://camunda.org/schema/1.0/bpmn' key='x'/></extensionElements>"}
    assert flow('start -> a\n a "Satu" -> end', inside=inside, more=more) == [("Satu", {}, None)]


def test_a_draft_that_never_ends_says_so_when_it_is_built() -> None:
    draft = bpmn.read(drawn('start -> a\n a "Satu" -> b\n b "Dua" -> a'))
    with pytest.raises(ProcedureInvalid) as caught:
        draft.procedure()
    assert {one.reason.code for one in caught.value.problems} == {"activity_endless"}

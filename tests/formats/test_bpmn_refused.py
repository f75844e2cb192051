"""What an SOP cannot have is refused element by element, all of it at once; and a hostile file gets one sentence."""

from __future__ import annotations

import pytest

from runut.core.errors import Invalid, ProcedureInvalid
from runut.core.wording import EXCHANGE
from runut.formats import bpmn
from tests.core.cast import shipped
from tests.formats.bpmn_models import MODEL, drawn

PLAIN = 'start -> a\n a "Satu" -> b\n b "Dua" -> end'


def said(data: bytes) -> list[str]:
    with pytest.raises(Invalid) as caught:
        bpmn.read(data)
    return [one.english() for one in caught.value.reasons]


def codes(data: bytes) -> list[str]:
    with pytest.raises(Invalid) as caught:
        bpmn.read(data)
    return [one.code for one in caught.value.reasons]


def gate(kind: str) -> bytes:
    return drawn(f'start -> a\n a "Satu" -> g\n g "Pisah" <{kind}> -> b\n g -> c\n b "Dua" -> end\n c "Tiga" -> end')


def node(kind: str) -> bytes:
    return drawn(f'start -> a\n a "Satu" -> x\n x "Antara" <{kind}> -> b\n b "Dua" -> end')


def inside(task: str) -> bytes:
    return drawn(PLAIN, more={"a": task})


SECOND = "<process id='q' name='Proses lain'><task id='z' name='Lain'/></process>"
PARTS = f"{SECOND}<collaboration id='c'><messageFlow id='mf' name='Surat' sourceRef='a' targetRef='z'/></collaboration>"
MANY = " ".join(f'g -> t{number} : Pilihan {number}\n t{number} "Tugas {number}" -> end\n' for number in range(25))

REFUSED: dict[str, tuple[bytes, str]] = {
    "bpmn_parallel": (
        gate("parallelGateway"),
        "“Pisah” (g) is a parallel gateway: the work would go several ways at once. Put the tasks one after the other.",
    ),
    "bpmn_inclusive": (
        gate("inclusiveGateway"),
        "“Pisah” (g) is an inclusive gateway: the work might go several ways at once. Use exclusive gateways, of which one way is taken.",
    ),
    "bpmn_event_gateway": (
        gate("eventBasedGateway"),
        "“Pisah” (g) waits for whichever event comes first; in an SOP somebody decides. Use a task and an exclusive gateway.",
    ),
    "bpmn_complex": (gate("complexGateway"), "“Pisah” (g) is a complex gateway. Use exclusive gateways, of which one way is taken."),
    "bpmn_subprocess": (
        node("subProcess"),
        "“Antara” (x) holds a process of its own. Draw its tasks into the process, or make it an SOP and name that under Keterkaitan.",
    ),
    "bpmn_call": (node("callActivity"), "“Antara” (x) calls another process. Make that an SOP of its own and name it under Keterkaitan."),
    "bpmn_intermediate": (
        node("intermediateCatchEvent"),
        "“Antara” (x) is an event on the way; in an SOP somebody does something. Make it a task, or leave it out.",
    ),
    "bpmn_boundary": (
        drawn(PLAIN, inside="<boundaryEvent id='e' name='Terlambat' attachedToRef='a'/>"),
        "“Terlambat” (e) is an event at the edge of a task, which would break it off. Make it a decision behind the task.",
    ),
    "bpmn_trigger": (
        drawn(PLAIN, more={"start": "<messageEventDefinition/>"}),
        "start begins or ends the process by an event (message). Use a plain start and plain ends.",
    ),
    "bpmn_repeated": (
        inside("<multiInstanceLoopCharacteristics/>"),
        "“Satu” (a) is done several times over. Draw the repetition as a decision that leads back.",
    ),
    "bpmn_compensation": (
        drawn(PLAIN).replace(b"<task id='a'", b"<task id='a' isForCompensation='true'"),
        "“Satu” (a) undoes another task, which an SOP does not know. Draw it where it is done.",
    ),
    "bpmn_pools": (drawn(PLAIN, beside=SECOND), "“Proses lain” (q) is a second process. Draw who takes part as lanes of one pool."),
    "bpmn_message": (
        drawn(PLAIN, beside=PARTS),
        "“Surat” (mf) is a message between pools. Draw who takes part as lanes of one pool, and the message as a task.",
    ),
    "bpmn_fork": (
        drawn('start -> a\n a "Satu" -> b\n a -> c\n b "Dua" -> end\n c "Tiga" -> end'),
        "Several arrows leave “Satu” (a) without a gateway, so all of them would be taken. Put an exclusive gateway behind it.",
    ),
    "bpmn_starts": (drawn(PLAIN + "\n start2 -> b"), "start2 is a second start; an SOP has one."),
    "bpmn_no_start": (drawn('a "Satu" -> b\n b "Dua" -> a'), "The process has no start: an arrow leads to each of its nodes."),
    "bpmn_no_way_in": (drawn(PLAIN + '\n c "Tiga" -> b'), "No arrow leads to “Tiga” (c), so it would begin by itself."),
    "bpmn_decides_first": (
        drawn('start -> g\n g "Jenis" ? -> a : Ya\n g -> b : Tidak\n a "Satu" -> end\n b "Dua" -> end'),
        "“Jenis” (g) decides before anybody has done anything. Put the task before it in which it is decided.",
    ),
    "bpmn_circle": (
        drawn('start -> a\n a "Satu" -> g\n g ? -> h : Ya\n g -> end : Tidak\n h ? -> g : Lagi\n h -> end2 : Cukup'),
        "g lies in a circle of gateways, or behind more than 50 of them, without a task between.",
    ),
    "bpmn_outcomes": (
        drawn(f'start -> a\n a "Satu" -> g\n g ? -> end\n {MANY}'),
        "The decision behind which g stands has more than 24 outcomes.",
    ),
    "bpmn_flow_broken": (
        drawn(PLAIN, inside="<sequenceFlow id='lost' sourceRef='a' targetRef='nowhere'/>"),
        "lost is an arrow from or to something that is not there, or out of an end, or into a start.",
    ),
    "bpmn_id_twice": (
        drawn(PLAIN, inside="<task id='a' name='Kembar'/>"),
        "Two things have the id of “Kembar” (a), so arrows to it cannot be told apart.",
    ),
    "bpmn_unknown": (node("conversation"), "“Antara” (x) is a “conversation”, which an SOP does not know."),
    "bpmn_empty": (drawn("start -> end"), "The BPMN file holds no process with a task in it."),
    "bpmn_broken": (drawn(PLAIN)[:300], "The BPMN file is damaged or cut off. Save it anew in its modeller, and send it again."),
    "bpmn_entities": (
        drawn(PLAIN).replace(b"?><def", b"?><!DOCTYPE definitions [<!ENTITY x 'y'>]><def"),
        "The BPMN file holds definitions that no modeller writes, so it was not opened.",
    ),
    "bpmn_large": (
        drawn(PLAIN, inside="<group/>" * 200_001),
        "The BPMN file is larger than 8 MB or holds more than 100000 elements, the most that is read of an SOP.",
    ),
}


def test_every_refusal_is_provoked_below() -> None:
    assert set(REFUSED) == {code for code in EXCHANGE if code.startswith("bpmn_")}


@pytest.mark.parametrize("code", REFUSED)
def test_every_refusal_names_its_element(code: str) -> None:
    data, sentence = REFUSED[code]
    assert sentence in said(data)


def test_everything_is_refused_at_once() -> None:
    data = drawn(
        'start -> a\n a "Satu" -> g\n g <parallelGateway> -> b\n g -> x\n b "Dua" -> end\n x <subProcess> -> end\n start2 -> b',
        beside=SECOND,
        more={"b": "<standardLoopCharacteristics/>"},
    )
    assert sorted(codes(data)) == ["bpmn_parallel", "bpmn_pools", "bpmn_repeated", "bpmn_starts", "bpmn_subprocess"]


@pytest.mark.parametrize("kind", ["adHocSubProcess", "transaction", "intermediateThrowEvent"])
def test_kin_of_what_is_refused_is_refused_too(kind: str) -> None:
    assert len(codes(node(kind))) == 1


def test_a_parallel_gateway_that_only_joins_is_refused_too() -> None:
    assert codes(drawn('start -> a\n a "Satu" -> g\n g <parallelGateway> -> b\n b "Dua" -> end')) == ["bpmn_parallel"]


# hostile files


BILLION = "<!DOCTYPE definitions [" + "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10 if n else 'lol'}'>" for n in range(10)) + "]>"

HOSTILE = {
    "a billion laughs": f"<?xml version='1.0'?>{BILLION}<definitions xmlns='{MODEL}'>&l9;</definitions>".encode(),
    "a file of the machine": f"<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><definitions xmlns='{MODEL}'>&x;</definitions>".encode(),
    "another host": f"<!DOCTYPE d SYSTEM 'http://example.test/x.dtd'><definitions xmlns='{MODEL}'/>".encode(),
    "an entity in utf-16": f"<?xml version='1.0' encoding='utf-16'?>{BILLION}<definitions xmlns='{MODEL}'/>".encode("utf-16"),
    "a parameter entity": f"<!DOCTYPE d [<!ENTITY % p SYSTEM 'file:///etc/hosts'> %p;]><definitions xmlns='{MODEL}'/>".encode(),
    "too deep": f"<definitions xmlns='{MODEL}'>{'<process>' * 5_000}".encode(),
    "too many elements": f"<definitions xmlns='{MODEL}'>{'<process/>' * 250_000}</definitions>".encode(),
    "a long name": drawn(PLAIN, name="x" * 9_000_000),
    "cut off": bpmn.dump(shipped())[:20_000],
    "nothing": b"",
    "zeros": b"\x00" * 1_000,
    "no xml": b"<definitions",
    "another root": b"<html/>",
    "the root of another language": b"<definitions xmlns='http://www.omg.org/spec/DMN/20180521/MODEL/'/>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_gets_one_sentence(name: str) -> None:
    sentences = said(HOSTILE[name])
    assert len(sentences) == 1
    assert len(sentences[0]) < 200


def test_gateways_that_branch_again_and_again_are_told_soon() -> None:
    doubling = "\n".join(f"g{n} ? -> g{n + 1} : Ya\n g{n} -> m{n} : Tidak\n m{n} ? -> g{n + 1}" for n in range(40))
    assert codes(drawn(f'start -> a\n a "Satu" -> g0\n {doubling}\n g40 ? -> b\n b "Dua" -> end')) == ["bpmn_outcomes"]
    around = drawn(f'start -> a\n a "Satu" -> g0\n {doubling}\n g40 ? -> g0\n b "Dua" -> end\n g0 -> b : Lanjut')
    assert "bpmn_circle" in codes(around)
    chain = "\n".join(f"g{n} ? -> g{n + 1}" for n in range(3_000))
    assert codes(drawn(f'start -> a\n a "Satu" -> g0\n {chain}\n g3000 ? -> b\n b "Dua" -> end')) == ["bpmn_circle"]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('amount="3"', 'amount="9999999999999999999999"', "time_amount"),
        ('amount="3"', 'amount="-3"', "time_amount"),
        ('created_on="2021-04-12"', 'created_on="besok"', "procedure_type"),
        ('part="acts"', 'part="sings"', "part_unknown"),
        ('key="schedule"', 'key="Not a key"', "key_form"),
        ('held_by="team"', 'held_by="nobody"', "held_by_unknown"),
        ('key="user" held_by="unit"', 'key="bureau_head" held_by="unit"', "performer_twice"),
        ("<runut:procedure", "<runut:procedure day='lunar'", "procedure_type"),
        ('as="schedule"', 'as="nothing"', "time_as_unknown"),
    ],
)
def test_nonsense_in_our_own_elements_is_a_fault_of_the_draft(old: str, new: str, code: str) -> None:
    text = bpmn.dump(shipped()).decode()
    assert old in text
    draft = bpmn.read(text.replace(old, new).encode())
    with pytest.raises(ProcedureInvalid) as caught:
        draft.procedure()
    assert code in {one.reason.code for one in caught.value.problems}


@pytest.mark.parametrize("number", ["-5", "6", "x", "99999999999"])
def test_a_wrong_number_in_our_own_elements_does_not_matter(number: str) -> None:
    text = bpmn.dump(shipped()).decode().replace('<runut:turn activity="5"', f'<runut:turn activity="{number}"')
    assert [one.text for one in bpmn.load(text.encode()).activities] == [one.text for one in shipped().activities]

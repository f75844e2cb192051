"""Who signs what is filed: with the record of their turn, or later, and what no longer can be signed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import partial

import pytest

from runut.core.errors import NotPermitted, Refused
from runut.core.guards import Actor
from runut.core.ledger import Event
from runut.core.procedure import Part, Participation
from runut.core.sentences import Reason
from runut.core.signing import receipts, sign, sign_later, signing, signing_later
from tests.core.cast import BUREAU_HEAD, DIVISION_HEAD, NOBODY, REGISTRAR, TECHNICIAN, Run, codes, holder, shipped

REPORT = "final_report"
RENDITION = {"key": REPORT, "sha256": "ab", "rendition": "cd"}


def reported() -> Run:
    """The final report is written and checked; the division head is to receive it."""
    run = Run().walk_to(10)
    run.file(REPORT)
    run.certify()
    run.certify()
    return run


def against(run: Run, actor: Actor, *, key: str = REPORT, signers: Collection[str] = ()) -> list[tuple[str, dict[str, object]]]:
    return [(one.code, dict(one.params)) for one in signing(run.procedure, run.position, key, actor, signers)]


def received(run: Run, *, key: str = REPORT) -> dict[str, Event]:
    return receipts(run.procedure, key, run.filed[key][0].sha256, run.stored)


def later(run: Run, actor: Actor, *, signers: Collection[str] = ()) -> tuple[Event | None, list[tuple[str, dict[str, object]]]]:
    found, reasons = signing_later(run.procedure, run.position, received(run), actor, signers)
    return found, [told(one) for one in reasons]


def told(one: Reason) -> tuple[str, dict[str, object]]:
    return one.code, dict(one.params)


# with the record


def test_whoever_receives_the_report_signs_it_and_the_case_stays_where_it_is() -> None:
    run = reported()
    step = partial(sign, key=REPORT, rendition=RENDITION, signers=(), procedure=run.procedure, at=run.at)
    before = run.position
    run.take(step(run.position, actor=DIVISION_HEAD), DIVISION_HEAD)
    event = run.stored[-1]
    assert (event.kind, event.activity, event.round, event.data) == ("sign", 10, 1, RENDITION)
    assert (run.position.item, run.position.rounds) == (before.item, before.rounds)
    run.prove()


def test_a_decision_signs_what_it_files() -> None:
    run = Run().walk_to(5)
    assert against(run, TECHNICIAN, key="plan_response") == []
    assert against(run, TECHNICIAN, key="schedule") == [("sign_no_part", {"activity": 5})]


def test_only_whose_turn_it_is_signs() -> None:
    run = reported()
    assert against(run, DIVISION_HEAD) == []
    assert [code for code, _ in against(run, BUREAU_HEAD)] == ["not_your_turn"]
    with pytest.raises(NotPermitted):
        sign(run.position, key=REPORT, rendition=RENDITION, signers=(), procedure=run.procedure, actor=NOBODY, at=run.at)
    run.certify()
    assert against(run, BUREAU_HEAD) == []
    assert [code for code, _ in against(run, DIVISION_HEAD)] == ["not_your_turn"]


def test_nobody_signs_their_own_work() -> None:
    both = holder("division_head", "development_team", team=True)
    assert [code for code, _ in against(reported(), both)] == ["own_work"]


def test_whoever_writes_or_checks_has_nothing_to_sign() -> None:
    run = Run().walk_to(10)
    run.file(REPORT)
    run.certify()
    assert against(run, REGISTRAR) == [("sign_no_part", {"activity": 10})]


def test_nobody_signs_twice() -> None:
    run = reported()
    done = ("signed_already", {"performer": run.procedure.performer("division_head").name})
    assert against(run, DIVISION_HEAD, signers={"division_head", "bureau_head"}) == [done]
    two = holder("division_head", "bureau_head", head=True)
    assert against(run, two, signers={"bureau_head"}) == [], "the turn is that of the other office"
    assert against(run, BUREAU_HEAD, signers={"division_head"})[0][0] == "not_your_turn"
    with pytest.raises(Refused) as refused:
        sign(run.position, key=REPORT, rendition={}, signers=["division_head"], procedure=run.procedure, actor=DIVISION_HEAD, at=run.at)
    assert codes(refused.value) == ["signed_already"]
    run.certify()
    run.certify()
    assert against(run, DIVISION_HEAD, signers={"division_head"}) == [done], "which is said of a case that has ended too"


def test_nothing_is_signed_on_hold_or_after_the_end() -> None:
    run = reported()
    run.hold()
    assert [code for code, _ in against(run, DIVISION_HEAD)] == ["case_held"]
    run.resume()
    run.certify()
    run.certify()
    assert against(run, BUREAU_HEAD) == [("case_ended", {})]


# which records stand


def test_the_records_by_which_a_report_was_received_are_those_of_who_receives() -> None:
    run = reported()
    assert received(run) == {}
    run.certify()
    run.certify()
    heads = {key: (one.by["login"], one.kind) for key, one in received(run).items()}
    assert heads == {"division_head": ("hadi@example.test", "certify"), "bureau_head": ("bima@example.test", "complete")}
    assert receipts(run.procedure, REPORT, "other bytes", run.stored) == {}
    assert receipts(run.procedure, "schedule", run.filed[REPORT][0].sha256, run.stored) == {}


def test_a_record_lapses_with_the_document_that_it_was_about() -> None:
    run = reported()
    run.certify()
    before = run.filed[REPORT][0].sha256
    run.file(REPORT)
    assert receipts(run.procedure, REPORT, before, run.stored) == {}


def test_a_later_record_of_the_same_performer_stands() -> None:
    twice = tuple(Participation(key="bureau_head", part=Part.RECEIVES) for _ in range(2))
    rows = tuple(replace(one, performers=(*one.performers, *twice)) if one.number == 10 else one for one in shipped().activities)
    run = Run(procedure=replace(shipped(), activities=rows)).walk_to(10)
    run.file(REPORT)
    for _ in range(5):
        run.certify()
    assert received(run)["bureau_head"] == run.stored[-1]


# later


def test_whoever_received_it_without_a_key_signs_later_even_when_the_case_is_complete() -> None:
    run = reported()
    run.certify()
    run.certify()
    event, reasons = later(run, DIVISION_HEAD)
    assert event == received(run)["division_head"] and reasons == []
    run.take(sign_later(run.position, event, rendition=RENDITION, at=run.at), DIVISION_HEAD)
    signed = run.stored[-1]
    assert (signed.kind, signed.activity, signed.round) == ("sign", 10, 1)
    assert signed.data == {**RENDITION, "received": event.number}
    run.prove()
    assert later(run, DIVISION_HEAD, signers={"division_head"}) == (None, [])
    assert later(run, BUREAU_HEAD, signers={"division_head"})[0] == received(run)["bureau_head"]


def test_another_holder_of_the_office_did_not_receive_it() -> None:
    run = reported()
    run.certify()
    name = run.procedure.performer("division_head").name
    assert later(run, holder("division_head", name="baru")) == (None, [("sign_later_other", {"name": "Hadi", "performer": name})])
    assert later(run, NOBODY) == (None, [])
    assert later(run, BUREAU_HEAD) == (None, [])


def test_of_two_offices_of_one_person_the_first_is_told() -> None:
    run = reported()
    run.certify()
    run.certify()
    both = later(run, holder("division_head", "bureau_head", name="baru"))[1]
    assert [params["name"] for _, params in both] == ["Bima"]


def test_who_left_the_office_no_longer_speaks_for_it() -> None:
    run = reported()
    run.certify()
    left = replace(DIVISION_HEAD, performers=frozenset())
    assert later(run, left) == (None, [("sign_later_office", {"performer": run.procedure.performer("division_head").name})])


def test_nothing_is_signed_later_on_hold() -> None:
    run = reported()
    run.certify()
    run.hold()
    event, reasons = later(run, DIVISION_HEAD)
    assert event is None and [code for code, _ in reasons] == ["case_held"]

"""Who may hold, extend, deviate and cancel, and in which state of a case."""

from __future__ import annotations

import pytest

from runut.core import guards
from runut.core.errors import Refused
from tests.core.cast import (
    BUREAU_HEAD,
    CAST,
    Run,
    shipped,
)
from tests.core.guarding import waiting


@pytest.mark.parametrize("act", guards.COURSE)
def test_acts_beside_the_flow_belong_to_the_heads_and_holds_also_to_the_register(act: str) -> None:
    run = Run()
    if act == "resume":
        run.hold()
    allowed = {name for name, who in CAST.items() if not guards.course(act, shipped(), run.position, who)}
    assert allowed == {"division_head", "bureau_head"} | ({"system_development"} if act in {"hold", "resume"} else set())


def test_an_act_beside_the_flow_that_nobody_knows_is_no_act() -> None:
    with pytest.raises(ValueError, match=r"^'pause' is not an act beside the flow$"):
        guards.course("pause", shipped(), Run().position, BUREAU_HEAD)


def test_what_the_state_of_a_case_allows_beside_the_flow() -> None:
    run = Run()

    def open_acts() -> dict[str, list[str]]:
        return {act: [one.code for one in guards.course(act, shipped(), run.position, BUREAU_HEAD)] for act in guards.COURSE}

    assert open_acts() == {"hold": [], "resume": ["case_not_held"], "extend": [], "deviate": [], "version": [], "cancel": []}
    run.hold()
    held = ["case_held"]
    assert open_acts() == {"hold": held, "resume": [], "extend": held, "deviate": held, "version": held, "cancel": []}
    run.cancel()
    assert open_acts() == {act: ["case_ended"] for act in guards.COURSE}


def test_a_refusal_of_a_hold_names_its_reason_and_when_it_began() -> None:
    run = Run()
    since = run.at
    run.hold(why="Banjir")
    with pytest.raises(Refused) as refused:
        run.certify()
    assert refused.value.reasons[0].params == {"since": since, "reason": "Banjir"}
    assert waiting(run) == ["case_held"]


def test_the_reason_of_a_hold_ends_its_sentence_with_one_full_stop() -> None:
    run = Run()
    run.hold(why="Menunggu pasal X.")
    with pytest.raises(Refused) as refused:
        run.certify()
    assert refused.value.reasons[0].english().endswith(": Menunggu pasal X. It must be resumed first.")

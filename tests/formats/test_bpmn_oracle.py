"""An oracle from outside: SpiffWorkflow runs the exported BPMN beside our own rules, and both go the same way.

Outcomes are drawn by lot, for both the same. A few procedures in every run; `make oracle` tries 10 000 (RUNUT_TEST_ORACLE says how many).
"""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import islice

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from runut.core import flow, guards
from runut.core.guards import Act, Facts, Filed
from runut.core.position import Status
from runut.core.procedure import Procedure
from runut.core.workdays import Calendar
from runut.formats import bpmn
from tests.core.cast import MONDAY, holder, shipped
from tests.formats.procedures import procedures

SHARDS = 4
EXAMPLES = max(1, int(os.environ.get("RUNUT_TEST_ORACLE", "60")) // SHARDS)
STEPS = 40
"""Turns after which a case that still runs is left; loops have then been taken many times."""
OVER = (0, 0)
"""Stands at the end of a walk that came to an end."""


def lot(procedure: Procedure, number: int, dice: random.Random) -> str:
    """The outcome of activity ``number``, or none where it does not decide."""
    outcomes = list(procedure.activity(number).decision)
    return dice.choice(outcomes) if outcomes else ""


def ours(procedure: Procedure, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Walk a case through the rules by everybody's hand: activity and turn of each record, then `OVER`."""
    everybody = holder(*(one.key for one in procedure.performers), head=True)
    keys = {one.key for row in procedure.activities for one in row.deliverables}
    office, at = Calendar(), MONDAY
    position, _ = flow.open_case(procedure, title="E-Surat", unit="Dinas", calendar=office, at=at)
    while item := position.item:
        at += timedelta(minutes=1)
        activity, deciding = procedure.activity(item.activity), item.turn == len(procedure.activity(item.activity).turns) - 1
        for number in sorted(position.open_remarks):
            position, _ = flow.answer(
                position, number=number, text="Diperbaiki", change="Bab 2", procedure=procedure, actor=everybody, at=at
            )
        filed = {key: (Filed(key=key, name=key, version=1, sha256="aa", filed_at=at, ends_on=date(2027, 1, 29)),) for key in keys}
        outcome = lot(procedure, item.activity, dice) if deciding else ""
        back = bool(outcome) and guards.is_rejection(activity, outcome)
        act = Act(outcome=outcome, reason="Belum sesuai" if back else "", remarks=("Satu",) if back else ())
        yield item.activity, item.turn + 1
        position, _ = flow.certify(procedure, position, act, facts=Facts(filed=filed), actor=everybody, calendar=office, at=at)
    assert position.status in (Status.COMPLETED, Status.REFUSED)
    yield OVER


def theirs(data: bytes, procedure: Procedure, dice: random.Random) -> Iterator[tuple[int, int]]:
    """Walk the exported model through SpiffWorkflow: the same, read off the ids of the tasks."""
    parser = BpmnParser()
    parser.add_bpmn_io(BytesIO(data))
    workflow = BpmnWorkflow(parser.get_spec("process"))
    workflow.do_engine_steps()
    while not workflow.completed:
        waiting = workflow.get_tasks(state=TaskState.READY, manual=True)
        assert len(waiting) == 1, [one.task_spec.name for one in waiting]
        number, turn = (int(part) for part in waiting[0].task_spec.bpmn_id.split("_")[1:])
        yield number, turn
        if turn == len(procedure.activity(number).turns):
            waiting[0].set_data(outcome=lot(procedure, number, dice))
        waiting[0].run()
        workflow.do_engine_steps()
    yield OVER


def agree(procedure: Procedure, draw: int) -> list[tuple[int, int]]:
    mine = list(islice(ours(procedure, random.Random(draw)), STEPS))
    assert list(islice(theirs(bpmn.dump(procedure), procedure, random.Random(draw)), STEPS)) == mine
    return mine


@pytest.mark.parametrize("shard", range(SHARDS))
def test_spiffworkflow_goes_the_same_way_as_our_rules(shard: int) -> None:
    phases = [Phase.generate] if EXAMPLES > 100 else [Phase.generate, Phase.shrink]
    tried: list[int] = []

    @seed(shard)
    @settings(
        max_examples=EXAMPLES, derandomize=False, database=None, deadline=None, phases=phases, suppress_health_check=list(HealthCheck)
    )
    @given(procedures(activities=9, performers=4), st.integers(0, 2**32))
    def run(procedure: Procedure, draw: int) -> None:
        tried.append(len(agree(procedure, draw)))

    run()
    assert len(tried) >= EXAMPLES


def test_the_shipped_sop_goes_the_same_way_a_hundred_times() -> None:
    ways = [tuple(agree(shipped(), draw)) for draw in range(100)]
    assert len(set(ways)) > 10
    assert ((1, 1), (1, 2), OVER) in ways
    assert any((10, 4) in way for way in ways)


def test_the_oracle_notices_an_arrow_that_leads_elsewhere() -> None:
    wrong = bpmn.dump(shipped()).replace(
        b'sourceRef="decision_5" targetRef="activity_3_1"', b'sourceRef="decision_5" targetRef="activity_4_1"'
    )
    assert wrong != bpmn.dump(shipped())
    pairs = [
        (list(islice(ours(shipped(), random.Random(n)), STEPS)), list(islice(theirs(wrong, shipped(), random.Random(n)), STEPS)))
        for n in range(20)
    ]
    assert any(mine != other for mine, other in pairs)

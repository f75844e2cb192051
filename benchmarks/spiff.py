"""The peer: the SOP's plan loop in SpiffWorkflow, its state kept as JSON in a row, one event row a step, one commit each."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from SpiffWorkflow.bpmn.parser import BpmnParser
from SpiffWorkflow.bpmn.serializer import BpmnWorkflowSerializer
from SpiffWorkflow.bpmn.workflow import BpmnWorkflow
from SpiffWorkflow.util.task import TaskState

from benchmarks.rows import Rows

_STEPS = 10


def bpmn() -> str:
    """Return the ten activities as BPMN: decisions at 1, 5 and 9, back to 3 and 6."""
    tasks = "".join(f'<userTask id="a{n}" name="Activity {n}"/>' for n in range(1, _STEPS + 1))
    gates = "".join(f'<exclusiveGateway id="g{n}" default="g{n}yes"/>' for n in (1, 5, 9))
    flows = ['<sequenceFlow id="f0" sourceRef="start" targetRef="a1"/>']
    for n in range(1, _STEPS):
        if n in {1, 5, 9}:
            flows.append(f'<sequenceFlow id="f{n}" sourceRef="a{n}" targetRef="g{n}"/>')
            flows.append(f'<sequenceFlow id="g{n}yes" sourceRef="g{n}" targetRef="a{n + 1}"/>')
            back = {1: "end", 5: "a3", 9: "a6"}[n]
            flows.append(
                f'<sequenceFlow id="g{n}no" sourceRef="g{n}" targetRef="{back}">'
                "<conditionExpression>outcome == 'rejected'</conditionExpression></sequenceFlow>"
            )
        else:
            flows.append(f'<sequenceFlow id="f{n}" sourceRef="a{n}" targetRef="a{n + 1}"/>')
    flows.append(f'<sequenceFlow id="f{_STEPS}" sourceRef="a{_STEPS}" targetRef="end"/>')
    return (
        '<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="runut">'
        f'<process id="sop" isExecutable="true"><startEvent id="start"/>{tasks}{gates}<endEvent id="end"/>{"".join(flows)}'
        "</process></definitions>"
    )


class SpiffCase:
    """One case: `step` loads the state, completes the waiting task, stores the state and an event, and commits."""

    def __init__(self, database: Path) -> None:
        self.rows = Rows(database)
        for statement in (
            "CREATE TABLE IF NOT EXISTS state (id INTEGER PRIMARY KEY, state TEXT)",
            "CREATE TABLE IF NOT EXISTS event (id INTEGER PRIMARY KEY, state_id INTEGER, at TEXT, content TEXT)",
        ):
            self.rows.execute(statement)
        parser = BpmnParser()
        parser.add_bpmn_io(io.BytesIO(bpmn().encode()))
        self.serializer = BpmnWorkflowSerializer(BpmnWorkflowSerializer.configure())
        workflow = BpmnWorkflow(parser.get_spec("sop"))
        workflow.do_engine_steps()
        found = self.rows.execute(
            "INSERT INTO state (state) VALUES (?) RETURNING id", [self.serializer.serialize_json(workflow)]
        ).fetchone()
        self.id: int = found[0]

    def step(self, facts: Mapping[str, Any]) -> None:
        """Complete the task that waits; its data and the event take ``facts``: the outcome, and whatever else is recorded of the step."""
        self.rows.execute("BEGIN IMMEDIATE")
        (text,) = self.rows.execute("SELECT state FROM state WHERE id = ?", [self.id]).fetchone()
        workflow = self.serializer.deserialize_json(text)
        task = workflow.get_next_task(state=TaskState.READY, manual=True)
        task.data.update(facts)
        task.run()
        workflow.do_engine_steps()
        self.rows.execute("UPDATE state SET state = ? WHERE id = ?", [self.serializer.serialize_json(workflow), self.id])
        content = json.dumps({"task": task.task_spec.name, **facts})
        self.rows.execute("INSERT INTO event (state_id, at, content) VALUES (?, datetime('now'), ?)", [self.id, content])
        self.rows.execute("COMMIT")

    def size(self) -> int:
        """Return how many bytes the state has."""
        (found,) = self.rows.execute("SELECT length(state) FROM state WHERE id = ?", [self.id]).fetchone()
        return int(found)


class BareRow:
    """The floor: one update and one insert in raw SQL, committed."""

    def __init__(self, database: Path) -> None:
        self.rows = Rows(database)
        for statement in (
            "CREATE TABLE IF NOT EXISTS bare (id INTEGER PRIMARY KEY, n INTEGER)",
            "CREATE TABLE IF NOT EXISTS bare_event (id INTEGER PRIMARY KEY, bare_id INTEGER, content TEXT)",
            "INSERT INTO bare VALUES (1, 0) ON CONFLICT DO NOTHING",
        ):
            self.rows.execute(statement)

    def step(self) -> None:
        """Write once."""
        self.rows.execute("BEGIN IMMEDIATE")
        self.rows.execute("UPDATE bare SET n = n + 1 WHERE id = 1")
        self.rows.execute("INSERT INTO bare_event (bare_id, content) VALUES (1, ?)", ["{}" * 200])
        self.rows.execute("COMMIT")

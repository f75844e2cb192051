"""A procedure as the nodes and flows of a BPMN process.

Each turn of a row is a user task in its performer's lane, in the order of the turns; a decision adds an exclusive gateway behind the last one. Who
attends has no node: nothing waits for them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from runut.core.procedure import END, Activity, Participation, Procedure


class Kind(StrEnum):
    """What a node is, in BPMN's own words."""

    START = "startEvent"
    TASK = "userTask"
    GATEWAY = "exclusiveGateway"
    END = "endEvent"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node: ``activity`` is the row it belongs to (None for the start), ``turn`` counts the row's tasks from 1."""

    id: str
    kind: Kind
    lane: str
    activity: Activity | None = None
    turn: int = 0
    part: Participation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Flow:
    """A sequence flow between two nodes; ``outcome`` is that of the decision it leaves."""

    id: str
    source: str
    target: str
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Graph:
    """All nodes and flows, in the order of the rows."""

    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]


def task_id(number: int, turn: int = 1) -> str:
    """Return the id of a turn's task."""
    return f"activity_{number}_{turn}"


def gateway_id(number: int) -> str:
    """Return the id of a decision's gateway."""
    return f"decision_{number}"


def end_id(number: int) -> str:
    """Return the id of the end to which activity ``number`` leads."""
    return f"end_{number}"


def graph_of(procedure: Procedure) -> Graph:
    """Return nodes and flows of ``procedure``; ids come from the numbers of the rows, so the same procedure has the same ids."""
    first = procedure.activities[0].turns[0]
    nodes = [Node(id="start", kind=Kind.START, lane=first.key)]
    flows = [Flow(id="flow_start", source="start", target=task_id(1))]
    for activity in procedure.activities:
        nodes += _nodes(procedure, activity)
        flows += _flows(procedure, activity)
    return Graph(nodes=tuple(nodes), flows=tuple(flows))


def _nodes(procedure: Procedure, activity: Activity) -> Iterator[Node]:
    number, last = activity.number, activity.turns[-1]
    for turn, part in enumerate(activity.turns, 1):
        yield Node(id=task_id(number, turn), kind=Kind.TASK, lane=part.key, activity=activity, turn=turn, part=part)
    if activity.decision:
        yield Node(id=gateway_id(number), kind=Kind.GATEWAY, lane=last.key, activity=activity)
    if END in (activity.decision.values() or [procedure.next_number(number)]):
        yield Node(id=end_id(number), kind=Kind.END, lane=last.key, activity=activity)


def _flows(procedure: Procedure, activity: Activity) -> Iterator[Flow]:
    number, turns = activity.number, len(activity.turns)
    for turn in range(1, turns):
        yield Flow(id=f"flow_{number}_{turn}", source=task_id(number, turn), target=task_id(number, turn + 1))
    out = task_id(number, turns)
    if activity.decision:
        yield Flow(id=f"flow_{number}", source=out, target=gateway_id(number))
        for outcome, target in activity.decision.items():
            yield Flow(id=f"flow_{number}_{outcome}", source=gateway_id(number), target=_target(number, target), outcome=outcome)
    else:
        yield Flow(id=f"flow_{number}", source=out, target=_target(number, procedure.next_number(number)))


def _target(number: int, target: int | str) -> str:
    return end_id(number) if target == END else task_id(int(target))

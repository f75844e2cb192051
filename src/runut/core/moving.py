"""A running case moves to another version of its SOP: explicit, with a reason, and replayable from its event alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from runut.core import guards, workdays
from runut.core.flow import Step, moved, refuse, stated
from runut.core.guards import Actor, Facts
from runut.core.ledger import Fact
from runut.core.position import Position, due_text
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.core.workdays import Calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Onto:
    """The version that a case moves to: its SOP, the SHA-256 of its text and its number; ``was`` is the text that the case was on.

    ``counterparts`` maps activities of the old version to those of this one (`runut.core.matching.match`), ``target`` is where the open work
    item goes on.
    """

    procedure: Procedure
    version: str
    number: int
    was: str
    counterparts: Mapping[int, int]
    target: int


def move_version(
    position: Position,
    *,
    onto: Onto,
    why: str,
    facts: Facts,
    actor: Actor,
    procedure: Procedure,
    calendar: Calendar,
    at: datetime,
) -> Step:
    """Move the case to another version of its SOP: the open work item goes on at ``onto.target`` under the numbers and times of that version.

    What was done keeps its rounds where the other version has a counterpart. The clock of the work item goes on: its holds and extensions
    count, its deadline derives anew. Turns that were recorded stay recorded only where the activity passes through the same hands.

    Raises:
        NotPermitted: The actor is no head.
        Refused: Held, ended, no reason, no such activity, or the case is on that version already.
    """
    found = [*guards.course("version", procedure, position, actor), *stated(why)]
    if onto.version == onto.was:
        found.append(reason("version_same"))
    if not 1 <= onto.target <= len(onto.procedure.activities):
        found.append(reason("activity_unknown", activity=onto.target))
    refuse(position, found, at=at)
    item = position.item
    assert item is not None
    rounds = _rounds(position, onto)
    activity = onto.procedure.activity(onto.target)
    kept = position.activity(procedure).turns == activity.turns and position.turn(procedure) == activity.turns[item.turn]
    ends_on = facts.ends_on(activity.time.follows) if activity.time and activity.time.follows else None
    clock = replace(position.clock(procedure), limit=activity.time, ends_on=ends_on)
    data: dict[str, object] = {
        "left": {"version": onto.was, "activity": item.activity, "round": item.round},
        "version": onto.version,
        "number": onto.number,
        "turn": item.turn if kept else 0,
        "rounds": {str(number): round_ for number, round_ in sorted(rounds.items())},
        "due_at": due_text(workdays.due(clock, calendar, day=onto.procedure.day)),
        "reason": why.strip(),
    }
    if ends_on:
        data["ends_on"] = ends_on.isoformat()
    return moved(position, (Fact(kind="version", activity=onto.target, round=rounds[onto.target], data=data),), at=at)


def _rounds(position: Position, onto: Onto) -> dict[int, int]:
    """Return the rounds by the numbers of the other version; where the open work item goes elsewhere than to its counterpart, it begins
    the next round there.
    """
    item = position.item
    assert item is not None
    rounds = {counterpart: position.rounds[number] for number, counterpart in onto.counterparts.items() if number in position.rounds}
    if onto.counterparts.get(item.activity) != onto.target:
        rounds[onto.target] = rounds.get(onto.target, 0) + 1
    return rounds

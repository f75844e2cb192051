"""What stands against changing tasks and moving cards, whoever asks and however."""

from __future__ import annotations

from typing import Final

from runut.core import guards
from runut.core.guards import Actor
from runut.core.position import Position, Status
from runut.core.procedure import Procedure
from runut.core.sentences import Reason, reason

KEY: Final = "schedule"


def is_under_way(procedure: Procedure, position: Position) -> bool:
    """Whether the case is in the activity whose deadline the schedule sets: there the approved schedule is followed."""
    if position.item is None:
        return False
    time = position.activity(procedure).time
    return time is not None and time.follows == KEY


def against_tasks(procedure: Procedure, position: Position, actor: Actor) -> tuple[Reason, ...]:
    """Return why the person cannot change tasks now: while the plan is drawn up, and again while it is followed, the team does."""
    if is_under_way(procedure, position):
        return against_board(procedure, position, actor)
    blocked = guards.filing(procedure, position, KEY)
    return blocked or tuple(guards.filing_is_theirs(procedure, position, KEY, actor))


def against_board(procedure: Procedure, position: Position, actor: Actor) -> tuple[Reason, ...]:
    """Return why the person cannot move a card or write on it: the team does, as long as the case lives."""
    if position.status is Status.HELD or position.item is None:
        return tuple(guards.open_to_change(position))
    return () if actor.team else (reason("plan_team_only"),)

"""What the performer whose turn it is does: certify, decide, answer the remarks of an earlier decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from runut.base import sql
from runut.cases.counsel import Asked, Counsel, counsel
from runut.cases.deliverables import asks_rooms
from runut.cases.recording import Standpoint
from runut.cases.services.step import file_record, filed_for, take_step
from runut.core import flow
from runut.core.errors import ConcurrentChange
from runut.core.guards import Act, Actor, Facts
from runut.core.ledger import Fact
from runut.core.position import Position
from runut.core.procedure import END, Part
from runut.core.workdays import Calendar
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """The turn that somebody saw when they acted: activity, round, and how many had certified before."""

    activity: int
    round: int
    turn: int


def certify(*, case_id: int, act: Act, who: Standing, at: datetime, saw: Turn | None = None) -> Position:
    """Record the current turn, and with the last turn complete the activity and open what follows.

    Args:
        case_id: The case.
        act: Outcome, reason, remarks and note.
        who: Who acts.
        at: When.
        saw: The turn that stood on their page; another one means that somebody was faster. None: not stated.

    Queries: at most 8 (and 4 for a decision that makes a document, besides those of its adviser).

    Raises:
        NotFound: No such case.
        ConcurrentChange: The turn that they saw is over.
        NotPermitted, Refused: As `runut.core.flow.certify`.

    Source: design section 4 rules 2, 3 and 5.
    """

    def step(case: Standpoint, actor: Actor, days: Calendar, at: datetime) -> flow.Step:
        item = case.position.item
        if saw and (item is None or saw != Turn(activity=item.activity, round=item.round, turn=item.turn)):
            raise ConcurrentChange
        facts, taken, responses = filed_for(case, on=days.local(at).date()), act, []
        advised = _advised(case, actor, facts, who.user_id)
        if advised:
            facts, taken = replace(facts, advised=advised.against), advised.added_to(act)
        position, recorded = flow.certify(case.procedure, case.position, taken, facts=facts, actor=actor, calendar=days, at=at)
        if advised:
            responses = _responses(case, taken, actor, facts, advised.content, who.user_id, at=at)
        return position, (*responses, *recorded)

    return take_step(step, case_id=case_id, who=who, at=at, as_turn=True, alone=_by_events_alone)


def _by_events_alone(case: Standpoint) -> bool:
    """Whether nothing but the case's events tells if its turn can be recorded, and recording it makes no document."""
    if case.position.item is None or case.position.turn(case.procedure).part is Part.DECIDES:
        return False
    return not asks_rooms(case.procedure, case.position.activity(case.procedure))


def answer_remark(*, case_id: int, number: int, text: str, change: str, who: Standing, at: datetime) -> Position:
    """Answer a remark and name what changed. Raises as `flow.answer`."""

    def step(case: Standpoint, actor: Actor, days: Calendar, at: datetime) -> flow.Step:
        moved = flow.answer(case.position, number=number, text=text, change=change, procedure=case.procedure, actor=actor, at=at)
        sql.write(
            "UPDATE cases_remark SET answer = %s, change = %s, answered_by_id = %s, answered_at = %s"
            " WHERE case_id = %s AND number = %s AND answered_at IS NULL",
            [text.strip(), change.strip(), who.user_id, sql.put_moment(at), case_id, number],
        )
        return moved

    return take_step(step, case_id=case_id, who=who, at=at, as_turn=True)


def _advised(case: Standpoint, actor: Actor, facts: Facts, user_id: int) -> Counsel | None:
    """Return what was drafted for the decision that the turn takes; None on other turns."""
    item = case.position.item
    if item is None or case.item_id is None or case.position.turn(case.procedure).part is not Part.DECIDES:
        return None
    asked = Asked(
        case_id=case.case_id,
        item_id=case.item_id,
        procedure=case.procedure,
        position=case.position,
        keys=facts.made_by_decision,
        actor=actor,
        user_id=user_id,
    )
    return counsel(asked)


def _responses(
    case: Standpoint, act: Act, actor: Actor, facts: Facts, more: Mapping[str, Any], user_id: int, *, at: datetime
) -> list[Fact]:
    """File what the decision itself makes, and return the events that say so."""
    activity = case.position.activity(case.procedure)
    if activity.decision.get(act.outcome, END) == END:
        return []
    content = {
        "outcome": act.outcome,
        "reason": act.reason.strip(),
        "remarks": [one.text.strip() for one in act.said],
        "note": act.note.strip(),
        "documents": [one.record() for one in facts.named(activity)],
        "by": actor.record(case.position.turn(case.procedure).key),
        **more,
    }
    return [
        file_record(case, one.key, one.name, "response", content, user_id, at=at)
        for one in activity.outputs
        if one.key in facts.made_by_decision
    ]

"""All that the page of one case says: where it stands, what is expected of whom, what is missing, what can be done and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from runut.cases import deliverables
from runut.cases.deliverables import Tool
from runut.cases.models import Case
from runut.cases.queries.access import access_case
from runut.cases.queries.people import Person, people_behind
from runut.cases.recording import actor_of, read_case
from runut.cases.services.turns import Turn
from runut.core import guards
from runut.core.guards import Actor, Facts, Filed
from runut.core.position import Position, Status
from runut.core.procedure import Activity, Deliverable, Part, Procedure
from runut.core.sentences import Reason
from runut.core.workdays import Hold, LedgerDay, day_ledger, provisional
from runut.people.queries import Standing
from runut.procedures.queries import calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnView:
    """One performer of the open activity; ``state`` is done, current, upcoming or attends."""

    key: str
    name: str
    part: str
    state: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One requirement or output of the open activity; ``state`` is filed, missing, stale (of an earlier round), unfiled (changed in
    its tool since) or by_decision.

    ``against`` says why the reader cannot file it now; empty when they can.
    """

    key: str
    name: str
    role: str
    state: str
    filed: tuple[Filed, ...]
    supplier: str
    tool: Tool | None
    against: tuple[Reason, ...]
    asks_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One outcome of the decision; ``target`` is the number of an activity or "end"."""

    key: str
    target: int | str
    rejects: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """See the module. ``against`` is why the reader cannot record the turn now; ``missing`` what it waits for, whoever asks.

    ``course`` maps each act beside the flow to what stands against it; ``following`` is where an activity without a decision leads.
    """

    case: Case
    procedure: Procedure
    position: Position
    actor: Actor
    activity: Activity | None
    turns: tuple[TurnView, ...]
    items: tuple[Item, ...]
    missing: tuple[Reason, ...]
    against: tuple[Reason, ...]
    outcomes: tuple[Outcome, ...]
    following: int | str
    saw: Turn | None
    seen: tuple[str, ...]
    due_at: datetime | None
    late: bool
    provisional: bool
    ledger: tuple[LedgerDay, ...]
    hold: Hold | None
    course: Mapping[str, tuple[Reason, ...]]
    may_name_team: bool
    states: Mapping[int, tuple[str, int]]
    item_id: int | None

    @property
    def mine(self) -> bool:
        """Whether the case waits for the reader."""
        return self.activity is not None and not any(one.code in {"not_your_turn", "own_work"} for one in self.against)

    @property
    def deciding(self) -> bool:
        """Whether the open turn decides."""
        return bool(self.outcomes)


def case_page(*, case: Case, who: Standing, at: datetime) -> CasePage:
    """Return the page of ``case``, which `access_case` gave. Queries: at most 9, however long the case's history.

    Args:
        case: The case.
        who: The reader.
        at: Now.
    """
    days = calendar()
    today = days.local(at).date()
    point = read_case(case_id=case.pk, user_id=who.user_id, on=today, lock=False)
    procedure, position = point.procedure, point.position
    actor = actor_of(who, procedure=procedure, unit_id=point.unit_id, in_team=point.in_team)
    activity = position.activity(procedure) if position.item else None
    facts = _facts(case.pk, procedure, activity, today)
    item = position.item
    held = item.holds[-1] if item and item.holds and item.holds[-1].until is None else None
    due_at = item.due_at if item else None
    return CasePage(
        case=case,
        procedure=procedure,
        position=position,
        actor=actor,
        activity=activity,
        turns=_turns(procedure, position, activity, people_behind(case=case, procedure=procedure, activity=activity, on=today)),
        items=tuple(_items(procedure, position, activity, facts, actor)) if activity else (),
        missing=guards.waiting_for(procedure, position, facts) if activity else (),
        against=_against(procedure, position, facts, actor) if activity else (),
        outcomes=_outcomes(procedure, position, activity),
        following=procedure.next_number(activity.number) if activity and not activity.decision else "",
        saw=Turn(activity=item.activity, round=item.round, turn=item.turn) if item else None,
        seen=tuple(one.sha256 for one in facts.named(activity)) if activity else (),
        due_at=due_at,
        late=bool(due_at and due_at < at),
        provisional=bool(due_at and provisional(due_at, days)),
        ledger=tuple(day_ledger(position.clock(procedure), days, day=procedure.day, until=today)) if item else (),
        hold=held,
        course={act: guards.course(act, procedure, position, actor) for act in guards.COURSE},
        may_name_team=activity is not None and (actor.head or procedure.registrar.key in actor.performers),
        states=_states(procedure, position, late=bool(due_at and due_at < at)),
        item_id=point.item_id,
    )


def access_page(*, case_id: int, who: Standing, at: datetime) -> CasePage:
    """Return the page of a case, if ``who`` may see it. Queries: 1 and those of `case_page`.

    Raises:
        NotFound: There is none, or none for them.
    """
    return case_page(case=access_case(case_id=case_id, who=who), who=who, at=at)


def _facts(case_id: int, procedure: Procedure, activity: Activity | None, on: date) -> Facts:
    if activity is None:
        return Facts()
    keys = {one.key for one in activity.deliverables}
    outputs = [one.key for one in activity.outputs]
    return Facts(
        filed=deliverables.store().fulfilled(case_id, keys),
        made_by_decision=deliverables.made_by_decision(outputs),
        unfiled=deliverables.unfiled(case_id, outputs),
        against=deliverables.objections(case_id, procedure, activity, on=on),
    )


def _against(procedure: Procedure, position: Position, facts: Facts, actor: Actor) -> tuple[Reason, ...]:
    theirs = () if position.status.value == "held" else tuple(guards.turn_is_theirs(procedure, position, actor))
    return (*theirs, *guards.waiting_for(procedure, position, facts))


def _turns(
    procedure: Procedure, position: Position, activity: Activity | None, behind: Mapping[str, Sequence[Person]]
) -> tuple[TurnView, ...]:
    if activity is None or position.item is None:
        return ()
    views = []
    place = 0
    for one in activity.performers:
        state = "attends"
        if one.part.certifies:
            state = "done" if place < position.item.turn else "current" if place == position.item.turn else "upcoming"
            place += 1
        performer = procedure.performer(one.key)
        people = tuple(behind.get(one.key, ()))
        views.append(TurnView(key=one.key, name=performer.name, part=one.part.value, state=state, people=people))
    return tuple(views)


def _items(procedure: Procedure, position: Position, activity: Activity, facts: Facts, actor: Actor) -> list[Item]:
    required = {one.key for one in activity.requirements}
    return [
        Item(
            key=one.key,
            name=one.name,
            role="requirement" if one.key in required else "output",
            state=_state(one, position, facts, required=one.key in required),
            filed=tuple(facts.filed.get(one.key, ())),
            supplier=procedure.supplier(one.key, at=activity).name,
            tool=deliverables.tool(one.key),
            against=(*guards.filing(procedure, position, one.key), *guards.filing_is_theirs(procedure, position, one.key, actor)),
            asks_end=one.key in procedure.deadline_keys(),
        )
        for one in activity.deliverables
    ]


def _state(one: Deliverable, position: Position, facts: Facts, *, required: bool) -> str:
    filed, item = facts.filed.get(one.key, ()), position.item
    if one.key in facts.made_by_decision and not required:
        return "by_decision"
    if not filed:
        return "missing"
    if one.key in facts.unfiled and not required:
        return "unfiled"
    if required or item is None or item.round == 1 or item.rework:
        return "filed"
    return "filed" if any(each.filed_at >= item.scheduled_at for each in filed) else "stale"


def _outcomes(procedure: Procedure, position: Position, activity: Activity | None) -> tuple[Outcome, ...]:
    if activity is None or position.turn(procedure).part is not Part.DECIDES:
        return ()
    return tuple(Outcome(key=key, target=target, rejects=guards.is_rejection(activity, key)) for key, target in activity.decision.items())


def _states(procedure: Procedure, position: Position, *, late: bool) -> dict[int, tuple[str, int]]:
    """Return for each activity its state on the map (done, current, late, held, again, upcoming, skipped) and its round (0: not reached)."""
    item = position.item
    states: dict[int, tuple[str, int]] = {}
    for activity in procedure.activities:
        number = activity.number
        round_ = position.rounds.get(number, 0)
        if item and item.activity == number:
            state = "held" if position.status.value == "held" else "late" if late else "current"
        elif not round_:
            passed = number < item.activity if item else position.status is Status.COMPLETED
            state = "skipped" if passed else "upcoming"
        else:
            state = "again" if item and number > item.activity else "done"
        states[number] = (state, round_)
    return states

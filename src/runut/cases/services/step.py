"""How every step of a case is taken: lock, decide, write."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime

from runut.base import sql
from runut.cases.deliverables import Record, made_by_decision, objections, store, unfiled
from runut.cases.recording import Recorded, Standpoint, actor_of, read_case, write_step
from runut.cases.rework import begin_rework
from runut.cases.search import index_case
from runut.core import flow
from runut.core.errors import ConcurrentChange
from runut.core.guards import Actor, Facts
from runut.core.ledger import Fact
from runut.core.position import Position, evolve
from runut.core.workdays import Calendar
from runut.people.queries import Standing
from runut.procedures.queries import calendar

Step = Callable[[Standpoint, Actor, Calendar, datetime], flow.Step]


def take_step(
    step: Step, *, case_id: int, who: Standing, at: datetime, as_turn: bool = False, events: int | None = None, onto: int | None = None
) -> Position:
    """Read the case under its lock, let ``step`` decide, and write what follows; the case's own last moment is the earliest that counts.

    ``onto`` is the version of its SOP that the step moves it to.
    """
    with sql.transaction():
        days = calendar()
        case = read_case(case_id=case_id, user_id=who.user_id, on=days.local(at).date(), lock=True)
        if events is not None and events != case.events:
            raise ConcurrentChange
        at = max(at, case.changed_at)
        actor = actor_of(who, procedure=case.procedure, unit_id=case.unit_id, in_team=case.in_team)
        position, facts = step(case, actor, days, at)
        if not facts:
            return position
        number = _number(case, position, facts, year=days.local(at).year)
        if number:
            facts = (*facts, Fact(kind="number", data={"number": number}))
            position = evolve(position, facts[-1], at=at)
        performer = _acting_as(case, actor, as_turn=as_turn)
        write_step(case, position, facts, Recorded(by=actor.record(performer), user_id=who.user_id, at=at, number=number, version_id=onto))
        begin_rework(case.case_id, case.procedure, case.position, position, facts, user_id=who.user_id, at=at)
        if number:
            index_case(case_id=case.case_id)
    return position


def _acting_as(case: Standpoint, actor: Actor, *, as_turn: bool) -> str:
    """Return the performer in whose name an event is recorded: the turn's, else the register's keeper, else a head by their office."""
    if as_turn and case.position.item:
        return case.position.turn(case.procedure).key
    keeper = case.procedure.registrar.key
    if keeper in actor.performers:
        return keeper
    return min(actor.performers, default="")


def filed_for(case: Standpoint, *, on: date, also: int = 0) -> Facts:
    """Return what is filed for the open activity, for the one ``also``, and for deadlines that follow a document, on a day of the office.

    Queries: 1, 1 more where the activity leaves what a room keeps in rows of its own, and those of `objections`.
    """
    if case.position.item is None:
        return Facts()
    numbers = {case.position.item.activity, also} - {0}
    activities = [one for one in case.procedure.activities if one.number in numbers]
    keys = {one.key for activity in activities for one in activity.deliverables} | case.procedure.deadline_keys()
    activity = case.position.activity(case.procedure)
    outputs = [one.key for one in activity.outputs]
    return Facts(
        filed=store().fulfilled(case.case_id, keys),
        made_by_decision=made_by_decision(outputs),
        unfiled=unfiled(case.case_id, outputs),
        against=objections(case.case_id, case.procedure, activity, on=on),
    )


def file_record(case: Standpoint, key: str, name: str, form: str, content: Mapping[str, object], user_id: int, *, at: datetime) -> Fact:
    item = case.position.item
    assert item is not None
    document = store().file_record(
        Record(
            case_id=case.case_id,
            key=key,
            name=name,
            form=form,
            content=content,
            activity=item.activity,
            round=item.round,
            user_id=user_id,
            at=at,
        )
    )
    return Fact(kind="file", activity=item.activity, round=item.round, data=document)


def _number(case: Standpoint, after: Position, facts: Sequence[Fact], *, year: int) -> str | None:
    """Return the register number that the approval of the first activity gives (PA-2026-0001: initials of the SOP, year, count), or leaving it
    otherwise: by a deviation, or by going on past it in another version.
    """
    approved = any(fact.kind == "complete" and fact.activity == 1 for fact in facts) and after.item is not None
    left = {"deviate": lambda fact: fact.activity == 1, "version": lambda fact: fact.activity != 1}
    skipped = any(fact.kind in left and left[fact.kind](fact) for fact in facts)
    if case.number or not (approved or skipped):
        return None
    counted = "INSERT INTO cases_sequence (year, last) VALUES (%s, 1)"
    counted += " ON CONFLICT (year) DO UPDATE SET last = cases_sequence.last + 1 RETURNING last"
    ((last,),) = sql.read(counted, [year])
    initials = "".join(word[0] for word in case.procedure.identity.name.split() if word[0].isalpha())[:4].upper() or "P"
    return f"{initials}-{year}-{last:04d}"

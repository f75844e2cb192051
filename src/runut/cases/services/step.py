"""How every step of a case is taken: lock, decide, write; or decide, lock, write where the case's events alone decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from runut.base import sql
from runut.cases.deliverables import Record, asking_unfiled, made_by_decision, objections, store, unfiled
from runut.cases.recording import Recorded, Standpoint, actor_of, composed, read_case, write_step
from runut.cases.rework import begin_rework
from runut.cases.search import index_case
from runut.core import flow
from runut.core.errors import ConcurrentChange, RunutError
from runut.core.guards import Actor, Facts
from runut.core.ledger import Fact
from runut.core.position import Position, evolve
from runut.core.workdays import Calendar
from runut.people.queries import Standing
from runut.procedures.queries import calendar, calendar_answer, remembered_calendar

Step = Callable[[Standpoint, Actor, Calendar, datetime], flow.Step]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """A step as it was decided: what it was read from, and what follows."""

    days: Calendar
    case: Standpoint
    actor: Actor
    at: datetime
    position: Position
    facts: Sequence[Fact]


def take_step(
    step: Step,
    *,
    case_id: int,
    who: Standing,
    at: datetime,
    as_turn: bool | str = False,
    events: int | None = None,
    onto: int | None = None,
    alone: Callable[[Standpoint], bool] | None = None,
) -> Position:
    """Read the case under its lock, let ``step`` decide, and write what follows; the case's own last moment is the earliest that counts.

    Args:
        step: What decides.
        case_id: The case.
        who: Who acts.
        at: When.
        as_turn: Whether they act as the performer whose turn it is; or as which performer.
        events: How many events the case had when they saw it; another number means that somebody was faster.
        onto: The version of its SOP that the step moves it to.
        alone: Given where the case is read ahead (see `_ahead`): whether ``step`` needs nothing but what events of the case tell and writes
            nothing itself, so that it can be decided ahead too.
    """
    if alone:
        with sql.one_cursor():
            moved = _ahead(step, alone, case_id=case_id, who=who, at=at, as_turn=as_turn)
        if moved:
            return moved
    with sql.transaction():
        days = calendar()
        case = read_case(case_id=case_id, user_id=who.user_id, on=days.local(at).date(), lock=True)
        if events is not None and events != case.events:
            raise ConcurrentChange
        return _write(_decide(step, case, days, who, at), who, as_turn=as_turn, onto=onto)


def _ahead(
    step: Step, alone: Callable[[Standpoint], bool], *, case_id: int, who: Standing, at: datetime, as_turn: bool | str
) -> Position | None:
    """Think as much as can be before the lock: one lock holds up every writer of SQLite. None: it did not do, and nothing was written.

    Written is only what follows from a case that has the same events still. Whatever else comes up is decided once more under the lock, so
    nobody is refused for what was read ahead.
    """
    try:
        days = remembered_calendar()
        case = read_case(case_id=case_id, user_id=who.user_id, on=days.local(at).date(), lock=False)
        ready = _composed(step, case, days, who, at, as_turn=as_turn) if alone(case) else None
        with sql.transaction():
            if ready:
                write_step(case_id, *ready[1:], given=calendar_answer(days))
                return ready[0].position
            if not sql.lock_row("cases_case", case_id, given=calendar_answer(days), foreseen=_asking_filed(case)):
                return None
            return _write(_decide(step, case, days, who, at), who, as_turn=as_turn, onto=None)
    except RunutError:
        return None


def _composed(
    step: Step, case: Standpoint, days: Calendar, who: Standing, at: datetime, *, as_turn: bool | str
) -> tuple[_Taken, Sequence[Fact], Recorded, Sequence[sql.Statement]] | None:
    """Return the step decided and put into statements; None: nothing follows, or a register number, which is counted under the lock."""
    taken = _decide(step, case, days, who, at)
    if not taken.facts or _enters_register(case, taken.position, taken.facts):
        return None
    recorded = _recorded(taken, who, as_turn=as_turn)
    return taken, taken.facts, recorded, composed(case, taken.position, taken.facts, recorded)


def _decide(step: Step, case: Standpoint, days: Calendar, who: Standing, at: datetime) -> _Taken:
    at = max(at, case.changed_at)
    actor = actor_of(who, procedure=case.procedure, unit_id=case.unit_id, in_team=case.in_team)
    position, facts = step(case, actor, days, at)
    return _Taken(days=days, case=case, actor=actor, at=at, position=position, facts=facts)


def _write(taken: _Taken, who: Standing, *, as_turn: bool | str, onto: int | None) -> Position:
    case, position, facts = taken.case, taken.position, taken.facts
    if not facts:
        return position
    number = _number(case, position, facts, year=taken.days.local(taken.at).year)
    if number:
        facts = (*facts, Fact(kind="number", data={"number": number}))
        position = evolve(position, facts[-1], at=taken.at)
    recorded = _recorded(taken, who, as_turn=as_turn, number=number, onto=onto)
    write_step(case.case_id, facts, recorded, composed(case, position, facts, recorded))
    begin_rework(case.case_id, case.procedure, case.position, position, facts, user_id=who.user_id, at=taken.at)
    if number:
        index_case(case_id=case.case_id)
    return position


def _recorded(taken: _Taken, who: Standing, *, as_turn: bool | str, number: str | None = None, onto: int | None = None) -> Recorded:
    performer = _acting_as(taken.case, taken.actor, as_turn=as_turn)
    return Recorded(by=taken.actor.record(performer), user_id=who.user_id, at=taken.at, number=number, version_id=onto)


def _acting_as(case: Standpoint, actor: Actor, *, as_turn: bool | str) -> str:
    """Return the performer in whose name an event is recorded: the turn's, else the register's keeper, else a head by their office."""
    if isinstance(as_turn, str):
        return as_turn
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
    activity = case.position.activity(case.procedure)
    outputs = [one.key for one in activity.outputs]
    return Facts(
        filed=store().fulfilled(case.case_id, _needed(case, also=also)),
        made_by_decision=made_by_decision(outputs),
        unfiled=unfiled(case.case_id, outputs),
        against=objections(case.case_id, case.procedure, activity, on=on),
    )


def _asking_filed(case: Standpoint) -> Iterator[sql.Statement]:
    """Yield what `filed_for` asks of documents and of what is not filed, for who asks it with the lock."""
    if case.position.item is not None:
        if keys := _needed(case):
            yield store().asking(case.case_id, keys)
        yield from asking_unfiled(case.case_id, [one.key for one in case.position.activity(case.procedure).outputs])


def _needed(case: Standpoint, *, also: int = 0) -> set[str]:
    """Return the keys of all that the open activity, and the one ``also``, asks for, and of what a deadline follows."""
    assert case.position.item is not None
    numbers = {case.position.item.activity, also} - {0}
    activities = [one for one in case.procedure.activities if one.number in numbers]
    return {one.key for activity in activities for one in activity.deliverables} | case.procedure.deadline_keys()


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
    """Return the register number that the step gives (PA-2026-0001: initials of the SOP, year, count); None: it gives none."""
    if not _enters_register(case, after, facts):
        return None
    counted = "INSERT INTO cases_sequence (year, last) VALUES (%s, 1)"
    counted += " ON CONFLICT (year) DO UPDATE SET last = cases_sequence.last + 1 RETURNING last"
    ((last,),) = sql.read(counted, [year])
    initials = "".join(word[0] for word in case.procedure.identity.name.split() if word[0].isalpha())[:4].upper() or "P"
    return f"{initials}-{year}-{last:04d}"


def _enters_register(case: Standpoint, after: Position, facts: Sequence[Fact]) -> bool:
    """Whether the case has no number yet and leaves the first activity: by its approval, by a deviation, or by going on past it in another version."""
    approved = any(fact.kind == "complete" and fact.activity == 1 for fact in facts) and after.item is not None
    left = {"deviate": lambda fact: fact.activity == 1, "version": lambda fact: fact.activity != 1}
    return not case.number and (approved or any(fact.kind in left and left[fact.kind](fact) for fact in facts))

"""What happens to a case: each command returns the facts that follow and the position after them, or raises with every reason.

No clock and no rows: time, facts and calendar are arguments. `runut.core.guards` says what stands against an act.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from runut.core import guards, workdays
from runut.core.errors import NotPermitted, Refused
from runut.core.guards import Act, Actor, Facts
from runut.core.ledger import Fact
from runut.core.position import NOWHERE, Position, Status, due_text, evolve
from runut.core.procedure import END, Procedure
from runut.core.remarks import answering
from runut.core.sentences import Reason, reason
from runut.core.workdays import Calendar, Clock

LONGEST_EXTENSION: Final = 366
"""Days of one extension; a slip of the keyboard must not move a deadline beyond every calendar."""


Step = tuple[Position, tuple[Fact, ...]]
"""The position after a command, and what is to be recorded."""


def open_case(procedure: Procedure, *, title: str, unit: str, calendar: Calendar, at: datetime, version: str = "") -> Step:
    """Return the case at activity 1, round 1; ``version`` is the SHA-256 of the SOP's text, where it is known."""
    refuse(NOWHERE, (), at=at)
    told = {"title": title, "unit": unit, "procedure": procedure.identity.name} | ({"version": version} if version else {})
    opened = Fact(kind="open", data=told)
    return moved(NOWHERE, (opened, _scheduled(procedure, NOWHERE, 1, Facts(), calendar, at=at)), at=at)


def certify(procedure: Procedure, position: Position, act: Act, *, facts: Facts, actor: Actor, calendar: Calendar, at: datetime) -> Step:
    """Record the current turn: the next performer's turn follows, or after the last the next activity, or the end.

    Args:
        procedure: The version that the case stays on.
        position: Where it stands; not changed.
        act: Outcome, reason, remarks and note of the performer.
        facts: What is filed.
        actor: Who asks, with what they hold at this moment.
        calendar: The office's calendar, for the next deadline.
        at: When, as an aware datetime, not before the last event.

    Raises:
        NotPermitted: It is another performer's turn, or their own work.
        Refused: The case moves not now; ``reasons`` lists everything that is missing.

    Source: design section 4 rules 2, 3 and 5.
    """
    refuse(position, guards.certifying(procedure, position, act, facts, actor), at=at)
    activity, turn = position.activity(procedure), position.turn(procedure)
    item = position.item
    assert item is not None
    last = item.turn == len(activity.turns) - 1
    deciding = bool(act.outcome)
    data: dict[str, object] = {
        "turn": item.turn,
        "performer": turn.key,
        "part": turn.part.value,
        "documents": [one.record() for one in facts.named(activity)],
    }
    if act.note.strip():
        data["note"] = act.note.strip()
    if deciding:
        data |= _decided(position, act)
    kind = "complete" if last else "certify"
    recorded = Fact(kind=kind, activity=item.activity, round=item.round, data=data)
    if not last:
        return moved(position, (recorded,), at=at)
    outcome = act.outcome
    after = evolve(position, recorded, at=at)
    target = activity.decision[outcome] if outcome else procedure.next_number(item.activity)
    if target == END:
        refused = bool(outcome) and guards.is_rejection(activity, outcome)
        status = Status.REFUSED if refused else Status.COMPLETED
        following = Fact(kind="end", data={"status": status.value} | ({"reason": act.reason.strip()} if refused else {}))
    else:
        following = _scheduled(procedure, after, int(target), facts, calendar, at=at, rework=int(target) <= item.activity)
    return evolve(after, following, at=at), (recorded, following)


def _decided(position: Position, act: Act) -> dict[str, object]:
    more: dict[str, object] = {
        "remarks": [one.record(position.remarks + index) for index, one in enumerate(act.said, 1)],
        "reopened": [{"number": number, "reason": why.strip()} for number, why in sorted(act.reopened.items())],
        "closed": sorted(act.closed),
    }
    return {"outcome": act.outcome, "reason": act.reason.strip()} | {name: value for name, value in more.items() if value}


def hold(position: Position, *, why: str, actor: Actor, procedure: Procedure, at: datetime) -> Step:
    """Stop the clock; the open work item waits with the case.

    Raises:
        NotPermitted: The actor neither keeps the register nor is a head.
        Refused: The case is held or ended, or no reason was given.
    """
    refuse(position, (*guards.course("hold", procedure, position, actor), *stated(why)), at=at)
    return _about_item(position, "suspend", {"reason": why.strip(), "by": actor.name}, at=at)


def resume(position: Position, *, note: str, actor: Actor, procedure: Procedure, calendar: Calendar, at: datetime) -> Step:
    """Let the clock run again; the deadline moves by the working days that were held.

    Raises:
        NotPermitted: As for `hold`.
        Refused: The case is not on hold.
    """
    refuse(position, guards.course("resume", procedure, position, actor), at=at)
    running, _ = _about_item(position, "resume", {}, at=at)
    due = workdays.due(running.clock(procedure), calendar, day=procedure.day)
    return _about_item(position, "resume", {"note": note.strip(), "due_at": due_text(due)}, at=at)


def extend(position: Position, *, days: int, why: str, actor: Actor, procedure: Procedure, calendar: Calendar, at: datetime) -> Step:
    """Move the deadline of the open work item by ``days`` working days (days of the procedure).

    Raises:
        NotPermitted: The actor is no head.
        Refused: Held, ended, without deadline, without reason, or ``days`` below one or above `LONGEST_EXTENSION`.
    """
    found = [*guards.course("extend", procedure, position, actor), *stated(why)]
    if days < 1:
        found.append(reason("days_not_positive"))
    elif days > LONGEST_EXTENSION:
        found.append(reason("days_too_many", most=LONGEST_EXTENSION))
    refuse(position, found, at=at)
    data: dict[str, object] = {"days": days, "reason": why.strip()}
    longer, _ = _about_item(position, "extend", data, at=at)
    data["due_at"] = due_text(workdays.due(longer.clock(procedure), calendar, day=procedure.day))
    return _about_item(position, "extend", data, at=at)


def deviate(
    position: Position, *, target: int, why: str, facts: Facts, actor: Actor, procedure: Procedure, calendar: Calendar, at: datetime
) -> Step:
    """Move the case to another activity against the flow.

    Raises:
        NotPermitted: The actor is no head.
        Refused: Held, ended, no reason, no such activity, or the case stands there already.
    """
    found = [*guards.course("deviate", procedure, position, actor), *stated(why)]
    if not 1 <= target <= len(procedure.activities):
        found.append(reason("activity_unknown", activity=target))
    elif position.item and position.item.activity == target:
        found.append(reason("activity_same", activity=target))
    refuse(position, found, at=at)
    left, facts_left = _about_item(position, "deviate", {"target": target, "reason": why.strip()}, at=at)
    return moved(position, (*facts_left, _scheduled(procedure, left, target, facts, calendar, at=at, rework=True)), at=at)


def cancel(position: Position, *, why: str, actor: Actor, procedure: Procedure, at: datetime) -> Step:
    """End the case before its time; held cases can be cancelled too.

    Raises:
        NotPermitted: The actor is no head.
        Refused: The case has ended, or no reason was given.
    """
    refuse(position, (*guards.course("cancel", procedure, position, actor), *stated(why)), at=at)
    _, facts = _about_item(position, "cancel", {"reason": why.strip()}, at=at)
    return moved(position, (*facts, Fact(kind="end", data={"status": Status.CANCELLED.value, "reason": why.strip()})), at=at)


def file(position: Position, *, key: str, document: dict[str, object], procedure: Procedure, at: datetime, removed: bool = False) -> Step:
    """Record a filed (or taken out) version; what was certified about the older one lapses in the same step.

    Raises:
        Refused: The deliverable is sealed, or not due yet, or the case has ended.
    """
    refuse(position, guards.filing(procedure, position, key), at=at)
    item = position.item
    assert item is not None
    filed = Fact(kind="remove" if removed else "file", activity=item.activity, round=item.round, data=document)
    concerned = any(one.key == key for one in position.activity(procedure).deliverables)
    if not (key and concerned and item.turn):
        return moved(position, (filed,), at=at)
    cause = {"cause": {"key": key, "name": document.get("name"), "sha256": document.get("sha256")}, "turns": item.turn}
    return moved(position, (filed, Fact(kind="lapse", activity=item.activity, round=item.round, data=cause)), at=at)


def answer(position: Position, *, number: int, text: str, change: str, procedure: Procedure, actor: Actor, at: datetime) -> Step:
    """Answer a remark of an earlier decision and name what changed.

    Raises:
        NotPermitted: It is not the actor's turn.
        Refused: No such remark, answered already, or the answer is incomplete.
    """
    blocked = answering(position, number=number, text=text, change=change)
    theirs = () if position.item is None else guards.turn_is_theirs(procedure, position, actor)
    refuse(position, (*theirs, *blocked), at=at)
    return _about_item(position, "answer", {"number": number, "text": text.strip(), "change": change.strip()}, at=at)


def recalendar(position: Position, *, procedure: Procedure, calendar: Calendar, at: datetime, why: str = "") -> Step:
    """Move the deadline to what the calendar now says; no fact when it stays.

    ``why`` is the reason when not an edition changed but the office's hours or week.

    Raises:
        Refused: ``at`` lies before the last event.
    """
    if position.item is None:
        return position, ()
    due = workdays.due(position.clock(procedure), calendar, day=procedure.day)
    if due == position.item.due_at:
        return position, ()
    refuse(position, (), at=at)
    data = {"edition": calendar.edition, "was": due_text(position.item.due_at), "due_at": due_text(due)}
    if why:
        data["reason"] = why
    return _about_item(position, "calendar", data, at=at)


def upcoming(procedure: Procedure, number: int, outcome: str = "") -> int | str:
    """Return where the case goes after activity ``number`` with ``outcome``."""
    activity = procedure.activity(number)
    return activity.decision[outcome] if outcome else procedure.next_number(number)


def _scheduled(
    procedure: Procedure,
    position: Position,
    number: int,
    facts: Facts,
    calendar: Calendar,
    *,
    at: datetime,
    rework: bool = False,
) -> Fact:
    activity = procedure.activity(number)
    ends_on = facts.ends_on(activity.time.follows) if activity.time and activity.time.follows else None
    clock = Clock(start=at, limit=activity.time, ends_on=ends_on)
    data: dict[str, object] = {"due_at": due_text(workdays.due(clock, calendar, day=procedure.day)), "edition": calendar.edition}
    if ends_on:
        data["ends_on"] = ends_on.isoformat()
    if rework:
        data["rework"] = True
    return Fact(kind="schedule", activity=number, round=position.rounds.get(number, 0) + 1, data=data)


def _about_item(position: Position, kind: str, data: Mapping[str, object], *, at: datetime) -> Step:
    item = position.item
    assert item is not None
    return moved(position, (Fact(kind=kind, activity=item.activity, round=item.round, data=data),), at=at)


def moved(position: Position, facts: tuple[Fact, ...], *, at: datetime) -> Step:
    """Return the position after ``facts``, and the facts."""
    for fact in facts:
        position = evolve(position, fact, at=at)
    return position, facts


def stated(why: str) -> list[Reason]:
    """Return what stands against an act without a reason."""
    return [] if why.strip() else [reason("reason_missing")]


_NOT_THEIRS = frozenset({"not_your_turn", "own_work", "register_only", "heads_only", "heads_none"})


def refuse(position: Position, found: Iterable[Reason], *, at: datetime) -> None:
    """Raise what was found against an act, who may not do it first, and that it comes before the last event."""
    if at.tzinfo is None:
        raise ValueError("at must be an aware datetime")
    reasons = tuple(found)
    denied = tuple(one for one in reasons if one.code in _NOT_THEIRS)
    if denied:
        raise NotPermitted(reasons=denied)
    if position.last_at and at < position.last_at:
        reasons = (reason("time_backwards", last=position.last_at), *reasons)
    if reasons:
        raise Refused(reasons=reasons)

"""Between rows and the core: read where a case stands under its lock, and write a step down in one transaction.

A step is written by compare-and-set on the number of the case's events; rows, events and the next work item stand or fall together.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from runut.base import sql
from runut.cases.models import FAR
from runut.cases.remarking import judge_answers, raising
from runut.core.errors import ConcurrentChange, NotFound
from runut.core.guards import Actor
from runut.core.ledger import GENESIS, Event, Fact, moment, seal, timestamp
from runut.core.position import Position, Status, WorkItem
from runut.core.procedure import HeldBy, Procedure
from runut.core.workdays import Hold
from runut.people.queries import Standing
from runut.procedures.queries import procedure_version


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """A case as it stands in its rows; ``events`` and ``head`` are the end of its chain, ``item_id`` the row of the open work item."""

    case_id: int
    uid: str
    number: str | None
    title: str
    unit_id: int
    version_id: int
    procedure: Procedure
    position: Position
    events: int
    head: str
    changed_at: datetime
    item_id: int | None
    in_team: bool


_SELECT = """
SELECT c.id, c.uid, c.number, c.title, c.unit_id, c.version_id, c.status, c.rounds, c.remarks, c.open_remarks, c.changed_at, c.events, c.head, c.leg,
       w.id, w.activity, w.round, w.turn, w.rework, w.scheduled_at, w.due_at, w.ends_on, w.holds, w.extended,
       EXISTS (SELECT 1 FROM cases_teammember t
               WHERE t.case_id = c.id AND t.user_id = %s AND t.from_on <= %s AND (t.to_on IS NULL OR t.to_on >= %s))
FROM cases_case c LEFT JOIN cases_workitem w ON w.case_id = c.id AND w.state = 'open'
WHERE c.id = %s"""


def read_case(*, case_id: int, user_id: int, on: date, lock: bool) -> Standpoint:
    """Return where the case stands; with ``lock`` nobody else writes to it until the transaction ends.

    Queries: 1, 1 more while remarks are unanswered, and 1 for the lock on PostgreSQL.

    Raises:
        NotFound: There is no such case.
    """
    if lock:
        sql.lock_row("cases_case", case_id)
    day = sql.put_day(on)
    rows = sql.read(_SELECT, [user_id, day, day, case_id])
    if not rows:
        raise NotFound
    (pk, uid, number, title, unit, version, status, rounds, remarks, open_count, changed, events, head, leg, *item, team) = rows[0]
    changed_at = sql.get_moment(changed)
    assert changed_at is not None
    position = Position(
        status=Status(status),
        item=_item(item),
        rounds={int(activity): round_ for activity, round_ in sql.get_json(rounds).items()},
        remarks=remarks,
        open_remarks=_open_remarks(pk) if open_count else frozenset(),
        last_at=changed_at,
        leg=leg,
    )
    return Standpoint(
        case_id=pk,
        uid=uid,
        number=number,
        title=title,
        unit_id=unit,
        version_id=version,
        procedure=procedure_version(version),
        position=position,
        events=events,
        head=head,
        changed_at=changed_at,
        item_id=item[0],
        in_team=bool(team),
    )


def actor_of(who: Standing, *, procedure: Procedure, unit_id: int, in_team: bool) -> Actor:
    """Return the person as a performer of this case: by office, by belonging to the requesting unit, or by its team."""
    performers = set()
    for one in procedure.performers:
        by_unit = one.held_by is HeldBy.UNIT and who.unit_id == unit_id
        by_team = one.held_by is HeldBy.TEAM and in_team
        if by_unit or by_team or (one.held_by is HeldBy.OFFICE and one.key in who.offices):
            performers.add(one.key)
    return Actor(
        login=who.login,
        name=who.name,
        position=who.position,
        performers=frozenset(performers),
        capacity=who.capacity,
        team=in_team,
        head=who.head,
    )


def turn_key(procedure: Procedure, position: Position) -> str:
    """Return what `Case.turn_key` holds for the open turn."""
    if position.item is None:
        return ""
    performer = position.performer(procedure)
    return {HeldBy.UNIT: "@unit", HeldBy.TEAM: "@team"}.get(performer.held_by, performer.key)


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """Who did it, as the events hold them; and with the step the register number that it gives, or the version that it moves the case to."""

    by: Mapping[str, Any]
    user_id: int
    at: datetime
    number: str | None = field(default=None)
    version_id: int | None = field(default=None)


def composed(before: Standpoint, after: Position, facts: Sequence[Fact], recorded: Recorded) -> list[sql.Statement]:
    """Return what writes ``facts`` as events and makes the rows say ``after``, for `write_step`. Queries: 0."""
    events = sealed(facts, recorded, uid=before.uid, events=before.events, head=before.head)
    return [
        _case_statement(before, after, facts, recorded, events),
        *_item_statements(before, after, facts, recorded.at),
        _event_statement(before.case_id, events, user_id=recorded.user_id),
        *raising(before.case_id, facts, user_id=recorded.user_id, at=recorded.at),
    ]


def write_step(
    case_id: int, facts: Sequence[Fact], recorded: Recorded, statements: Sequence[sql.Statement], *, given: sql.Answer | None = None
) -> None:
    """Write a step as `composed` says it, and what it says of answers to remarks. Queries: 2 to 5, 1 to 2 more for each answer judged; the caller
    holds the transaction.

    Raises:
        ConcurrentChange: The case, or what is ``given``, is no longer as it was when the statements were composed.
    """
    if not sql.write_if(statements, given=given):
        raise ConcurrentChange
    judge_answers(case_id, facts, by=str(recorded.by.get("name", "")), at=recorded.at)


def insert_events(case_id: int, events: Sequence[Event], *, user_id: int) -> None:
    """Append ``events`` to the chain. Queries: 1."""
    sql.write(*_event_statement(case_id, events, user_id=user_id))


def _event_statement(case_id: int, events: Sequence[Event], *, user_id: int) -> sql.Statement:
    return sql.inserting(
        "cases_event",
        ["case_id", "number", "kind", "activity", "user_id", "at", "content", "hash"],
        [(case_id, one.number, one.kind, one.activity, user_id, sql.put_moment(one.at), one.text.decode(), one.hash) for one in events],
    )


def sealed(facts: Sequence[Fact], recorded: Recorded, *, uid: str, events: int = 0, head: str = GENESIS) -> list[Event]:
    """Return ``facts`` as the events that follow the chain of ``events`` events that ends in ``head``."""
    chain: list[Event] = []
    for number, fact in enumerate(facts, events + 1):
        chain.append(seal(fact, case=uid, number=number, previous=head, by=recorded.by, at=recorded.at))
        head = chain[-1].hash
    return chain


def _case_statement(
    before: Standpoint, after: Position, facts: Sequence[Fact], recorded: Recorded, events: Sequence[Event]
) -> sql.Statement:
    ending = next((fact.data for fact in facts if fact.kind == "end"), None)
    onto = procedure_version(recorded.version_id) if recorded.version_id else before.procedure
    was, now = case_columns(before.procedure, before.position), case_columns(onto, after)
    values: dict[str, object] = {
        # An index whose columns are not named is not written.
        **{name: _put(name, value) for name, value in now.items() if was[name] != value},
        "changed_at": sql.put_moment(recorded.at),
        "events": events[-1].number,
        "head": events[-1].hash,
    }
    if recorded.number:
        values["number"] = recorded.number
    if recorded.version_id:
        values["version_id"] = recorded.version_id
    if ending:
        values |= {"ended_at": sql.put_moment(recorded.at), "ending_reason": ending.get("reason", "")}
    columns = ", ".join(f"{name} = %s" for name in values)
    return f"UPDATE cases_case SET {columns} WHERE id = %s AND events = %s", [*values.values(), before.case_id, before.events]


def case_columns(procedure: Procedure, position: Position) -> dict[str, Any]:
    """Return what the case's own columns say of ``position``, as `_put` takes it."""
    item = position.item
    due = item.due_at if item else None
    return {
        "status": position.status.value,
        "activity": item.activity if item else None,
        "round": item.round if item else 1,
        "turn_key": turn_key(procedure, position),
        "due_at": due,
        "due_order": due or FAR,
        "rounds": position.rounds,
        "remarks": position.remarks,
        "open_remarks": len(position.open_remarks),
        "leg": position.leg,
    }


def _put(name: str, value: Any) -> object:
    if name in {"due_at", "due_order"}:
        return sql.put_moment(value)
    return json.dumps({str(activity): round_ for activity, round_ in value.items()}) if name == "rounds" else value


def _item_statements(before: Standpoint, after: Position, facts: Sequence[Fact], at: datetime) -> Iterator[sql.Statement]:
    was, now = before.position.item, after.item
    if was is None or was == now:
        return
    if now and (after.leg, now.activity, now.round) == (before.position.leg, was.activity, was.round):
        yield (
            "UPDATE cases_workitem SET turn = %s, holds = %s, extended = %s, due_at = %s WHERE id = %s",
            [now.turn, json.dumps([hold_text(one) for one in now.holds]), now.extended, sql.put_moment(now.due_at), before.item_id],
        )
        return
    if now and after.leg != before.position.leg:
        yield (
            "UPDATE cases_workitem SET leg = %s, activity = %s, round = %s, turn = %s, ends_on = %s, due_at = %s WHERE id = %s",
            [after.leg, now.activity, now.round, now.turn, sql.put_day(now.ends_on), sql.put_moment(now.due_at), before.item_id],
        )
        return
    done = next((fact for fact in facts if fact.kind == "complete"), None)
    yield (
        "UPDATE cases_workitem SET state = %s, closed_at = %s, outcome = %s WHERE id = %s",
        ["completed" if done else "withdrawn", sql.put_moment(at), str(done.data.get("outcome", "")) if done else "", before.item_id],
    )
    if now:
        yield _opening(before.case_id, now, leg=after.leg)


def insert_item(case_id: int, item: WorkItem, *, leg: int = 0) -> None:
    """Open a work item. Queries: 1."""
    sql.write(*_opening(case_id, item, leg=leg))


def _opening(case_id: int, item: WorkItem, *, leg: int) -> sql.Statement:
    return sql.inserting(
        "cases_workitem",
        [
            "case_id",
            "leg",
            "activity",
            "round",
            "state",
            "turn",
            "rework",
            "scheduled_at",
            "due_at",
            "ends_on",
            "holds",
            "extended",
            "outcome",
        ],
        [
            (
                case_id,
                leg,
                item.activity,
                item.round,
                "open",
                item.turn,
                item.rework,
                sql.put_moment(item.scheduled_at),
                sql.put_moment(item.due_at),
                sql.put_day(item.ends_on),
                json.dumps([hold_text(one) for one in item.holds]),
                item.extended,
                "",
            )
        ],
    )


def _item(row: Sequence[Any]) -> WorkItem | None:
    pk, activity, round_, turn, rework, scheduled, due, ends_on, holds, extended = row
    if pk is None:
        return None
    scheduled_at = sql.get_moment(scheduled)
    assert scheduled_at is not None
    return WorkItem(
        activity=activity,
        round=round_,
        turn=turn,
        rework=bool(rework),
        scheduled_at=scheduled_at,
        due_at=sql.get_moment(due),
        ends_on=sql.get_day(ends_on),
        holds=tuple(
            Hold(since=moment(one["since"]), until=moment(one["until"]) if one["until"] else None, reason=one["reason"], by=one["by"])
            for one in sql.get_json(holds)
        ),
        extended=extended,
    )


def hold_text(hold: Hold) -> dict[str, str | None]:
    """Return a hold as `WorkItem.holds` keeps it."""
    until = timestamp(hold.until) if hold.until else None
    return {"since": timestamp(hold.since), "until": until, "reason": hold.reason, "by": hold.by}


def _open_remarks(case_id: int) -> frozenset[int]:
    return frozenset(
        number for (number,) in sql.read("SELECT number FROM cases_remark WHERE case_id = %s AND answered_at IS NULL", [case_id])
    )

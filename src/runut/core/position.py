"""Where a case stands, as values, and how each event moves it.

`evolve` is the only place that turns an event into a new position. Commands (`flow`) decide which events happen and evolve through them;
replay folds the recorded events through the same function, so that what a case's rows say and what its history says can be compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from runut.core.ledger import Event, Fact, moment, timestamp
from runut.core.procedure import Activity, Participation, Performer, Procedure
from runut.core.workdays import Clock, Hold


class Status(StrEnum):
    """State of a case."""

    ACTIVE = "active"
    HELD = "held"
    COMPLETED = "completed"
    REFUSED = "refused"
    CANCELLED = "cancelled"

    @property
    def ended(self) -> bool:
        """Whether nothing can follow."""
        return self in {Status.COMPLETED, Status.REFUSED, Status.CANCELLED}


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkItem:
    """One activation of an activity: its round, whose turn it is (index into `Activity.turns`), and its clock.

    ``rework`` says that it was opened by sending the case back here: what the earlier round left still counts then.
    """

    activity: int
    round: int
    scheduled_at: datetime
    turn: int = 0
    rework: bool = False
    ends_on: date | None = None
    holds: tuple[Hold, ...] = ()
    extended: int = 0
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """Where a case stands. ``item`` is the open work item: exactly one unless the case has ended.

    ``leg`` counts how often the case moved to another version of its SOP; ``rounds`` is by the numbers of the version that it is on.
    """

    status: Status
    item: WorkItem | None
    rounds: Mapping[int, int] = field(default_factory=dict)
    remarks: int = 0
    open_remarks: frozenset[int] = frozenset()
    last_at: datetime | None = None
    leg: int = 0

    def activity(self, procedure: Procedure) -> Activity:
        """Return the activity of the open work item.

        Raises:
            ValueError: The case has ended.
        """
        return procedure.activity(_open(self).activity)

    def turn(self, procedure: Procedure) -> Participation:
        """Return whose record the open work item waits for."""
        return self.activity(procedure).turns[_open(self).turn]

    def performer(self, procedure: Procedure) -> Performer:
        """Return the performer of `turn`."""
        return procedure.performer(self.turn(procedure).key)

    def clock(self, procedure: Procedure) -> Clock:
        """Return what the deadline of the open work item derives from."""
        item = _open(self)
        limit = procedure.activity(item.activity).time
        return Clock(start=item.scheduled_at, limit=limit, ends_on=item.ends_on, holds=item.holds, extended=item.extended)


NOWHERE = Position(status=Status.ACTIVE, item=None)
"""Before the first event."""


def evolve(position: Position, fact: Fact | Event, *, at: datetime) -> Position:
    """Return the position after ``fact``, which happened at ``at``; kinds that move nothing only advance the time."""
    change = _CHANGES.get(fact.kind)
    return change(position, fact, at) if change else replace(position, last_at=at)


def replay(events: Iterable[Event]) -> Position:
    """Return where the events of one case lead, in the order of their numbers."""
    position = NOWHERE
    for event in events:
        position = evolve(position, event, at=event.at)
    return position


def _schedule(position: Position, fact: Fact | Event, at: datetime) -> Position:
    number, round_ = fact.activity, fact.round
    if number is None or round_ is None:
        raise ValueError("a work item needs its activity and round")
    ends_on = fact.data.get("ends_on")
    item = WorkItem(
        activity=number,
        round=round_,
        scheduled_at=at,
        rework=bool(fact.data.get("rework")),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        due_at=_due(fact.data),
    )
    return replace(position, status=Status.ACTIVE, item=item, rounds={**position.rounds, number: round_}, last_at=at)


def _certify(position: Position, fact: Fact | Event, at: datetime) -> Position:
    return _item(position, at, turn=int(fact.data["turn"]) + 1)


def _complete(position: Position, fact: Fact | Event, at: datetime) -> Position:
    numbers = [int(one["number"]) for one in fact.data.get("remarks", ())]
    reopened = [int(one["number"]) for one in fact.data.get("reopened", ())]
    return replace(
        position,
        item=None,
        remarks=position.remarks + len(numbers),
        open_remarks=position.open_remarks | frozenset(numbers) | frozenset(reopened),
        last_at=at,
    )


def _leave(position: Position, fact: Fact | Event, at: datetime) -> Position:
    return replace(position, item=None, last_at=at)


def _end(position: Position, fact: Fact | Event, at: datetime) -> Position:
    return replace(position, status=Status(str(fact.data["status"])), item=None, last_at=at)


def _suspend(position: Position, fact: Fact | Event, at: datetime) -> Position:
    held = Hold(since=at, reason=str(fact.data["reason"]), by=str(fact.data["by"]))
    return replace(_item(position, at, holds=(*_open(position).holds, held), due_at=None), status=Status.HELD)


def _resume(position: Position, fact: Fact | Event, at: datetime) -> Position:
    *earlier, last = _open(position).holds
    closed = (*earlier, replace(last, until=at))
    return replace(_item(position, at, holds=closed, due_at=_due(fact.data)), status=Status.ACTIVE)


def _extend(position: Position, fact: Fact | Event, at: datetime) -> Position:
    return _item(position, at, extended=_open(position).extended + int(fact.data["days"]), due_at=_due(fact.data))


def _calendar(position: Position, fact: Fact | Event, at: datetime) -> Position:
    return _item(position, at, due_at=_due(fact.data))


def _lapse(position: Position, fact: Fact | Event, at: datetime) -> Position:
    return _item(position, at, turn=0)


def _answer(position: Position, fact: Fact | Event, at: datetime) -> Position:
    return replace(position, open_remarks=position.open_remarks - {int(fact.data["number"])}, last_at=at)


def _version(position: Position, fact: Fact | Event, at: datetime) -> Position:
    """The work item goes on under the numbers of another version; what it took so far, held and extended, still counts."""
    number, round_ = fact.activity, fact.round
    if number is None or round_ is None:
        raise ValueError("a work item needs its activity and round")
    ends_on = fact.data.get("ends_on")
    moved = _item(
        position,
        at,
        activity=number,
        round=round_,
        turn=int(fact.data["turn"]),
        ends_on=date.fromisoformat(ends_on) if ends_on else None,
        due_at=_due(fact.data),
    )
    rounds = {int(activity): int(count) for activity, count in fact.data["rounds"].items()}
    return replace(moved, rounds=rounds, leg=position.leg + 1)


_CHANGES = {
    "schedule": _schedule,
    "certify": _certify,
    "complete": _complete,
    "deviate": _leave,
    "cancel": _leave,
    "end": _end,
    "suspend": _suspend,
    "resume": _resume,
    "extend": _extend,
    "calendar": _calendar,
    "lapse": _lapse,
    "answer": _answer,
    "version": _version,
}


def _open(position: Position) -> WorkItem:
    if position.item is None:
        raise ValueError("no work item is open")
    return position.item


def _item(position: Position, at: datetime, **changes: Any) -> Position:
    return replace(position, item=replace(_open(position), **changes), last_at=at)


def _due(data: Mapping[str, Any]) -> datetime | None:
    text = data.get("due_at")
    return moment(text) if text else None


def due_text(at: datetime | None) -> str | None:
    """Return a deadline as events hold it."""
    return timestamp(at) if at else None

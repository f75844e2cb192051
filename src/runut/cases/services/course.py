"""What moves a case beside the flow: hold, resume, extension, deviation, cancellation, a new calendar; each with its reason.

``events`` is how many events the case had on the page that somebody pressed a button on; another number raises `ConcurrentChange`, so that
nothing is done twice.
"""

from __future__ import annotations

from datetime import datetime

from runut.cases.services.step import filed_for, take_step
from runut.core import flow
from runut.core.position import Position
from runut.core.workdays import Calendar
from runut.people.queries import Standing


def hold(*, case_id: int, why: str, who: Standing, at: datetime, events: int | None = None) -> Position:
    """Stop the clock of the case. Raises as `flow.hold`."""
    return take_step(
        lambda case, actor, days, at: flow.hold(case.position, why=why, actor=actor, procedure=case.procedure, at=at),
        case_id=case_id,
        who=who,
        at=at,
        events=events,
    )


def resume(*, case_id: int, note: str, who: Standing, at: datetime, events: int | None = None) -> Position:
    """Let the clock run again. Raises as `flow.resume`."""
    return take_step(
        lambda case, actor, days, at: flow.resume(case.position, note=note, actor=actor, procedure=case.procedure, calendar=days, at=at),
        case_id=case_id,
        who=who,
        at=at,
        events=events,
    )


def extend(*, case_id: int, days: int, why: str, who: Standing, at: datetime, events: int | None = None) -> Position:
    """Move the deadline by ``days`` working days. Raises as `flow.extend`."""
    more = days
    return take_step(
        lambda case, actor, days, at: flow.extend(
            case.position, days=more, why=why, actor=actor, procedure=case.procedure, calendar=days, at=at
        ),
        case_id=case_id,
        who=who,
        at=at,
        events=events,
    )


def deviate(*, case_id: int, target: int, why: str, who: Standing, at: datetime, events: int | None = None) -> Position:
    """Move the case to activity ``target`` against the flow. Raises as `flow.deviate`."""
    return take_step(
        lambda case, actor, days, at: flow.deviate(
            case.position,
            target=target,
            why=why,
            facts=filed_for(case, on=days.local(at).date(), also=target),
            actor=actor,
            procedure=case.procedure,
            calendar=days,
            at=at,
        ),
        case_id=case_id,
        who=who,
        at=at,
        events=events,
    )


def cancel(*, case_id: int, why: str, who: Standing, at: datetime, events: int | None = None) -> Position:
    """End the case before its time. Raises as `flow.cancel`."""
    return take_step(
        lambda case, actor, days, at: flow.cancel(case.position, why=why, actor=actor, procedure=case.procedure, at=at),
        case_id=case_id,
        who=who,
        at=at,
        events=events,
    )


def recalendar(*, case_id: int, days: Calendar, who: Standing, at: datetime, why: str = "") -> Position:
    """Move the deadline of the open work item to what ``days`` now says; writes nothing when it stays."""
    return take_step(
        lambda case, actor, _, at: flow.recalendar(case.position, procedure=case.procedure, calendar=days, at=at, why=why),
        case_id=case_id,
        who=who,
        at=at,
    )

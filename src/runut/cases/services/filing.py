"""Recording that a version of a document was filed; the documents room calls it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from runut.cases.recording import Standpoint
from runut.cases.services.step import take_step
from runut.core import flow, guards
from runut.core.errors import NotPermitted, Refused
from runut.core.guards import Actor
from runut.core.position import Position
from runut.core.workdays import Calendar
from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a case stands when something is filed, and the moment that its event will name."""

    activity: int
    round: int
    at: datetime


def record_filing(
    *, case_id: int, key: str, document: Callable[[Place], dict[str, object]], who: Standing, at: datetime, removed: bool = False
) -> Position:
    """Record that a version of a document was filed under ``key`` (empty: another paper), or taken out.

    Args:
        case_id: The case.
        key: The deliverable.
        document: Called under the case's lock, after the guards; files the version and returns it as the event names it.
        who: Who files.
        at: When.
        removed: Taken out instead of filed.

    Raises:
        NotFound: No such case.
        NotPermitted: They hold no part that files this.
        Refused: Sealed, not due yet, or the case has ended.
    """

    def step(case: Standpoint, actor: Actor, days: Calendar, at: datetime) -> flow.Step:
        theirs = tuple(guards.filing_is_theirs(case.procedure, case.position, key, actor))
        against = guards.filing(case.procedure, case.position, key)
        if against:
            raise Refused(reasons=against)
        if theirs:
            raise NotPermitted(reasons=theirs)
        assert case.position.item is not None
        filed = document(Place(activity=case.position.item.activity, round=case.position.item.round, at=at))
        return flow.file(case.position, key=key, document=filed, procedure=case.procedure, at=at, removed=removed)

    return take_step(step, case_id=case_id, who=who, at=at)

"""What would follow from an act, computed by the core and written nowhere: shown before anybody confirms it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from runut.cases import deliverables
from runut.cases.queries.page import CasePage
from runut.core import flow
from runut.core.errors import RunutError
from runut.core.guards import Facts
from runut.core.position import Position
from runut.core.procedure import Activity, Performer
from runut.core.sentences import Reason
from runut.core.workdays import Calendar, Clock, due
from runut.procedures.queries import calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence:
    """Where an act beside the flow would lead; ``against`` says why it leads nowhere now.

    ``before`` and ``after`` are the deadline of the case, None where it has none.
    """

    before: datetime | None
    after: datetime | None
    activity: Activity | None = None
    performer: Performer | None = None
    round: int = 0
    against: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Following:
    """Where the case goes with the last record of an activity; ``activity`` None: it ends. ``due_at``: if that happened now."""

    activity: Activity | None
    performer: Performer | None
    round: int
    due_at: datetime | None


def consequence(act: str, *, page: CasePage, at: datetime, days: int = 0, target: int = 0) -> Consequence:
    """Return what ``act`` (one of `runut.core.guards.COURSE`) would change. Queries: 1, and 1 more for a deviation.

    Args:
        act: Which act.
        page: The case as the reader sees it.
        at: Now.
        days: Of an extension.
        target: Of a deviation.
    """
    before = page.due_at
    try:
        position = _after(act, page, days, target, calendar(), at=max(at, page.position.last_at or at))
    except RunutError as error:
        return Consequence(before=before, after=before, against=error.reasons)
    item = position.item
    return Consequence(
        before=before,
        after=item.due_at if item else None,
        activity=position.activity(page.procedure) if item else None,
        performer=position.performer(page.procedure) if item else None,
        round=item.round if item else 0,
    )


def _after(act: str, page: CasePage, days: int, target: int, dates: Calendar, *, at: datetime) -> Position:
    # The reason is typed on the same page; here any stands for it.
    position, procedure, actor, why = page.position, page.procedure, page.actor, "-"
    if act == "hold":
        return flow.hold(position, why=why, actor=actor, procedure=procedure, at=at)[0]
    if act == "resume":
        return flow.resume(position, note="", actor=actor, procedure=procedure, calendar=dates, at=at)[0]
    if act == "extend":
        return flow.extend(position, days=days, why=why, actor=actor, procedure=procedure, calendar=dates, at=at)[0]
    if act == "cancel":
        return flow.cancel(position, why=why, actor=actor, procedure=procedure, at=at)[0]
    facts = Facts(filed=deliverables.store().fulfilled(page.case.pk, procedure.deadline_keys()))
    step = flow.deviate(position, target=target, why=why, facts=facts, actor=actor, procedure=procedure, calendar=dates, at=at)
    return step[0]


def following(target: int | str, *, page: CasePage, dates: Calendar, at: datetime) -> Following:
    """Return where ``target`` (the number of an activity, or the end) would put the case if the activity were complete now."""
    if not isinstance(target, int):
        return Following(activity=None, performer=None, round=0, due_at=None)
    procedure = page.procedure
    activity = procedure.activity(target)
    clock = Clock(start=at, limit=activity.time, ends_on=_ends_on(page, activity))
    return Following(
        activity=activity,
        performer=procedure.performer(activity.turns[0].key),
        round=page.position.rounds.get(target, 0) + 1,
        due_at=due(clock, dates, day=procedure.day),
    )


def _ends_on(page: CasePage, activity: Activity) -> date | None:
    followed = activity.time.follows if activity.time else ""
    dates = [one.ends_on for item in page.items if item.key == followed for one in item.filed if one.ends_on]
    return max(dates, default=None)

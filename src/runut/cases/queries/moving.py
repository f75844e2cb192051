"""What moving a case to another version of its SOP would change, computed by the core and written nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from runut.cases import deliverables
from runut.cases.queries.page import CasePage
from runut.core import guards
from runut.core.errors import RunutError
from runut.core.guards import Facts
from runut.core.matching import match
from runut.core.moving import Onto, move_version
from runut.core.position import Position
from runut.core.procedure import Activity, Performer, Procedure
from runut.core.sentences import Reason
from runut.procedures.queries import VersionRow, calendar, procedure_version, version_list, version_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """An activity of the version that the case is on, and its counterpart; one of the two may be missing. ``changed``: they differ."""

    before: Activity | None
    after: Activity | None
    round: int
    changed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionAhead:
    """What would follow from moving to a version; ``against`` says why it is not possible now.

    ``target`` is where the open work item would go on, 0 while that has to be chosen; ``missing`` what it would wait for then, and
    ``lapses`` says that turns which are recorded have to be recorded again.
    """

    version: VersionRow
    procedure: Procedure
    pairs: tuple[Pair, ...]
    counterpart: int
    target: int
    before: datetime | None
    after: datetime | None
    activity: Activity | None
    performer: Performer | None
    round: int
    lapses: bool
    missing: tuple[Reason, ...]
    against: tuple[Reason, ...]


def other_versions(page: CasePage, *, at: datetime) -> list[VersionRow]:
    """Return the other versions of the case's SOP, the newest first, at most 30. Queries: 1."""
    own = version_name(page.case.version_id)
    rows = version_list(procedure_id=own.procedure_id, on=calendar().local(at).date()).rows
    return [row for row in rows if row.id != own.id]


def version_ahead(version: VersionRow, *, page: CasePage, at: datetime, target: int = 0) -> VersionAhead:
    """Return what would follow from moving to ``version``. Queries: 2.

    Args:
        version: One of `other_versions`.
        page: The case as the reader sees it.
        at: Now.
        target: Where the open work item is to go on; 0: at its counterpart.
    """
    procedure, onto = page.procedure, procedure_version(version.id)
    counterparts = match(procedure, onto)
    item = page.position.item
    counterpart = counterparts.get(item.activity, 0) if item else 0
    target = target or counterpart
    found, against = _moved(page, version, target, counterparts, at=max(at, page.position.last_at or at))
    after = found.item if found else None
    activity = found.activity(onto) if found and found.item else None
    return VersionAhead(
        version=version,
        procedure=onto,
        pairs=tuple(_pairs(page, onto, counterparts)),
        counterpart=counterpart,
        target=target,
        before=page.due_at,
        after=after.due_at if after else None,
        activity=activity,
        performer=found.performer(onto) if found and found.item else None,
        round=after.round if after else 0,
        lapses=bool(item and after and item.turn and not after.turn),
        missing=guards.waiting_for(onto, found, _facts(page, activity)) if found and activity else (),
        against=against,
    )


def _moved(
    page: CasePage, version: VersionRow, target: int, counterparts: Mapping[int, int], *, at: datetime
) -> tuple[Position | None, tuple[Reason, ...]]:
    onto = Onto(
        procedure=procedure_version(version.id),
        version=version.sha256,
        number=version.number,
        was=version_name(page.case.version_id).sha256,
        counterparts=counterparts,
        target=target,
    )
    keys = onto.procedure.deadline_keys()
    facts = Facts(filed=deliverables.store().fulfilled(page.case.pk, keys)) if keys else Facts()
    try:
        # The reason is typed on the same page; here any stands for it.
        step = move_version(
            page.position, onto=onto, why="-", facts=facts, actor=page.actor, procedure=page.procedure, calendar=calendar(), at=at
        )
    except RunutError as error:
        return None, error.reasons
    return step[0], ()


def _facts(page: CasePage, activity: Activity | None) -> Facts:
    if activity is None:
        return Facts()
    made = deliverables.made_by_decision(one.key for one in activity.outputs)
    return Facts(filed=deliverables.store().fulfilled(page.case.pk, {one.key for one in activity.deliverables}), made_by_decision=made)


def _pairs(page: CasePage, onto: Procedure, counterparts: Mapping[int, int]) -> list[Pair]:
    """Return both versions row by row, in the order of the new one; what has no counterpart there comes where it stood."""
    back = {new: old for old, new in counterparts.items()}
    pairs = [_pair(page, one, back) for one in onto.activities]
    for one in page.procedure.activities:
        if one.number not in counterparts:
            place = next((index for index, pair in enumerate(pairs) if pair.before and pair.before.number > one.number), len(pairs))
            pairs.insert(place, Pair(before=one, after=None, round=page.position.rounds.get(one.number, 0), changed=True))
    return pairs


def _pair(page: CasePage, after: Activity, back: Mapping[int, int]) -> Pair:
    number = back.get(after.number)
    before = page.procedure.activity(number) if number else None
    decision = {outcome: back.get(to, to) if isinstance(to, int) else to for outcome, to in after.decision.items()}
    same = before is not None and _content(before, before.decision) == _content(after, decision)
    return Pair(before=before, after=after, round=page.position.rounds.get(number or 0, 0), changed=not same)


def _content(activity: Activity, decision: Mapping[str, int | str]) -> tuple[object, ...]:
    """Return what makes an activity what it is, whatever number it has."""
    return (activity.text, activity.performers, activity.requirements, activity.time, activity.outputs, dict(decision))

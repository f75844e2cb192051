"""Moving a running case to another version of its SOP."""

from __future__ import annotations

from datetime import datetime

from runut.cases.deliverables import store
from runut.cases.recording import Standpoint
from runut.cases.services.step import take_step
from runut.core.errors import Invalid
from runut.core.guards import Facts
from runut.core.matching import match
from runut.core.moving import Onto, move_version
from runut.core.position import Position
from runut.people.queries import Standing
from runut.procedures.queries import procedure_version, version_name


def change_version(
    *, case_id: int, version_id: int, target: int, why: str, who: Standing, at: datetime, events: int | None = None
) -> Position:
    """Move the case to the version ``version_id`` of its SOP, its open work item to the activity ``target`` there.

    Raises:
        Invalid: It is no version of the case's SOP.
        NotPermitted, Refused: As `move_version`.
    """
    return take_step(
        lambda case, actor, days, at: move_version(
            case.position,
            onto=onto_version(case, version_id, target),
            why=why,
            facts=dated(case.case_id, version_id),
            actor=actor,
            procedure=case.procedure,
            calendar=days,
            at=at,
        ),
        case_id=case_id,
        who=who,
        at=at,
        events=events,
        onto=version_id,
    )


def onto_version(case: Standpoint, version_id: int, target: int) -> Onto:
    """Return the version as the core moves a case to it; ``target`` 0: the counterpart of the open activity.

    Raises:
        Invalid: It is no version of the case's SOP.
    """
    name, own = version_name(version_id), version_name(case.version_id)
    if name.procedure_id != own.procedure_id:
        raise Invalid(code="version_foreign")
    counterparts = match(case.procedure, procedure_version(version_id))
    item = case.position.item
    return Onto(
        procedure=procedure_version(version_id),
        version=name.sha256,
        number=name.number,
        was=own.sha256,
        counterparts=counterparts,
        target=target or (counterparts.get(item.activity, 0) if item else 0),
    )


def dated(case_id: int, version_id: int) -> Facts:
    """Return what is filed for deadlines of the version that follow a document. Queries: 1."""
    return Facts(filed=store().fulfilled(case_id, procedure_version(version_id).deadline_keys()))

"""Entering a request into the register of systems to be developed."""

from __future__ import annotations

import uuid
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from runut.cases.models import FAR, Case
from runut.cases.recording import Recorded, actor_of, insert_events, insert_item, sealed, turn_key
from runut.cases.search import index_case
from runut.core import flow
from runut.core.errors import Invalid, NotPermitted
from runut.core.ledger import Event
from runut.core.position import Position
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.people.queries import Standing
from runut.procedures.queries import calendar, version_in_force, version_name


def request_case(
    *,
    title: str,
    purpose: str,
    unit_id: int,
    unit: str,
    who: Standing,
    at: datetime,
    procedure_id: int | None = None,
    uid: str = "",
    once: uuid.UUID | None = None,
    rehearsal: bool = False,
) -> int:
    """Enter a request into the register; it becomes a case at activity 1 of the version in force that day. Returns the case's id.

    Args:
        title: What is to be developed; up to 200 characters.
        purpose: What it is for.
        unit_id: The requesting unit.
        unit: Its name, as the event holds it.
        who: Somebody of that unit, or the keeper of the register.
        at: When.
        procedure_id: Which SOP it follows; may be left out while the office has one.
        uid: Name of the case in its events; made here unless a rehearsal brings its own.
        once: Name of the form that asks. Sent again by the same person with the same words it is the same request,
            whose case is returned.
        rehearsal: Whether nobody's work depends on it.

    Raises:
        NotPermitted: Neither of the unit nor the register's keeper.
        Invalid: No title, or too long.
        Refused: No version of the SOP is in force, or it was not named among several.
    """
    title, purpose = title.strip(), purpose.strip()
    if not title or len(title) > 200:
        raise Invalid(code="title_invalid")
    uid = uid or str(uuid.uuid5(once, "\n".join((str(who.user_id), str(unit_id), title, purpose))) if once else uuid.uuid4())
    asked = {"uid": uid, "title": title, "purpose": purpose, "unit_id": unit_id, "is_rehearsal": rehearsal}
    try:
        with transaction.atomic():
            return (once and _known(uid)) or _enter(asked, unit=unit, procedure_id=procedure_id, who=who, at=at)
    except IntegrityError:
        # Both presses at once: the database has let one of them in.
        if once and (known := _known(uid)):
            return known
        raise


def _enter(asked: dict[str, Any], *, unit: str, procedure_id: int | None, who: Standing, at: datetime) -> int:
    dates = calendar()
    version_id, procedure = version_in_force(on=dates.local(at).date(), procedure_id=procedure_id)
    if who.unit_id != asked["unit_id"] and procedure.registrar.key not in who.offices:
        raise NotPermitted(reasons=[reason("unit_or_register_only", performers=procedure.registrar.name)])
    text = version_name(version_id).sha256
    position, facts = flow.open_case(procedure, title=asked["title"], unit=unit, calendar=dates, at=at, version=text)
    if asked["is_rehearsal"]:
        facts = (replace(facts[0], data={**facts[0].data, "rehearsal": True}), *facts[1:])
    actor = actor_of(who, procedure=procedure, unit_id=asked["unit_id"], in_team=False)
    events = sealed(facts, Recorded(by=actor.record(), user_id=who.user_id, at=at), uid=asked["uid"])
    case = Case.objects.create(**asked, version_id=version_id, requested_by_id=who.user_id, **_columns(procedure, position, events, at=at))
    assert position.item is not None
    insert_item(case.pk, position.item)
    insert_events(case.pk, events, user_id=who.user_id)
    index_case(case_id=case.pk)
    return case.pk


def _known(uid: str) -> int | None:
    found: int | None = Case.objects.filter(uid=uid).values_list("pk", flat=True).first()
    return found


def _columns(procedure: Procedure, position: Position, events: list[Event], *, at: datetime) -> dict[str, Any]:
    item = position.item
    assert item is not None
    return {
        "opened_at": at,
        "status": position.status.value,
        "activity": item.activity,
        "turn_key": turn_key(procedure, position),
        "due_at": item.due_at,
        "due_order": item.due_at or FAR,
        "rounds": {str(number): round_ for number, round_ in position.rounds.items()},
        "changed_at": at,
        "events": len(events),
        "head": events[-1].hash,
    }

"""Units of the government: made, renamed, closed and opened again; never deleted, because evidence names them."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction

from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.people.models import Unit, User
from runut.people.queries import Standing
from runut.people.services.changes import administrators_only, line, record


@transaction.atomic
def create_unit(*, name: str, code: str, who: Standing | None, at: datetime, parent_id: int | None = None) -> int:
    """Make a unit and return its number.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Invalid: The name, the code or the unit above cannot be used.
    """
    administrators_only(who)
    unit = Unit(name=line(name), code=_free_code(code))
    unit.parent_id = open_unit(parent_id)
    unit.save()
    record(action="unit_made", who=who, at=at, data={"unit": unit.pk, "name": unit.name, "code": unit.code})
    return unit.pk


@transaction.atomic
def change_unit(*, unit_id: int, name: str, code: str, parent_id: int | None, who: Standing | None, at: datetime) -> None:
    """Give a unit its name, code and place.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: No unit has this number.
        Invalid: The name, the code or the unit above cannot be used.
    """
    administrators_only(who)
    unit = _locked(unit_id)
    before = _told(unit)
    if parent_id != unit.parent_id:
        _check_loop(unit, parent_id)
        unit.parent_id = open_unit(parent_id)
    unit.name = line(name)
    if code.strip() != unit.code:
        unit.code = _free_code(code)
    unit.save()
    after = _told(unit)
    if after != before:
        record(action="unit_changed", who=who, at=at, data={"unit": unit.pk, "name": unit.name, "before": before, "after": after})


@transaction.atomic
def deactivate_unit(*, unit_id: int, who: Standing | None, at: datetime) -> None:
    """Close a unit that nobody works in any more.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: No unit has this number.
        Refused: It is closed already, or has active people or open units below it.
    """
    administrators_only(who)
    unit = _locked(unit_id)
    if not unit.is_active:
        raise Refused(reasons=[reason("unit_closed", unit=unit.name)])
    people = User.objects.filter(unit=unit, is_active=True).count()
    units = Unit.objects.filter(parent=unit, is_active=True).count()
    if people or units:
        raise Refused(reasons=[reason("unit_in_use", unit=unit.name, people=people, units=units)])
    Unit.objects.filter(pk=unit.pk).update(is_active=False)
    record(action="unit_closed", who=who, at=at, data={"unit": unit.pk, "name": unit.name})


@transaction.atomic
def reactivate_unit(*, unit_id: int, who: Standing | None, at: datetime) -> None:
    """Open a closed unit again.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: No unit has this number.
        Refused: It is open already.
    """
    administrators_only(who)
    unit = _locked(unit_id)
    if unit.is_active:
        raise Refused(reasons=[reason("unit_open", unit=unit.name)])
    Unit.objects.filter(pk=unit.pk).update(is_active=True)
    record(action="unit_opened", who=who, at=at, data={"unit": unit.pk, "name": unit.name})


def open_unit(unit_id: int | None) -> int | None:
    """Return the number of an open unit, or None for none.

    Raises:
        Invalid: There is no such unit, or it is closed.
    """
    if unit_id is not None and not Unit.objects.filter(pk=unit_id, is_active=True).exists():
        raise Invalid(code="unit_unknown")
    return unit_id


def _locked(unit_id: int) -> Unit:
    unit = Unit.objects.select_for_update().filter(pk=unit_id).first()
    if unit is None:
        raise NotFound
    return unit


def _free_code(raw: str) -> str:
    code = raw.strip()
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.\-]{0,39}", code):
        raise Invalid(code="unit_code_invalid")
    if Unit.objects.filter(code=code).exists():
        raise Invalid(code="unit_code_taken", unit_code=code)
    return code


def _check_loop(unit: Unit, parent_id: int | None) -> None:
    """Walk from the new parent upwards; meeting the unit itself would close a ring."""
    above = dict(Unit.objects.values_list("pk", "parent_id"))
    at: int | None = parent_id
    while at is not None:
        if at == unit.pk:
            raise Invalid(code="unit_loop")
        at = above.get(at)


def _told(unit: Unit) -> dict[str, object]:
    above = Unit.objects.get(pk=unit.parent_id).name if unit.parent_id else ""
    return {"name": unit.name, "code": unit.code, "parent": above}

"""People and units of a case that comes from another installation: known again, or made; never signed in by that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.people.models import Unit, User
from runut.people.queries import Standing
from runut.people.queries.carrying import Carried
from runut.people.services.changes import address, administrators_only, line, nip_number, record


@transaction.atomic
def take_in_units(*, units: Mapping[str, str], who: Standing | None, at: datetime) -> dict[str, int]:
    """Return the number of each unit by its code; those that are not here are made, with the names that ``units`` gives.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Refused: A code belongs to a unit of another name.
    """
    administrators_only(who)
    found = {}
    for code, name in units.items():
        unit = Unit.objects.filter(code=code).first()
        if unit is None:
            unit = Unit.objects.create(name=line(name), code=line(code, limit=40))
            record(action="unit_made", who=who, at=at, data={"unit": unit.pk, "name": unit.name, "code": unit.code})
        if unit.name != name:
            raise Refused(reasons=[reason("import_unit_differs", name=name, unit_code=code, other=unit.name)])
        found[code] = unit.pk
    return found


@transaction.atomic
def take_in_people(*, people: Sequence[Carried], units: Mapping[str, int], who: Standing | None, at: datetime) -> list[int]:
    """Return the number of each person; who is not here gets an account that is not active, so that an administrator decides.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Refused: An address belongs to somebody of another name or NIP, or a NIP to another address.
    """
    administrators_only(who)
    return [_person(one, units, who, at=at).pk for one in people]


def _person(one: Carried, units: Mapping[str, int], who: Standing | None, *, at: datetime) -> User:
    here = User.objects.filter(email=one.login).first()
    other = User.objects.filter(nip=one.nip).exclude(email=one.login).first() if one.nip else None
    if here is not None and (here.name != one.name or (here.nip and one.nip and here.nip != one.nip)):
        other = here
    if other is not None:
        raise Refused(reasons=[reason("import_person_differs", name=one.name, login=one.login, other=other.name)])
    if here is not None:
        return here
    user = User(email=address(one.login), name=line(one.name), nip=nip_number(one.nip), position=line(one.position, needed=False))
    user.created_at = user.deactivated_at = at
    user.is_active, user.unit_id = False, units.get(one.unit_code)
    user.set_unusable_password()
    user.save()
    told = {"email": user.email, "name": user.name, "nip": user.nip, "position": user.position, "active": False}
    record(action="person_made", who=who, at=at, user_id=user.pk, data=told)
    return user

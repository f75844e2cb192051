"""People and units as a case file carries them from one installation to another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from runut.people.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """An account by what is known of it outside this installation; ``unit_code`` and ``unit`` are empty for somebody of none."""

    login: str
    name: str
    nip: str
    position: str
    unit_code: str
    unit: str


def nips(*, logins: Iterable[str] = (), user_ids: Iterable[int] = ()) -> dict[str | int, str]:
    """Return the NIP of those who have one, by login and by number, for the papers that they sign. Queries: 1."""
    asked = User.objects.filter(Q(email__in=set(logins)) | Q(pk__in=set(user_ids))).exclude(nip="")
    found: dict[str | int, str] = {}
    for pk, login, nip in asked.values_list("pk", "email", "nip"):
        found[pk] = found[login] = nip
    return found


def carried_people(user_ids: Iterable[int]) -> dict[int, Carried]:
    """Return the people with these numbers, active or not. Queries: 1."""
    rows = User.objects.filter(pk__in=set(user_ids)).values_list("pk", "email", "name", "nip", "position", "unit__code", "unit__name")
    return {
        pk: Carried(login=login, name=name, nip=nip, position=position, unit_code=code or "", unit=unit or "")
        for pk, login, name, nip, position, code, unit in rows
    }

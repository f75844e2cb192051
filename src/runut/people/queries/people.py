"""People and units as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from runut.core.errors import NotFound
from runut.people import models


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of the government; ``parent`` is the name of the one above it."""

    id: int
    name: str
    code: str
    parent_id: int | None
    parent: str
    is_active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with an account, as pages show them."""

    id: int
    email: str
    name: str
    nip: str
    unit_id: int | None
    unit: str
    position: str
    is_administrator: bool
    is_auditor: bool
    is_active: bool
    language: str
    theme: str
    created_at: datetime
    deactivated_at: datetime | None
    last_login: datetime | None


def person(person_id: int) -> Person:
    """Return a person, active or not.

    Raises:
        NotFound: Nobody has this number.

    Queries: 1.
    """
    row = models.User.objects.select_related("unit").filter(pk=person_id).first()
    if row is None:
        raise NotFound
    return person_of(row)


def person_of(row: models.User) -> Person:
    """Return a row, loaded with its unit, as pages show it."""
    same = ("id", "email", "name", "nip", "unit_id", "position", "is_administrator", "is_auditor", "is_active")
    more = ("language", "theme", "created_at", "deactivated_at", "last_login")
    return Person(unit=row.unit.name if row.unit else "", **{name: getattr(row, name) for name in same + more})


def find_user_by_login(login: str) -> int | None:
    """Return the number of the active person with this e-mail address, however it is typed. Queries: 1."""
    return models.User.objects.filter(email=login.strip().lower(), is_active=True).values_list("pk", flat=True).first()


def unit(unit_id: int) -> Unit:
    """Return a unit, active or not.

    Raises:
        NotFound: No unit has this number.

    Queries: 1.
    """
    row = models.Unit.objects.select_related("parent").filter(pk=unit_id).first()
    if row is None:
        raise NotFound
    return unit_of(row)


def unit_of(row: models.Unit) -> Unit:
    """Return a row, loaded with its parent, as pages show it."""
    return Unit(
        id=row.pk,
        name=row.name,
        code=row.code,
        parent_id=row.parent_id,
        parent=row.parent.name if row.parent else "",
        is_active=row.is_active,
    )


def units(*, active: bool | None = True) -> list[Unit]:
    """Return the units by name; ``active`` None: the closed ones too. Queries: 1."""
    rows: QuerySet[models.Unit] = models.Unit.objects.select_related("parent").order_by("name", "id")
    if active is not None:
        rows = rows.filter(is_active=active)
    return [unit_of(row) for row in rows]


def overseers() -> list[int]:
    """Return the numbers of the active people who see every case without holding an office: administrators and auditors. Queries: 1."""
    rows = models.User.objects.filter(Q(is_administrator=True) | Q(is_auditor=True), is_active=True)
    return list(rows.order_by("id").values_list("pk", flat=True))


def people_of_unit(*, unit_id: int) -> list[tuple[int, str]]:
    """Return number and name of the active people of a unit, by name, at most 50. Queries: 1."""
    rows = models.User.objects.filter(unit_id=unit_id, is_active=True).order_by("name", "id")
    return list(rows.values_list("pk", "name")[:50])

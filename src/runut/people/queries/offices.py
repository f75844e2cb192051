"""Offices, who holds them on a day, and who held them before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from runut.core.errors import NotFound
from runut.people import models
from runut.people.queries.standing import in_force


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One person in one office for a time; ``to_on`` None: without an end. Both days are included."""

    id: int
    office_id: int
    office_key: str
    office: str
    user_id: int
    login: str
    name: str
    capacity: str
    letter_number: str
    letter_on: date | None
    from_on: date
    to_on: date | None

    @property
    def acting(self) -> str:
        """``Plt.`` or ``Plh.`` before the name of the office; empty for who holds it definitively."""
        return "" if self.capacity == "definitive" else f"{self.capacity.capitalize()}."


@dataclass(frozen=True, slots=True, kw_only=True)
class Office:
    """A standing office; ``holders`` are those of the day that was asked about."""

    id: int
    key: str
    name: str
    unit_id: int | None
    unit: str
    single: bool
    holders: tuple[Holder, ...] = ()


def office(office_id: int) -> Office:
    """Return an office without its holders.

    Raises:
        NotFound: No office has this number.

    Queries: 1.
    """
    row = models.Office.objects.select_related("unit").filter(pk=office_id).first()
    if row is None:
        raise NotFound
    return _office(row, ())


def offices(*, on: date) -> list[Office]:
    """Return every office with who holds it on the day ``on``, in the order in which they were made. Queries: 2."""
    held: dict[int, list[Holder]] = defaultdict(list)
    for row in models.Holding.objects.select_related("office", "user").filter(in_force(on), user__is_active=True).order_by("from_on", "id"):
        held[row.office_id].append(holder_of(row))
    return [_office(row, tuple(held[row.pk])) for row in models.Office.objects.select_related("unit").order_by("id")]


def holders(keys: Iterable[str], *, on: date) -> dict[str, tuple[Holder, ...]]:
    """Return who holds each office of ``keys`` on the day ``on``: "who can supply it". Queries: 1."""
    wanted = list(keys)
    held: dict[str, list[Holder]] = {key: [] for key in wanted}
    rows = models.Holding.objects.select_related("office", "user").filter(in_force(on), office__key__in=wanted, user__is_active=True)
    for row in rows.order_by("from_on", "id"):
        held[row.office.key].append(holder_of(row))
    return {key: tuple(those) for key, those in held.items()}


def holdings(*, office_id: int | None = None, user_id: int | None = None) -> list[Holder]:
    """Return who held an office, or what a person held, newest first. Queries: 1."""
    rows = models.Holding.objects.select_related("office", "user").order_by("-from_on", "-id")
    if office_id is not None:
        rows = rows.filter(office_id=office_id)
    if user_id is not None:
        rows = rows.filter(user_id=user_id)
    return [holder_of(row) for row in rows]


def holding(holding_id: int) -> Holder:
    """Return one holding.

    Raises:
        NotFound: None has this number.

    Queries: 1.
    """
    row = models.Holding.objects.select_related("office", "user").filter(pk=holding_id).first()
    if row is None:
        raise NotFound
    return holder_of(row)


def holder_of(row: models.Holding) -> Holder:
    """Return a row, loaded with its office and its person, as pages show it."""
    return Holder(
        id=row.pk,
        office_id=row.office_id,
        office_key=row.office.key,
        office=row.office.name,
        user_id=row.user_id,
        login=row.user.email,
        name=row.user.name,
        capacity=row.capacity,
        letter_number=row.letter_number,
        letter_on=row.letter_on,
        from_on=row.from_on,
        to_on=row.to_on,
    )


def _office(row: models.Office, held: tuple[Holder, ...]) -> Office:
    return Office(
        id=row.pk,
        key=row.key,
        name=row.name,
        unit_id=row.unit_id,
        unit=row.unit.name if row.unit else "",
        single=row.single,
        holders=held,
    )

"""Founding: the office's own row, its first administrator and the offices of its procedure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from runut.core.errors import Invalid, Refused
from runut.core.procedure import HeldBy
from runut.core.sentences import reason
from runut.people.models import Office, Organisation
from runut.people.queries import Standing
from runut.people.services.changes import line, record
from runut.people.services.users import create_user

HEADS = frozenset({"division_head", "bureau_head"})
"""Offices that one person holds at a time: their holders are the heads (design section 4 rule 4)."""


class Performer(Protocol):
    """A performer of a procedure, as far as an office needs it."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...

    @property
    def held_by(self) -> HeldBy: ...


@transaction.atomic
def found_organisation(
    *,
    name: str,
    administrator: str,
    email: str,
    at: datetime,
    region: str = "",
    password: str | None = None,
    opens_at: time = time(7, 30),
    closes_at: time = time(16, 0),
    time_zone: str = "Asia/Pontianak",
    work_week: int = 5,
    count_start_day: bool = False,
    is_demonstration: bool = False,
) -> int:
    """Write the office's row and its first administrator, named ``administrator``; return that person's number.

    Raises:
        Refused: The installation belongs to an office already.
        Invalid: A name, address, password, hour, week or time zone cannot be used.
    """
    there = Organisation.objects.filter(pk=1).first()
    if there is not None:
        raise Refused(reasons=[reason("already_founded", name=there.name)])
    if closes_at <= opens_at:
        raise Invalid(code="hours_order")
    if work_week not in {5, 6}:
        raise Invalid(code="work_week_unknown")
    _check_zone(time_zone)
    Organisation.objects.create(
        name=line(name),
        region=line(region, needed=False),
        is_demonstration=is_demonstration,
        opens_at=opens_at,
        closes_at=closes_at,
        work_week=work_week,
        count_start_day=count_start_day,
        time_zone=time_zone,
        created_at=at,
    )
    record(action="organisation_founded", who=None, at=at, data={"name": name})
    return create_user(email=email, name=administrator, password=password, administrator=True, who=None, at=at)


@transaction.atomic
def seed_offices(*, performers: Iterable[Performer], at: datetime, who: Standing | None = None) -> list[str]:
    """Make an office for each performer held by office that has none yet; return the keys that were made.

    Queries: 1 read, 2 for each office made.
    """
    known = set(Office.objects.values_list("key", flat=True))
    made = []
    for performer in performers:
        if performer.held_by is not HeldBy.OFFICE or performer.key in known:
            continue
        office = Office.objects.create(key=performer.key, name=performer.name, single=performer.key in HEADS)
        record(action="office_made", who=who, at=at, office_id=office.pk, data={"key": office.key, "name": office.name})
        made.append(office.key)
    return made


def _check_zone(name: str) -> None:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(code="zone_unknown", zone=name[:64]) from error

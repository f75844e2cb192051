"""The organisation's own row: founded with its first administrator and the offices of its procedure, changed later."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime, time
from typing import Protocol
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.db import transaction

from runut.core.errors import Invalid, Refused
from runut.core.procedure import HEADS, HeldBy
from runut.core.sentences import reason
from runut.people.models import Office, Organisation
from runut.people.queries import Hours, Standing
from runut.people.services.changes import address as one_address
from runut.people.services.changes import administrators_only, line, record
from runut.people.services.users import create_user


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
    hours = Hours(opens_at=opens_at, closes_at=closes_at, work_week=work_week, count_start_day=count_start_day, time_zone=time_zone)
    check_hours(hours)
    Organisation.objects.create(
        name=line(name), region=line(region, needed=False), is_demonstration=is_demonstration, created_at=at, **asdict(hours)
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


@transaction.atomic
def change_organisation(*, name: str, region: str, address: str, telephone: str, email: str, who: Standing | None, at: datetime) -> None:
    """Change the letterhead: what pages and papers call the organisation.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Refused: It has not been founded.
        Invalid: A line cannot be used.
    """
    administrators_only(who)
    row = _locked()
    before = _letterhead(row)
    row.name, row.region = line(name), line(region, needed=False)
    row.address, row.telephone = line(address, limit=300, needed=False), line(telephone, limit=60, needed=False)
    row.email = one_address(email) if email.strip() else ""
    row.save()
    after = _letterhead(row)
    if after != before:
        record(action="organisation_changed", who=who, at=at, data={"before": before, "after": after})


@transaction.atomic
def change_hours(*, hours: Hours, why: str, who: Standing | None, at: datetime) -> str:
    """Change when the organisation works; ``why`` names the decree or the letter, and is returned as it was recorded.

    Deadlines are not moved here: `procedures.services.change_hours` does both.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Refused: It has not been founded.
        Invalid: Hours, week or zone that cannot be, or no reason.
    """
    administrators_only(who)
    row = _locked()
    check_hours(hours)
    said = line(why, limit=300)
    before = _timetable(row)
    for name, value in asdict(hours).items():
        setattr(row, name, value)
    row.save()
    after = _timetable(row)
    if after != before:
        record(action="hours_changed", who=who, at=at, data={"before": before, "after": after, "reason": said})
    return said


def _locked() -> Organisation:
    row = Organisation.objects.select_for_update().filter(pk=1).first()
    if row is None:
        raise Refused(reasons=[reason("not_founded")])
    return row


def _letterhead(row: Organisation) -> dict[str, str]:
    return {"name": row.name, "region": row.region, "address": row.address, "telephone": row.telephone, "email": row.email}


def _timetable(row: Organisation) -> dict[str, object]:
    return {
        "opens_at": f"{row.opens_at:%H:%M}",
        "closes_at": f"{row.closes_at:%H:%M}",
        "work_week": row.work_week,
        "count_start_day": row.count_start_day,
        "time_zone": row.time_zone,
    }


def check_hours(hours: Hours) -> None:
    """Refuse hours that no organisation can have.

    Raises:
        Invalid: It closes before it opens, or the week or the zone is unknown.
    """
    if hours.closes_at <= hours.opens_at:
        raise Invalid(code="hours_order")
    if hours.work_week not in {5, 6}:
        raise Invalid(code="work_week_unknown")
    try:
        ZoneInfo(hours.time_zone)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise Invalid(code="zone_unknown", zone=hours.time_zone[:64]) from error

"""The editions of the calendar: proposed or typed in, corrected while they are drafts, adopted once and then for ever."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction

from runut.core.errors import Invalid, NotFound, NotPermitted, Refused
from runut.core.sentences import reason
from runut.people.queries import Standing, organisation
from runut.procedures import adoption, proposal
from runut.procedures.models import CalendarDay, CalendarEdition
from runut.procedures.values import Day, Decree, fingerprint


@transaction.atomic
def propose_edition(*, year: int, who: Standing, at: datetime) -> int:
    """Make a draft from the days that the library knows of ``year`` and return its id.

    Raises:
        NotPermitted: Not an administrator.
        Invalid: The year is out of reach.
        Refused: The year has a proposal already.

    Queries: 3 reads, 2 inserts.
    """
    _require_administrator(who)
    days = proposal.proposed_days(year)
    decree = proposal.proposed_decree(year, today=organisation().today(at))
    same_year = CalendarEdition.objects.filter(covers_from=decree.covers_from, covers_to=decree.covers_to).exclude(proposed_by="")
    if same_year.exists():
        raise Refused(reasons=[reason("edition_proposed", year=year)])
    _require_new(decree.decree)
    row = CalendarEdition(proposed_by=proposal.proposer(), made_by_id=who.user_id, made_at=at)
    return _write(row, decree, days)


@transaction.atomic
def draft_edition(*, decree: Decree, days: Sequence[Day], who: Standing, at: datetime) -> int:
    """Make a draft by hand, for an amendment or a governor's decision, and return its id.

    Raises:
        NotPermitted: Not an administrator.
        Invalid: Dates or days that cannot be.
        Refused: An edition of that name is there already.

    Queries: 2 reads, 2 inserts.
    """
    _require_administrator(who)
    _check(decree, days, at)
    _require_new(decree.decree)
    return _write(CalendarEdition(made_by_id=who.user_id, made_at=at), decree, days)


@transaction.atomic
def edit_edition(*, edition_id: int, seen: str, decree: Decree, days: Sequence[Day], who: Standing, at: datetime) -> None:
    """Replace everything a draft says.

    Args:
        edition_id: The draft.
        seen: Its `fingerprint` when the person opened it.
        decree: What it says of itself now.
        days: All its days.
        who: An administrator.
        at: When, as aware UTC.

    Raises:
        NotPermitted: Not an administrator.
        NotFound: There is no such edition.
        Refused: It has been adopted, somebody else changed it since ``seen``, or another edition has that name.
        Invalid: Dates or days that cannot be.

    Queries: 4 reads, 1 update, 1 delete, 1 insert.
    """
    _require_administrator(who)
    row = _draft(edition_id, seen)
    _check(decree, days, at)
    if decree.decree != row.decree:
        _require_new(decree.decree)
    row.days.all().delete()
    _write(row, decree, days)


@transaction.atomic
def remove_edition(*, edition_id: int, who: Standing) -> None:
    """Throw a draft away.

    Raises:
        NotPermitted: Not an administrator.
        NotFound: There is no such edition.
        Refused: It has been adopted.

    Queries: 1 read, 2 deletes.
    """
    _require_administrator(who)
    _draft(edition_id).delete()


@transaction.atomic
def adopt_edition(*, edition_id: int, seen: str | None = None, who: Standing, at: datetime) -> None:
    """Let a draft decide deadlines from now on, and move the open ones, in one transaction.

    Raises:
        NotPermitted: Not an administrator.
        NotFound: There is no such edition.
        Refused: It has been adopted, somebody else changed it since ``seen``, it names no day, or is a proposal without its decree.
        Invalid: The decree is dated after today.

    Queries: 3 reads, 1 update, and those of the listeners.
    """
    _require_administrator(who)
    take_calendar()
    row = _draft(edition_id, seen)
    decree, days = told(row)
    if proposal.is_unnamed(decree.decree):
        raise Refused(reasons=[reason("edition_decree_missing")])
    if not days:
        raise Refused(reasons=[reason("edition_empty")])
    _check(decree, days, at)
    row.adopted_by_id, row.adopted_at = who.user_id, at
    row.save(update_fields=["adopted_by", "adopted_at"])
    adoption.move(who, at)


def take_calendar() -> None:
    """Keep everybody from the calendar until the transaction ends.

    On PostgreSQL the table is taken for itself: every transaction that has read the calendar ends before, every later one waits and reads
    the new one, so that no deadline is computed from days that no longer hold. (SQLite has one writer anyway.)
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {CalendarEdition._meta.db_table} IN ACCESS EXCLUSIVE MODE")


def told(row: CalendarEdition) -> tuple[Decree, list[Day]]:
    """Return what the row of an edition says. Queries: 1, or 0 when its days are loaded."""
    decree = Decree(decree=row.decree, decided_on=row.decided_on, covers_from=row.covers_from, covers_to=row.covers_to, note=row.note)
    return decree, sorted(Day(day=one.day, kind=one.kind, name=one.name) for one in row.days.all())


def _require_administrator(who: Standing) -> None:
    if not who.administrator:
        raise NotPermitted(reasons=[reason("administrators_only")])


def _require_new(decree: str) -> None:
    if CalendarEdition.objects.filter(decree=decree).exists():
        raise Refused(reasons=[reason("edition_exists", decree=decree)])


def _draft(edition_id: int, seen: str | None = None) -> CalendarEdition:
    row = CalendarEdition.objects.select_for_update().filter(pk=edition_id).first()
    if row is None:
        raise NotFound
    if row.adopted_at is not None:
        raise Refused(reasons=[reason("edition_adopted", decree=row.decree)])
    if seen is not None and fingerprint(*told(row)) != seen:
        raise Refused(reasons=[reason("draft_changed")])
    return row


def _check(decree: Decree, days: Sequence[Day], at: datetime) -> None:
    if decree.covers_to < decree.covers_from:
        raise Invalid(code="edition_span")
    if decree.decided_on > organisation().today(at):
        raise Invalid(code="edition_decided_later")
    found = set()
    for one in days:
        if not decree.covers_from <= one.day <= decree.covers_to:
            raise Invalid(code="edition_day_outside", day=one.day)
        if one.day in found:
            raise Invalid(code="edition_day_twice", day=one.day)
        if not one.name.strip():
            raise Invalid(code="edition_day_name_missing", day=one.day)
        found.add(one.day)


def _write(row: CalendarEdition, decree: Decree, days: Sequence[Day]) -> int:
    row.decree, row.decided_on, row.note = decree.decree.strip(), decree.decided_on, decree.note.strip()
    row.covers_from, row.covers_to = decree.covers_from, decree.covers_to
    row.save()
    CalendarDay.objects.bulk_create([CalendarDay(edition=row, day=one.day, kind=one.kind, name=one.name.strip()) for one in days])
    return row.pk

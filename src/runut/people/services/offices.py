"""Who holds an office from which day to which: definitive holders, and acting officials named by a letter."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, QuerySet

from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.people.models import CAPACITIES, Holding, Office, User
from runut.people.queries import Standing
from runut.people.services.changes import administrators_only, line, record


@transaction.atomic
def appoint(
    *,
    office_id: int,
    user_id: int,
    from_on: date,
    who: Standing | None,
    at: datetime,
    to_on: date | None = None,
    capacity: str = "definitive",
    letter_number: str = "",
    letter_on: date | None = None,
) -> int:
    """Give an office to a person from one day to another, both included; return the number of the holding.

    An acting official (``plt``, ``plh``) may stand beside the definitive holder, with a letter and for a period.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: No office has this number.
        Invalid: The person is unknown or deactivated, or capacity, letter or days cannot be used.
        Refused: The person holds this office in that time already, or a single office has another definitive holder then.
    """
    administrators_only(who)
    office = Office.objects.select_for_update().filter(pk=office_id).first()
    if office is None:
        raise NotFound
    if not User.objects.filter(pk=user_id, is_active=True).exists():
        raise Invalid(code="person_unknown")
    holding = Holding(office=office, user_id=user_id, capacity=capacity, from_on=from_on, to_on=to_on, letter_on=letter_on)
    holding.letter_number = line(letter_number, limit=120, needed=False)
    _check_words(holding)
    _check_others(holding, office)
    holding.save()
    record(action="appointed", who=who, at=at, user_id=user_id, office_id=office.pk, data=told(holding))
    return holding.pk


@transaction.atomic
def end_holding(*, holding_id: int, to_on: date, who: Standing | None, at: datetime) -> None:
    """Let a holding end with the day ``to_on``, which still belongs to it. An end can be brought forward, never put off.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: No holding has this number.
        Invalid: The day lies before the first one.
        Refused: It ends by then already.
    """
    administrators_only(who)
    holding = _locked(holding_id)
    if to_on < holding.from_on:
        raise Invalid(code="period_order")
    _check_range(to_on)
    if holding.to_on is not None and holding.to_on <= to_on:
        raise Refused(reasons=[reason("holding_ended", day=holding.to_on)])
    before = holding.to_on.isoformat() if holding.to_on else ""
    Holding.objects.filter(pk=holding.pk).update(to_on=to_on)
    holding.to_on = to_on
    record(
        action="holding_ended",
        who=who,
        at=at,
        user_id=holding.user_id,
        office_id=holding.office_id,
        data={"before": before, **told(holding)},
    )


@transaction.atomic
def withdraw_holding(*, holding_id: int, today: date, who: Standing | None, at: datetime) -> None:
    """Take back an appointment that has not begun by ``today``; no evidence can rest on it yet.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: No holding has this number.
        Refused: It has begun.
    """
    administrators_only(who)
    holding = _locked(holding_id)
    if holding.from_on <= today:
        raise Refused(reasons=[reason("holding_begun")])
    record(action="appointment_withdrawn", who=who, at=at, user_id=holding.user_id, office_id=holding.office_id, data=told(holding))
    holding.delete()


def told(holding: Holding) -> dict[str, object]:
    """Return a holding as a change tells it."""
    return {
        "holding": holding.pk,
        "capacity": holding.capacity,
        "letter_number": holding.letter_number,
        "letter_on": holding.letter_on.isoformat() if holding.letter_on else "",
        "from": holding.from_on.isoformat(),
        "to": holding.to_on.isoformat() if holding.to_on else "",
    }


def _check_words(holding: Holding) -> None:
    if holding.capacity not in dict(CAPACITIES):
        raise Invalid(code="capacity_unknown", capacity=holding.capacity[:20])
    for day in (holding.from_on, holding.to_on, holding.letter_on):
        _check_range(day)
    if holding.to_on is not None and holding.to_on < holding.from_on:
        raise Invalid(code="period_order")
    if holding.capacity != "definitive":
        if not holding.letter_number or holding.letter_on is None:
            raise Invalid(code="acting_letter_missing")
        if holding.to_on is None:
            raise Invalid(code="acting_end_missing")


def _check_others(holding: Holding, office: Office) -> None:
    """Look at the other holdings of the locked office in the same days. Queries: 1 or 2."""
    meanwhile = _overlapping(holding)
    own = meanwhile.filter(user_id=holding.user_id).first()
    if own is not None:
        raise Refused(reasons=[reason("holding_overlaps", name=own.user.name, since=own.from_on)])
    if office.single and holding.capacity == "definitive":
        other = meanwhile.filter(capacity="definitive").first()
        if other is not None:
            raise Refused(reasons=[reason("office_taken", name=other.user.name, since=other.from_on)])


def _overlapping(holding: Holding) -> QuerySet[Holding]:
    rows = Holding.objects.select_related("user").filter(office_id=holding.office_id)
    rows = rows.filter(Q(to_on__isnull=True) | Q(to_on__gte=holding.from_on))
    return rows.filter(from_on__lte=holding.to_on) if holding.to_on else rows


def _check_range(day: date | None) -> None:
    if day is not None and not 1950 <= day.year <= 2100:
        raise Invalid(code="period_range")


def _locked(holding_id: int) -> Holding:
    holding = Holding.objects.select_for_update().filter(pk=holding_id).first()
    if holding is None:
        raise NotFound
    return holding

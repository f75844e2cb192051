"""Planning a presentation, and saying that it was held."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F

from runut.cases.queries import CasePage, access_case, access_page
from runut.core.errors import ConcurrentChange, Invalid, NotFound, NotPermitted, Refused
from runut.core.sentences import Reason
from runut.people.queries import Standing
from runut.reviews.models import Presentation
from runut.reviews.queries import against_hosting, home_of, round_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """When and where a presentation is, who is invited and what is shown; see `runut.reviews.models.Presentation`."""

    held_on: date
    began_at: time
    ended_at: time
    place: str
    link: str
    agenda: str
    letter_number: str
    invited: Mapping[str, Any]
    similar: list[dict[str, Any]]


def plan_presentation(*, case_id: int, key: str, planned: Planned, who: Standing, at: datetime) -> int:
    """Plan the presentation of the round that is open or comes next, and return the number of its row.

    Raises:
        NotFound: No such case for them, or its SOP has no such record.
        NotPermitted, Refused: They do not host it, the activity is complete, or the case has ended.
        Invalid: It ends before it begins, has neither place nor link, or nobody is invited.
        ConcurrentChange: Somebody planned it a moment ago.
    """
    page = hosted(case_id=case_id, key=key, who=who, at=at)
    _judge(planned)
    values = asdict(planned) | {"planned_by_id": who.user_id, "planned_at": at, "changed_at": at}
    try:
        with transaction.atomic():
            made = Presentation.objects.create(
                case_id=case_id, key=key, round=round_of(page, home_of(page, key)), secret=secrets.token_hex(32), **values
            )
    except IntegrityError as error:
        raise ConcurrentChange from error
    return made.pk


def change_presentation(*, case_id: int, presentation_id: int, planned: Planned, saw: int, who: Standing, at: datetime) -> None:
    """Change what was planned; ``saw`` is the sequence that stood on the page.

    Raises:
        ConcurrentChange: Somebody changed it meanwhile.
        NotFound, NotPermitted, Refused, Invalid: As `plan_presentation`.
    """
    row = hosted_row(case_id=case_id, presentation_id=presentation_id, who=who, at=at)
    _judge(planned)
    changed = Presentation.objects.filter(pk=row.pk, sequence=saw).update(**asdict(planned), sequence=F("sequence") + 1, changed_at=at)
    if not changed:
        raise ConcurrentChange


def mark_held(*, presentation_id: int, at: datetime) -> None:
    """Say that the record was filed: the list is closed with it. The caller has filed it in the same transaction."""
    Presentation.objects.filter(pk=presentation_id).update(state="held", recorded_at=at)
    Presentation.objects.filter(pk=presentation_id, closes_at__gt=at).update(closes_at=at)


def hosted(*, case_id: int, key: str, who: Standing, at: datetime) -> CasePage:
    """Return the page of a case in which ``who`` may host the presentation ``key`` now. Raises as `plan_presentation`."""
    page = access_page(case_id=case_id, who=who, at=at)
    against: tuple[Reason, ...] = against_hosting(page, home_of(page, key))
    if any(one.code == "register_only" for one in against):
        raise NotPermitted(reasons=against)
    if against:
        raise Refused(reasons=against)
    return page


def hosted_row(*, case_id: int, presentation_id: int, who: Standing, at: datetime) -> Presentation:
    """Return the row of a presentation that ``who`` may host now. Raises as `plan_presentation`."""
    access_case(case_id=case_id, who=who)
    row = Presentation.objects.filter(pk=presentation_id, case_id=case_id).first()
    if row is None:
        raise NotFound
    hosted(case_id=case_id, key=row.key, who=who, at=at)
    return row


def _judge(planned: Planned) -> None:
    if planned.ended_at <= planned.began_at:
        raise Invalid(code="presentation_ends")
    if not planned.place.strip() and not planned.link.strip():
        raise Invalid(code="presentation_place")
    if not any(planned.invited.values()):
        raise Invalid(code="presentation_nobody")

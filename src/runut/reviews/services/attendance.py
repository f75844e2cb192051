"""The attendance list: opened and closed by the host, signed by everybody themselves, completed by hand for who has no account."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import IntegrityError, transaction

from runut.core.errors import Invalid, NotFound, Refused
from runut.core.legible import check_legible
from runut.core.sentences import reason
from runut.people.queries import Standing
from runut.reviews import codes
from runut.reviews.models import Attendance, Presentation
from runut.reviews.queries import Meeting, meeting_by_code
from runut.reviews.services.presentations import hosted_row

LONGEST: Final = timedelta(hours=4)
"""After this the list closes by itself; the host can open it again."""


def open_attendance(*, case_id: int, presentation_id: int, who: Standing, at: datetime) -> None:
    """Let people sign from now on, until it is closed or `LONGEST` has passed. Raises as `plan_presentation`."""
    row = hosted_row(case_id=case_id, presentation_id=presentation_id, who=who, at=at)
    Presentation.objects.filter(pk=row.pk).update(opened_at=at, closes_at=at + LONGEST)


def close_attendance(*, case_id: int, presentation_id: int, who: Standing, at: datetime) -> None:
    """Let nobody sign any more. Raises as `plan_presentation`."""
    row = hosted_row(case_id=case_id, presentation_id=presentation_id, who=who, at=at)
    Presentation.objects.filter(pk=row.pk, closes_at__gt=at).update(closes_at=at)


def sign_attendance(*, code: str, who: Standing, at: datetime) -> tuple[Meeting, bool]:
    """Put the person who is signed in on the list whose room shows ``code``; signing twice changes nothing.

    The code itself admits: who sits in the room may belong to a unit that does not see the case.

    Returns:
        The presentation, and whether this put them on the list.

    Raises:
        Refused: No list shows this code now.
    """
    found = meeting_by_code(code=codes.typed_code(code), at=at)
    if found is None:
        raise Refused(reasons=[reason("attendance_code")])
    position = who.position or who.unit
    try:
        with transaction.atomic():
            Attendance.objects.create(presentation_id=found.id, user_id=who.user_id, name=who.name, position=position, at=at)
    except IntegrityError:
        return found, False
    return found, True


def enter_attendee(*, case_id: int, presentation_id: int, name: str, position: str, who: Standing, at: datetime) -> None:
    """Enter somebody by hand who has no account here.

    Raises:
        Invalid: No name, or too long a text.
        NotFound, NotPermitted, Refused: As `plan_presentation`.
    """
    row = hosted_row(case_id=case_id, presentation_id=presentation_id, who=who, at=at)
    name, position = " ".join(name.split()), " ".join(position.split())
    if not name:
        raise Invalid(code="text_missing")
    if len(name) > 200 or len(position) > 200:
        raise Invalid(code="text_too_long", limit=200)
    check_legible(name, position)
    Attendance.objects.create(presentation=row, name=name, position=position, at=at, entered_by_id=who.user_id)


def strike_attendee(*, case_id: int, presentation_id: int, attendee_id: int, who: Standing, at: datetime) -> None:
    """Take somebody off the list who was entered by mistake; the entry is kept, struck.

    Raises:
        NotFound: No such entry that stands. NotPermitted, Refused: As `plan_presentation`.
    """
    row = hosted_row(case_id=case_id, presentation_id=presentation_id, who=who, at=at)
    struck = Attendance.objects.filter(pk=attendee_id, presentation=row, struck_at=None).update(struck_at=at, struck_by_id=who.user_id)
    if not struck:
        raise NotFound

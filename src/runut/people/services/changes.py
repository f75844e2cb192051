"""What every change has in common: who may, which text will do, and the row that says what was changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from runut.core.errors import Invalid, NotPermitted
from runut.core.sentences import reason
from runut.people.models import Change
from runut.people.queries import Standing

_UNSEEN: Final = re.compile("[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2066-\u2069\ufeff]")
"""Control characters, and those that turn or hide text: a name in evidence must read as it is stored."""


def record(
    *,
    action: str,
    who: Standing | None,
    at: datetime,
    user_id: int | None = None,
    office_id: int | None = None,
    data: Mapping[str, object] | None = None,
) -> None:
    """Append a change; ``who`` None is the operator at the machine's own command line. Queries: 1."""
    by = who.user_id if who else None
    Change.objects.create(at=at, by_id=by, action=action, user_id=user_id, office_id=office_id, data=dict(data or {}))


def administrators_only(who: Standing | None) -> None:
    """Refuse whoever is not an administrator; ``who`` None is the operator at the machine's own command line.

    Raises:
        NotPermitted: ``who`` is somebody else.
    """
    if who is not None and not who.administrator:
        raise NotPermitted(reasons=[reason("administrators_only")])


def line(raw: str, *, limit: int = 200, needed: bool = True) -> str:
    """Return one line of text without blanks around it or doubled within.

    Raises:
        Invalid: Nothing is left of it, it is longer than ``limit``, or holds characters that nobody can see.
    """
    text = re.sub(" +", " ", raw.strip())
    if _UNSEEN.search(text):
        raise Invalid(code="text_characters")
    if needed and not text:
        raise Invalid(code="text_missing")
    if len(text) > limit:
        raise Invalid(code="text_too_long", limit=limit)
    return text


def address(raw: str) -> str:
    """Return an e-mail address as it is stored: small letters, nothing around it.

    Raises:
        Invalid: It is not an address.
    """
    email = raw.strip().lower()
    try:
        validate_email(email)
    except ValidationError as error:
        raise Invalid(code="email_invalid", email=email[:80]) from error
    if len(email) > 254 or not email.isascii():
        raise Invalid(code="email_invalid", email=email[:80])
    return email


def nip_number(raw: str) -> str:
    """Return a NIP as its 18 digits, or nothing.

    Raises:
        Invalid: It has other than 18 digits.
    """
    digits = raw.replace(" ", "")
    if digits and not re.fullmatch("[0-9]{18}", digits):
        raise Invalid(code="nip_invalid")
    return digits

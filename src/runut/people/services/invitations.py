"""Asking people to join: a link that works once, for seven days, kept only as its hash."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from runut.core.errors import NotFound, Refused
from runut.core.sentences import reason
from runut.people.mail import send_invitation
from runut.people.models import Invitation, User
from runut.people.queries import Standing, organisation, token_hash
from runut.people.services.changes import administrators_only, line, record
from runut.people.services.units import open_unit
from runut.people.services.users import free_address, set_password

LASTS: Final = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """An invitation that was just made or renewed; ``link`` can be read now and never again."""

    id: int
    email: str
    link: str
    expires_at: datetime


@transaction.atomic
def invite(
    *,
    email: str,
    name: str,
    who: Standing,
    at: datetime,
    unit_id: int | None = None,
    position: str = "",
    administrator: bool = False,
    auditor: bool = False,
) -> Invited:
    """Invite somebody; the link is returned, and mailed to them after the commit.

    Raises:
        NotPermitted: ``who`` is no administrator.
        Invalid: The address is taken or none, or the name or unit cannot be used.
        Refused: They have been invited already.
    """
    administrators_only(who)
    clean = free_address(email)
    if Invitation.objects.filter(email=clean, accepted_at__isnull=True, cancelled_at__isnull=True).exists():
        raise Refused(reasons=[reason("invitation_open", email=clean)])
    row = Invitation(email=clean, name=line(name), position=line(position, needed=False), created_at=at)
    row.unit_id = open_unit(unit_id)
    row.is_administrator, row.is_auditor = administrator, auditor
    row.invited_by_id = who.user_id
    invited = _renew(row, at)
    record(
        action="invited", who=who, at=at, data={"invitation": row.pk, "email": clean, "administrator": administrator, "auditor": auditor}
    )
    return invited


@transaction.atomic
def resend_invitation(*, invitation_id: int, who: Standing, at: datetime) -> Invited:
    """Make a new link for an open invitation and mail it; the old link works no more.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: There is no such invitation.
        Refused: It was accepted or cancelled.
    """
    administrators_only(who)
    row = _open(invitation_id)
    invited = _renew(row, at)
    record(action="invited_again", who=who, at=at, data={"invitation": row.pk, "email": row.email})
    return invited


@transaction.atomic
def cancel_invitation(*, invitation_id: int, who: Standing, at: datetime) -> None:
    """Let the link of an open invitation work no more.

    Raises:
        NotPermitted: ``who`` is no administrator.
        NotFound: There is no such invitation.
        Refused: It was accepted or cancelled.
    """
    administrators_only(who)
    row = _open(invitation_id)
    Invitation.objects.filter(pk=row.pk).update(cancelled_at=at)
    record(action="invitation_cancelled", who=who, at=at, data={"invitation": row.pk, "email": row.email})


@transaction.atomic
def accept_invitation(*, token: str, password: str, at: datetime, language: str = "id") -> int:
    """Make the account that an invitation promises, with the password its owner chose; return their number.

    Raises:
        NotFound: No invitation has this token.
        Refused: It has expired, was cancelled or was used before.
        Invalid: The password is too weak, or somebody has the address by now.
    """
    row = Invitation.objects.select_for_update().filter(token_hash=token_hash(token)).first()
    if row is None:
        raise NotFound
    check_open(accepted_at=row.accepted_at, cancelled_at=row.cancelled_at, expires_at=row.expires_at, at=at)
    user = User(email=free_address(row.email), name=row.name, position=row.position, created_at=at, language=language)
    user.unit_id = row.unit_id
    user.is_administrator, user.is_auditor = row.is_administrator, row.is_auditor
    set_password(user, password)
    user.save()
    Invitation.objects.filter(pk=row.pk).update(accepted_at=at, accepted_as=user)
    record(action="invitation_accepted", who=None, at=at, user_id=user.pk, data={"invitation": row.pk, "email": row.email})
    return user.pk


def check_open(*, accepted_at: datetime | None, cancelled_at: datetime | None, expires_at: datetime, at: datetime) -> None:
    """Say why an invitation opens nothing.

    Raises:
        Refused: It has expired, was cancelled or was used before.
    """
    if accepted_at is not None:
        raise Refused(reasons=[reason("invitation_accepted")])
    if cancelled_at is not None:
        raise Refused(reasons=[reason("invitation_cancelled")])
    if at >= expires_at:
        raise Refused(reasons=[reason("invitation_expired")])


def _renew(row: Invitation, at: datetime) -> Invited:
    """Give ``row`` a fresh token and seven days, save it and mail the link after the commit."""
    token = secrets.token_urlsafe(32)
    row.token_hash, row.expires_at = token_hash(token), at + LASTS
    row.save()
    link = settings.ADDRESS + reverse("people:invitation_accept", args=[token])
    letter = partial(send_invitation, email=row.email, name=row.name, office=organisation().name, link=link, until=row.expires_at)
    # Robust: the invitation stands even if the mail cannot leave; the link is shown on the page as well.
    transaction.on_commit(letter, robust=True)
    return Invited(id=row.pk, email=row.email, link=link, expires_at=row.expires_at)


def _open(invitation_id: int) -> Invitation:
    row = Invitation.objects.select_for_update().filter(pk=invitation_id).first()
    if row is None:
        raise NotFound
    if row.accepted_at is not None:
        raise Refused(reasons=[reason("invitation_accepted")])
    if row.cancelled_at is not None:
        raise Refused(reasons=[reason("invitation_cancelled")])
    return row

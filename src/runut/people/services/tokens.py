"""Personal keys to the API: shown once, kept as their SHA-256."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from django.db import transaction

from runut.core.errors import Invalid, NotFound, Refused
from runut.core.sentences import reason
from runut.people.models import AccessToken
from runut.people.queries import SCOPES, Standing, token_hash
from runut.people.services.changes import line, record

LONGEST: Final = 365
"""Days that a token lasts at most."""


@transaction.atomic
def issue_token(*, name: str, scopes: Collection[str], days: int, who: Standing, at: datetime) -> str:
    """Make a token of one's own and return it: the only time that it can be read.

    Raises:
        Invalid: The name is missing, a scope unknown, or the time not from 1 to 365 days.
    """
    wanted = sorted(set(scopes))
    if not wanted:
        raise Invalid(code="token_scope_missing")
    for scope in wanted:
        if scope not in SCOPES:
            raise Invalid(code="token_scope_unknown", scope=scope[:40], scopes=", ".join(SCOPES))
    if not 1 <= days <= LONGEST:
        raise Invalid(code="token_expiry", days=LONGEST)
    raw = f"runut_{secrets.token_urlsafe(32)}"
    expires = at + timedelta(days=days)
    token = AccessToken.objects.create(
        user_id=who.user_id,
        name=line(name, limit=100),
        prefix=raw[:12],
        token_hash=token_hash(raw),
        scopes=wanted,
        created_at=at,
        expires_at=expires,
    )
    record(action="token_issued", who=who, at=at, user_id=who.user_id, data={"token": token.pk, "name": token.name, "scopes": wanted})
    return raw


@transaction.atomic
def revoke_token(*, token_id: int, who: Standing, at: datetime) -> None:
    """Revoke a token of one's own; administrators revoke anybody's.

    Raises:
        NotFound: There is no such token, or none of theirs.
        Refused: It is revoked already.
    """
    token = AccessToken.objects.select_for_update().filter(pk=token_id).first()
    if token is None or not (token.user_id == who.user_id or who.administrator):
        raise NotFound
    if token.revoked_at is not None:
        raise Refused(reasons=[reason("token_revoked")])
    AccessToken.objects.filter(pk=token.pk).update(revoked_at=at)
    record(action="token_revoked", who=who, at=at, user_id=token.user_id, data={"token": token.pk, "name": token.name})

"""Tokens of the API: whom one belongs to, and what it opens."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from runut.core.errors import NotFound
from runut.people.models import AccessToken
from runut.people.queries.standing import Standing, standing_today

SCOPES: Final = ("cases:read", "cases:write", "documents:read", "documents:write", "repositories:read", "repositories:write", "tests:write")


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as its owner sees it; the secret itself is kept nowhere."""

    id: int
    name: str
    prefix: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    def works(self, at: datetime) -> bool:
        """Whether it opens anything at ``at``."""
        return self.revoked_at is None and at < self.expires_at


def token_hash(raw: str) -> str:
    """Return what is kept of a token; it is random enough that a plain hash cannot be turned back."""
    return hashlib.sha256(raw.encode()).hexdigest()


def authenticate_token(raw: str, at: datetime) -> tuple[Standing, frozenset[str]] | None:
    """Return whose token this is and its scopes; None: it is unknown, expired, revoked, or its owner is deactivated.

    Queries: 2; one more, at most once a minute, that notes the use.
    """
    token = AccessToken.objects.select_related("user").filter(token_hash=token_hash(raw)).first()
    if token is None or token.revoked_at is not None or at >= token.expires_at or not token.user.is_active:
        return None
    if token.last_used_at is None or at - token.last_used_at >= timedelta(minutes=1):
        AccessToken.objects.filter(pk=token.pk).update(last_used_at=at)
    who, _ = standing_today(token.user, at=at)
    return who, frozenset(token.scopes)


def tokens(*, user_id: int) -> list[Token]:
    """Return the tokens of a person, newest first. Queries: 1."""
    return [_token(row) for row in AccessToken.objects.filter(user_id=user_id).order_by("-id")]


def token(*, token_id: int, who: Standing) -> Token:
    """Return one token that ``who`` can revoke: their own, and for administrators anybody's.

    Raises:
        NotFound: There is no such token, or none of theirs.

    Queries: 1.
    """
    row = AccessToken.objects.filter(pk=token_id).first()
    if row is None or not (row.user_id == who.user_id or who.administrator):
        raise NotFound
    return _token(row)


def _token(row: AccessToken) -> Token:
    same = ("id", "name", "prefix", "created_at", "expires_at", "last_used_at", "revoked_at")
    return Token(scopes=tuple(row.scopes), **{name: getattr(row, name) for name in same})

"""Ending what lets somebody in: sessions in browsers, tokens of programs."""

from __future__ import annotations

from datetime import datetime

from allauth.usersessions.models import UserSession

from runut.people.models import AccessToken


def end_sessions(*, user_id: int) -> int:
    """Sign a person out everywhere; return how many sessions ended."""
    ended = 0
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()
        ended += 1
    return ended


def revoke_all_tokens(*, user_id: int, at: datetime) -> int:
    """Revoke every token of a person; return how many. Queries: 1."""
    return AccessToken.objects.filter(user_id=user_id, revoked_at__isnull=True).update(revoked_at=at)

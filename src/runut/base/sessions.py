"""Sessions as Django keeps them in the database; only reading one, which every request does, is a lean statement."""

from __future__ import annotations

from typing import Any, Final

from django.contrib.sessions.backends import db
from django.utils import timezone

from runut.base import sql

_FOUND: Final = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """The engine that SESSION_ENGINE names; it reads what Django's own wrote, and the other way round."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing where there is none, or none any more. Queries: 1."""
        rows = sql.read(_FOUND, [self.session_key, sql.put_moment(timezone.now())])
        if not rows:
            self._session_key = None
            return {}
        return self.decode(rows[0][0])

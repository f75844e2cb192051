"""Sessions as Django keeps them in the database; only reading one, which every request does, is a lean statement."""

from __future__ import annotations

from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession
from django.utils import timezone

from runut.base import sql


class SessionStore(db.SessionStore):
    """The engine that SESSION_ENGINE names; it reads what Django's own wrote, and the other way round."""

    def _get_session_from_db(self) -> AbstractBaseSession | None:
        now = sql.put_moment(timezone.now())
        found = sql.fetch(self.get_model_class(), "session_key = %s AND expire_date > %s", [self.session_key, now])
        if found is None:
            self._session_key = None
        return found

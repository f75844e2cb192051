"""Sessions as Django keeps them in the database; only reading one, which every request does, is a lean statement."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

from django.contrib.sessions.backends import db
from django.core import signing
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

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Return what the text of a session holds; nothing where it is not one of ours."""
        try:
            found: dict[str, Any] = self.serializer().loads(_opened(str(session_data), self.key_salt))
        except Exception:  # as Django: whatever it may be, the session begins anew
            return super().decode(session_data)
        return found


class _Bytes:
    """What is signed, as it is."""

    def dumps(self, obj: bytes) -> bytes:
        return obj

    def loads(self, data: bytes) -> bytes:
        return data


@lru_cache(maxsize=1000)
def _opened(text: str, salt: str) -> bytes:
    """Return what ``text`` holds, its signature looked at; a session is read with every request and seldom written."""
    found: bytes = signing.loads(text, salt=salt, serializer=_Bytes)
    return found

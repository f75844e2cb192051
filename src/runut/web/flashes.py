"""Where messages wait for the next page: Django's own places, a cookie and then the session, only that a short text is not compressed."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.messages.storage.cookie import CookieStorage, MessagePartGatherSerializer
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage
from typing_extensions import override


class Cookie(CookieStorage):
    """A cookie of what was said; to compress a sentence takes longer than to sign and send it."""

    @override
    def _encode_parts(  # type: ignore[misc]  # the stubs leave it out
        self, messages: Sequence[str], encode_empty: bool = False
    ) -> str | None:
        if not messages and not encode_empty:
            return None
        return str(self.signer.sign_object(messages, serializer=MessagePartGatherSerializer))  # type: ignore[attr-defined]


class Storage(FallbackStorage):
    """What MESSAGE_STORAGE names."""

    storage_classes = (Cookie, SessionStorage)

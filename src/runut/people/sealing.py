"""Secrets that the database has to hold for a while, sealed with a key that derives from the office's own."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def seal(text: str) -> str:
    """Return ``text`` as nobody can read it who holds the database alone."""
    return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()


def unseal(sealed: str) -> str | None:
    """Return the text again; None: it was sealed with another key, or is no seal of ours."""
    for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
        try:
            return _cipher(key).decrypt(sealed.encode()).decode()
        except InvalidToken:
            continue
    return None


def _cipher(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"runut second factor").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))

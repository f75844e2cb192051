"""How people sign in: the places where allauth lets an office decide.

Accounts come from invitations only, inactive people stay out, and the secrets of authenticator apps and recovery codes are encrypted
with a key that derives from the office's own.
"""

from __future__ import annotations

import base64
from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from runut.people.models import User
from runut.people.queries import organisation, standing_of


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Loads who a session belongs to together with their unit; nobody for who is deactivated."""

    def get_user(self, user_id: Any) -> User | None:
        return User.objects.select_related("unit").filter(pk=user_id, is_active=True).first()


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up by themselves; whoever can change much is reminded of a second step."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This e-mail address and password do not belong together."),
        "too_many_login_attempts": _("Too many failed attempts. Try again in a few minutes."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def post_login(self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any) -> HttpResponse:
        response: HttpResponse = super().post_login(request, user, **kwargs)
        if isinstance(user, User) and wants_second_factor(user, request):
            messages.info(request, _("Your account can change much. Add a second step for signing in under “My account”."))
        return response


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets encrypted: who reads a backup of the database cannot make anybody's codes."""

    def encrypt(self, text: str) -> str:
        return _cipher(settings.SECRET_KEY).encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        for key in (settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)):
            try:
                return _cipher(key).decrypt(encrypted_text.encode()).decode()
            except InvalidToken:
                continue
        raise ImproperlyConfigured("A second factor was encrypted with another RUNUT_SECRET_KEY; restore that key.")


def wants_second_factor(user: User, request: HttpRequest) -> bool:
    """Whether an administrator or a head signs in with a password alone. Queries: 1 for most, 3 for them."""
    on = organisation().today(request.at)  # type: ignore[attr-defined]
    return (user.is_administrator or standing_of(user, on=on).head) and not is_mfa_enabled(user)


def _cipher(secret: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"runut second factor").derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(derived))

"""How people sign in: the places where allauth lets an office decide.

Accounts come from invitations only, inactive people stay out, and the secrets of authenticator apps and recovery codes are encrypted
with a key that derives from the office's own.
"""

from __future__ import annotations

from typing import Any, ClassVar

import structlog
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from runut.people.models import User
from runut.people.queries import active_user, standing_today
from runut.people.sealing import seal, unseal

log = structlog.get_logger(__name__)


class Backend(AuthenticationBackend):  # type: ignore[misc]
    """Loads who a session belongs to, in one lean statement; nobody for who is deactivated."""

    def get_user(self, user_id: Any) -> User | None:
        return active_user(user_id)


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

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        try:
            super().send_notification_mail(*args, **kwargs)
        except OSError:
            # The change itself is done; a mail server that is down must not undo the page that says so.
            log.warning("notification_mail_not_sent", exc_info=True)


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Keeps secrets encrypted: who reads a backup of the database cannot make anybody's codes."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        text = unseal(encrypted_text)
        if text is not None:
            return text
        raise ImproperlyConfigured("A second factor was encrypted with another RUNUT_SECRET_KEY; restore that key.")


def wants_second_factor(user: User, request: HttpRequest) -> bool:
    """Whether an administrator or a head signs in with a password alone. Queries: 1 for most, 2 for them."""
    standing, _ = standing_today(user, at=request.at)  # type: ignore[attr-defined]
    return (standing.administrator or standing.head) and not second_factor(user.pk)


def second_factor(user_id: int) -> bool:
    """Whether a person has an authenticator app or a passkey. Queries: 1."""
    wanted = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=wanted).exists())

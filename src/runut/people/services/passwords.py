"""The first password of somebody who was given none."""

from __future__ import annotations

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.urls import reverse

from runut.core.errors import NotFound
from runut.people.models import User


def password_link(*, user_id: int) -> str:
    """Return the address at which a person sets their password: it works once, for `PASSWORD_RESET_TIMEOUT`.

    For the operator at the machine's own command line, who hands it over.

    Raises:
        NotFound: Nobody active has this number.

    Queries: 1.
    """
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound
    values = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return str(settings.ADDRESS) + reverse("account_reset_password_from_key", kwargs=values)

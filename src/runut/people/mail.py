"""Letters of this room, in the language of the office and in English below."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from runut.people.queries import organisation


def send_invitation(*, email: str, name: str, office: str, link: str, until: datetime) -> None:
    """Mail the link of an invitation; Indonesian first, English below, because nothing is known of the reader yet."""
    last = until.astimezone(ZoneInfo(organisation().time_zone))
    parts = []
    for language in ("id", "en"):
        with translation.override(language):
            parts.append(render_to_string("people/mail/invitation.txt", {"name": name, "office": office, "link": link, "until": last}))
    with translation.override("id"):
        subject = gettext("Invitation to Runut of %(office)s") % {"office": office}
    # None: DEFAULT_FROM_EMAIL.
    send_mail(subject, "\n----\n\n".join(parts), None, [email])

"""Letters of this room."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from runut.base.sentences import moment
from runut.people.queries import organisation


def send_invitation(*, email: str, name: str, office: str, link: str, until: datetime) -> None:
    """Mail the link of an invitation; Indonesian first, English below, because nothing is known of the reader yet.

    Not through the queue of jobs: the link would stand in its row, readable for whoever reads the database.
    """
    parts = []
    with timezone.override(ZoneInfo(organisation().time_zone)):
        for language in ("id", "en"):
            with translation.override(language):
                said = {"name": name, "office": office, "link": link, "until": moment(until)}
                parts.append(render_to_string("people/mail/invitation.txt", said))
    with translation.override("id"):
        subject = gettext("Invitation to Runut of %(office)s") % {"office": office}
    # None: DEFAULT_FROM_EMAIL.
    send_mail(subject, "\n----\n\n".join(parts), None, [email])

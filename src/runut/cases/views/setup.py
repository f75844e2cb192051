"""What the office itself still lacks, for its administrators: nobody in an office, an SOP unconfirmed, days that no decree covers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from django.urls import reverse
from django.utils.translation import gettext as _

from runut.base.sentences import day
from runut.core.workdays import Calendar
from runut.people.access import Request
from runut.people.queries import invitations, offices
from runut.procedures.queries import procedures_in_force, version

_AHEAD: Final = timedelta(days=60)
"""How long before the days of the calendar end its next edition is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that is missing, and where it is supplied."""

    text: str
    href: str
    link: str


def lacks(request: Request, *, dates: Calendar) -> list[Lack]:
    """Return what an administrator has to supply. Queries: 5, and 2 for each SOP."""
    return [*_people(request, dates), *_procedures(dates, request), *_calendar(dates, request)]


def _people(request: Request, dates: Calendar) -> Iterator[Lack]:
    for one in offices(on=dates.local(request.at).date()):
        if not one.holders:
            text = _("Nobody holds the office %(office)s: what waits for it stands still.") % {"office": one.name}
            yield Lack(text=text, href=reverse("people:appoint", args=[one.id]), link=_("Appoint somebody"))
    late = [one.email for one in invitations(at=request.at).rows if one.state == "expired"]
    if late:
        text = _("Invitations that expired unanswered: %(addresses)s.") % {"addresses": ", ".join(late[:5])}
        yield Lack(text=text, href=reverse("people:invitations"), link=_("To the invitations"))


def _procedures(dates: Calendar, request: Request) -> Iterator[Lack]:
    today = dates.local(request.at).date()
    found = procedures_in_force(on=today)
    if not found:
        yield Lack(text=_("No SOP is in force: no request can be entered."), href=reverse("procedures:list"), link=_("To the SOPs"))
    for one in found:
        if one.version_id and version(one.version_id, on=today).confirmed_at is None:
            text = _("The performers of “%(name)s” were read from its source and not confirmed yet.") % {"name": one.name}
            yield Lack(text=text, href=reverse("procedures:current", args=[one.key]), link=_("Read and confirm"))


def _calendar(dates: Calendar, request: Request) -> Iterator[Lack]:
    if dates.covers_to < dates.local(request.at).date() + _AHEAD:
        text = _("The calendar knows the holidays up to %(day)s; deadlines beyond are provisional.") % {"day": day(dates.covers_to)}
        yield Lack(text=text, href=reverse("procedures:editions"), link=_("Adopt the next edition"))

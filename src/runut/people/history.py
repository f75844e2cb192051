"""What was changed about people, in words: the lines of the histories on the pages of this room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from runut.people.queries import Change

TITLES: Final[Mapping[str, Any]] = {
    "organisation_founded": gettext_lazy("The office was founded: %(name)s"),
    "organisation_changed": gettext_lazy("The letterhead was changed"),
    "hours_changed": gettext_lazy("Office hours and work week were changed"),
    "office_made": gettext_lazy("Office made: %(office)s"),
    "unit_made": gettext_lazy("Unit made: %(name)s"),
    "unit_changed": gettext_lazy("Unit changed: %(name)s"),
    "unit_closed": gettext_lazy("Unit closed: %(name)s"),
    "unit_opened": gettext_lazy("Unit opened again: %(name)s"),
    "person_made": gettext_lazy("Account made: %(user)s"),
    "person_changed": gettext_lazy("Account changed: %(user)s"),
    "person_deactivated": gettext_lazy("Account deactivated: %(user)s"),
    "person_reactivated": gettext_lazy("Account activated again: %(user)s"),
    "appointed": gettext_lazy("%(user)s appointed: %(office)s"),
    "holding_ended": gettext_lazy("End set for %(user)s: %(office)s"),
    "appointment_withdrawn": gettext_lazy("Appointment of %(user)s withdrawn: %(office)s"),
    "certificate_withdrawn": gettext_lazy("Certificate withdrawn: %(name)s"),
    "invited": gettext_lazy("Invited: %(email)s"),
    "invited_again": gettext_lazy("Invitation sent again: %(email)s"),
    "invitation_cancelled": gettext_lazy("Invitation cancelled: %(email)s"),
    "invitation_accepted": gettext_lazy("Invitation accepted: %(user)s"),
    "token_issued": gettext_lazy("Access token issued: %(name)s"),
    "token_revoked": gettext_lazy("Access token revoked: %(name)s"),
}
"""The sentence of every action that the services record."""

ICONS: Final = {
    "appointed": "person",
    "holding_ended": "held",
    "certificate_withdrawn": "key",
    "person_deactivated": "lock",
    "invited": "mail",
    "invited_again": "mail",
    "hours_changed": "deadline",
}
FIELDS: Final[Mapping[str, Any]] = {
    "email": gettext_lazy("E-mail address"),
    "name": gettext_lazy("Name"),
    "nip": gettext_lazy("NIP"),
    "unit": gettext_lazy("Unit"),
    "position": gettext_lazy("Position"),
    "administrator": gettext_lazy("Administrator"),
    "auditor": gettext_lazy("Auditor"),
    "code": gettext_lazy("Code"),
    "parent": gettext_lazy("Belongs to"),
    "region": gettext_lazy("Region"),
    "address": gettext_lazy("Address"),
    "telephone": gettext_lazy("Telephone"),
    "opens_at": gettext_lazy("Opens at"),
    "closes_at": gettext_lazy("Closes at"),
    "work_week": gettext_lazy("Working days of a week"),
    "count_start_day": gettext_lazy("The first day counts"),
    "time_zone": gettext_lazy("Time zone"),
}


def lines(changes: Iterable[Change]) -> list[dict[str, object]]:
    """Return changes as the timeline shows them."""
    return [
        {
            "title": title(one),
            "at": one.at,
            "who": one.by or (one.user if one.action == "invitation_accepted" else _("command line of the machine")),
            "text": text(one),
            "icon": ICONS.get(one.action, "history"),
        }
        for one in changes
    ]


def title(change: Change) -> str:
    """Return what happened as a heading."""
    gaps = {"name": "", "email": "", **{key: str(value) for key, value in change.data.items() if key in {"name", "email"}}}
    template = str(TITLES[change.action]) if change.action in TITLES else change.action.replace("%", "%%")
    return template % {**gaps, "user": change.user, "office": change.office}


def text(change: Change) -> str:
    """Return the particulars: the period and letter of a holding, or what a field was and is."""
    if "capacity" in change.data:
        return "\n".join(_holding(change.data))
    if change.action == "certificate_withdrawn":
        return "\n".join([_("from %(since)s on") % {"since": _day(change.data["since"])}, str(change.data["reason"])])
    before, after = change.data.get("before"), change.data.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        changed = [key for key in after if before.get(key) != after[key]]
        found = [f"{FIELDS.get(key, key)}: {_value(before.get(key))} → {_value(after[key])}" for key in changed]
        return "\n".join(filter(None, [*found, str(change.data.get("reason", ""))]))
    return ""


def _holding(data: Mapping[str, Any]) -> list[str]:
    capacity = {"plt": "Plt", "plh": "Plh"}.get(str(data["capacity"]), _("definitive"))
    until = _day(data.get("to"))
    period = _("from %(since)s to %(until)s") if until else _("from %(since)s, no end set")
    found = [f"{capacity}, {period % {'since': _day(data.get('from')), 'until': until}}"]
    if data.get("letter_number"):
        found.append(_("letter %(number)s of %(day)s") % {"number": data["letter_number"], "day": _day(data.get("letter_on"))})
    return found


def _day(text: object) -> str:
    return date_format(date.fromisoformat(str(text)), "j F Y") if text else ""


def _value(value: object) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return str(value) if value not in (None, "") else "–"

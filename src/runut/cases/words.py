"""Events, states, outcomes and what they lead to, as words in the active language. Nothing here asks the database."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from runut.base.sentences import day, moment, word
from runut.core import ledger
from runut.core.ledger import Event

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STATUSES: Final[Mapping[str, StrOrPromise]] = {
    "active": gettext_lazy("running"),
    "late": gettext_lazy("late"),
    "held": gettext_lazy("on hold"),
    "completed": gettext_lazy("completed"),
    "refused": gettext_lazy("refused"),
    "cancelled": gettext_lazy("cancelled"),
}
"""What the register can be filtered by; ``late`` is an active case whose deadline has passed."""
TONES: Final[Mapping[str, str]] = {"active": "current", "late": "late", "held": "held", "completed": "done"}
ICONS: Final[Mapping[str, str]] = {"refused": "rejected", "cancelled": "cancelled"}
PARTS: Final[Mapping[str, StrOrPromise]] = {
    "acts": gettext_lazy("does it and records it"),
    "decides": gettext_lazy("decides"),
    "receives": gettext_lazy("receives it"),
    "attends": gettext_lazy("attends and may add"),
}
TODO: Final[Mapping[str, StrOrPromise]] = {
    "acts": gettext_lazy("Do and record"),
    "decides": gettext_lazy("Decide"),
    "receives": gettext_lazy("Receive"),
}
"""What is expected of the performer whose turn it is."""
KINDS: Final[Mapping[str, StrOrPromise]] = {
    "open": gettext_lazy("Request entered"),
    "number": gettext_lazy("Register number given"),
    "schedule": gettext_lazy("Activity begun"),
    "certify": gettext_lazy("Turn recorded"),
    "complete": gettext_lazy("Activity completed"),
    "file": gettext_lazy("Document filed"),
    "remove": gettext_lazy("Document taken out"),
    "sign": gettext_lazy("Document signed"),
    "lapse": gettext_lazy("Records lapsed"),
    "answer": gettext_lazy("Remark answered"),
    "team": gettext_lazy("Team named"),
    "suspend": gettext_lazy("Put on hold"),
    "resume": gettext_lazy("Resumed"),
    "extend": gettext_lazy("Deadline extended"),
    "calendar": gettext_lazy("Calendar changed"),
    "deviate": gettext_lazy("Deviation"),
    "cancel": gettext_lazy("Cancelled"),
    "version": gettext_lazy("Moved to another version"),
    "end": gettext_lazy("Case ended"),
}
"""Every kind of event, by which the history can be filtered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """An event in words: a sentence, what was written with it, and how the timeline draws it."""

    title: str
    text: str = ""
    icon: str = "check"
    tone: str = "calm"


def say_event(event: Event) -> Said:
    """Return the event as a sentence."""
    return _SENTENCES[event.kind](event)


def badge(status: str, *, late: bool) -> dict[str, str]:
    """Return label, tone and icon of a case's status."""
    key = "late" if late else status
    return {"label": str(STATUSES[key]), "tone": TONES.get(key, "calm"), "icon": ICONS.get(key, "")}


def outcome(text: str) -> str:
    """Return an outcome as a heading: ``Disetujui``."""
    said = word(text)
    return said[:1].upper() + said[1:]


def _data(event: Event, key: str) -> str:
    return str(event.data.get(key) or "")


def _due(event: Event) -> str:
    text = event.data.get("due_at")
    return moment(ledger.moment(str(text))) if text else ""


def _parts(*parts: str) -> str:
    return "\n".join(part for part in parts if part)


def _open(event: Event) -> Said:
    text = _parts(f"{_data(event, 'title')} · {_data(event, 'unit')}", _("Rehearsal") if event.data.get("rehearsal") else "")
    return Said(title=_("The request was entered into the register."), text=text, icon="add", tone="current")


def _number(event: Event) -> Said:
    return Said(title=_("The case got the register number %(number)s.") % {"number": _data(event, "number")}, icon="case", tone="done")


def _schedule(event: Event) -> Said:
    params = {"activity": event.activity, "round": event.round}
    title = _("Activity %(activity)s began.") % params
    if (event.round or 1) > 1:
        title = _("Activity %(activity)s began, round %(round)s.") % params
    due = _due(event)
    return Said(title=title, text=_("Due %(due)s.") % {"due": due} if due else _("No deadline."), icon="current", tone="current")


def _certify(event: Event) -> Said:
    title = _("A turn of activity %(activity)s was recorded; the next performer follows.") % {"activity": event.activity}
    return Said(title=title, text=_data(event, "note"))


def _complete(event: Event) -> Said:
    params: dict[str, object] = {"activity": event.activity}
    chosen = _data(event, "outcome")
    remarks = event.data.get("remarks", ())
    if not chosen:
        title = _("Activity %(activity)s was completed.") % params
        return Said(title=title, text=_data(event, "note"), icon="done", tone="done")
    title = _("Activity %(activity)s was decided: %(outcome)s.") % (params | {"outcome": word(chosen)})
    count = ngettext("%(n)s remark", "%(n)s remarks", len(remarks)) % {"n": len(remarks)} if remarks else ""
    text = _parts(_data(event, "reason"), count, _data(event, "note"))
    return Said(title=title, text=text, icon="decision", tone="soon" if remarks else "done")


def _suspend(event: Event) -> Said:
    return Said(title=_("The case was put on hold; its clock stands still."), text=_data(event, "reason"), icon="held", tone="held")


def _resume(event: Event) -> Said:
    due = _due(event)
    title = _("The case was resumed; now due %(due)s.") % {"due": due} if due else _("The case was resumed.")
    return Said(title=title, text=_data(event, "note"), icon="resume", tone="current")


def _extend(event: Event) -> Said:
    days = int(event.data["days"])
    title = ngettext(
        "The deadline was moved by %(n)s day to %(due)s.",
        "The deadline was moved by %(n)s days to %(due)s.",
        days,
    ) % {"n": days, "due": _due(event)}
    return Said(title=title, text=_data(event, "reason"), icon="extension", tone="soon")


def _deviate(event: Event) -> Said:
    title = _("The case left activity %(activity)s for activity %(target)s, against the flow of the SOP.")
    return Said(
        title=title % {"activity": event.activity, "target": _data(event, "target")},
        text=_data(event, "reason"),
        icon="deviation",
        tone="soon",
    )


def _version(event: Event) -> Said:
    left: Mapping[str, Any] = event.data.get("left", {})
    title = _("The case moved to version %(number)s of its SOP; activity %(was)s goes on as activity %(activity)s.")
    params = {"number": _data(event, "number"), "was": left.get("activity") or "", "activity": event.activity}
    due = _due(event)
    text = _parts(_data(event, "reason"), _("Due %(due)s.") % {"due": due} if due else _("No deadline."))
    return Said(title=title % params, text=text, icon="procedure", tone="soon")


def _cancel(event: Event) -> Said:
    title = _("The case was cancelled in activity %(activity)s.") % {"activity": event.activity}
    return Said(title=title, text=_data(event, "reason"), icon="cancelled", tone="late")


def _end(event: Event) -> Said:
    endings = {
        "completed": _("The case ended: completed."),
        "refused": _("The case ended: refused."),
        "cancelled": _("The case ended: cancelled."),
    }
    status = _data(event, "status")
    return Said(title=endings[status], icon=ICONS.get(status, "done"), tone=TONES.get(status, "calm"))


def _file(event: Event) -> Said:
    title = _("“%(name)s” was filed, version %(version)s.") % {"name": _data(event, "name"), "version": _data(event, "version")}
    ends_on = _data(event, "ends_on")
    until = _("It sets the end of the work: %(day)s.") % {"day": day(date.fromisoformat(ends_on))} if ends_on else ""
    sha256 = _data(event, "sha256")
    return Said(title=title, text=_parts(_data(event, "filename"), until, f"SHA-256 {sha256[:16]}…" if sha256 else ""), icon="document")


def _remove(event: Event) -> Said:
    title = _("“%(name)s” was taken out; its versions stay readable.") % {"name": _data(event, "name")}
    return Said(title=title, text=_data(event, "reason"), icon="delete", tone="soon")


def _sign(event: Event) -> Said:
    title = _("“%(name)s” was signed.") % {"name": _data(event, "name")}
    certificate: Mapping[str, Any] = event.data.get("certificate", {})
    by = _("Certificate of %(name)s, issued by %(issuer)s.") % {
        "name": certificate.get("name", ""),
        "issuer": certificate.get("issuer", ""),
    }
    return Said(title=title, text=_parts(by, f"SHA-256 {_data(event, 'sha256')[:16]}…"), icon="evidence", tone="done")


def _lapse(event: Event) -> Said:
    cause: Mapping[str, Any] = event.data.get("cause", {})
    title = _("What was recorded in activity %(activity)s lapsed, because “%(name)s” changed.")
    return Said(title=title % {"activity": event.activity, "name": cause.get("name") or ""}, icon="round", tone="soon")


def _answer(event: Event) -> Said:
    text = _parts(_data(event, "text"), _("Changed: %(change)s") % {"change": _data(event, "change")})
    return Said(title=_("Remark %(number)s was answered.") % {"number": _data(event, "number")}, text=text, icon="answer", tone="done")


def _team(event: Event) -> Said:
    members = [f"{one['name']} – {one['role']}" for one in event.data.get("members", ())]
    return Said(title=_("The development team was named."), text="\n".join(members), icon="team")


def _calendar(event: Event) -> Said:
    was = event.data.get("was")
    params = {"was": moment(ledger.moment(str(was))) if was else _("none"), "due": _due(event) or _("none")}
    why = _data(event, "reason")
    if why:
        title = _("Other office hours or another work week moved the deadline from %(was)s to %(due)s.")
    else:
        title = _("A new edition of the calendar moved the deadline from %(was)s to %(due)s.")
    return Said(title=title % params, text=why or _data(event, "edition"), icon="calendar", tone="soon")


_SENTENCES: Final[Mapping[str, Callable[[Event], Said]]] = {
    "open": _open,
    "number": _number,
    "schedule": _schedule,
    "certify": _certify,
    "complete": _complete,
    "suspend": _suspend,
    "resume": _resume,
    "extend": _extend,
    "deviate": _deviate,
    "version": _version,
    "cancel": _cancel,
    "end": _end,
    "file": _file,
    "remove": _remove,
    "sign": _sign,
    "lapse": _lapse,
    "answer": _answer,
    "team": _team,
    "calendar": _calendar,
}

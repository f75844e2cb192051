"""Parts, time limits, kinds of days and differences as words in the active language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from runut.base.sentences import day as spoken_day
from runut.base.sentences import say, word
from runut.core.procedure import END, Approval, Deliverable, HeldBy, Part, Participation, Procedure, TimeLimit, Unit
from runut.core.sentences import Reason
from runut.core.workdays import DayKind
from runut.formats.words import deliverable_name

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

PARTS: Final[Mapping[Part, StrOrPromise]] = {
    Part.ACTS: gettext_lazy("acts"),
    Part.DECIDES: gettext_lazy("decides"),
    Part.RECEIVES: gettext_lazy("receives"),
    Part.ATTENDS: gettext_lazy("attends"),
}
HELD_BY: Final[Mapping[HeldBy, StrOrPromise]] = {
    HeldBy.OFFICE: gettext_lazy("holders of an office"),
    HeldBy.UNIT: gettext_lazy("people of the requesting unit"),
    HeldBy.TEAM: gettext_lazy("the team named in the case"),
}
UNITS: Final[Mapping[Unit, StrOrPromise]] = {
    Unit.MINUTE: gettext_lazy("minutes"),
    Unit.HOUR: gettext_lazy("hours"),
    Unit.DAY: gettext_lazy("days"),
    Unit.WEEK: gettext_lazy("weeks"),
    Unit.MONTH: gettext_lazy("months"),
}
KINDS: Final[Mapping[str, StrOrPromise]] = {
    DayKind.HOLIDAY.value: gettext_lazy("National holiday"),
    DayKind.JOINT_LEAVE.value: gettext_lazy("Joint leave"),
    DayKind.WORKING.value: gettext_lazy("Working day"),
}
DAYS: Final[Mapping[str, StrOrPromise]] = {**KINDS, DayKind.WEEKEND.value: gettext_lazy("Weekend")}
FIELDS: Final[Mapping[str, StrOrPromise]] = {
    "activity": gettext_lazy("Activity"),
    "approved_by": gettext_lazy("Enacted by"),
    "created_on": gettext_lazy("Date made"),
    "day": gettext_lazy("Days that count"),
    "decision": gettext_lazy("Decision"),
    "effective_on": gettext_lazy("Date in force"),
    "equipment": gettext_lazy("Equipment"),
    "held_by": gettext_lazy("Held by"),
    "lane": gettext_lazy("Performer"),
    "legal_basis": gettext_lazy("Legal basis"),
    "name": gettext_lazy("Name"),
    "note": pgettext_lazy("SOP", "Explanation"),
    "number": gettext_lazy("Number of the SOP"),
    "organisation": gettext_lazy("Organisation"),
    "outputs": gettext_lazy("Outputs"),
    "performers": gettext_lazy("Performers"),
    "place": gettext_lazy("Place"),
    "qualifications": gettext_lazy("Qualifications of performers"),
    "records": gettext_lazy("Recording and data collection"),
    "related": gettext_lazy("Related procedures"),
    "requirements": gettext_lazy("Requirements"),
    "revised_on": gettext_lazy("Date revised"),
    "text": gettext_lazy("Text"),
    "then": gettext_lazy("Then"),
    "time": gettext_lazy("Time"),
    "warnings": gettext_lazy("Warnings"),
}
"""What each part of an SOP is called; a test holds that none is missing."""


def said(one: Reason) -> str:
    """Return the sentence with what a page calls a part of an SOP in place of its key in the file: “Nama” and not “name”."""
    key = one.params.get("key")
    label = FIELDS.get(key) if isinstance(key, str) else None
    return say(replace(one, params={**one.params, "key": str(label)}) if label else one)


def time_words(limit: TimeLimit | None, procedure: Procedure) -> str:
    """Return a time limit as the form shows it: ``3 working days``, ``1 to 2 weeks``, ``as the Jadwal says``."""
    if limit is None:
        return ""
    if limit.follows:
        return _("as scheduled in “%(deliverable)s”") % {"deliverable": deliverable_name(limit.follows, procedure)}
    amount = _unit_words(limit, procedure)
    return _("%(low)s to %(amount)s") % {"low": limit.low, "amount": amount} if limit.low != limit.high else amount


def _unit_words(limit: TimeLimit, procedure: Procedure) -> str:
    n = limit.high
    sentence = {
        Unit.MINUTE: ngettext("%(n)s minute", "%(n)s minutes", n),
        Unit.HOUR: ngettext("%(n)s office hour", "%(n)s office hours", n),
        Unit.WEEK: ngettext("%(n)s week", "%(n)s weeks", n),
        Unit.MONTH: ngettext("%(n)s month", "%(n)s months", n),
        Unit.DAY: ngettext("%(n)s working day", "%(n)s working days", n),
    }[limit.unit]
    if limit.unit is Unit.DAY and procedure.day == "calendar":
        sentence = ngettext("%(n)s calendar day", "%(n)s calendar days", n)
    return sentence % {"n": n}


def decision_words(decision: Mapping[str, int | str]) -> list[str]:
    """Return where each outcome leads: ``approved: activity 6``."""
    return [_("%(outcome)s: %(target)s") % {"outcome": word(outcome), "target": target_words(to)} for outcome, to in decision.items()]


def target_words(target: int | str) -> str:
    """Return where the case goes: ``activity 6``, or that it ends."""
    return _("the case ends") if target == END else _("activity %(number)s") % {"number": target}


def performer_words(performers: Iterable[Participation], procedure: Procedure) -> str:
    """Return who takes part, in order, each with the part."""
    names = {one.key: one.name for one in procedure.performers}
    return "; ".join(_("%(name)s (%(part)s)") % {"name": names.get(one.key, one.key), "part": PARTS[one.part]} for one in performers)


def plain_words(value: object, procedure: Procedure, *, what: str = "") -> str:
    """Return any part of an SOP as words; an empty one as an empty text."""
    if isinstance(value, TimeLimit):
        return time_words(value, procedure)
    if isinstance(value, date):
        return spoken_day(value)
    if isinstance(value, HeldBy):
        return str(HELD_BY[value])
    if isinstance(value, Approval):
        return ", ".join(part for part in (value.position, value.name) if part)
    if isinstance(value, Mapping):
        return "; ".join(decision_words(value))
    if isinstance(value, tuple):
        return _list(value, procedure)
    if what == "then" and value:
        return target_words(int(str(value)) if value != END else END)
    if what == "day":
        return _("working days") if value == "working" else _("calendar days")
    return str(value) if value else ""


def _list(values: tuple[object, ...], procedure: Procedure) -> str:
    if values and all(isinstance(one, Participation) for one in values):
        return performer_words([one for one in values if isinstance(one, Participation)], procedure)
    return "; ".join(one.name if isinstance(one, Deliverable) else str(one) for one in values)

"""The evaluation of an SOP as a letter (Permen PANRB 35/2012): monitoring with what was measured, and the questions that people answer by hand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from runut.base.sentences import day, language
from runut.cases.queries import Measured, case_numbers, measured
from runut.core.procedure import Activity, Procedure
from runut.formats.printing.letter import Facts, Head, Letter, Part, Signature, Table, Text
from runut.people.queries import Organisation, organisation
from runut.procedures.queries import VersionRow, calendar, procedure_version, version
from runut.procedures.words import time_words

DAYS: Final = 182
"""The regulation asks for monitoring every six months."""
WELL: Final = 0.8
"""The share of completions in time from which an activity is told to run well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What is known of a version over the last six months; ``at`` is when the last day of them began."""

    row: VersionRow
    procedure: Procedure
    since: date
    until: date
    at: datetime
    activities: Mapping[int, Measured]
    cases: Mapping[str, int]


def seen(*, version_id: int, at: datetime) -> Seen:
    """Return what is known of a version. Queries: 4.

    Raises:
        NotFound: There is no such version.
    """
    dates, own = calendar(), organisation()
    today, since = dates.local(at).date(), at - timedelta(days=DAYS)
    row = version(version_id, on=today)
    asked: dict[str, Any] = {"version_id": version_id, "since": since, "until": at, "rehearsals": own.is_demonstration}
    return Seen(
        row=row,
        procedure=procedure_version(version_id),
        since=dates.local(since).date(),
        until=today,
        at=dates.local(at).replace(hour=0, minute=0, second=0, microsecond=0),
        activities=measured(**asked),
        cases=case_numbers(**asked),
    )


def evaluation(found: Seen) -> Letter:
    """Return the letter in the reader's language. Queries: 1."""
    own, heading = organisation(), _("Monitoring and evaluation of an SOP")
    named = _("%(name)s, version %(number)s") % {"name": found.row.name, "number": found.row.number}
    return Letter(
        language=language(),
        title=f"{heading}: {named}",
        letterhead=own.letterhead,
        heading=heading,
        number=named,
        parts=(*_about(found), *_monitoring(found), *_questions()),
        signatures=tuple(_signatures(found, own)),
        footer=f"{heading}: {named}\nSHA-256 {found.row.sha256}",
        page=_("Page"),
    )


def _about(found: Seen) -> Iterator[Part]:
    identity, cases = found.procedure.identity, found.cases
    ended = ", ".join(
        f"{name} {cases[key]}"
        for key, name in (("completed", _("completed")), ("refused", _("refused")), ("cancelled", _("cancelled")))
        if cases.get(key)
    )
    yield Facts(
        rows=(
            (_("Number of the SOP"), identity.number or "–"),
            (_("In force since"), day(found.row.effective_from)),
            (_("Period"), f"{day(found.since)} – {day(found.until)}"),
            (_("Projects begun"), str(cases.get("begun", 0))),
            (_("Projects ended"), ended or "0"),
        )
    )


def _monitoring(found: Seen) -> Iterator[Part]:
    rows = tuple(_row(one, found.activities.get(one.number, Measured()), found.procedure) for one in found.procedure.activities)
    heads = (_("No"), _("Procedure"), _("Time"), _("Measured"), _("Assessment"), _("Action to be taken"), _("Initials"))
    yield Head(text=_("Monitoring"))
    yield Table(heads=heads, shares=(4, 23, 12, 15, 13, 12, 9), rows=rows)
    told = {"share": round(WELL * 100)}
    rule = _(
        "The assessment follows the records of the projects: an activity runs well where at least %(share)s of 100 completions were in time."
    )
    yield Text(text=rule % told)
    yield Text(text=_("Who monitors may judge otherwise and writes so."))


def _row(activity: Activity, one: Measured, procedure: Procedure) -> tuple[str, ...]:
    limit = time_words(activity.time, procedure) or "–"
    return str(activity.number), activity.text, limit, _said(one), _assessed(one), "", ""


def _said(one: Measured) -> str:
    if not one.done:
        return _("never completed")
    said = [ngettext("completed %(n)s time", "completed %(n)s times", one.done) % {"n": one.done}]
    if one.late:
        said.append(_("late: %(n)s") % {"n": one.late})
    if one.again:
        said.append(_("in a later round: %(n)s") % {"n": one.again})
    if one.mean is not None:
        said.append(_("working days on an average: %(days)s") % {"days": number_format(one.mean, 1)})
    return "\n".join(said)


def _assessed(one: Measured) -> str:
    if not one.done:
        return _("not measured")
    return _("runs well") if (one.done - one.late) / one.done >= WELL else _("does not run well")


def _questions() -> Iterator[Part]:
    asked = (
        _("Does the SOP drive performance?"),
        _("Is it easy to understand?"),
        _("Is it easy to carry out?"),
        _("Can everybody play their part in it?"),
        _("Does it cope with problems that come up?"),
        _("Does it answer the needs of the work?"),
        _("Does it work together with other SOPs?"),
    )
    yield Head(text=_("Evaluation"))
    rows = tuple((str(number), text, "", "", "") for number, text in enumerate(asked, 1))
    yield Table(heads=(_("No"), _("Question"), _("Yes"), pgettext("answer", "No"), _("Note")), shares=(2, 12, 3, 4, 9), rows=rows)


def _signatures(found: Seen, own: Organisation) -> Iterator[Signature]:
    blank = "........................"
    head = found.procedure.heads[0].name if found.procedure.heads else own.name
    yield Signature(day="", position=_("Monitored by"), name=blank)
    yield Signature(day=day(found.until), position=head, name=blank)

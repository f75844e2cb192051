"""What leaves the tests on paper: the minutes of an acceptance test (berita acara UAT)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django.utils.dateformat import format as formatted
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from runut.base.sentences import day, language
from runut.cases.queries import CasePage
from runut.formats.printing.letter import Facts, Head, Letter, Part, Signature, Table, Text
from runut.people.queries import organisation
from runut.testing.words import OUTCOMES, VERDICTS

_BLANK: Final = "........................"


def minutes_letter(page: CasePage, content: Mapping[str, Any], *, nip: str) -> Letter:
    """Return the minutes of a run that was signed, as a letter in the reader's language.

    ``content`` is what the sign-off filed, so a letter of an old run says what was signed and not what stands today; ``nip`` is
    that of who signed. The number is left open: the office's own register of letters gives it.
    """
    case, own = page.case, organisation()
    title = _("Minutes of the acceptance test (UAT)")
    return Letter(
        language=language(),
        title=f"{title}: {case.title}",
        letterhead=own.letterhead,
        heading=title,
        number=_("Number: %(number)s") % {"number": _BLANK},
        parts=(*_opening(page, content), *_result(content), *_annex(content)),
        signatures=_signatures(content, nip),
        footer=f"{case.number or ''} {case.title}".strip(),
        page=_("Page"),
    )


def _opening(page: CasePage, content: Mapping[str, Any]) -> tuple[Part, ...]:
    at, signer = _local(content["signed_at"]), content["signed_by"]
    first = ", ".join(one for one in (signer["name"], signer["position"]) if one)
    said = _("On %(weekday)s, %(day)s, the acceptance test of the application “%(title)s” was concluded%(place)s between:") % {
        "weekday": formatted(at, "l"),
        "day": day(at.date()),
        "title": page.case.title,
        "place": _(" at %(place)s") % {"place": content["place"]} if content["place"] else "",
    }
    parties = (
        (_("First party"), _("%(name)s, for the requesting unit %(unit)s") % {"name": first, "unit": page.case.unit.name}),
        (_("Second party"), _("the development team of the application")),
    )
    return (Text(text=said), Facts(rows=parties))


def _result(content: Mapping[str, Any]) -> tuple[Part, ...]:
    counts = content["counts"]
    tried = sum(counts.values())
    rows = [
        (_("What was tested"), content["build"]),
        (_("Begun"), day(_local(content["started_at"]).date())),
        (_("Scenarios tried"), str(tried)),
        *(
            (_("of them %(outcome)s") % {"outcome": OUTCOMES[one]}, str(count))
            for one in OUTCOMES
            if (count := counts.get(one)) is not None
        ),
        (_("Passed of those tried"), f"{100 * counts['pass'] / tried:.0f}%" if tried else "-"),
        (_("The requesting unit"), str(VERDICTS[content["verdict"]])),
    ]
    if content["conclusion"]:
        rows.append((_("Notes and conditions"), content["conclusion"]))
    closing = _("These minutes were made truthfully, to be used as they should be.")
    return (Head(text=_("Result")), Facts(rows=tuple(rows)), Text(text=closing))


def _annex(content: Mapping[str, Any]) -> tuple[Part, ...]:
    heads = (_("No"), _("Scenario"), _("Feature"), _("Result"), _("Note"), _("Tested by"))
    rows = tuple(
        (f"UAT-{one['number']}", one["title"], one["feature"] or "-", str(OUTCOMES[one["outcome"]]), one["note"] or "-", one["by"])
        for one in content["scenarios"]
    )
    return (Head(text=_("Scenarios that were tried")), Table(heads=heads, shares=(3, 6, 6, 3, 5, 5), rows=rows))


def _signatures(content: Mapping[str, Any], nip: str) -> tuple[Signature, ...]:
    signer = content["signed_by"]
    on = day(_local(content["signed_at"]).date())
    first = _("First party, %(position)s") % {"position": signer["position"] or signer["unit"]}
    second = _("Second party, for the development team")
    return (
        Signature(day=on, position=first, name=signer["name"], nip=nip),
        Signature(day=on, position=second, name=_BLANK),
    )


def _local(moment: str) -> datetime:
    return localtime(datetime.fromisoformat(moment))

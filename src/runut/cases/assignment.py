"""The letter of assignment (surat tugas) of a case's development team."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _

from runut.base.sentences import day, language
from runut.cases.queries import CasePage, Expert
from runut.core.ledger import Event
from runut.formats.printing.letter import Facts, Head, Letter, Listed, Signature, Table, Text, nip_words
from runut.people.queries import holders, nips, organisation
from runut.procedures.queries import version_name


def assignment_letter(page: CasePage, named: Event, team: Sequence[Expert]) -> Letter:
    """Return the letter that assigns to the case whom the event ``named`` did, to be signed by whoever was the first of its heads on that day.

    It is dated that day, so it says the same whenever it is asked for. The number is left open: the office's own register of letters gives it.
    """
    case, own = page.case, organisation()
    on = own.today(named.at)
    experts = _assigned(named, team, on=on)
    version = version_name(case.version_id)
    title = _("Letter of assignment")
    basis = (
        _("SOP “%(name)s”, version %(number)s") % {"name": page.procedure.identity.name, "number": version.number},
        _("Request of %(unit)s for the application “%(title)s”") % {"unit": case.unit.name, "title": case.title},
        *((_("Number %(number)s in the register of systems") % {"number": case.number},) if case.number else ()),
    )
    found = nips(user_ids=[one.user_id for one in experts])
    rows = tuple(
        (str(place), _named(one, found), one.position or "-", one.role, day(one.from_on), day(one.to_on) if one.to_on else "–")
        for place, one in enumerate(experts, 1)
    )
    heads = (_("No"), _("Name"), _("Position"), _("Role in the team"), _("From"), _("Until"))
    return Letter(
        language=language(),
        title=f"{title}: {case.title}",
        letterhead=own.letterhead,
        heading=title,
        number=_("Number: %(number)s") % {"number": "........................"},
        parts=(
            Head(text=_("Basis")),
            Listed(items=basis),
            Head(text=_("Assigned are")),
            Table(heads=heads, shares=(2, 11, 8, 7, 6, 6), rows=rows),
            Head(text=_("What they are to do")),
            Facts(
                rows=(
                    (_("Work"), _("develop the application “%(title)s” as its development team, as the SOP says") % {"title": case.title}),
                    (_("For"), case.unit.name),
                    (_("Until"), _("the application is complete, or the letter is withdrawn")),
                )
            ),
            Text(text=_("This letter is to be carried out with full responsibility.")),
        ),
        signatures=(_signature(page, on),),
        footer=f"{case.number or ''} {case.title}".strip(),
        page=_("Page"),
    )


def _assigned(named: Event, team: Sequence[Expert], *, on: date) -> list[Expert]:
    """Return who belongs to the team from the naming on; who was taken off the list by it left on the same day."""
    names = {str(one["name"]) for one in named.data["members"]}
    return [one for one in team if one.to_on is None or one.to_on > on or (one.to_on == on and one.name in names)]


def _named(one: Expert, found: Mapping[str | int, str]) -> str:
    return f"{one.name}\n{nip_words(found.get(one.user_id, ''))}".strip()


def _signature(page: CasePage, on: date) -> Signature:
    heads = page.procedure.heads
    held = holders([one.key for one in heads], on=on) if heads else {}
    for head in heads:
        for one in held.get(head.key, ()):
            nip = nips(user_ids=[one.user_id]).get(one.user_id, "")
            return Signature(day=day(on), position=f"{one.acting} {one.office}".strip(), name=one.name, nip=nip)
    return Signature(day=day(on), position=heads[0].name if heads else "", name="........................")

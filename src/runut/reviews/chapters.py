"""What a final report says of the presentations: when, who attended, what was shown, and what was agreed to be done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from runut.base.sentences import day
from runut.cases.chapters import About
from runut.documents.queries import form_content
from runut.formats.printing.letter import Facts, Head, Part, Table, Text
from runut.reviews.papers import hours
from runut.reviews.queries import Meeting, meetings, minutes_of
from runut.reviews.words import titles


def tell_presentations(about: About) -> Sequence[Part]:
    """Return each presentation in the order in which they were."""
    found = sorted(meetings(case_id=about.case_id), key=lambda one: (one.held_on, one.id))
    return [part for one in found for part in _told(one)]


def _told(one: Meeting) -> Iterator[Part]:
    yield Head(text=_("%(title)s, round %(round)s") % {"title": titles()[one.key], "round": one.round}, level=2)
    filed = minutes_of(one)
    content: Mapping[str, Any] = form_content(filed) if filed else {}
    state = _("held, its minutes are filed") if one.held else _("planned")
    place = one.place or one.link or "–"
    yield Facts(
        rows=(
            (_("Day"), day(one.held_on)),
            (_("Time"), hours(one)),
            (_("Place"), place),
            (_("State"), state),
            (_("Invited"), ", ".join(one.invited.names) or "–"),
        )
    )
    attended = tuple((str(number), each.name, each.position or "–") for number, each in enumerate(one.attendees, 1)) or tuple(
        (str(number), str(each.get("name", "")), str(each.get("position", "") or "–"))
        for number, each in enumerate(content.get("attendees", ()), 1)
    )
    if attended:
        yield Table(heads=(_("No"), _("Who attended"), _("Position or unit")), shares=(1, 5, 6), rows=attended)
    if content.get("minutes"):
        yield from (Text(text=each.strip()) for each in str(content["minutes"]).split("\n\n") if each.strip())
    actions = tuple((str(each["what"]), str(each.get("who") or "–"), _day(each.get("by_on"))) for each in content.get("actions", ()))
    if actions:
        yield Table(heads=(_("To be done"), _("By whom"), _("By when")), shares=(8, 4, 4), rows=actions)


def _day(text: object) -> str:
    return day(date.fromisoformat(str(text))) if text else "–"

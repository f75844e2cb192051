"""What leaves the product on paper and into calendars: the invitation to a presentation."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.utils.translation import gettext as _

from runut.base.exports import ics_blocks, ics_moment, ics_text
from runut.base.sentences import day, language, moment, weekday
from runut.documents.queries import Version
from runut.formats.printing.letter import Facts, Head, Letter, Listed, Part, Signature, Table, Text
from runut.people.queries import organisation
from runut.reviews.queries import Meeting


def hours(meeting: Meeting) -> str:
    """Return from when until when, in the office's zone, as moments are written: ``13.00–14.30 WIB``."""
    return f"{meeting.began_at:%H.%M}–{meeting.ended_at:%H.%M} {meeting.begins.tzname()}"


def invitation(meeting: Meeting, *, title: str, number: str, shown: list[Version]) -> Letter:
    """Return the letter that invites, in the reader's language; ``number`` is the case's in the register."""
    own = organisation()
    subject = _("Invitation: %(title)s") % {"title": title}
    place = [(_("Place"), meeting.place)] if meeting.place else []
    link = [(_("Address of the meeting"), meeting.link)] if meeting.link else []
    when = ((_("Day and date"), weekday(meeting.held_on)), (_("Time"), hours(meeting)), *place, *link)
    about = tuple(one for one in ((_("Number"), meeting.letter_number), (_("Subject"), subject)) if one[1])
    names = meeting.invited.names
    named = f"{number} {meeting.case_title}".strip()
    parts: list[Part] = [
        Text(text=_("You are invited to the presentation of the application “%(case)s”:") % {"case": named}),
        Facts(rows=when),
        Head(text=_("Agenda")),
        Listed(items=tuple(line for line in meeting.agenda.splitlines() if line.strip())),
    ]
    if shown:
        heads = (_("Material"), _("Version"), "SHA-256")
        rows = tuple((one.title, str(one.number), one.sha256) for one in shown)
        parts += [Head(text=_("What is presented")), Table(heads=heads, shares=(5, 2, 9), rows=rows)]
    if meeting.similar:
        similar = tuple(f"{one['number']} {one['title']} ({one['unit']})".strip() for one in meeting.similar)
        parts += [Head(text=_("Similar applications built before")), Listed(items=similar)]
    parts.append(Text(text=_("Thank you for your attention and attendance.")))
    return Letter(
        language=language(),
        title=subject,
        letterhead=own.letterhead,
        about=about,
        to=(_("To:"), *(f"{place}. {name}" for place, name in enumerate(names, 1))),
        parts=tuple(parts),
        signatures=(_planner(meeting, day(own.today(meeting.planned_at))),),
        footer=subject,
        page=_("Page"),
    )


def attendance(meeting: Meeting, *, title: str, number: str) -> Letter:
    """Return the attendance list: who signed, when and how; before anybody did, the invited with room to sign by hand."""
    own = organisation()
    heading = _("Attendance list")
    when = ((_("Day and date"), weekday(meeting.held_on)), (_("Time"), hours(meeting)), (_("Place"), meeting.place or meeting.link))
    signed = tuple(
        (str(place), one.name, one.position or "–", _("entered by %(name)s") % {"name": one.by_hand} if one.by_hand else moment(one.at), "")
        for place, one in enumerate(meeting.attendees, 1)
    )
    blank = tuple((str(place), name, "", "", "") for place, name in enumerate(meeting.invited.names, 1))
    heads = (_("No"), _("Name"), _("Position or unit"), _("Signed in the product"), _("Signature"))
    said = (
        _("Who signed with the code shown in the room did so with their own account; the moment stands beside them.")
        if signed
        else _("Nobody has signed with the code of the room yet; this list can be signed by hand.")
    )
    return Letter(
        language=language(),
        title=f"{heading}: {title}",
        letterhead=own.letterhead,
        heading=heading,
        number=title,
        parts=(
            Facts(rows=((_("Project"), f"{number} {meeting.case_title}".strip()), *when)),
            Table(heads=heads, shares=(2, 9, 9, 8, 7), rows=signed or blank),
            Text(text=said),
        ),
        signatures=(_planner(meeting, day(meeting.held_on)),),
        footer=f"{heading}: {title} · {number} {meeting.case_title}".strip(),
        page=_("Page"),
    )


def _planner(meeting: Meeting, on: str) -> Signature:
    return Signature(day=on, position=meeting.planner_position, name=meeting.planned_by, nip=meeting.planner_nip)


def calendar_entry(meeting: Meeting, *, title: str) -> Iterator[bytes]:
    """Yield the presentation as an iCalendar file; read again after a change, calendars replace the older entry by its number."""
    address = settings.ADDRESS
    event = [
        f"UID:presentation-{meeting.id}@{address.partition('://')[2]}",
        f"SEQUENCE:{meeting.sequence}",
        f"DTSTAMP:{ics_moment(meeting.changed_at)}",
        f"DTSTART:{ics_moment(meeting.begins)}",
        f"DTEND:{ics_moment(meeting.ends)}",
        f"SUMMARY:{ics_text(f'{title}: {meeting.case_title}')}",
        f"LOCATION:{ics_text(meeting.place or meeting.link)}",
        f"DESCRIPTION:{ics_text(meeting.agenda)}",
        f"URL:{_plain(meeting.link) or f'{address}/cases/{meeting.case_id}/presentations/{meeting.id}/'}",
        "STATUS:CONFIRMED",
    ]
    return ics_blocks("Presentations", [event], method="PUBLISH")


def _plain(address: str) -> str:
    """Return an address as iCalendar's URI takes it: no blanks and no line ends."""
    return "".join(address.split())

"""Presentations as pages and papers show them, and who may host one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final
from zoneinfo import ZoneInfo

from runut.cases.queries import CasePage
from runut.core.errors import NotFound
from runut.core.guards import keepers_only
from runut.core.procedure import Activity, Part
from runut.core.sentences import Reason, reason
from runut.documents.queries import Version, form_content, papers_of
from runut.people.queries import organisation
from runut.reviews import codes
from runut.reviews.models import Attendance, Presentation

KEYS: Final = ("plan_presentation", "result_presentation")
"""The deliverables that a presentation's record fulfils (SOP activities 4 and 7)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Invited:
    """Who was invited, by name."""

    performers: tuple[str, ...]
    units: tuple[str, ...]
    people: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Everybody, in the order of the letter."""
        return (*self.performers, *self.units, *self.people, *self.others)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """One line of the attendance list; ``by_hand`` is who entered it, empty when the person signed themselves."""

    id: int
    user_id: int | None
    name: str
    position: str
    at: datetime
    by_hand: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """A presentation as pages show it; ``begins`` and ``ends`` are moments in the office's zone."""

    id: int
    case_id: int
    case_title: str
    key: str
    round: int
    held: bool
    held_on: date
    began_at: time
    ended_at: time
    begins: datetime
    ends: datetime
    place: str
    link: str
    agenda: str
    letter_number: str
    invited: Invited
    chosen: Mapping[str, Any]
    similar: tuple[Mapping[str, Any], ...]
    secret: str
    closes_at: datetime | None
    sequence: int
    planned_by: str
    planner_position: str
    planner_nip: str
    planned_at: datetime
    changed_at: datetime
    attendees: tuple[Attendee, ...]

    def is_open(self, at: datetime) -> bool:
        """Whether the attendance list can be signed now."""
        return self.closes_at is not None and at < self.closes_at


def meetings(*, case_id: int) -> list[Meeting]:
    """Return every presentation of a case that the caller may see, the newest first. Queries: 3."""
    rows = Presentation.objects.filter(case_id=case_id).order_by("-held_on", "-began_at", "-id")
    return [_meeting(row) for row in _with(rows)]


def meeting(*, case_id: int, presentation_id: int) -> Meeting:
    """Return a presentation of a case that the caller may see. Queries: 3.

    Raises:
        NotFound: The case has no such presentation.
    """
    row = _with(Presentation.objects.filter(pk=presentation_id, case_id=case_id)).first()
    if row is None:
        raise NotFound
    return _meeting(row)


def meeting_of(*, case_id: int, key: str, round_: int) -> Meeting | None:
    """Return the presentation of that round; None: none is planned. Queries: 1 to 3."""
    row = _with(Presentation.objects.filter(case_id=case_id, key=key, round=round_)).first()
    return None if row is None else _meeting(row)


def meeting_by_code(*, code: str, at: datetime) -> Meeting | None:
    """Return the presentation whose attendance list is open and shows that code now. Queries: 1 to 3."""
    for row in _with(Presentation.objects.filter(closes_at__gt=at)):
        if codes.fits(row.secret, code, at):
            return _meeting(row)
    return None


def home_of(page: CasePage, key: str) -> Activity:
    """Return the activity of the case's SOP that leaves the record ``key``.

    Raises:
        NotFound: Its SOP asks for no such record.
    """
    home = page.procedure.maker(key) if key in KEYS else None
    if home is None:
        raise NotFound
    return home


def round_of(page: CasePage, home: Activity) -> int:
    """Return the round that a presentation now is of: the open one, or the next while the case stands before the activity."""
    rounds = page.position.rounds.get(home.number, 0)
    here = page.activity is not None and page.activity.number >= home.number
    return max(rounds, 1) if here or page.activity is None else rounds + 1


def against_hosting(page: CasePage, home: Activity) -> tuple[Reason, ...]:
    """Return why the reader cannot plan and host the presentation now: the team that presents does, the register's keeper, and the heads."""
    if page.activity is None:
        return (reason("case_ended"),)
    if page.activity.number > home.number:
        return (reason("presentation_past", activity=home.number),)
    presenting = {one.key for one in home.performers if one.part is Part.ACTS} | {page.procedure.registrar.key}
    if page.actor.head or presenting & page.actor.performers:
        return ()
    names = ", ".join(dict.fromkeys(page.procedure.performer(one.key).name for one in home.performers if one.part is Part.ACTS))
    keepers = str(keepers_only(page.procedure).params["performers"])
    return (reason("register_only", performers=", ".join(dict.fromkeys([names, keepers]))),)


def material(page: CasePage, home: Activity) -> list[Version]:
    """Return the current versions of what the activity presents, in the order of the sheet. Queries: 1."""
    papers = [one for one in papers_of(page.case.pk) if one.removed_at is None]
    return [paper.current for wanted in home.requirements for paper in papers if paper.key == wanted.key]


def taken_over(meeting: Meeting, shown: Iterable[Version]) -> dict[str, Any]:
    """Return what the record takes over from a presentation that was planned: never typed."""
    content: dict[str, Any] = {
        "link": meeting.link,
        "agenda": meeting.agenda,
        "invited": "\n".join(meeting.invited.names),
        "material": [{"name": one.title, "version": one.number, "sha256": one.sha256} for one in shown],
    }
    if meeting.attendees:
        content["attendees"] = [_signed(one) for one in meeting.attendees]
    return content


def _signed(one: Attendee) -> dict[str, Any]:
    how = "by_hand" if one.by_hand else "signed"
    return {"name": one.name, "position": one.position, "how": how, "at": f"{one.at:%Y-%m-%dT%H:%M:%SZ}"}


def minutes_of(meeting: Meeting) -> Version | None:
    """Return the record of a presentation as it was filed last in its round; None: it was not, or by a file. Queries: 1."""
    papers = [one for one in papers_of(meeting.case_id) if one.key == meeting.key and one.removed_at is None]
    return next((one for paper in papers for one in paper.versions if one.form == meeting.key and one.round == meeting.round), None)


def presented(page: CasePage, home: Activity, minutes: Version | None) -> list[Version]:
    """Return what was presented: the versions that the record names; before it is filed, those that are current. Queries: 1 or 2."""
    if minutes is None:
        return material(page, home)
    named = {(one["sha256"], one["version"]) for one in form_content(minutes).get("material", ())}
    return [one for paper in papers_of(page.case.pk) for one in paper.versions if (one.sha256, one.number) in named]


def _with(rows: Any) -> Any:
    return rows.select_related("planned_by", "case").prefetch_related("attendance__entered_by")


def _meeting(row: Presentation) -> Meeting:
    zone = ZoneInfo(organisation().time_zone)
    listed = [one for one in row.attendance.all() if one.struck_at is None]
    return Meeting(
        id=row.pk,
        case_id=row.case_id,
        case_title=row.case.title,
        key=row.key,
        round=row.round,
        held=row.state == "held",
        held_on=row.held_on,
        began_at=row.began_at,
        ended_at=row.ended_at,
        begins=datetime.combine(row.held_on, row.began_at, tzinfo=zone),
        ends=datetime.combine(row.held_on, row.ended_at, tzinfo=zone),
        place=row.place,
        link=row.link,
        agenda=row.agenda,
        letter_number=row.letter_number,
        invited=_invited(row.invited),
        chosen=row.invited,
        similar=tuple(row.similar),
        secret=row.secret,
        closes_at=row.closes_at,
        sequence=row.sequence,
        planned_by=row.planned_by.name,
        planner_position=row.planned_by.position,
        planner_nip=row.planned_by.nip,
        planned_at=row.planned_at,
        changed_at=row.changed_at,
        attendees=tuple(_attendee(one) for one in sorted(listed, key=lambda one: (one.at, one.pk))),
    )


def _invited(held: Mapping[str, Any]) -> Invited:
    named = {kind: tuple(str(name) for _, name in held.get(kind, ())) for kind in ("performers", "units", "people")}
    return Invited(**named, others=tuple(held.get("others", ())))


def _attendee(row: Attendance) -> Attendee:
    by_hand = row.entered_by.name if row.entered_by else ""
    return Attendee(id=row.pk, user_id=row.user_id, name=row.name, position=row.position, at=row.at, by_hand=by_hand)

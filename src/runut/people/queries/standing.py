"""Where a person stands on a given day: which offices they hold, in which capacity, and what else they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from django.db.models import Q

from runut.base import sql
from runut.core.errors import NotFound, Refused
from runut.core.sentences import reason
from runut.people.models import User

_DAY: Final = timedelta(days=1)
_HELD: Final = """
SELECT u.id, (SELECT time_zone FROM people_organisation WHERE id = 1), t.name, o.key, o.name, o.single, h.capacity, h.letter_number, h.letter_on, h.from_on, h.to_on
FROM people_user u LEFT JOIN people_unit t ON t.id = u.unit_id
     LEFT JOIN people_holding h ON h.user_id = u.id AND h.from_on <= %s AND (h.to_on IS NULL OR h.to_on >= %s)
     LEFT JOIN people_office o ON o.id = h.office_id
WHERE u.id IN ({}) ORDER BY h.office_id, h.id"""
"""A row for each office that somebody holds on any of some days, and one for who holds none; with it the zone of the organisation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person as they stand on one day.

    ``offices`` are the performer keys of the offices held that day; ``capacity`` says for each in which capacity (``position``,
    ``capacity``, ``letter_number``, ``letter_on``, ``from``, ``to``, all text); ``head`` that one of them is a head's office.
    """

    user_id: int
    login: str
    name: str
    position: str = ""
    unit_id: int | None = None
    unit: str = ""
    offices: frozenset[str] = frozenset()
    capacity: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    head: bool = False
    administrator: bool = False
    auditor: bool = False

    @property
    def sees_all(self) -> bool:
        """Whether every case is open to them: any office, administrators and auditors."""
        return bool(self.offices) or self.administrator or self.auditor

    @property
    def reads_only(self) -> bool:
        """Whether they are here to read and nothing else: an auditor who holds no office."""
        return self.auditor and not self.offices and not self.administrator


def active_user(user_id: int) -> User | None:
    """Return the person with this number; None: there is nobody, or they are deactivated. Queries: 1."""
    return sql.fetch(User, "id = %s AND is_active", [user_id])


def standing(*, user_id: int, on: date) -> Standing:
    """Return where the person stands on the day ``on``.

    Raises:
        NotFound: Nobody has this number, or they are deactivated: who is out stands nowhere.

    Queries: 2.
    """
    user = active_user(user_id)
    if user is None:
        raise NotFound
    return _standing(user, _held([user.pk], on, on)[user.pk], on)


def standing_today(user: User, *, at: datetime) -> tuple[Standing, ZoneInfo]:
    """Return where ``user``, who is active, stands on the day that ``at`` falls on where the office is, and the office's zone.

    Every request asks, so both come with one statement: offices held about that day, of which those that count are known with the zone.

    Raises:
        Refused: As `runut.people.queries.organisation`.

    Queries: 1.
    """
    about = at.astimezone(UTC).date()
    rows = _held([user.pk], about - _DAY, about + _DAY)[user.pk]
    if rows[0][0] is None:
        raise Refused(reasons=[reason("not_founded")])
    zone = ZoneInfo(rows[0][0])
    return _standing(user, rows, at.astimezone(zone).date()), zone


def standings(*, user_ids: Iterable[int], on: date) -> dict[int, Standing]:
    """Return where each of the active people among ``user_ids`` stands on the day ``on``. Queries: 2."""
    users = list(User.objects.filter(pk__in=list(user_ids), is_active=True))
    held = _held([user.pk for user in users], on, on)
    return {user.pk: _standing(user, held[user.pk], on) for user in users}


def in_force(on: date, *, prefix: str = "") -> Q:
    """Return the condition for holdings in force on ``on``; both their days are included."""
    ends = Q(**{f"{prefix}to_on__isnull": True}) | Q(**{f"{prefix}to_on__gte": on})
    return Q(**{f"{prefix}from_on__lte": on}) & ends


def _held(user_ids: Sequence[int], first: date, last: date) -> Mapping[int, list[tuple[Any, ...]]]:
    """Return the rows of `_HELD` for the days from ``first`` to ``last`` without the person's number, by that number."""
    held: dict[int, list[tuple[Any, ...]]] = {pk: [] for pk in user_ids}
    if user_ids:
        marks = ", ".join(["%s"] * len(user_ids))
        for pk, *row in sql.read(_HELD.format(marks), [sql.put_day(last), sql.put_day(first), *user_ids]):
            held[pk].append(tuple(row))
    return held


def _standing(user: User, rows: Sequence[tuple[Any, ...]], on: date) -> Standing:
    offices = [row[2:] for row in rows if row[2] is not None and _in_force(row[-2], row[-1], on)]
    return Standing(
        user_id=user.pk,
        login=user.email,
        name=user.name,
        position=user.position,
        unit_id=user.unit_id,
        unit=rows[0][1] or "",
        offices=frozenset(key for key, *_ in offices),
        capacity={key: _capacity(name, *held) for key, name, _, *held in offices},
        head=any(single for _, _, single, *_ in offices),
        administrator=user.is_administrator,
        auditor=user.is_auditor,
    )


def _in_force(from_on: object, to_on: object, on: date) -> bool:
    first, last = sql.get_day(from_on), sql.get_day(to_on)
    return first is not None and first <= on and (last is None or on <= last)


def _capacity(office: str, capacity: str, letter: str, letter_on: object, from_on: object, to_on: object) -> dict[str, str]:
    """Return in which capacity the office is held, as an event records it."""
    return {
        "position": office,
        "capacity": capacity,
        "letter_number": letter,
        "letter_on": _text(letter_on),
        "from": _text(from_on),
        "to": _text(to_on),
    }


def _text(day: object) -> str:
    on = sql.get_day(day)
    return on.isoformat() if on else ""

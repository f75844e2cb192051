"""Where a person stands on a given day: which offices they hold, in which capacity, and what else they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from runut.core.errors import NotFound
from runut.people.models import Holding, User


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


def standing(*, user_id: int, on: date) -> Standing:
    """Return where the person stands on the day ``on``.

    Raises:
        NotFound: Nobody has this number, or they are deactivated: who is out stands nowhere.

    Queries: 2.
    """
    user = User.objects.select_related("unit").filter(pk=user_id, is_active=True).first()
    if user is None:
        raise NotFound
    return standing_of(user, on=on)


def standing_of(user: User, *, on: date) -> Standing:
    """Return where ``user``, who is active and loaded with their unit, stands on the day ``on``. Queries: 1."""
    return _standing(user, _held([user.pk], on)[user.pk])


def standings(*, user_ids: Iterable[int], on: date) -> dict[int, Standing]:
    """Return where each of the active people among ``user_ids`` stands on the day ``on``. Queries: 2."""
    users = list(User.objects.select_related("unit").filter(pk__in=list(user_ids), is_active=True))
    held = _held([user.pk for user in users], on)
    return {user.pk: _standing(user, held[user.pk]) for user in users}


def in_force(on: date, *, prefix: str = "") -> Q:
    """Return the condition for holdings in force on ``on``; both their days are included."""
    ends = Q(**{f"{prefix}to_on__isnull": True}) | Q(**{f"{prefix}to_on__gte": on})
    return Q(**{f"{prefix}from_on__lte": on}) & ends


def _held(user_ids: list[int], on: date) -> Mapping[int, list[Holding]]:
    held: dict[int, list[Holding]] = defaultdict(list)
    for holding in Holding.objects.select_related("office").filter(in_force(on), user_id__in=user_ids).order_by("office_id", "id"):
        held[holding.user_id].append(holding)
    return held


def _standing(user: User, held: list[Holding]) -> Standing:
    return Standing(
        user_id=user.pk,
        login=user.email,
        name=user.name,
        position=user.position,
        unit_id=user.unit_id,
        unit=user.unit.name if user.unit else "",
        offices=frozenset(one.office.key for one in held),
        capacity={one.office.key: capacity(one) for one in held},
        head=any(one.office.single for one in held),
        administrator=user.is_administrator,
        auditor=user.is_auditor,
    )


def capacity(holding: Holding) -> dict[str, str]:
    """Return in which capacity the office is held, as an event records it."""
    return {
        "position": holding.office.name,
        "capacity": holding.capacity,
        "letter_number": holding.letter_number,
        "letter_on": holding.letter_on.isoformat() if holding.letter_on else "",
        "from": holding.from_on.isoformat(),
        "to": holding.to_on.isoformat() if holding.to_on else "",
    }

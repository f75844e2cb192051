"""What of a case no event holds, for a case file."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from runut.cases.models import Case, Event, TeamMember
from runut.core.errors import NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """Purpose, unit and version of a case as its row holds them, and whose account acted in each event (0: nobody's).

    ``members`` are the accounts behind the numbers by which events name the team: those of the installation in which it was named.
    """

    purpose: str
    unit_code: str
    unit: str
    version_id: int
    actors: Sequence[int]
    members: Mapping[int, int]


def find_case(name: str) -> int:
    """Return the case with this register number, or with this name in its events.

    Raises:
        NotFound: There is none.

    Queries: 1.
    """
    found = Case.objects.filter(Q(number=name) | Q(uid=name)).values_list("pk", flat=True).first()
    if found is None:
        raise NotFound
    return found


def held(*, case_id: int) -> Held:
    """Return what no event of the case holds.

    Raises:
        NotFound: There is no such case.

    Queries: 4.
    """
    row = Case.objects.filter(pk=case_id).values_list("purpose", "unit__code", "unit__name", "version_id").first()
    if row is None:
        raise NotFound
    purpose, code, unit, version_id = row
    actors = Event.objects.filter(case_id=case_id).order_by("number").values_list("user_id", flat=True)
    members = TeamMember.objects.filter(case_id=case_id).order_by("pk").values_list("user_id", flat=True)
    return Held(
        purpose=purpose,
        unit_code=code,
        unit=unit,
        version_id=version_id,
        actors=[one or 0 for one in actors],
        members=dict(zip(_joined(case_id), members, strict=False)),
    )


def _joined(case_id: int) -> Iterator[int]:
    """Yield the numbers by which events name the team, once for each row that they made, in that order."""
    here: set[int] = set()
    for content in Event.objects.filter(case_id=case_id, kind="team").order_by("number").values_list("content", flat=True):
        named = [int(one["login_id"]) for one in json.loads(content)["data"]["members"]]
        here &= set(named)
        yield from (one for one in named if one not in here)
        here |= set(named)

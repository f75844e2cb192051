"""The people of a case: who stands behind each performer, and the development team over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from runut.cases.models import Case, TeamMember
from runut.core.procedure import Activity, HeldBy, Performer, Procedure
from runut.people.queries import holders, people_of_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody with a part in a case; ``note`` is their role in the team, or how they hold the office (Plt., Plh.)."""

    user_id: int
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Expert:
    """A member of the development team, from a day on, until another or still."""

    user_id: int
    name: str
    position: str
    role: str
    from_on: date
    to_on: date | None


def team(*, case_id: int) -> list[Expert]:
    """Return the development team, those who left too, in the order of joining. Queries: 1."""
    rows = TeamMember.objects.filter(case_id=case_id).select_related("user").order_by("to_on", "from_on", "id")
    return [
        Expert(user_id=row.user_id, name=row.user.name, position=row.user.position, role=row.role, from_on=row.from_on, to_on=row.to_on)
        for row in rows
    ]


def people_behind(*, case: Case, procedure: Procedure, activity: Activity | None, on: date) -> Mapping[str, Sequence[Person]]:
    """Return who stands behind each performer of ``activity`` today, by performer key. Queries: 1 to 3."""
    if activity is None:
        return {}
    return _behind(case, [procedure.performer(one.key) for one in activity.performers], on)


def everybody(*, case: Case, procedure: Procedure, on: date) -> Mapping[str, Sequence[Person]]:
    """Return who stands behind each performer of the whole procedure today, by performer key. Queries: at most 3."""
    return _behind(case, procedure.performers, on)


def _behind(case: Case, performers: Sequence[Performer], on: date) -> Mapping[str, Sequence[Person]]:
    offices = [one.key for one in performers if one.held_by is HeldBy.OFFICE]
    found: dict[str, Sequence[Person]] = {
        key: [Person(user_id=one.user_id, name=one.name, note=one.acting) for one in those]
        for key, those in (holders(offices, on=on) if offices else {}).items()
    }
    for one in performers:
        if one.held_by is HeldBy.TEAM:
            members = [each for each in team(case_id=case.pk) if each.from_on <= on and (each.to_on is None or each.to_on >= on)]
            found[one.key] = [Person(user_id=each.user_id, name=each.name, note=each.role) for each in members]
        elif one.held_by is HeldBy.UNIT:
            found[one.key] = [Person(user_id=pk, name=name) for pk, name in people_of_unit(unit_id=case.unit_id)]
    return found

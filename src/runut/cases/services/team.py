"""Naming the development team of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from runut.cases.models import TeamMember
from runut.cases.recording import Standpoint
from runut.cases.services.step import file_record, take_step
from runut.core import flow, guards
from runut.core.errors import Invalid, NotPermitted, Refused
from runut.core.guards import Actor
from runut.core.ledger import Fact
from runut.core.position import Position, evolve
from runut.core.sentences import reason
from runut.core.workdays import Calendar
from runut.people.queries import Standing

TEAM_KEY = "experts"
"""The requirement that a named team fulfils (SOP activity 2: Tenaga ahli tersedia)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An expert to be named: who, as what, from which day."""

    user_id: int
    name: str
    role: str
    from_on: date


def name_team(*, case_id: int, members: Sequence[Member], who: Standing, at: datetime) -> Position:
    """Name the development team; who is no longer on the list leaves it today.

    While activity 2 is open, the list also fulfils its requirement "experts".

    Raises:
        NotPermitted: Neither the register's keeper nor a head.
        Invalid: Nobody is named, somebody twice, or without a role.
        Refused: The case has ended.
    """
    if not members or len({one.user_id for one in members}) != len(members):
        raise Invalid(code="team_invalid")
    if any(not one.role.strip() or len(one.role) > 80 for one in members):
        raise Invalid(code="team_role_missing")

    def step(case: Standpoint, actor: Actor, days: Calendar, at: datetime) -> flow.Step:
        if case.position.item is None:
            raise Refused(reasons=[reason("case_ended")])
        if not actor.head and case.procedure.registrar.key not in actor.performers:
            raise NotPermitted(reasons=[guards.keepers_only(case.procedure)])
        listed = [{"login_id": one.user_id, "name": one.name, "role": one.role.strip(), "from": one.from_on.isoformat()} for one in members]
        named = Fact(kind="team", activity=case.position.item.activity, round=case.position.item.round, data={"members": listed})
        _replace_team(case_id, members, on=days.local(at).date())
        position, facts = evolve(case.position, named, at=at), (named,)
        return _file_team(replace(case, position=position), {"members": listed}, who.user_id, facts, at=at)

    return take_step(step, case_id=case_id, who=who, at=at)


def _file_team(case: Standpoint, content: dict[str, object], user_id: int, facts: tuple[Fact, ...], *, at: datetime) -> flow.Step:
    """File the list of the team where an activity that is open asks for it."""
    item = case.position.item
    assert item is not None
    wanted = next((one for one in case.procedure.activity(item.activity).deliverables if one.key == TEAM_KEY), None)
    if wanted is None or guards.filing(case.procedure, case.position, TEAM_KEY):
        return case.position, facts
    filed = file_record(case, TEAM_KEY, wanted.name, "team", content, user_id, at=at)
    position, more = flow.file(case.position, key=TEAM_KEY, document=dict(filed.data), procedure=case.procedure, at=at)
    return position, (*facts, *more)


def _replace_team(case_id: int, members: Sequence[Member], *, on: date) -> None:
    kept = {one.user_id: one for one in TeamMember.objects.filter(case_id=case_id, to_on__isnull=True)}
    for member in members:
        row = kept.pop(member.user_id, None)
        if row is None:
            TeamMember.objects.create(case_id=case_id, user_id=member.user_id, role=member.role.strip(), from_on=member.from_on)
        elif row.role != member.role.strip():
            row.role = member.role.strip()
            row.save(update_fields=["role"])
    for row in kept.values():
        row.to_on = max(on, row.from_on)
        row.save(update_fields=["to_on"])

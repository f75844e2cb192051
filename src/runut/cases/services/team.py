"""Naming the development team of a case."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.db.models import F, Q

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
    """An expert to be named: who, as what, from which day, and perhaps until which."""

    user_id: int
    name: str
    role: str
    from_on: date
    to_on: date | None = None

    def record(self) -> dict[str, object]:
        """Return the member as the event and the filed list name them."""
        told = {"login_id": self.user_id, "name": self.name, "role": self.role.strip(), "from": self.from_on.isoformat()}
        return told | ({"to": self.to_on.isoformat()} if self.to_on else {})


def name_team(*, case_id: int, members: Sequence[Member], who: Standing, at: datetime) -> Position:
    """Name the development team; who is no longer on the list leaves it today.

    While activity 2 is open, the list also fulfils its requirement "experts".

    Raises:
        NotPermitted: Neither the register's keeper nor a head.
        Invalid: Nobody is named, somebody twice, without a role, or until a day before their first.
        Refused: The case has ended.
    """
    if not members or len({one.user_id for one in members}) != len(members):
        raise Invalid(code="team_invalid")
    if any(not one.role.strip() or len(one.role) > 80 for one in members):
        raise Invalid(code="team_role_missing")
    if early := next((one for one in members if one.to_on and one.to_on < one.from_on), None):
        raise Invalid(code="team_until", name=early.name)

    def step(case: Standpoint, actor: Actor, days: Calendar, at: datetime) -> flow.Step:
        if case.position.item is None:
            raise Refused(reasons=[reason("case_ended")])
        if not actor.head and case.procedure.registrar.key not in actor.performers:
            raise NotPermitted(reasons=[guards.keepers_only(case.procedure)])
        listed = [one.record() for one in members]
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
    """Let the rows say who belongs to the team; who was to leave it later, or leaves it today, can be named again."""
    rows = TeamMember.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), case_id=case_id)
    kept = {one.user_id: one for one in rows.order_by(F("to_on").asc(nulls_last=True))}
    for member in members:
        role, row = member.role.strip(), kept.pop(member.user_id, None)
        if row is None:
            TeamMember.objects.create(case_id=case_id, user_id=member.user_id, role=role, from_on=member.from_on, to_on=member.to_on)
        elif (row.role, row.to_on) != (role, member.to_on):
            row.role, row.to_on = role, member.to_on
            row.save(update_fields=["role", "to_on"])
    for row in kept.values():
        leaves = max(on, row.from_on)
        if row.to_on is None or leaves < row.to_on:
            row.to_on = leaves
            row.save(update_fields=["to_on"])

"""A case that comes from another installation: its events as they are, and the rows that follow from them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Q

from runut.base import sql
from runut.cases.models import Case, Remark, TeamMember, WorkItem
from runut.cases.recording import case_columns, hold_text
from runut.cases.search import index_case
from runut.core import position as core
from runut.core.errors import Refused
from runut.core.ledger import Event, canonical
from runut.core.position import NOWHERE, Position, evolve, replay
from runut.core.sentences import reason
from runut.procedures.queries import calendar, procedure_version

_NUMBER: Final = re.compile(r"-(\d{4})-(\d{4,9})")
_PAGE: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Arriving:
    """A case whose chain was verified: ``users`` says for each event whose account here acted, ``members`` the accounts that a team's
    events name by other numbers; ``version_id`` is the version that it stands on.
    """

    events: Sequence[Event]
    purpose: str
    unit_id: int
    version_id: int
    users: Sequence[int]
    members: Mapping[str, int]


def take_in_case(one: Arriving) -> int:
    """Write the case and return its id; the caller holds the transaction.

    Raises:
        Refused: It is here already, or its number belongs to another case.
    """
    opened, last, position = one.events[0], one.events[-1], replay(one.events)
    number = next((str(event.data["number"]) for event in one.events if event.kind == "number"), None)
    _refuse_known(opened.case, number)
    ending = next((event for event in one.events if event.kind == "end"), None)
    case = Case.objects.create(
        uid=opened.case,
        number=number,
        title=opened.data["title"],
        purpose=one.purpose,
        unit_id=one.unit_id,
        version_id=one.version_id,
        requested_by_id=one.users[0],
        is_rehearsal=bool(opened.data.get("rehearsal")),
        opened_at=opened.at,
        ended_at=ending.at if ending else None,
        ending_reason=str(ending.data.get("reason", "")) if ending else "",
        changed_at=last.at,
        events=last.number,
        head=last.hash,
        **case_columns(procedure_version(one.version_id), position),
    )
    WorkItem.objects.bulk_create([WorkItem(case=case, **row) for row in _items(one.events)], _PAGE)
    Remark.objects.bulk_create([Remark(case=case, **row) for row in _remarks(one)], _PAGE)
    TeamMember.objects.bulk_create([TeamMember(case=case, **row) for row in _members(one)], _PAGE)
    for start in range(0, len(one.events), _PAGE):
        _insert_events(case.pk, one.events[start : start + _PAGE], one.users[start : start + _PAGE])
    _count_on(number)
    index_case(case_id=case.pk)
    return case.pk


def _refuse_known(uid: str, number: str | None) -> None:
    here = Case.objects.filter(Q(uid=uid) | Q(number=number, number__isnull=False)).values_list("uid", "number", "title").first()
    if here is not None and here[0] == uid:
        raise Refused(reasons=[reason("import_case_here", case=here[1] or here[2])])
    if here is not None:
        raise Refused(reasons=[reason("import_number_taken", number=str(number))])


def _insert_events(case_id: int, events: Sequence[Event], users: Sequence[int]) -> None:
    sql.insert(
        "cases_event",
        ["case_id", "number", "kind", "activity", "user_id", "at", "content", "hash"],
        [
            (case_id, one.number, one.kind, one.activity, user, sql.put_moment(one.at), canonical(one.content()).decode(), one.hash)
            for one, user in zip(events, users, strict=True)
        ],
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Item:
    leg: int
    item: core.WorkItem
    state: str = "open"
    closed_at: datetime | None = None
    outcome: str = ""


def _items(events: Sequence[Event]) -> Iterator[dict[str, Any]]:
    """Yield the rows of all work items, as the steps of the case would have left them."""
    position: Position = NOWHERE
    found: list[_Item] = []
    for event in events:
        before, position = position, evolve(position, event, at=event.at)
        if position.item is None and before.item is None:
            continue
        if event.kind == "schedule" and position.item:
            found.append(_Item(leg=position.leg, item=position.item))
        elif position.item:
            found[-1] = replace(found[-1], leg=position.leg, item=position.item)
        else:
            state = "completed" if event.kind == "complete" else "withdrawn"
            outcome = str(event.data.get("outcome", "")) if event.kind == "complete" else ""
            found[-1] = replace(found[-1], state=state, closed_at=event.at, outcome=outcome)
    for one in found:
        item = {name: getattr(one.item, name) for name in core.WorkItem.__slots__}
        item["holds"] = [hold_text(each) for each in one.item.holds]
        yield item | {"leg": one.leg, "state": one.state, "closed_at": one.closed_at, "outcome": one.outcome}


def _remarks(one: Arriving) -> Iterator[dict[str, Any]]:
    answers = {int(event.data["number"]): (event, user) for event, user in _with_users(one, "answer")}
    for event, user in _with_users(one, "complete"):
        for remark in event.data.get("remarks", ()):
            raised = {"activity": event.activity, "round": event.round, "raised_by_id": user, "raised_at": event.at}
            answer, by = answers.get(int(remark["number"]), (None, None))
            answered = {"answer": answer.data["text"], "change": answer.data["change"], "answered_at": answer.at} if answer else {}
            yield {"number": remark["number"], "text": remark["text"], **raised, **answered, "answered_by_id": by}


def _members(one: Arriving) -> Iterator[dict[str, Any]]:
    """Yield who belonged to the team from when to when, as `name_team` keeps it."""
    dates, rows = calendar(), list[dict[str, Any]]()
    for event, _ in _with_users(one, "team"):
        on = dates.local(event.at).date()
        named = {one.members[str(each["login_id"])]: each for each in event.data["members"]}
        still = [row for row in rows if (row["to_on"] or date.max) >= on]
        here = {row["user_id"]: row for row in sorted(still, key=lambda row: row["to_on"] or date.max)}
        for user, row in here.items():
            if user in named:
                row |= {"role": named[user]["role"], "to_on": _until(named[user])}
            else:
                row["to_on"] = min(row["to_on"] or date.max, max(on, row["from_on"]))
        for user, each in named.items():
            if user not in here:
                rows.append({"user_id": user, "role": each["role"], "from_on": date.fromisoformat(each["from"]), "to_on": _until(each)})
    yield from rows


def _until(member: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(member["to"]) if "to" in member else None


def _with_users(one: Arriving, kind: str) -> Iterator[tuple[Event, int]]:
    return ((event, user) for event, user in zip(one.events, one.users, strict=True) if event.kind == kind)


def _count_on(number: str | None) -> None:
    """Let the office's own numbers go on behind this one."""
    found = _NUMBER.search(number or "")
    if found:
        counted = "INSERT INTO cases_sequence (year, last) VALUES (%s, %s) ON CONFLICT (year) DO UPDATE"
        counted += " SET last = CASE WHEN excluded.last > cases_sequence.last THEN excluded.last ELSE cases_sequence.last END"
        sql.write(counted, [int(found[1]), int(found[2])])

"""A decision that sends a case back becomes work: the room that keeps the work registers itself; `cases` knows it not.

It writes in the transaction of the decision: after a crash there are both, or neither.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from runut.base import sql
from runut.core.ledger import Fact
from runut.core.position import Position
from runut.core.procedure import Procedure
from runut.core.remarks import SUGGESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class ToFix:
    """A remark that must be fixed; ``about`` is the label of what it is tied to."""

    number: int
    text: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentBack:
    """A decision that sent a case back. ``position`` is where it stands now, ``remarks`` are those that must be fixed: raised or reopened by it."""

    case_id: int
    procedure: Procedure
    position: Position
    remarks: Sequence[ToFix]
    user_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Where the work on a remark stands: ``label`` is read by people."""

    label: str
    href: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rework:
    """The room that keeps the work: ``begin`` makes work of remarks, once for each however often it is asked; ``links`` are those of a case, by remark."""

    begin: Callable[[SentBack], None]
    links: Callable[[int], Mapping[int, Link]]


_reworks: list[Rework] = []


def register_rework(rework: Rework) -> None:
    """Name the one that keeps the work; for `AppConfig.ready()`.

    Raises:
        ValueError: There is one already.
    """
    if _reworks and _reworks != [rework]:
        raise ValueError("somebody keeps the work already")
    _reworks[:] = [rework]


def begin_rework(
    case_id: int, procedure: Procedure, before: Position, after: Position, facts: Sequence[Fact], *, user_id: int, at: datetime
) -> None:
    """Let the decision among ``facts``, if it sent the case back, become work. Queries: 1 where it reopens remarks; inside the caller's transaction."""
    done = [fact.data for fact in facts if fact.kind == "complete"]
    said = [one for data in done for one in data.get("remarks", ())]
    again = [int(one["number"]) for data in done for one in data.get("reopened", ())]
    back = before.item and after.item and after.item.activity <= before.item.activity
    if not (said or again) or not _reworks or not back:
        return
    raised = [*_reopened(case_id, again), *(_to_fix(one["number"], one["text"], one.get("weight"), one.get("about")) for one in said)]
    if must := [one for one in raised if one]:
        _reworks[0].begin(SentBack(case_id=case_id, procedure=procedure, position=after, remarks=must, user_id=user_id, at=at))


def _reopened(case_id: int, numbers: Sequence[int]) -> list[ToFix | None]:
    if not numbers:
        return []
    rows = sql.read("SELECT number, text, weight, about FROM cases_remark WHERE case_id = %s ORDER BY number", [case_id])
    return [_to_fix(number, text, weight, sql.get_json(about)) for number, text, weight, about in rows if number in numbers]


def _to_fix(number: int, text: str, weight: str | None, about: Mapping[str, Any] | None) -> ToFix | None:
    """Return a remark that must be fixed; None: it only suggests."""
    return None if weight == SUGGESTION else ToFix(number=number, text=text, about=str((about or {}).get("label", "")))


def rework_links(case_id: int) -> Mapping[int, Link]:
    """Return where the work on the remarks of a case stands, by remark."""
    return _reworks[0].links(case_id) if _reworks else {}

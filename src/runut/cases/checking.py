"""Proof that the cases are what their history says: every chain, and every row against its replay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db import transaction

from runut.cases.models import Case
from runut.cases.queries.history import events
from runut.cases.recording import Standpoint, read_case
from runut.core.errors import ChainBroken, RunutError
from runut.core.ledger import Event, verify
from runut.core.position import Position, replay
from runut.core.sentences import Reason, reason
from runut.procedures.queries import version_name


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One case, how many events it has, and what is wrong with it: the first event that breaks (0: none) and why."""

    case_id: int
    name: str
    events: int
    number: int = 0
    fault: Reason | None = None


_PAGE: Final = 500
_UNREADABLE: Final = (ValueError, KeyError, TypeError, IndexError, AttributeError)
"""What reading raises where somebody wrote into the database by hand."""


def check_cases() -> Iterator[Checked]:
    """Yield every case with what is wrong with it; one case at a time is held in memory.

    People may work meanwhile: a case that changed between two reads is read again under its lock before anything is said against it.

    Queries: 2 a case, and 1 for each `_PAGE` of them.
    """
    after = 0
    while page := list(Case.objects.filter(pk__gt=after).order_by("pk").values_list("pk", "number", "uid", "title")[:_PAGE]):
        for pk, number, uid, title in page:
            checked = _checked(pk, f"{number or uid} {title}", lock=False)
            if checked.fault:
                with transaction.atomic():
                    checked = _checked(pk, checked.name, lock=True)
            yield checked
            after = pk


def _checked(case_id: int, name: str, *, lock: bool) -> Checked:
    found: list[Event] = []
    try:
        stored = read_case(case_id=case_id, user_id=0, on=date.min, lock=lock)
    except (*_UNREADABLE, RunutError) as error:
        fault = reason("replay_differs", field="case", replayed="-", stored=str(error)[:100])
        return Checked(case_id=case_id, name=name, events=0, fault=fault)
    number, fault_found = 0, None
    try:
        found.extend(events(case_id=case_id))
        verify(found, head=stored.head)
        number, fault_found = len(found), _differs(stored, found)
    except ChainBroken as broken:
        number, fault_found = broken.number, broken.reasons[0]
    except _UNREADABLE:
        number, fault_found = len(found) + 1, reason("chain_hash", number=len(found) + 1)
    return Checked(case_id=case_id, name=name, events=stored.events, number=number, fault=fault_found)


def _differs(stored: Standpoint, found: list[Event]) -> Reason | None:
    """Return the first field in which the rows differ from the replay of the events."""
    if stored.events != len(found):
        return reason("replay_differs", field="events", replayed=len(found), stored=stored.events)
    return _first_difference(replay(found), stored.position) or _other_version(stored, found)


def _other_version(stored: Standpoint, found: list[Event]) -> Reason | None:
    """Return a difference between the SOP that the events name last and the one that the row stays on."""
    named = next((str(one.data["version"]) for one in reversed(found) if "version" in one.data and one.kind in {"open", "version"}), "")
    own = version_name(stored.version_id).sha256
    return reason("replay_differs", field="version", replayed=named, stored=own) if named and named != own else None


def _first_difference(replayed: Position, stored: Position) -> Reason | None:
    for field in Position.__slots__:
        one, other = getattr(replayed, field), getattr(stored, field)
        if one != other:
            return reason("replay_differs", field=field, replayed=str(one), stored=str(other))
    return None

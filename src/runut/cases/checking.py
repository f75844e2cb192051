"""Proof that the cases are what their history says: every chain, and every row against its replay."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from runut.cases.models import Case
from runut.cases.queries.history import events
from runut.cases.recording import read_case
from runut.core.errors import ChainBroken
from runut.core.ledger import Event, verify
from runut.core.position import Position, replay
from runut.core.sentences import Reason, reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """One case, how many events it has, and what is wrong with it: the first event that breaks (0: none) and why."""

    case_id: int
    name: str
    events: int
    number: int = 0
    fault: Reason | None = None


def check_cases() -> Iterator[Checked]:
    """Yield every case with what is wrong with it; one case at a time is held in memory. Queries: 3 a case."""
    rows = Case.objects.order_by("id").values_list("pk", "number", "uid", "title", "events", "head")
    for pk, number, uid, title, count, head in rows.iterator(chunk_size=500):
        name = f"{number or uid} {title}"
        found = list(events(case_id=pk))
        try:
            verify(found, head=head)
        except ChainBroken as broken:
            yield Checked(
                case_id=pk,
                name=name,
                events=count,
                number=broken.number,
                fault=broken.reasons[0],
            )
            continue
        yield Checked(
            case_id=pk,
            name=name,
            events=count,
            number=len(found),
            fault=_differs(pk, count, found),
        )


def _differs(case_id: int, count: int, found: list[Event]) -> Reason | None:
    """Return the first field in which the rows differ from the replay of the events."""
    stored = read_case(case_id=case_id, user_id=0, on=date.min, lock=False)
    if count != len(found):
        return reason("replay_differs", field="events", replayed=len(found), stored=count)
    return _first_difference(replay(found), stored.position)


def _first_difference(replayed: Position, stored: Position) -> Reason | None:
    for field in Position.__slots__:
        one, other = getattr(replayed, field), getattr(stored, field)
        if one != other:
            return reason("replay_differs", field=field, replayed=str(one), stored=str(other))
    return None

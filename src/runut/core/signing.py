"""Signing what is filed: who signs it when they receive it, and the fact that says so.

A signature is made behind the filed bytes and gives other bytes, a *rendition* of the same version; the version itself stays, and so does every record about it.
It is made with the record of a turn, or later by the person who recorded it without a key.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from runut.core import guards
from runut.core.flow import Step, moved, refuse
from runut.core.guards import Actor
from runut.core.ledger import Event, Fact
from runut.core.position import Position, Status
from runut.core.procedure import Part, Procedure
from runut.core.sentences import Reason, reason

_SIGN = frozenset({Part.RECEIVES, Part.DECIDES})
_RECORDS = frozenset({"certify", "complete"})
_UNDONE = frozenset({"lapse", "deviate", "schedule"})
"""What makes earlier records of an activity no longer stand: a document changed, or the activity is left or begun anew."""
RECEIPTS = _RECORDS | _UNDONE
"""The kinds of events that `receipts` reads."""


def signing(procedure: Procedure, position: Position, key: str, actor: Actor, signers: Collection[str]) -> tuple[Reason, ...]:
    """Return what stands against signing what is filed under ``key`` now; ``signers`` are the performers who have signed these bytes."""
    return tuple(_against(procedure, position, key, actor, signers))


def sign(
    position: Position,
    *,
    key: str,
    rendition: Mapping[str, object],
    signers: Collection[str],
    procedure: Procedure,
    actor: Actor,
    at: datetime,
) -> Step:
    """Record that the performer whose turn it is signed what is filed under ``key``, which gave ``rendition``.

    Raises:
        NotPermitted: It is another performer's turn, or their own work.
        Refused: They signed it already, it is not theirs to sign, or nothing in the case moves now.
    """
    refuse(position, signing(procedure, position, key, actor, signers), at=at)
    item = position.item
    assert item is not None
    return moved(position, (Fact(kind="sign", activity=item.activity, round=item.round, data=dict(rendition)),), at=at)


def receipts(procedure: Procedure, key: str, sha256: str, told: Iterable[Event]) -> dict[str, Event]:
    """Return by performer the record by which what is filed under ``key`` with this hash was received and that still stands.

    ``told`` are the case's events in their order; only records and what lets them lapse count.
    """
    activities = {one.number: one for one in procedure.activities if any(each.key == key for each in one.outputs)}
    found: dict[str, Event] = {}
    for event in (one for one in told if one.activity in activities):
        if event.kind in _UNDONE:
            found.clear()
        elif event.kind in _RECORDS and any(one["sha256"] == sha256 for one in event.data.get("documents", ())):
            turns = activities[event.activity or 0].turns
            performer = str(event.by.get("performer", ""))
            if any(one.key == performer and one.part in _SIGN for one in turns):
                found[performer] = event
    return found


def signing_later(
    procedure: Procedure, position: Position, received: Mapping[str, Event], actor: Actor, signers: Collection[str]
) -> tuple[Event | None, tuple[Reason, ...]]:
    """Return the record of ``actor`` that a signature can be added to, and what stands against it; None, and nothing: they have no part in any.

    Who received the report signs it, as long as they hold the office in whose name they did: another holder did not receive it, and who left
    the office no longer speaks for it.
    """
    left = {key: one for key, one in received.items() if key not in signers}
    own = next((one for one in left.values() if one.by.get("login") == actor.login), None)
    if own is None:
        others = sorted(key for key in left if key in actor.performers)
        return None, tuple(
            reason("sign_later_other", name=left[key].by.get("name", ""), performer=procedure.performer(key).name) for key in others[:1]
        )
    key = str(own.by["performer"])
    if key not in actor.performers:
        return None, (reason("sign_later_office", performer=procedure.performer(key).name),)
    blocked = () if position.status is Status.COMPLETED else tuple(guards.open_to_change(position))
    return (None if blocked else own), blocked


def sign_later(position: Position, received: Event, *, rendition: Mapping[str, object], at: datetime) -> Step:
    """Record that whoever recorded ``received`` signed what it is about, which gave ``rendition``; nothing moves by it."""
    fact = Fact(kind="sign", activity=received.activity, round=received.round, data={**rendition, "received": received.number})
    return moved(position, (fact,), at=at)


def _against(procedure: Procedure, position: Position, key: str, actor: Actor, signers: Collection[str]) -> Iterator[Reason]:
    blocked = tuple(guards.open_to_change(position))
    turn = "" if position.item is None else position.turn(procedure).key
    done = sorted(set(signers) & ({turn} if turn in actor.performers else actor.performers))
    if done:
        yield reason("signed_already", performer=procedure.performer(done[0]).name)
        return
    if blocked:
        yield from blocked
        return
    yield from guards.turn_is_theirs(procedure, position, actor)
    activity = position.activity(procedure)
    if position.turn(procedure).part not in _SIGN or all(one.key != key for one in activity.outputs):
        yield reason("sign_no_part", activity=activity.number)

"""Signing what is filed: who signs it when they receive it, and the fact that says so.

A signature is made behind the filed bytes and gives other bytes, a *rendition* of the same version; the version itself stays, and so does every record about it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import datetime

from runut.core import guards
from runut.core.flow import Step, moved, refuse
from runut.core.guards import Actor
from runut.core.ledger import Fact
from runut.core.position import Position
from runut.core.procedure import Part, Procedure
from runut.core.sentences import Reason, reason

_SIGN = frozenset({Part.RECEIVES, Part.DECIDES})


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

"""Recording that what is filed was signed by whoever receives it; the documents room calls it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import datetime

from runut.cases.queries import receipts
from runut.cases.recording import Standpoint
from runut.cases.services.filing import Place
from runut.cases.services.step import take_step
from runut.cases.services.turns import Turn
from runut.core import flow, signing
from runut.core.errors import ConcurrentChange, Refused
from runut.core.guards import Actor
from runut.core.position import Position
from runut.core.sentences import reason
from runut.core.workdays import Calendar
from runut.people.queries import Standing


def record_signing(
    *,
    case_id: int,
    key: str,
    signers: Callable[[], Collection[str]],
    rendition: Callable[[Place], Mapping[str, object]],
    who: Standing,
    at: datetime,
    saw: Turn,
) -> Position:
    """Record that ``who`` signed what is filed under ``key``; the turn stays theirs.

    ``signers`` and ``rendition`` are called under the case's lock: the performers who have signed these bytes, and writing what signing gave.

    Raises:
        NotFound: No such case.
        ConcurrentChange: The turn that they saw is over.
        NotPermitted, Refused: As `runut.core.signing.sign`.
    """

    def step(case: Standpoint, actor: Actor, days: Calendar, at: datetime) -> flow.Step:
        item, signed = case.position.item, signers()
        flow.refuse(case.position, signing.signing(case.procedure, case.position, key, actor, signed), at=at)
        if item is None or saw != Turn(activity=item.activity, round=item.round, turn=item.turn):
            raise ConcurrentChange
        written = rendition(Place(activity=item.activity, round=item.round, at=at))
        return signing.sign(case.position, key=key, rendition=written, signers=signed, procedure=case.procedure, actor=actor, at=at)

    return take_step(step, case_id=case_id, who=who, at=at, as_turn=True)


def record_later_signing(
    *,
    case_id: int,
    key: str,
    sha256: str,
    performer: str,
    signers: Callable[[], Collection[str]],
    rendition: Callable[[Place], Mapping[str, object]],
    who: Standing,
    at: datetime,
) -> Position:
    """Record that ``who`` signed what they received under ``key`` as ``performer`` and recorded without a key; nothing moves by it.

    Raises:
        NotFound: No such case.
        Refused: As `runut.core.signing.signing_later`, or they received other bytes than those with this hash.
    """

    def step(case: Standpoint, actor: Actor, days: Calendar, at: datetime) -> flow.Step:
        received = signing.receipts(case.procedure, key, sha256, receipts(case_id=case_id))
        own, against = signing.signing_later(case.procedure, case.position, received, actor, signers())
        flow.refuse(case.position, against, at=at)
        if own is None or own.by["performer"] != performer:
            raise Refused(reasons=[reason("sign_changed")])
        written = rendition(Place(activity=own.activity or 0, round=own.round or 0, at=at))
        return signing.sign_later(case.position, own, rendition=written, at=at)

    return take_step(step, case_id=case_id, who=who, at=at, as_turn=performer)

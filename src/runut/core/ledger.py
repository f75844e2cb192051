"""The chain of a case's events.

An event is canonical JSON (RFC 8785) that holds its number, counted from 1 without gaps, and the SHA-256 of the event before it.
So nothing can be changed, dropped, added or reordered without breaking every later hash; the hash of the last event (the head) is
published outside, which makes a cut-off tail visible too.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

import rfc8785

from runut.core.errors import ChainBroken
from runut.core.sentences import reason

_LARGEST: Final = 2**53
"""The first whole number that JSON readers may round."""

_encode: Final = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode

GENESIS: Final = "0" * 64
"""What the first event holds in the place of an earlier hash."""

XES: Final[Mapping[str, str]] = {
    "schedule": "schedule",
    "certify": "assign",
    "complete": "complete",
    "suspend": "suspend",
    "resume": "resume",
    "deviate": "manualskip",
    "cancel": "pi_abort",
}
"""Lifecycle transition of IEEE 1849 (XES) for each kind of event that moves a work item; the others are ``unknown`` there."""

KINDS: Final = frozenset(XES) | {
    "open",  # the request was entered
    "number",  # a register number was given
    "end",  # the case ended
    "file",  # a version of a document was filed
    "remove",  # a document was taken out before its activity completed
    "sign",  # what is filed was signed by whoever receives it
    "answer",  # a remark was answered
    "team",  # the development team was named or changed
    "extend",  # a deadline was moved, with a reason
    "calendar",  # a new edition of the calendar moved a deadline
    "lapse",  # what was certified lapsed because a document changed
    "version",  # the case moved to another version of its SOP
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """What happened, before it is numbered and sealed."""

    kind: str
    activity: int | None = None
    round: int | None = None
    data: Mapping[str, Any]

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"{self.kind!r} is not a kind of event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One recorded fact of a case.

    ``by`` is who did it as they stood then: login, name, position and, where an office acted, the capacity. ``at`` is aware UTC.
    ``text`` is the canonical JSON that `seal` hashed, empty in an event that was read back.
    """

    case: str
    number: int
    kind: str
    activity: int | None
    round: int | None
    by: Mapping[str, Any]
    at: datetime
    data: Mapping[str, Any]
    previous: str
    hash: str
    text: bytes = field(default=b"", compare=False, repr=False)

    def content(self) -> dict[str, Any]:
        """Return what is hashed: everything but the hash itself."""
        return _content(self.case, self.number, self, self.by, self.at, self.previous)


def timestamp(at: datetime) -> str:
    """Return ``2026-11-23T07:30:00.000000Z``: always UTC, always six digits, so that equal times are equal bytes."""
    if at.tzinfo is None:
        raise ValueError("at must be an aware datetime")
    return at.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def moment(text: str) -> datetime:
    """Return the aware datetime that `timestamp` wrote.

    Raises:
        ValueError: `timestamp` writes no moment like this; two spellings of one moment would let changed bytes verify.
    """
    at = datetime.fromisoformat(text).astimezone(UTC)
    if timestamp(at) != text:
        raise ValueError(f"{text!r} is not how events write a moment")
    return at


def canonical(content: Mapping[str, Any], *, fractions: bool = True) -> bytes:
    """Return the canonical JSON of RFC 8785 as UTF-8.

    Raises:
        ValueError: Something in it has no canonical form: a whole number beyond 2**53, NaN, half a surrogate pair; or a fraction,
            without ``fractions``.
    """
    if _plain(content):
        return _encode(content).encode()
    if not fractions and _fractions(content):
        raise ValueError("an event holds no fractions")
    return rfc8785.dumps(dict(content))


def seal(fact: Fact, *, case: str, number: int, previous: str, by: Mapping[str, Any], at: datetime) -> Event:
    """Return ``fact`` as the event that comes after the one whose hash is ``previous``.

    Raises:
        ValueError: It holds something that has no canonical form, or a fraction: large ones come back from JSON as other numbers.
    """
    text = canonical(_content(case, number, fact, by, at, previous), fractions=False)
    return Event(
        case=case,
        number=number,
        kind=fact.kind,
        activity=fact.activity,
        round=fact.round,
        by=by,
        at=at,
        data=fact.data,
        previous=previous,
        hash=hashlib.sha256(text).hexdigest(),
        text=text,
    )


def _content(case: str, number: int, fact: Fact | Event, by: Mapping[str, Any], at: datetime, previous: str) -> dict[str, Any]:
    """Return what is hashed of an event."""
    return {
        "case": case,
        "number": number,
        "kind": fact.kind,
        "activity": fact.activity,
        "round": fact.round,
        "by": dict(by),
        "at": timestamp(at),
        "data": dict(fact.data),
        "previous": previous,
    }


def verify(events: Iterable[Event], *, head: str | None = None) -> str:
    """Return the hash of the last event after checking every link.

    Args:
        events: All events of one case in the order of their numbers; may be a stream.
        head: The head that was published, if the end of the chain is to be checked too.

    Raises:
        ChainBroken: The first event that is missing, moved, changed or cut off.
    """
    previous, number = GENESIS, 0
    for event in events:
        number += 1
        if event.number != number:
            raise ChainBroken(number=number, broken=reason("chain_number", expected=number, number=event.number))
        if event.previous != previous:
            raise ChainBroken(number=number, broken=reason("chain_previous", number=number))
        if not _holds(event):
            raise ChainBroken(number=number, broken=reason("chain_hash", number=number))
        previous = event.hash
    if head is not None and previous != head:
        raise ChainBroken(number=number, broken=reason("chain_head", head=previous, expected=head))
    return previous


def _holds(event: Event) -> bool:
    """Whether the event's content gives its hash; content without a canonical form was never sealed."""
    try:
        return hashlib.sha256(canonical(event.content())).hexdigest() == event.hash
    except ValueError:
        return False


def _plain(value: object) -> bool:
    """Whether the standard library writes ``value`` as RFC 8785 asks: no fractions, no large numbers, ASCII keys.

    Events are, and the library in C takes a tenth of the time (benchmarks); `tests/core/test_ledger.py` holds both to the same bytes.
    """
    left: list[Any] = [value]
    while left:  # a call for each value would cost three times as much
        one = left.pop()
        kind = type(one)
        if kind is dict:
            for key, inner in one.items():
                if type(key) is not str or not key.isascii():
                    return False
                if type(inner) is not str:
                    left.append(inner)
        elif kind is list or kind is tuple:
            left += one
        elif kind is int:
            if not -_LARGEST < one < _LARGEST:
                return False
        elif not (one is None or kind is bool or isinstance(one, str)):
            return False
    return True


def _fractions(value: object) -> bool:
    """Whether a float stands anywhere in ``value``."""
    if isinstance(value, Mapping):
        return any(_fractions(one) for one in value.values())
    if isinstance(value, list | tuple):
        return any(_fractions(one) for one in value)
    return isinstance(value, float)

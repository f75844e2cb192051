"""What an auditor asks of a case, answered from its events alone: who decided, on which documents, in what capacity, in time or not, who had
the work how long, what changed afterwards, and whether what was installed is what was approved.

Every answer names the events that prove it, so a page, a package and `verify` give the same ones and anybody can look them up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import Any, Final

from runut.core.ledger import Event, timestamp
from runut.core.position import NOWHERE, Position, evolve

BUILD: Final = "application"
"""The deliverable that is installed."""
TESTS: Final = frozenset({"test_documentation", "installation_report"})
"""The deliverables that say how it was tested."""
TALK: Final = frozenset({"presentation", "plan_response", "result_response"})
"""The deliverables that say what was said of the work; they are no part of what is tested."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A version of a document that a record names; ``event`` filed it (0: no event of the case did)."""

    key: str
    name: str
    version: int
    sha256: str
    event: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A document filed anew, or taken out, after something else: ``what`` is ``file`` or ``remove``."""

    event: int
    at: datetime
    by: Mapping[str, Any]
    what: str
    name: str
    version: int
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One turn that was recorded. ``since`` is when the work came to them; ``lapsed`` the event by which it no longer counts (0: it does)."""

    event: int
    activity: int
    round: int
    performer: str
    part: str
    by: Mapping[str, Any]
    since: datetime
    at: datetime
    due_at: datetime | None
    outcome: str
    reason: str
    note: str
    papers: tuple[Paper, ...]
    remarks: tuple[str, ...]
    lapsed: int
    changes: tuple[Change, ...]

    @property
    def late(self) -> bool | None:
        """Whether it came after the deadline; None: there was none."""
        return None if self.due_at is None else self.at > self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """What stopped or moved a deadline: ``kind`` is suspend, resume, extend, calendar, deviate or cancel."""

    event: int
    kind: str
    at: datetime
    by: Mapping[str, Any]
    reason: str
    days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """One activation of an activity. ``due_at`` is the deadline as it stood last; ``closed_at`` None while it is open."""

    event: int
    version: str
    activity: int
    round: int
    scheduled_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    records: tuple[Record, ...]
    delays: tuple[Delay, ...]

    @property
    def late(self) -> bool | None:
        """Whether it was closed after its deadline; None: it had none, or is still open."""
        return None if self.due_at is None or self.closed_at is None else self.closed_at > self.due_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The answers; ``after_tests`` changed what had been tested, ``builds`` are the applications that records name, in their order."""

    status: str
    works: tuple[Work, ...]
    after_tests: tuple[Change, ...]
    builds: tuple[Paper, ...]

    @property
    def decisions(self) -> tuple[Record, ...]:
        """Every record with an outcome, in order."""
        return tuple(one for work in self.works for one in work.records if one.outcome)

    @property
    def same_build(self) -> bool | None:
        """Whether the application named first and last since the last test is one; None: none is named."""
        return None if not self.builds else len({one.sha256 for one in self.builds[-2:]}) == 1


def audit(events: Iterable[Event]) -> Audit:
    """Return the answers that ``events``, all of one case in their order, give."""
    told = tuple(events)
    filed = [one for one in told if one.kind in {"file", "remove"}]
    position, works, version = NOWHERE, list[Work](), ""
    since = None
    for event in told:
        before, position = position, evolve(position, event, at=event.at)
        version = str(event.data.get("version", version)) if event.kind in {"open", "version"} else version
        if event.kind == "schedule":
            works.append(_begun(event, position, version))
        elif works and before.item is not None:
            works[-1] = _followed(works[-1], event, position, before, filed, since or before.item.scheduled_at, version)
        since = event.at if event.kind in {"schedule", "certify", "lapse"} else since
    return Audit(
        status=position.status.value,
        works=tuple(works),
        after_tests=tuple(_after_tests(filed)),
        builds=tuple(_builds(works)),
    )


def _begun(event: Event, position: Position, version: str) -> Work:
    item = position.item
    assert item is not None
    return Work(
        event=event.number,
        version=version,
        activity=item.activity,
        round=item.round,
        scheduled_at=event.at,
        due_at=item.due_at,
        closed_at=None,
        records=(),
        delays=(),
    )


def _followed(
    work: Work, event: Event, position: Position, before: Position, filed: Sequence[Event], since: datetime, version: str
) -> Work:
    """Return the open ``work`` after one more event."""
    item = position.item
    if item is None:
        work = replace(work, closed_at=event.at)
    else:
        work = replace(work, due_at=item.due_at or work.due_at, activity=item.activity, round=item.round, version=version)
    if event.kind in {"certify", "complete"}:
        assert before.item is not None
        return replace(work, records=(*work.records, _record(event, before.item.due_at, filed, since)))
    if event.kind == "lapse":
        return replace(work, records=tuple(replace(one, lapsed=one.lapsed or event.number) for one in work.records))
    if event.kind in {"suspend", "resume", "extend", "calendar", "deviate", "cancel"}:
        why = str(event.data.get("reason") or event.data.get("note") or "")
        delay = Delay(event=event.number, kind=event.kind, at=event.at, by=event.by, reason=why, days=int(event.data.get("days", 0)))
        return replace(work, delays=(*work.delays, delay))
    return work


def _record(event: Event, due_at: datetime | None, filed: Sequence[Event], since: datetime) -> Record:
    data = event.data
    papers = tuple(_paper(one, event, filed) for one in data.get("documents", ()))
    return Record(
        event=event.number,
        activity=event.activity or 0,
        round=event.round or 0,
        performer=str(data["performer"]),
        part=str(data["part"]),
        by=event.by,
        since=since,
        at=event.at,
        due_at=due_at,
        outcome=str(data.get("outcome", "")),
        reason=str(data.get("reason", "")),
        note=str(data.get("note", "")),
        papers=papers,
        remarks=tuple(str(one["text"]) for one in data.get("remarks", ())),
        lapsed=0,
        changes=tuple(_change(one) for one in filed if one.number > event.number and _named(one) in {(p.key, p.name) for p in papers}),
    )


def _paper(named: Mapping[str, Any], event: Event, filed: Sequence[Event]) -> Paper:
    """Return a version as a record names it, with the event before that filed exactly that."""
    key, name, version, sha256 = str(named["key"]), str(named["name"]), int(named["version"]), str(named["sha256"])
    same = (
        one.number
        for one in filed
        if one.number < event.number and one.kind == "file" and _named(one) == (key, name)
        if (one.data["version"], one.data["sha256"]) == (version, sha256)
    )
    return Paper(key=key, name=name, version=version, sha256=sha256, event=next(same, 0))


def _named(event: Event) -> tuple[str, str]:
    return str(event.data["key"]), str(event.data["name"])


def _change(event: Event) -> Change:
    data = event.data
    return Change(
        event=event.number,
        at=event.at,
        by=event.by,
        what=event.kind,
        name=str(data["name"]),
        version=int(data["version"]),
        sha256=str(data["sha256"]),
    )


def _after_tests(filed: Sequence[Event]) -> Iterable[Change]:
    """Yield what changed of the papers that were there when the last test was filed, that test among them, and every later application."""
    tests = [one.number for one in filed if one.kind == "file" and _named(one)[0] in TESTS]
    if not tests:
        return
    there = {_named(one) for one in filed if one.number <= tests[-1] and str(one.data["key"]) not in TALK | {""}}
    for one in filed:
        if one.number > tests[-1] and (_named(one) in there or _named(one)[0] == BUILD):
            yield _change(one)


def _builds(works: Sequence[Work]) -> Iterable[Paper]:
    for work in works:
        for record in work.records:
            yield from (one for one in record.papers if one.key == BUILD and not record.lapsed)


def answers(found: Audit) -> dict[str, Any]:
    """Return the answers as plain data, for the canonical JSON of a package."""
    plain: dict[str, Any] = _plain(asdict(found))
    for work, one in zip(plain["works"], found.works, strict=True):
        work["late"] = one.late
        for record, each in zip(work["records"], one.records, strict=True):
            record["late"] = each.late
    return plain | {"same_build": found.same_build}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timestamp(value)
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, list | tuple) else value

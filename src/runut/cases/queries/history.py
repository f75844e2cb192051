"""The history of a case: its events as values, its decisions with their remarks, and the chain as it is exported."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from runut.base.paging import Page, paginate
from runut.cases.models import Case, Event, Remark
from runut.core import ledger
from runut.core.ledger import moment
from runut.core.signing import RECEIPTS


@dataclass(frozen=True, slots=True, kw_only=True)
class RemarkView:
    """One remark and, once given, its answer."""

    number: int
    activity: int
    round: int
    text: str
    raised_by: str
    raised_at: datetime
    answer: str
    change: str
    answered_by: str
    answered_at: datetime | None
    weight: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    drafted_by: str = ""
    closed_at: datetime | None = None
    earlier: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of the case: the event that records it and the remarks it raised."""

    event: ledger.Event
    remarks: tuple[RemarkView, ...]


def history(
    *,
    case_id: int,
    kinds: Sequence[str] = (),
    activity: int | None = None,
    upto: int | None = None,
    oldest: bool = False,
    cursor: str = "",
    size: int = 50,
) -> Page[ledger.Event]:
    """Return a page of the case's events, newest first unless ``oldest``; only some ``kinds``, one ``activity``, or those up to the event
    ``upto`` if asked. Queries: 1.
    """
    rows = Event.objects.filter(case_id=case_id).values("id", "number", "content", "hash")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if activity:
        rows = rows.filter(activity=activity)
    if upto:
        rows = rows.filter(number__lte=upto)
    page = paginate(rows, order=["number" if oldest else "-number"], cursor=cursor, size=size)
    found = [event_of(row["content"], row["hash"]) for row in page.rows]
    return Page(rows=found, next_cursor=page.next_cursor, previous_cursor=page.previous_cursor)


def moment_of(*, case_id: int, number: int) -> datetime | None:
    """Return when the event of that number was recorded; None: there is none. Queries: 1."""
    return Event.objects.filter(case_id=case_id, number=number).values_list("at", flat=True).first()


def event_of(content: str, digest: str) -> ledger.Event:
    """Return the event that a row's canonical JSON holds."""
    held: dict[str, Any] = json.loads(content)
    held["at"] = moment(held["at"])
    return ledger.Event(**held, hash=digest)


def events(*, case_id: int) -> Iterator[ledger.Event]:
    """Yield every event of the case in order, as a stream. Queries: 1."""
    rows = Event.objects.filter(case_id=case_id).order_by("number").values_list("content", "hash")
    for content, digest in rows.iterator(chunk_size=1000):
        yield event_of(content, digest)


def signings(*, case_id: int) -> list[ledger.Event]:
    """Return the events that say what was signed, in their order. Queries: 1."""
    rows = Event.objects.filter(case_id=case_id, kind="sign").order_by("number").values_list("content", "hash")
    return [event_of(content, digest) for content, digest in rows]


def last_event(*, case_id: int, kind: str) -> ledger.Event | None:
    """Return the newest event of that kind; None: there is none. Queries: 1."""
    row = Event.objects.filter(case_id=case_id, kind=kind).order_by("-number").values_list("content", "hash").first()
    return event_of(*row) if row else None


def receipts(*, case_id: int) -> list[ledger.Event]:
    """Return the events that say who received what, and which of that no longer stands, in their order. Queries: 1."""
    rows = Event.objects.filter(case_id=case_id, kind__in=RECEIPTS).order_by("number").values_list("content", "hash")
    return [event_of(content, digest) for content, digest in rows]


def json_lines(*, case_id: int) -> Iterator[bytes]:
    """Yield the case's events as JSON Lines: on each line the hashed content and its hash. Queries: 1."""
    rows = Event.objects.filter(case_id=case_id).order_by("number").values_list("content", "hash")
    for content, digest in rows.iterator(chunk_size=1000):
        yield f'{{"event":{content},"hash":"{digest}"}}\n'.encode()


def remarks(*, case_id: int, only_open: bool = False) -> list[RemarkView]:
    """Return the case's remarks in their order. Queries: 1."""
    rows = Remark.objects.filter(case_id=case_id).select_related("raised_by", "answered_by").order_by("number")
    if only_open:
        rows = rows.filter(answered_at__isnull=True)
    return [
        RemarkView(
            number=row.number,
            activity=row.activity,
            round=row.round,
            text=row.text,
            raised_by=row.raised_by.name,
            raised_at=row.raised_at,
            answer=row.answer,
            change=row.change,
            answered_by=row.answered_by.name if row.answered_by else "",
            answered_at=row.answered_at,
            weight=row.weight,
            about=row.about or {},
            drafted_by=row.drafted_by,
            closed_at=row.closed_at,
            earlier=tuple({**one, "at": moment(one["at"])} for one in row.earlier or ()),
        )
        for row in rows
    ]


def decisions(*, case_id: int) -> list[Decision]:
    """Return every decision, newest first, with its remarks. Queries: 2."""
    raised = remarks(case_id=case_id)
    return [
        Decision(event=event, remarks=tuple(one for one in raised if one.number in _numbers(event)))
        for event in completions(case_id=case_id)
        if event.data.get("outcome")
    ]


def completions(*, case_id: int) -> list[ledger.Event]:
    """Return every event by which an activity was completed, newest first; each names the documents that it is about. Queries: 1."""
    rows = Event.objects.filter(case_id=case_id, kind="complete").order_by("-number").values_list("content", "hash")
    return [event_of(content, digest) for content, digest in rows]


def _numbers(event: ledger.Event) -> set[int]:
    """Return the numbers of the remarks that a decision raised; activity and round could be those of another version."""
    return {int(one["number"]) for one in event.data.get("remarks", ())}


def heads(*, since: datetime | None = None) -> Iterator[tuple[str, str | None, int, str]]:
    """Yield uid, number, count of events and head of every chain, for publication. Queries: 1."""
    rows = Case.objects.order_by("id")
    if since:
        rows = rows.filter(changed_at__gte=since)
    yield from rows.values_list("uid", "number", "events", "head").iterator(chunk_size=2000)

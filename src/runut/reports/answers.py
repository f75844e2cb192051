"""The answers of an audit as the page draws them, in the reader's language; nothing here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from runut.cases.words import KINDS, outcome
from runut.core.audit import Audit, Change, Delay, Paper, Record, Work
from runut.core.procedure import Procedure
from runut.reports.queries import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A version of a document with where it is read (0: nowhere) and the event that filed it."""

    name: str
    version: int
    sha256: str
    event: int
    version_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Who acted, in what capacity."""

    name: str
    position: str
    capacity: str
    letter: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision beside its proof."""

    record: Record
    outcome: str
    rejects: bool
    by: Person
    papers: list[Named]
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Who had the work, since when and until when."""

    event: int
    performer: str
    by: Person | None
    since: datetime
    until: datetime
    late: bool
    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """One activation of an activity: whether in time, and by how much not."""

    work: Work
    text: str
    over: str
    turns: list[Turn]
    delays: list[tuple[Delay, str]]


def figures(found: Audit) -> list[tuple[str, str]]:
    """Return the answers in one line each."""
    closed = [one for one in found.works if one.late is not None]
    late = sum(bool(one.late) for one in closed)
    lapsed = sum(bool(one.lapsed) for one in found.decisions)
    changed = sum(bool(one.changes) for one in found.decisions)
    in_time = _("%(late)s of %(closed)s with a deadline were late") % {"late": late, "closed": len(closed)} if late else _("all")
    taken = _("%(count)s, of which %(lapsed)s lapsed") if lapsed else "%(count)s"
    build = {None: _("no application has been named yet"), True: _("yes"), False: _("no")}[found.same_build]
    tested = ngettext("%(n)s document", "%(n)s documents", len(found.after_tests)) % {"n": len(found.after_tests)}
    return [
        (_("Decisions taken"), taken % {"count": len(found.decisions), "lapsed": lapsed}),
        (_("Decisions whose documents changed afterwards"), str(changed)),
        (_("Work closed in time"), in_time if closed else _("nothing with a deadline is closed yet")),
        (_("Changed after the last test"), tested if found.after_tests else _("nothing")),
        (_("Is the application named last the one named before it?"), build),
    ]


def decisions(asked: Asked) -> list[Decided]:
    """Return every decision, the newest first."""
    return [
        Decided(
            record=one,
            outcome=outcome(one.outcome),
            rejects=bool(one.remarks) or one.outcome in {"rejected", "refused"},
            by=_person(one.by),
            papers=papers(one.papers, asked),
            changes=one.changes,
        )
        for one in reversed(asked.found.decisions)
    ]


def papers(named: Iterable[Paper], asked: Asked) -> list[Named]:
    """Return versions with where each is read."""
    return [
        Named(
            name=one.name,
            version=one.version,
            sha256=one.sha256,
            event=one.event,
            version_id=asked.versions.get((one.name, one.version), 0),
        )
        for one in named
    ]


def works(found: Audit, procedure: Procedure, *, at: datetime) -> list[Done]:
    """Return every activation, in order, with who had it how long."""
    names = {one.key: one.name for one in procedure.performers}
    texts = {one.number: one.text for one in procedure.activities}
    current = found.works[-1].version if found.works else ""
    return [
        Done(
            work=work,
            text=texts.get(work.activity, "") if work.version == current else "",
            over=_days(work.due_at, work.closed_at or at),
            turns=[_turn(one, names) for one in work.records],
            delays=[(one, str(KINDS[one.kind])) for one in work.delays],
        )
        for work in found.works
    ]


def _turn(record: Record, names: Mapping[str, str]) -> Turn:
    said = outcome(record.outcome) if record.outcome else ""
    return Turn(
        event=record.event,
        performer=names.get(record.performer, record.performer),
        by=_person(record.by),
        since=record.since,
        until=record.at,
        late=bool(record.late),
        said=": ".join(part for part in (said, record.reason or record.note) if part),
    )


def _days(due_at: datetime | None, at: datetime) -> str:
    """Return by how much a deadline was missed; empty when it was not."""
    if due_at is None or at <= due_at:
        return ""
    hours = int((at - due_at).total_seconds() // 3600)
    if hours < 24:
        return ngettext("%(n)s hour", "%(n)s hours", hours) % {"n": hours}
    return ngettext("%(n)s day", "%(n)s days", hours // 24) % {"n": hours // 24}


def _person(by: Mapping[str, Any]) -> Person:
    capacity: Mapping[str, str] = by.get("capacity") or {}
    return Person(
        name=str(by.get("name", "")),
        position=str(capacity.get("position") or by.get("position", "")),
        capacity=capacity.get("capacity", ""),
        letter=capacity.get("letter_number", ""),
    )

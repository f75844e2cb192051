"""What an auditor asks, answered from a case file alone, line by line; each answer names the event that proves it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from gettext import gettext as _
from typing import TYPE_CHECKING, Any

from runut.cli.words import spoken
from runut.formats.casefile import local
from runut.formats.words import outcome_words

if TYPE_CHECKING:
    from runut.core.audit import Change, Record, Work
    from runut.formats.casefile import Verified


def lines(found: Verified) -> Iterator[str]:
    """Yield the answers."""

    def moment(at: datetime | None) -> str:
        return f"{local(at, found.content):%Y-%m-%d %H:%M}" if at else "-"

    yield ""
    for work in found.audit.works:
        yield _work(work, moment(work.scheduled_at), moment(work.due_at), moment(work.closed_at))
        yield from (line for record in work.records for line in _record(record, moment(record.at)))
        for delay in work.delays:
            yield "  " + _("event %(event)s: %(by)s: %(kind)s: %(why)s") % {
                "event": delay.event,
                "by": delay.by.get("name", ""),
                "kind": delay.kind,
                "why": delay.reason,
            }
    yield from _signatures(found)
    yield ""
    yield _("Changed after the last test: %(changes)s") % {"changes": _changes(found.audit.after_tests)}
    build = {None: _("no record names an application"), True: _("yes"), False: _("no")}[found.audit.same_build]
    yield _("The application named last is the one named before it: %(answer)s") % {"answer": build}
    yield ""


def _signatures(found: Verified) -> Iterator[str]:
    """Yield who signed what; that the bytes carry these signatures was proved before."""
    for one in (one for one in found.events if one.kind == "sign"):
        told = {"event": one.number, "who": _who(one.by), "name": one.data["name"], "issuer": one.data["certificate"]["issuer"]}
        yield _("event %(event)s: %(who)s signed: %(name)s, with a certificate by %(issuer)s") % told


def _work(work: Work, begun: str, due: str, closed: str) -> str:
    verdict = {None: "-", True: _("late"), False: _("in time")}[work.late]
    told = {"activity": work.activity, "round": work.round, "begun": begun, "due": due, "closed": closed, "verdict": verdict}
    return _("Activity %(activity)s, round %(round)s: begun %(begun)s, due %(due)s, closed %(closed)s: %(verdict)s") % told


def _record(record: Record, at: str) -> Iterator[str]:
    outcome = outcome_words(record.outcome, spoken()) if record.outcome else _("recorded")
    told = {"event": record.event, "at": at, "who": _who(record.by), "what": outcome}
    yield "  " + _("event %(event)s: %(at)s %(who)s: %(what)s") % told
    for paper in record.papers:
        about = {"name": paper.name, "version": paper.version, "event": paper.event, "sha256": paper.sha256}
        yield "    " + _("about %(name)s, version %(version)s (event %(event)s), SHA-256 %(sha256)s") % about
    if record.outcome:
        yield "    " + _("changed afterwards: %(changes)s") % {"changes": _changes(record.changes)}


def _who(by: Mapping[str, Any]) -> str:
    """Return name and position, and whether they act by a letter."""
    capacity: Mapping[str, str] = by.get("capacity") or {}
    position = capacity.get("position") or by.get("position", "")
    acting = {"plt": "Plt. ", "plh": "Plh. "}.get(capacity.get("capacity", ""), "")
    letter = f" ({capacity['letter_number']})" if acting else ""
    return f"{by.get('name', '')}, {acting}{position}{letter}"


def _changes(changes: tuple[Change, ...]) -> str:
    told = [
        _("%(name)s, version %(version)s (event %(event)s)") % {"name": one.name, "version": one.version, "event": one.event}
        for one in changes
    ]
    return "; ".join(told) or _("nothing")

"""The official sheet of an SOP filled in: in the column Keterangan stands what happened in one case, by whom, when and on which documents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone

from runut.core.audit import Audit, Delay, Record, Work
from runut.core.procedure import Activity, Procedure
from runut.formats.casefile.words import say
from runut.formats.words import Language, day_words, outcome_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Which case fills the sheet in: its number and title, the head of its chain, and the office's clock (minutes before UTC's)."""

    number: str
    title: str
    head: str
    utc_offset: int
    language: Language


def filled(procedure: Procedure, version: str, found: Audit, sheet: Sheet) -> Procedure:
    """Return ``procedure``, whose text has the hash ``version``, with what happened in its notes; the case goes to *Pencatatan dan Pendataan*.

    Work under other versions of the SOP is left out: their rows are others.
    """
    works = [one for one in found.works if one.version in {version, ""}]
    told = [f"{sheet.number} {sheet.title}".strip(), f"{say('status', sheet.language)}: {say(found.status, sheet.language)}"]
    told.append(f"{say('head', sheet.language)}: {sheet.head}")
    return replace(
        procedure,
        identity=replace(procedure.identity, records=(*procedure.identity.records, *told)),
        activities=tuple(_activity(one, works, sheet) for one in procedure.activities),
    )


def _activity(activity: Activity, works: Sequence[Work], sheet: Sheet) -> Activity:
    lines = [line for work in works if work.activity == activity.number for line in _lines(work, sheet)]
    return replace(activity, note="\n".join([*([activity.note] if activity.note else []), *lines]))


def _lines(work: Work, sheet: Sheet) -> Iterator[str]:
    verdict = "" if work.late is None else f", {say('late' if work.late else 'in_time', sheet.language)}"
    closed = _day(work.closed_at, sheet) if work.closed_at else say("open", sheet.language)
    yield f"{say('round', sheet.language)} {work.round}: {_day(work.scheduled_at, sheet)} – {closed}{verdict}"
    for record in work.records:
        yield from _record(record, sheet)
    yield from (_delay(one, sheet) for one in work.delays if one.reason)


def _record(record: Record, sheet: Sheet) -> Iterator[str]:
    acting = str((record.by.get("capacity") or {}).get("capacity", ""))
    capacity = f"{say(acting, sheet.language)} " if acting in {"plt", "plh"} else ""
    outcome = f": {outcome_words(record.outcome, sheet.language)}" if record.outcome else ""
    yield f"{_day(record.at, sheet)} {capacity}{record.by.get('name', '')}{outcome}"
    if record.outcome:
        yield from (f"· {one.name}, {say('version', sheet.language, number=one.version)} ({one.sha256[:8]})" for one in record.papers)


def _delay(delay: Delay, sheet: Sheet) -> str:
    return f"{_day(delay.at, sheet)} {say(f'kind_{delay.kind}', sheet.language)}: {delay.reason}"


def _day(at: datetime | None, sheet: Sheet) -> str:
    here = at.astimezone(timezone(timedelta(minutes=sheet.utc_offset))) if at else None
    return day_words(here.date(), sheet.language) if here else "-"

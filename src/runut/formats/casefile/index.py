"""The page by which people read a case file: what happened, who decided on which documents, and every document and event with its hash.

One HTML file without script, picture or link outside the package. Whatever people typed is text in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from html import escape
from typing import Any, Final

from runut.core.audit import Audit, Record, Work
from runut.core.ledger import Event
from runut.core.procedure import Procedure
from runut.formats.casefile.content import KEPT, Content, documents, local, number_of, sop_paths
from runut.formats.casefile.words import say
from runut.formats.words import Language, outcome_words

_STYLE: Final = (
    "body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1c2b36}"
    "h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2rem 0 .5rem}"
    "table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-bottom:1px solid #d5dce1}"
    "th{background:#f1f4f6}code{font-size:.8rem;overflow-wrap:anywhere}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1rem}"
    "dt{font-weight:600}dd{margin:0}div{overflow-x:auto}"
)


def index(events: Sequence[Event], content: Content, found: Audit, procedures: Mapping[str, Procedure], *, language: Language) -> bytes:
    """Return the index in one language; the same case gives the same bytes."""
    page = Index(events, content, procedures, language)
    return "\n".join(page.lines(found)).encode() + b"\n"


class Index:
    """The page in the making."""

    def __init__(self, events: Sequence[Event], content: Content, procedures: Mapping[str, Procedure], language: Language) -> None:
        self._events, self._content, self._procedures, self._language = events, content, procedures, language

    def lines(self, found: Audit) -> Iterator[str]:
        """Yield the page line by line."""
        title = str(self._events[0].data["title"])
        yield f'<!doctype html>\n<html lang="{self._language}">\n<head>\n<meta charset="utf-8">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>"
        yield f"<p>{self._say('case_file')}</p>\n<h1>{escape(title)}</h1>\n<p>{self._say('lead')}</p>"
        yield from self._identity(found)
        yield from self._table("work", ("activity", "round", "begun", "due", "closed", "event"), map(self._work, found.works))
        heads = ("decided", "by", "at", "reason", "about", "changed_after", "event")
        yield from self._table("responses", heads, map(self._decision, found.decisions))
        yield from self._table("documents", ("document", "version", "filed", "by", "size", "event"), self._documents())
        yield from self._table("events", ("event", "at", "what", "by"), map(self._event, self._events))
        yield "</main>\n</body>\n</html>"

    def _identity(self, found: Audit) -> Iterator[str]:
        content, last = self._content, self._events[-1]
        rows = [
            ("number", escape(number_of(self._events) or last.case)),
            ("unit", escape(content.units.get(content.unit, content.unit))),
            ("purpose", escape(content.purpose)),
            ("status", self._say(found.status)),
            *(("sop", self._sop(one.sha256, one.number)) for one in content.procedures),
            ("head", f"<code>{last.hash}</code><br>{self._say('head_lead')}"),
        ]
        yield "<dl>"
        yield from (f"<dt>{self._say(key)}</dt><dd>{value}</dd>" for key, value in rows if value)
        yield "</dl>"

    def _sop(self, sha256: str, number: int) -> str:
        file, printed = (path.removeprefix("data/") for path in sop_paths(sha256))
        name, said = escape(self._procedures[sha256].identity.name), self._say("version", number=number)
        return f'<a href="{file}">{name}, {said}</a> (<a href="{printed}">{self._say("printed")}</a>)'

    def _table(self, title: str, heads: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
        yield f'<h2 id="{title}">{self._say(title)}</h2>'
        said = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows]
        if not said:
            yield f"<p>{self._say('none')}</p>"
            return
        yield f'<div tabindex="0" role="region" aria-labelledby="{title}"><table>'
        cells = "".join(f'<th scope="col">{self._head(one)}</th>' for one in heads)
        yield f"<thead><tr>{cells}</tr></thead>\n<tbody>"
        yield from said
        yield "</tbody></table></div>"

    def _head(self, key: str) -> str:
        return self._say(key, number="").strip() if key == "version" else self._say(key)

    def _work(self, work: Work) -> Iterator[str]:
        yield f"{work.activity}. {escape(self._activity(work))}"
        yield str(work.round)
        yield self._moment(work.scheduled_at)
        yield self._moment(work.due_at) if work.due_at else self._say("no_due")
        verdict = "" if work.late is None else self._say("late" if work.late else "in_time")
        yield f"{self._moment(work.closed_at)}<br>{verdict}" if work.closed_at else self._say("open")
        yield _link(work.event)

    def _activity(self, work: Work) -> str:
        procedure = self._procedures.get(work.version) or next(iter(self._procedures.values()))
        return next((one.text for one in procedure.activities if one.number == work.activity), "")

    def _decision(self, one: Record) -> Iterator[str]:
        yield f"{one.activity}. {escape(outcome_words(one.outcome, self._language))}"
        yield self._person(one.by)
        yield self._moment(one.at)
        remarks = "".join(f"<li>{escape(text)}</li>" for text in one.remarks)
        yield escape(one.reason) + (f"<ol>{remarks}</ol>" if remarks else "")
        about = (f"{escape(p.name)}, {self._say('version', number=p.version)} ({_link(p.event)})" for p in one.papers)
        yield "<br>".join(about)
        changed = (f"{escape(c.name)}, {self._say('version', number=c.version)} ({_link(c.event)})" for c in one.changes)
        yield "<br>".join(changed) or self._say("none")
        yield _link(one.event)

    def _documents(self) -> Iterator[tuple[str, ...]]:
        paths = {str(filed.data["sha256"]): path.removeprefix("data/") for path, filed in documents(self._events).items()}
        for event in self._events:
            if event.kind in KEPT:
                data = event.data
                yield (
                    f'<a href="{paths[str(data["sha256"])]}">{escape(str(data["name"]))}</a><br><code>{data["sha256"]}</code>',
                    str(data["version"]),
                    self._moment(event.at),
                    self._person(event.by),
                    str(data["size"]),
                    _link(event.number),
                )

    def _event(self, event: Event) -> Iterator[str]:
        yield f'<span id="e{event.number}">{event.number}</span>'
        yield self._moment(event.at)
        where = f" ({event.activity}, {self._say('round').lower()} {event.round})" if event.activity else ""
        about = next((str(event.data[key]) for key in ("name", "reason", "text", "number") if event.data.get(key)), "")
        said = f"{self._say(f'kind_{event.kind}')}{where}"
        yield f"{said}{': ' if about else ''}{escape(about)}<br><code>{event.hash}</code>"
        yield self._person(event.by)

    def _person(self, by: Mapping[str, Any]) -> str:
        capacity: Mapping[str, str] = by.get("capacity") or {}
        acting, letter = str(capacity.get("capacity", "")), str(capacity.get("letter_number", ""))
        position = str(capacity.get("position") or by.get("position", ""))
        if acting in {"plt", "plh"}:
            position = f"{self._say(acting)} {position}, {self._say('letter', number=letter)}"
        return "<br>".join(escape(part) for part in (str(by.get("name", "")), position) if part)

    def _moment(self, at: datetime) -> str:
        here = local(at, self._content)
        return f"{here:%Y-%m-%d %H:%M} ({here:%Z})"

    def _say(self, key: str, **gaps: object) -> str:
        return escape(say(key, self._language, **gaps), quote=False)


def _link(event: int) -> str:
    return f'<a href="#e{event}">{event}</a>' if event else "?"

"""What a case file says beside its events: only what they do not hold, and where each part of the case lies in the package."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta, timezone
from typing import Any, Final

from runut.core.ledger import Event, canonical, moment
from runut.formats.casefile.bag import FORMAT

EVENTS: Final = "data/events.jsonl"
CASE: Final = "data/case.json"
AUDIT: Final = "data/audit.json"
INDEX: Final = {"id": "data/index.html", "en": "data/index.en.html"}
KEPT: Final = frozenset({"file", "sign"})
"""Events whose bytes lie in the package: versions that were filed, and what signing one gave."""
_ENDING: Final = re.compile(r"\.([A-Za-z0-9]{1,8})$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody whom the events name, as their account stands; ``unit`` is the code of their unit."""

    login: str
    name: str
    nip: str = ""
    position: str = ""
    unit: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A version of an SOP that the case is or was on; its text lies beside under its hash."""

    sha256: str
    key: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What no event holds.

    ``by`` says for each event whose account acted (index into ``people``), ``members`` the same for the account numbers that events of a
    team name, ``notes`` what was noted with a filing, by its event. ``units`` are the names of units by code; ``unit`` asked for the case.
    ``utc_offset``, in minutes, is the office's.
    """

    purpose: str
    unit: str
    units: Mapping[str, str]
    utc_offset: int
    procedures: Sequence[Text]
    people: Sequence[Person]
    by: Sequence[int]
    members: Mapping[str, int] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)

    def text(self) -> bytes:
        """Return case.json."""
        plain = {**asdict(self), "procedures": [asdict(one) for one in self.procedures], "people": [asdict(one) for one in self.people]}
        return canonical({"format": FORMAT, **plain})


def read_content(text: bytes) -> Content:
    """Return the content that `Content.text` wrote.

    Raises:
        ValueError, TypeError, KeyError: It did not.
    """
    held: dict[str, Any] = json.loads(text)
    del held["format"]
    held["procedures"] = [Text(**one) for one in held["procedures"]]
    held["people"] = [Person(**one) for one in held["people"]]
    content = Content(**held)
    if content.text() != text or any(not 0 <= one < len(content.people) for one in (*content.by, *content.members.values())):
        raise ValueError(text[:80])
    return content


def event_line(text: str, sha256: str) -> bytes:
    """Return the line of an event: its canonical JSON and its hash."""
    return f'{{"event":{text},"hash":"{sha256}"}}\n'.encode()


def events_text(events: Iterable[Event]) -> bytes:
    """Return events.jsonl: a line for each event."""
    return b"".join(event_line(canonical(one.content()).decode(), one.hash) for one in events)


def read_events(text: bytes) -> Iterator[Event]:
    """Yield the events of the lines that `event_line` wrote; whether their hashes hold, `ledger.verify` tells.

    Raises:
        ValueError, TypeError, KeyError: A line was not written so.
    """
    for line in text.splitlines(keepends=True):
        held = json.loads(line)
        content = held["event"]
        event = Event(**{**content, "at": moment(content["at"])}, hash=held["hash"])
        if event_line(canonical(event.content()).decode(), event.hash) != line:
            raise ValueError(line[:80])
        yield event


def texts_named(events: Iterable[Event]) -> list[str]:
    """Return the hashes of the SOP texts that events name, in their order."""
    return list(dict.fromkeys(str(one.data["version"]) for one in events if one.kind in {"open", "version"} and "version" in one.data))


def documents(events: Iterable[Event]) -> dict[str, Event]:
    """Return where the bytes of each version lie in the package, and the event that first filed them."""
    found: dict[str, Event] = {}
    for one in events:
        if one.kind in KEPT:
            found.setdefault(str(one.data["sha256"]), one)
    return {path_of(one): one for one in found.values()}


def path_of(filed: Event) -> str:
    """Return where the bytes of a first filing lie: by their hash, with the ending by which other programs know them."""
    ending = _ENDING.search(str(filed.data["filename"]))
    return f"data/documents/{filed.data['sha256']}{ending.group().lower() if ending else ''}"


def sop_paths(sha256: str) -> tuple[str, str]:
    """Return where the file of an SOP and its printed form lie."""
    return f"data/procedures/{sha256}.toml", f"data/procedures/{sha256}.pdf"


def number_of(events: Iterable[Event]) -> str:
    """Return the register number that the case was given; empty before."""
    return next((str(one.data["number"]) for one in events if one.kind == "number"), "")


def root_of(events: Sequence[Event]) -> str:
    """Return the one folder in which everything lies."""
    return re.sub(r"[^A-Za-z0-9-]", "_", number_of(events) or events[0].case)[:90]


def local(at: datetime, content: Content) -> datetime:
    """Return a moment as the office's clocks showed it."""
    return at.astimezone(timezone(timedelta(minutes=content.utc_offset)))

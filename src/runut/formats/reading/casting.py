"""Who performs each activity: by marks and names where the source has them, else by what the rows together suggest, as a question."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from runut.core.sentences import Reason, reason
from runut.formats.reading.asking import Asking
from runut.formats.reading.keys import Keys
from runut.formats.reading.people import People, words
from runut.formats.reading.source import Kind, plain, several
from runut.formats.reading.table import Row, Table
from runut.formats.reading.wordings import held_by, known_performers, nothing

_NOBODY: Final = "Pelaksana"
"""The performer of an SOP that names none."""
_MOST_CHOICES: Final = 12
_PARTS: Final = re.compile(r"\s*[;\n]\s*|,\s+(?=[A-Z])|\s+(?:dan|&|serta|bersama)\s+|\s*/\s*")
_RESPONDS: Final = re.compile(
    r"\b(?:tanggapan|menanggapi|menilai|memeriksa|memverifikasi|verifikasi|mengevaluasi|menguji|testing|membandingkan|meneliti|mengoreksi|menelaah)\b",
    re.IGNORECASE,
)
_ANYBODY: Final = several(
    """melakukan membuat menyusun menerima memberikan menyiapkan melaksanakan mengirim mengirimkan menyampaikan menyerahkan"""
)
"""Verbs by which one performer cannot be told from another."""
_REPORT: Final = re.compile(r"\blaporan\b|\bmelaporkan\b", re.IGNORECASE)


@dataclass(slots=True)
class Cast:
    """The performers in the form of the file, and for each row who takes part in it; ``people`` finds them in sentences."""

    names: list[str]
    performers: list[dict[str, str]]
    people: People
    rows: list[list[dict[str, str]]] = field(default_factory=list)

    def who(self, number: int) -> int | None:
        """Return the first who acts in the activity with this number."""
        keys = [one["key"] for one in self.performers]
        return keys.index(self.rows[number - 1][0]["key"]) if self.rows[number - 1] else None


def cast(table: Table, arrows: Sequence[tuple[str, str, str]], asking: Asking) -> Cast:
    """Return who performs the activities of ``table``, in the order of ``arrows`` within a row; what nothing says is guessed and asked."""
    names, place = _names(table)
    keys = Keys(known_performers(), "performer")
    performers = [{"key": keys.key(name), "name": name} | _held(name) for name in names]
    found = Cast(names=names, performers=performers, people=People(names))
    certain = [_in_turn(row, arrows, _stated(row, found, place)) for row in table.rows]
    attending = [_attending(row, who, found) for row, who in zip(table.rows, certain, strict=True)]
    chosen: list[int] = []
    for index, who in enumerate(certain):
        acting = who
        if acting is None:
            guess, because = _guess(index, table.rows, chosen, attending, found)
            acting = [guess]
        chosen.append(acting[0])
        found.rows.append(_participations(acting, attending[index], found))
        if who is None:
            choices = [_participations([one], [], found) for one in _ranked(acting[0], chosen, len(names))]
            asking.ask(
                f"activity {index + 1}, performers",
                reason("ask_performer", activity=index + 1),
                because,
                guess=found.rows[-1],
                choices=choices,
            )
    return found


def _names(table: Table) -> tuple[list[str], dict[str, int]]:
    """Return the performers' names, each once, and the place of every wording among them."""
    wordings = table.lanes or [name for row in table.rows for name in _split(row.names, table.rows)] or [_NOBODY]
    names: list[str] = []
    place: dict[str, int] = {}
    for name in wordings:
        if plain(name) not in place:
            place[plain(name)] = len(names)
            names.append(" ".join(name.split()))
    return names, place


def _split(text: str, rows: Sequence[Row]) -> list[str]:
    """Return the names in a cell: parted at lines, and elsewhere only when each part stands alone in another row."""
    if nothing(text):
        return []
    alone = {plain(row.names) for row in rows}
    found: list[str] = []
    for line in (re.sub(r"^(?:\d+[.)]|[-•–])\s*", "", one) for one in text.split("\n")):
        parts = [part.strip(" .,;") for part in _PARTS.split(line)]
        known = [plain(part) in alone for part in parts]
        sure = len(parts) > 1 and (all(known) or bool(re.search(r",\s|;", line)) or (any(known) and "/" not in line))
        found.extend(part for part in (parts if sure else [line.strip(" .,;")]) if part)
    return found


def _held(name: str) -> dict[str, str]:
    holder = held_by().get(plain(name))
    return {"held_by": holder} if holder else {}


def _stated(row: Row, cast: Cast, place: dict[str, int]) -> list[int] | None:
    """Return who the row itself says acts: marked, named in the performers' column, or named in the sentence."""
    lanes = list(place.values()) if not row.marked else []
    if row.marked:
        names = [cast.names.index(name) if name in cast.names else -1 for name in _lane_names(row, cast)]
        return list(dict.fromkeys(one for one in names if one >= 0))
    if row.names:
        told = [place[plain(name)] for name in _split(row.names, [row]) if plain(name) in place]
        told = told or [place[plain(part)] for part in _PARTS.split(row.names) if plain(part) in place]
        return list(dict.fromkeys(told)) or None
    if not lanes or cast.names == [_NOBODY]:
        return None
    named = cast.people.subject(row.text)
    return None if named is None else [named]


def _in_turn(row: Row, arrows: Sequence[tuple[str, str, str]], acting: list[int] | None) -> list[int] | None:
    """Return ``acting`` in the order in which arrows pass the work on within the row, as far as they do."""
    lane_of = {one.key: lane for lane, shapes in row.lanes.items() for one in shapes if one.key and lane in row.marked}
    onward = {
        lane_of[begin]: lane_of[end] for begin, end, _ in arrows if begin in lane_of and end in lane_of and lane_of[begin] != lane_of[end]
    }
    if not acting or not onward:
        return acting
    here: int | None = next((lane for lane in acting if lane in onward and lane not in onward.values()), None)
    passed: list[int] = []
    while here is not None and here not in passed:
        passed.append(here)
        here = onward.get(here)
    return [lane for lane in passed if lane in acting] + [lane for lane in acting if lane not in passed]


def _lane_names(row: Row, cast: Cast) -> list[str]:
    return [cast.names[lane] for lane in sorted(row.marked) if lane < len(cast.names)]


def _attending(row: Row, who: list[int] | None, cast: Cast) -> list[int]:
    """Return to whom the sentence says that something is presented; marks, where they are, say it all."""
    if row.marked or row.names:
        return [lane for lane in row.guests if lane < len(cast.names)]
    return [one for one in cast.people.audience(row.text) if one not in (who or [])]


def _participations(acting: Sequence[int], attending: Sequence[int], cast: Cast) -> list[dict[str, str]]:
    found = [{"key": cast.performers[one]["key"], "part": "acts"} for one in dict.fromkeys(acting)]
    return found + [{"key": cast.performers[one]["key"], "part": "attends"} for one in attending if one not in acting]


def _guess(index: int, rows: Sequence[Row], chosen: Sequence[int], attending: Sequence[Sequence[int]], cast: Cast) -> tuple[int, Reason]:
    """Return who most likely performs the row at ``index``, and why."""
    text = rows[index].text
    first = next(iter(words(text)), "")
    for place in range(index):
        if first.startswith("me") and first not in _ANYBODY and first in words(rows[place].text)[:4]:
            return chosen[place], reason("because_same_verb", activity=place + 1, performer=cast.names[chosen[place]], verb=first)
    heard = next(((place, who[0]) for place, who in reversed(list(enumerate(attending[:index]))) if who), None)
    if heard and _RESPONDS.search(text):
        return heard[1], reason("because_audience", activity=heard[0] + 1, performer=cast.names[heard[1]])
    if index == len(rows) - 1 and chosen and _REPORT.search(text):
        most, times = Counter(chosen).most_common(1)[0]
        if times > 1:
            return most, reason("because_most_active", performer=cast.names[most], activities=times)
    if beside := _beside_label(rows[index], cast):
        return beside[0], reason("because_beside_label", label=beside[1], performer=cast.names[beside[0]])
    if chosen:
        return chosen[-1], reason("because_activity_before", activity=index, performer=cast.names[chosen[-1]])
    return 0, reason("because_first_performer", performer=cast.names[0])


def _beside_label(row: Row, cast: Cast) -> tuple[int, str] | None:
    """Return the performer beside whose column a branch's label stands; a label is written at a corner of its diamond."""
    for lane, shapes in row.lanes.items():
        for one in shapes:
            if one.kind is Kind.LABEL:
                beside = lane + 1 if lane + 1 < len(cast.names) else lane - 1
                return (beside, one.text) if beside >= 0 else None
    return None


def _ranked(guess: int, chosen: Sequence[int], count: int) -> list[int]:
    """Return all performers as choices: the guess, then those who act most, then the others in their order."""
    acting = [one for one, _ in Counter(chosen).most_common()]
    return list(dict.fromkeys([guess, *acting, *range(count)]))[:_MOST_CHOICES]

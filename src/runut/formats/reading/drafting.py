"""From what stands in the file to a draft: each part in the form of the file, and a question wherever the source leaves one open."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, Final

from runut.core.sentences import reason
from runut.formats.draft import Draft
from runut.formats.reading.asking import Asking
from runut.formats.reading.branching import decide
from runut.formats.reading.casting import Cast, cast
from runut.formats.reading.dates import read_date
from runut.formats.reading.durations import Duration, read_duration
from runut.formats.reading.identity import Block, find_block
from runut.formats.reading.keys import Keys
from runut.formats.reading.lists import items
from runut.formats.reading.proofing import proofread
from runut.formats.reading.settling import settle
from runut.formats.reading.signing import approval
from runut.formats.reading.source import Source
from runut.formats.reading.table import Row, Table
from runut.formats.reading.wordings import known_deliverables, nothing

_LISTS: Final = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")
_DATES: Final = ("created_on", "revised_on", "effective_on")


def draft_of(source: Source, table: Table, *, name: str) -> Draft:
    """Return the draft of the SOP that ``source`` holds; ``name`` is the file's, for an SOP that says none itself."""
    asking = Asking()
    head = _identity(find_block(source, table), name, asking)
    people = cast(table, source.arrows, asking)
    activities = _activities(table, people, asking)
    decide(table, people, activities, source.arrows, asking)
    if any(read_duration(row.time).calendar for row in table.rows):
        head["day"] = "calendar"
    data = {"procedure": head, "performer": people.performers, "activity": activities}
    settle(data, asking)
    proofread(data, asking)
    if table.others:
        asking.ask("file", reason("ask_other_tables", tables=table.others), reason("because_numbers_restart"))
    return Draft(data=data, questions=asking.in_order())


def _identity(block: Block, name: str, asking: Asking) -> dict[str, Any]:
    found: dict[str, Any] = {}
    stated = " ".join(block.fields.get("name", "").split()) or block.title
    found["name"] = stated or re.sub(r"\.\w{1,5}$", "", name.rpartition("/")[2]).replace("_", " ").strip() or "SOP"
    if not stated:
        asking.ask("procedure, name", reason("ask_name"), reason("because_file_name"), guess=found["name"])
    if (number := " ".join(block.fields.get("number", "").split())) and not nothing(number):
        found["number"] = number
    if block.organisation:
        found["organisation"] = block.organisation
    for key in _DATES:
        _date(key, block.fields.get(key, ""), found, asking)
    if signed := approval(block.fields.get("approved_by", "")):
        found["approved_by"] = signed
    for key in _LISTS:
        if entries := items(block.fields.get(key, "")):
            found[key] = entries
    return found


def _date(key: str, text: str, found: dict[str, Any], asking: Asking) -> None:
    if nothing(text) or not re.search(r"\w", text):
        return
    day, whole = read_date(text)
    if day:
        found[key] = day
    if not day or not whole:
        because = reason("because_month_only", text=text) if day else reason("because_date_unreadable", text=text[:80])
        asking.ask(f"procedure, {key}", reason("ask_date"), because, guess=day)


def _activities(table: Table, people: Cast, asking: Asking) -> list[dict[str, Any]]:
    keys = Keys(known_deliverables(), "deliverable")
    found: list[dict[str, Any]] = []
    for number, (row, performers) in enumerate(zip(table.rows, people.rows, strict=True), 1):
        activity: dict[str, Any] = {"number": number, "text": " ".join(row.text.split()), "performers": performers}
        if needed := _deliverables(row.requirements, keys):
            activity["requirements"] = needed
        notes = [f"{row.section}" if row.section else "", "\n".join(line for line in row.note.split("\n") if not nothing(line))]
        if time := _time(row, number, found, table, asking, notes):
            activity["time"] = time
        if left := _deliverables(row.outputs, keys):
            activity["outputs"] = left
        if note := "\n".join(one for one in notes if one):
            activity["note"] = note
        found.append(activity)
    return found


def _deliverables(text: str, keys: Keys) -> list[dict[str, str]]:
    found: dict[str, str] = {}
    for name in items(text, commas=True):
        found.setdefault(keys.key(name), name)
    return [{"key": key, "name": name} for key, name in found.items()]


def _time(row: Row, number: int, before: Sequence[dict[str, Any]], table: Table, asking: Asking, notes: list[str]) -> dict[str, Any] | None:
    place = f"activity {number}, time"
    told = read_duration(row.time, unit=table.unit)
    text = " ".join(row.time.split())
    if told.schedule:
        return _schedule(text, place, number, before, asking, notes)
    if told.doubt:
        notes.append(f"Waktu menurut naskah: {text}")
        asking.ask(place, reason("ask_time", activity=number), reason(told.doubt, text=text[:80]), guess=told.time, choices=_choices(told))
    elif not told.stated and not text and "time" in table.has:
        asking.ask(place, reason("ask_time", activity=number), reason("because_cell_empty"), guess=None)
    return dict(told.time) if told.time else None


def _choices(told: Duration) -> tuple[Any, ...]:
    return tuple(one for index, one in enumerate(told.choices) if one not in told.choices[:index])


def _schedule(
    text: str, place: str, number: int, before: Sequence[dict[str, Any]], asking: Asking, notes: list[str]
) -> dict[str, Any] | None:
    """Return the time limit that follows a schedule: the one that an earlier activity leaves."""
    left = [one for activity in before for one in activity.get("outputs", ())]
    schedules = [
        one["key"] for one in left if re.search(r"\bjadwal|\bjadual|schedule|timeline|rencana kerja|kontrak", one["name"], re.IGNORECASE)
    ]
    if schedules:
        guess = {"as": schedules[-1]}
        if len(set(schedules)) > 1:
            choices = tuple({"as": key} for key in dict.fromkeys(reversed(schedules)))
            asking.ask(place, reason("ask_schedule", activity=number), reason("because_last_schedule"), guess=guess, choices=choices)
        return guess
    notes.append(f"Waktu menurut naskah: {text}")
    choices = tuple({"as": key} for key in dict.fromkeys(one["key"] for one in left))
    asking.ask(
        place, reason("ask_schedule", activity=number), reason("because_no_schedule", text=text[:80]), guess=None, choices=choices[-5:]
    )
    return None

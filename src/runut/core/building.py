"""From plain data (what a TOML file holds) to a checked `Procedure`; all faults at once, each with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final

from runut.core.checking import check
from runut.core.errors import Problem, ProcedureInvalid
from runut.core.procedure import (
    END,
    Activity,
    Approval,
    Deliverable,
    HeldBy,
    Identity,
    Part,
    Participation,
    Performer,
    Procedure,
    TimeLimit,
    Unit,
)
from runut.core.sentences import Param, reason

_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,63}")
_TYPES: Final[Mapping[type, str]] = {str: "text", int: "a whole number", list: "a list", dict: "a table", date: "a date"}
KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "file": ("procedure", "performer", "activity"),
    "procedure": (
        "name",
        "number",
        "organisation",
        "created_on",
        "revised_on",
        "effective_on",
        "approved_by",
        "legal_basis",
        "qualifications",
        "related",
        "equipment",
        "warnings",
        "records",
        "day",
    ),
    "approved_by": ("position", "name"),
    "performer": ("key", "name", "held_by"),
    "activity": ("number", "text", "performers", "requirements", "time", "outputs", "note", "decision", "then"),
    "performers": ("key", "part"),
    "deliverables": ("key", "name"),
    "time": ("amount", "unit", "as"),
}
"""The words of the file, table by table; every other is refused (docs/reference/procedure-file.md)."""
_LISTS: Final = ("organisation", "legal_basis", "qualifications", "related", "equipment", "warnings", "records")
_DATES: Final = ("created_on", "revised_on", "effective_on")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
"""What no page, database or XML can hold, and marks that turn the text around; a line break and a tab they can."""
_LARGEST: Final = 10**9
_TARGET: Final = "the number of an activity, or “end”"
LONGEST: Final[Mapping[Unit, int]] = {Unit.MINUTE: 100_000, Unit.HOUR: 2_000, Unit.DAY: 1_000, Unit.WEEK: 200, Unit.MONTH: 60}
"""The longest time limits that are believed; beyond them deadlines would leave every calendar."""


class _Reader:
    """Takes typed values out of tables and gathers what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, place: str, code: str, **params: Param) -> None:
        self.problems.append(Problem(place=place, reason=reason(code, **params)))

    def only(self, table: Mapping[str, Any], allowed: Sequence[str], place: str) -> None:
        for key in table:
            if key not in allowed:
                self.wrong(place, "procedure_key_unknown", key=str(key))

    def take(self, table: Mapping[str, Any], key: str, kind: type, place: str, *, needed: bool = False) -> Any:
        """Return ``table[key]`` if it has the type ``kind``, else None; an absent or empty key is wrong only when needed."""
        value = table.get(key)
        if value is None or (needed and value in ("", [])):
            if needed:
                self.wrong(place, "procedure_key_missing", key=key)
            return None
        fits = isinstance(value, kind) and not isinstance(value, bool) and not (kind is date and isinstance(value, datetime))
        if not fits or (kind is int and abs(value) > _LARGEST):
            self.wrong(place, "procedure_type", key=key, expected=_TYPES[kind])
            return None
        if kind is str:
            self.readable(value, key, place)
        return value

    def readable(self, value: str, key: str, place: str) -> None:
        """Check that ``value`` holds only characters that every door can show."""
        if _CONTROL.search(value):
            self.wrong(place, "text_control", key=key)

    def texts(self, table: Mapping[str, Any], key: str, place: str) -> tuple[str, ...]:
        values = self.take(table, key, list, place) or []
        if not all(isinstance(one, str) for one in values):
            self.wrong(place, "procedure_type", key=key, expected="a list of texts")
            return ()
        for one in values:
            self.readable(one, key, place)
        return tuple(values)

    def tables(self, table: Mapping[str, Any], key: str, place: str) -> list[Mapping[str, Any]]:
        values = self.take(table, key, list, place) or []
        if not all(isinstance(one, dict) for one in values):
            self.wrong(place, "procedure_type", key=key, expected="a list of tables")
            return []
        return values

    def key(self, table: Mapping[str, Any], place: str) -> str:
        value = self.take(table, "key", str, place, needed=True)
        if value and not _KEY.fullmatch(value):
            self.wrong(place, "key_form", key=value)
        return value or ""


def build(data: Mapping[str, Any]) -> Procedure:
    """Return the checked procedure that ``data`` describes (design section 2, "The file").

    Raises:
        ProcedureInvalid: With every fault, in the order of the text, each with its place.
    """
    procedure, problems = partly(data)
    if problems:
        raise ProcedureInvalid(problems=problems)
    return procedure


def partly(data: Mapping[str, Any]) -> tuple[Procedure, list[Problem]]:
    """Return what can be understood of ``data``, and every fault; where it has faults, the first is no procedure that could be run."""
    reader = _Reader()
    reader.only(data, KEYS["file"], "file")
    head = reader.take(data, "procedure", dict, "file", needed=True) or {}
    identity = _identity(reader, head)
    day = reader.take(head, "day", str, "procedure") or "working"
    if day not in {"working", "calendar"}:
        reader.wrong("procedure", "procedure_type", key="day", expected="working or calendar")
    performers = _performers(reader, data)
    rows = reader.tables(data, "activity", "file")
    activities = tuple(_activity(reader, table, index, last=index == len(rows)) for index, table in enumerate(rows, 1))
    found = Procedure(identity=identity, performers=performers, activities=activities, day=day)
    return found, [*reader.problems, *check(performers, activities)]


def _identity(reader: _Reader, head: Mapping[str, Any]) -> Identity:
    place = "procedure"
    reader.only(head, KEYS["procedure"], place)
    approval = None
    if (table := reader.take(head, "approved_by", dict, place)) is not None:
        reader.only(table, KEYS["approved_by"], "procedure, approved_by")
        position = reader.take(table, "position", str, "procedure, approved_by", needed=True)
        approval = Approval(position=position or "", name=reader.take(table, "name", str, "procedure, approved_by") or "")
    return Identity(
        name=reader.take(head, "name", str, place, needed=True) or "",
        number=reader.take(head, "number", str, place) or "",
        approved_by=approval,
        organisation=reader.texts(head, "organisation", place),
        legal_basis=reader.texts(head, "legal_basis", place),
        qualifications=reader.texts(head, "qualifications", place),
        related=reader.texts(head, "related", place),
        equipment=reader.texts(head, "equipment", place),
        warnings=reader.texts(head, "warnings", place),
        records=reader.texts(head, "records", place),
        created_on=reader.take(head, "created_on", date, place),
        revised_on=reader.take(head, "revised_on", date, place),
        effective_on=reader.take(head, "effective_on", date, place),
    )


def _performers(reader: _Reader, data: Mapping[str, Any]) -> tuple[Performer, ...]:
    found: list[Performer] = []
    for index, table in enumerate(reader.tables(data, "performer", "file"), 1):
        place = f"performer {index}"
        reader.only(table, KEYS["performer"], place)
        key = reader.key(table, place)
        name = reader.take(table, "name", str, place, needed=True) or ""
        held_by = reader.take(table, "held_by", str, place) or "office"
        if held_by not in set(HeldBy):
            reader.wrong(place, "held_by_unknown", held_by=held_by)
            held_by = "office"
        if any(one.key == key for one in found):
            reader.wrong(place, "performer_twice", key=key)
        found.append(Performer(key=key, name=name, held_by=HeldBy(held_by)))
    return tuple(found)


def _activity(reader: _Reader, table: Mapping[str, Any], index: int, *, last: bool) -> Activity:
    place = f"activity {index}"
    reader.only(table, KEYS["activity"], place)
    number = reader.take(table, "number", int, place, needed=True)
    if number is not None and number != index:
        reader.wrong(place, "procedure_numbers", number=number, expected=index)
    return Activity(
        number=index,
        text=reader.take(table, "text", str, place, needed=True) or "",
        performers=_participations(reader, table, place),
        requirements=_deliverables(reader, table, "requirements", place),
        time=_time(reader, table, place),
        outputs=_deliverables(reader, table, "outputs", place),
        note=reader.take(table, "note", str, place) or "",
        decision=_decision(reader, table, place),
        then=_then(reader, table, place, onward=END if last else index + 1),
    )


def _participations(reader: _Reader, table: Mapping[str, Any], place: str) -> tuple[Participation, ...]:
    place = f"{place}, performers"
    found: list[Participation] = []
    for index, value in enumerate(reader.take(table, "performers", list, place, needed=True) or []):
        if isinstance(value, str):  # a bare key: the first acts, the others attend
            found.append(Participation(key=value, part=Part.ATTENDS if index else Part.ACTS))
        elif isinstance(value, dict):
            reader.only(value, KEYS["performers"], place)
            part = reader.take(value, "part", str, place) or ("attends" if index else "acts")
            if part not in set(Part):
                reader.wrong(place, "part_unknown", part=part)
                part = "acts"
            found.append(Participation(key=reader.key(value, place), part=Part(part)))
        else:
            reader.wrong(place, "procedure_type", key="performers", expected="a list of keys or tables")
    return tuple(found)


def _deliverables(reader: _Reader, table: Mapping[str, Any], key: str, place: str) -> tuple[Deliverable, ...]:
    place = f"{place}, {key}"
    found: list[Deliverable] = []
    for one in reader.tables(table, key, place):
        reader.only(one, KEYS["deliverables"], place)
        own = reader.key(one, place)
        if own in {other.key for other in found}:
            reader.wrong(place, "deliverable_twice", key=own)
        found.append(Deliverable(key=own, name=reader.take(one, "name", str, place, needed=True) or ""))
    return tuple(found)


def _time(reader: _Reader, table: Mapping[str, Any], place: str) -> TimeLimit | None:
    place = f"{place}, time"
    time = reader.take(table, "time", dict, place)
    if time is None:
        return None
    reader.only(time, KEYS["time"], place)
    if "as" in time:
        if len(time) > 1:
            reader.wrong(place, "time_both")
        return TimeLimit(follows=reader.take(time, "as", str, place, needed=True) or "")
    unit = reader.take(time, "unit", str, place, needed=True) or "day"
    if unit not in set(Unit):
        reader.wrong(place, "time_unit", unit=unit)
        unit = "day"
    amount = time.get("amount")
    bounds = amount if isinstance(amount, list) else [amount, amount]
    whole = len(bounds) == 2 and all(isinstance(one, int) and not isinstance(one, bool) for one in bounds)
    if not whole or not 0 < bounds[0] <= bounds[1]:
        reader.wrong(place, "time_amount")
        bounds = [1, 1]
    elif bounds[1] > LONGEST[Unit(unit)]:
        reader.wrong(place, "time_long", most=LONGEST[Unit(unit)], unit=unit)
        bounds = [1, 1]
    return TimeLimit(unit=Unit(unit), low=bounds[0], high=bounds[1])


def _decision(reader: _Reader, table: Mapping[str, Any], place: str) -> dict[str, int | str]:
    place = f"{place}, decision"
    decision = reader.take(table, "decision", dict, place) or {}
    found: dict[str, int | str] = {}
    for outcome, target in decision.items():
        if not _KEY.fullmatch(outcome):
            reader.wrong(place, "key_form", key=outcome)
        if _is_target(target):
            found[outcome] = target
        else:
            reader.wrong(place, "procedure_type", key=outcome, expected=_TARGET)
    return found


def _then(reader: _Reader, table: Mapping[str, Any], place: str, *, onward: int | str) -> int | str | None:
    """Return where the row leads, None where that is the next row anyway: one flow has one form."""
    target = table.get("then")
    if target is None or target == onward:
        return None
    if not _is_target(target):
        reader.wrong(f"{place}, then", "procedure_type", key="then", expected=_TARGET)
        return None
    return target  # type: ignore[no-any-return]


def _is_target(target: object) -> bool:
    return target == END or (isinstance(target, int) and not isinstance(target, bool) and abs(target) <= _LARGEST)

"""A procedure as one TOML file: the form in which every import ends and from which every export starts."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from typing import Any, Final

import tomli_w

from runut.core.building import build
from runut.core.errors import Problem, ProcedureInvalid
from runut.core.procedure import Activity, Identity, Performer, Procedure, TimeLimit
from runut.core.sentences import reason

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")
_ROWS: Final = ("performer", "activity")
_LINE: Final = 110
"""Characters that a list takes on one line, at most."""


def load(text: str) -> Procedure:
    """Return the procedure that the TOML ``text`` holds.

    Raises:
        ProcedureInvalid: Not TOML, or with faults: every one, each with its place.
    """
    try:
        data = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: TOMLDecodeError, and numbers too long to read
        broken = Problem(place="file", reason=reason("procedure_not_toml", detail=str(error) or "nested too deeply"))
        raise ProcedureInvalid(problems=[broken]) from error
    return build(data)


def dump(procedure: Procedure) -> str:
    """Return the TOML of ``procedure`` in the form of the shipped file; `load` gives an equal procedure back."""
    return write(plain(procedure))


def plain(procedure: Procedure) -> dict[str, Any]:
    """Return ``procedure`` as the plain data of the file; `build` gives an equal procedure back."""
    head = _identity(procedure.identity)
    if procedure.day != "working":
        head["day"] = procedure.day
    return {
        "procedure": head,
        "performer": [_performer(one) for one in procedure.performers],
        "activity": [_activity(one) for one in procedure.activities],
    }


def write(data: Mapping[str, Any]) -> str:
    """Return the TOML of plain ``data`` in the form of the shipped file, faults of the SOP included; all that is there is written."""
    if not _formed(data):
        return tomli_w.dumps(data)
    tables = [("[procedure]", data.get("procedure", {})), *((f"[[{key}]]", one) for key in _ROWS for one in data.get(key, ()))]
    blocks = ["\n".join([title, *(f"{_key(key)} = {inline(one)}" for key, one in table.items())]) for title, table in tables]
    return "\n\n".join(blocks) + "\n"


def _formed(data: Mapping[str, Any]) -> bool:
    """Whether the tables of the file, and no others, are there and are tables."""
    rows = [data.get(key, []) for key in _ROWS]
    known = set(data) <= {"procedure", *_ROWS} and isinstance(data.get("procedure", {}), dict)
    return known and all(isinstance(one, list) and all(isinstance(row, dict) for row in one) for one in rows)


def inline(value: object) -> str:
    """Return ``value`` on one line, and a list that does not fit there with one item on each."""
    if isinstance(value, (list, tuple)):
        items = [inline(one) for one in value]
        line = f"[{', '.join(items)}]"
        return line if len(line) <= _LINE else "".join(["[\n", *(f"    {one},\n" for one in items), "]"])
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # else a string of JSON is one of TOML
    return str(value).lower() if isinstance(value, bool) else str(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else inline(key)


def _identity(identity: Identity) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for key in Identity.__slots__:
        value = getattr(identity, key)
        if value is None or value == "" or value == ():
            continue
        if key == "approved_by":
            value = {"position": value.position} | ({"name": value.name} if value.name else {})
        values[key] = list(value) if isinstance(value, tuple) else value
    return values


def _performer(performer: Performer) -> dict[str, Any]:
    return {"key": performer.key, "name": performer.name, "held_by": performer.held_by.value}


def _activity(activity: Activity) -> dict[str, Any]:
    values: dict[str, Any] = {
        "number": activity.number,
        "text": activity.text,
        "performers": [{"key": one.key, "part": one.part.value} for one in activity.performers],
    }
    if activity.requirements:
        values["requirements"] = [{"key": one.key, "name": one.name} for one in activity.requirements]
    if activity.time:
        values["time"] = _time(activity.time)
    if activity.outputs:
        values["outputs"] = [{"key": one.key, "name": one.name} for one in activity.outputs]
    if activity.note:
        values["note"] = activity.note
    if activity.decision:
        values["decision"] = dict(activity.decision)
    if activity.then:
        values["then"] = activity.then
    return values


def _time(time: TimeLimit) -> dict[str, Any]:
    if time.follows:
        return {"as": time.follows}
    return {"amount": time.high if time.low == time.high else [time.low, time.high], "unit": time.unit.value}

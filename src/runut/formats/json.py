"""A procedure as JSON: the plain data of the TOML file, dates as text (``"2021-04-12"``), for programs that read no TOML."""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from runut.core.building import build
from runut.core.errors import Problem, ProcedureInvalid
from runut.core.procedure import Procedure
from runut.core.sentences import reason
from runut.formats.toml import plain

_DATES: Final = ("created_on", "revised_on", "effective_on")


def load(text: str) -> Procedure:
    """Return the procedure that the JSON ``text`` holds.

    Raises:
        ProcedureInvalid: Not JSON, or with faults: every one, each with its place.
    """
    return build(parse(text))


def parse(text: str) -> dict[str, Any]:
    """Return the plain data that the JSON ``text`` holds, dates as dates; it may have faults.

    Raises:
        ProcedureInvalid: It is no JSON, or no object.
    """
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as error:  # ValueError: JSONDecodeError, and numbers too long to read
        raise _unreadable(str(error)[:200] or "nested too deeply") from error
    if not isinstance(data, dict):
        raise _unreadable("no object")
    head = data.get("procedure")
    if isinstance(head, dict):
        data["procedure"] = {key: _dated(value) if key in _DATES else value for key, value in head.items()}
    return data


def dump(procedure: Procedure) -> str:
    """Return the JSON of ``procedure``; `load` gives an equal procedure back."""
    return json.dumps(plain(procedure), ensure_ascii=False, indent=2, default=date.isoformat) + "\n"


def _dated(value: object) -> object:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else value
    except ValueError:
        return value  # `build` says what is wrong with it


def _unreadable(detail: str) -> ProcedureInvalid:
    return ProcedureInvalid(problems=[Problem(place="file", reason=reason("procedure_not_json", detail=detail))])

"""The content of a draft: the plain data of the procedure file, with what an editor needs beside it.

Rows and columns carry an ``id`` that stays when they are moved or renamed, and everything points to ids: an outcome to the row it leads to,
a part to its column. Decisions and parts are lists, because a database that stores JSON keeps no order of names. Days are ISO texts.
`of_file` makes it of plain data, `to_file` gives plain data back, faults included.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from runut.core.procedure import END

Content = dict[str, Any]
"""``identity`` (the table ``procedure`` of the file), ``columns`` (performers), ``rows`` (activities), and the ``next`` free id."""

DATES: Final = ("created_on", "revised_on", "effective_on")
LISTS: Final = ("organisation", "legal_basis", "qualifications", "related", "equipment", "warnings", "records")
TEXTS: Final = ("name", "number")
LONGEST: Final = 4000
MOST_ROWS: Final = 300
MOST_COLUMNS: Final = 40
"""How large an SOP may be that is written in the browser: its page has a field for each cell."""
_UNSEEN: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ROW: Final[Mapping[str, Any]] = {
    "text": "",
    "parts": [],
    "requirements": [],
    "time": None,
    "outputs": [],
    "note": "",
    "decision": [],
    "then": 0,
}


def empty(name: str = "") -> Content:
    """Return an SOP of one performer and one empty activity."""
    column = {"id": 1, "key": "performer", "name": "", "held_by": "office"}
    row = {**new_row(2), "parts": [{"column": 1, "part": "acts"}]}
    return {"identity": {"name": name}, "columns": [column], "rows": [row], "next": 3}


def new_row(row_id: int) -> dict[str, Any]:
    """Return an empty row."""
    return {"id": row_id, **copy.deepcopy(dict(_ROW))}


def of_file(data: Mapping[str, Any]) -> Content:
    """Return the content of plain ``data``; what it points to and does not have points nowhere."""
    ids = iter(range(1, 1_000_000))
    columns: list[dict[str, Any]] = [{"id": next(ids), **_column(one)} for one in _tables(data, "performer")]
    by_key: dict[str, int] = {one["key"]: one["id"] for one in reversed(columns)}
    tables = _tables(data, "activity")
    rows = [new_row(next(ids)) for _ in tables]
    by_number: dict[Any, int] = {one.get("number", place): row["id"] for place, (one, row) in enumerate(zip(tables, rows, strict=True), 1)}
    for table, row in zip(tables, rows, strict=True):
        row.update(_row(table, by_key, by_number))
    head = data.get("procedure")
    return {"identity": _identity(head if isinstance(head, Mapping) else {}), "columns": columns, "rows": rows, "next": next(ids)}


def to_file(content: Content) -> dict[str, Any]:
    """Return the plain data of the file; what is empty is left out."""
    keys = {one["id"]: one["key"] for one in content["columns"]}
    numbers = {one["id"]: number for number, one in enumerate(content["rows"], 1)}
    return {
        "procedure": _head(content["identity"]),
        "performer": [{key: one[key] for key in ("key", "name", "held_by")} for one in content["columns"]],
        "activity": [_activity(one, keys, numbers) for one in content["rows"]],
    }


def row_of(content: Content, row_id: int) -> dict[str, Any] | None:
    """Return the row with this id; None: it was removed."""
    return next((one for one in content["rows"] if one["id"] == row_id), None)


def column_of(content: Content, column_id: int) -> dict[str, Any] | None:
    """Return the column with this id; None: it was removed."""
    return next((one for one in content["columns"] if one["id"] == column_id), None)


def number_of(content: Content, row_id: int) -> int:
    """Return the number that a row has now; 0: it was removed."""
    return next((number for number, one in enumerate(content["rows"], 1) if one["id"] == row_id), 0)


def deliverables(content: Content) -> Iterator[dict[str, str]]:
    """Yield every requirement and output, row by row."""
    for row in content["rows"]:
        yield from row["requirements"]
        yield from row["outputs"]


def clean_line(text: str) -> str:
    """Return a text of one line as fields hold it: without what no page can show, blanks around it or doubled within."""
    return " ".join(_UNSEEN.sub(" ", text).split())[:LONGEST]


def clean_lines(text: str) -> list[str]:
    """Return the lines of a text that say something."""
    return [line for one in text.splitlines()[:200] if (line := clean_line(one))]


def clean_text(text: str) -> str:
    """Return a text of several lines; a browser sends line ends as CR LF, the file knows no others than it has."""
    return _UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n")).strip()[:LONGEST]


def _tables(data: Mapping[str, Any], key: str) -> list[Mapping[str, Any]]:
    found = data.get(key)
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _identity(head: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in head.items():
        if isinstance(value, date):
            found[key] = value.isoformat()
        elif isinstance(value, Mapping):
            found[key] = {name: clean_line(str(one)) for name, one in value.items()}
        elif isinstance(value, list | tuple):
            found[key] = [line for one in value if (line := clean_line(str(one)))]
        elif value not in (None, ""):
            found[key] = clean_line(str(value))
    return found


def _head(identity: Mapping[str, Any]) -> dict[str, Any]:
    found = {key: value for key, value in identity.items() if value not in (None, "", [], {})}
    return {key: date.fromisoformat(value) if key in DATES else copy.deepcopy(value) for key, value in found.items()}


def _column(table: Mapping[str, Any]) -> dict[str, str]:
    return {
        "key": str(table.get("key", "")),
        "name": clean_line(str(table.get("name", ""))),
        "held_by": str(table.get("held_by", "office")),
    }


def _row(table: Mapping[str, Any], columns: Mapping[str, int], rows: Mapping[int, int]) -> dict[str, Any]:
    time = table.get("time")
    decision, then = table.get("decision"), table.get("then")
    return {
        "text": clean_text(str(table.get("text", ""))),
        "note": clean_text(str(table.get("note", ""))),
        "parts": list(_parts(table.get("performers") or [], columns)),
        "requirements": _named(table, "requirements"),
        "outputs": _named(table, "outputs"),
        "time": copy.deepcopy(dict(time)) if isinstance(time, Mapping) else None,
        "decision": [
            {"outcome": str(outcome), "to": END if target == END else rows.get(target, 0)}
            for outcome, target in (decision.items() if isinstance(decision, Mapping) else ())
        ],
        "then": END if then == END else rows.get(then, 0) if isinstance(then, int) else 0,
    }


def _parts(performers: list[Any], columns: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    for index, one in enumerate(performers):
        table = one if isinstance(one, Mapping) else {"key": one}
        usual = "attends" if index else "acts"  # of a bare key, as `build` reads it
        if table.get("key") in columns:
            yield {"column": columns[str(table["key"])], "part": str(table.get("part", usual))}


def _named(table: Mapping[str, Any], key: str) -> list[dict[str, str]]:
    return [{"key": str(one.get("key", "")), "name": clean_line(str(one.get("name", "")))} for one in _tables(table, key)]


def _activity(row: Mapping[str, Any], keys: Mapping[int, str], numbers: Mapping[int, int]) -> dict[str, Any]:
    found: dict[str, Any] = {
        "number": numbers[row["id"]],
        "text": row["text"],
        "performers": [{"key": keys[one["column"]], "part": one["part"]} for one in row["parts"]],
    }
    for key in ("requirements", "time", "outputs", "note"):
        if row[key]:
            found[key] = copy.deepcopy(row[key])
    leads = {one["outcome"]: END if one["to"] == END else numbers.get(one["to"], 0) for one in row["decision"]}
    if leads:
        found["decision"] = leads
    elif (then := row.get("then", 0)) == END or then in numbers:
        found["then"] = numbers.get(then, END)
    return found

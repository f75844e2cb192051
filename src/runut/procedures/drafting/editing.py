"""What is done with rows and columns as a whole: each returns new content and leaves the old one as it was.

An id that is no longer there changes nothing: somebody else removed it a moment ago.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Callable
from typing import Any, Final

from runut.core.procedure import END
from runut.procedures.drafting.content import MOST_COLUMNS, MOST_ROWS, Content, column_of, new_row, row_of

_SENTENCE: Final = re.compile(r"(?<=[.;:!?])\s+|\n+")


def add_row(content: Content, after: int = 0) -> Content:
    """Return the content with an empty row below the row ``after``, performed by who acts there; 0: at the end. A full SOP stays as it is."""
    made = copy.deepcopy(content)
    if len(made["rows"]) >= MOST_ROWS:
        return made
    place = _place(made["rows"], after)
    row = new_row(_take(made))
    above = made["rows"][place - 1] if place else None
    row["parts"] = [{"column": one["column"], "part": "acts"} for one in (above["parts"] if above else [])[:1]]
    made["rows"].insert(place, row)
    return made


def move_row(content: Content, row_id: int, by: int) -> Content:
    """Return the content with a row ``by`` places further down; arrows follow it."""
    return _moved(content, "rows", row_id, by)


def remove_row(content: Content, row_id: int) -> Content:
    """Return the content without a row; what led to it leads to the row after it, or to the end. The last row stays."""
    made = copy.deepcopy(content)
    ids = [one["id"] for one in made["rows"]]
    if row_id not in ids or len(ids) == 1:
        return made
    place = ids.index(row_id)
    heir = ids[place + 1] if place + 1 < len(ids) else END
    del made["rows"][place]
    for row in made["rows"]:
        for one in row["decision"]:
            if one["to"] == row_id:
                one["to"] = heir
        if row.get("then") == row_id:
            row["then"] = heir
    return made


def split_row(content: Content, row_id: int) -> Content:
    """Return the content with a row parted in two: the first sentence with what it needs, the rest with what it leaves.

    Who decides goes with the decision, to the second; without a decision both have the same performers.
    """
    made = copy.deepcopy(content)
    row = row_of(made, row_id)
    if row is None or len(made["rows"]) >= MOST_ROWS:
        return made
    first, rest = _parted(row["text"])
    below = {**new_row(_take(made)), "text": rest}
    below["outputs"], row["outputs"] = row["outputs"], []
    below["decision"], row["decision"] = row["decision"], []
    below["then"], row["then"] = row.get("then", 0), 0
    deciding = [one for one in row["parts"] if one["part"] == "decides"]
    if deciding and len(row["parts"]) > 1:
        below["parts"] = deciding
        row["parts"] = [one for one in row["parts"] if one["part"] != "decides"]
    else:
        below["parts"] = copy.deepcopy(row["parts"])
        row["parts"] = [{**one, "part": "acts"} if one["part"] == "decides" else one for one in row["parts"]]
    row["text"] = first
    made["rows"].insert(_place(made["rows"], row_id), below)
    return made


def earlier_turn(content: Content, row_id: int, column_id: int) -> Content:
    """Return the content with a performer of a row one turn earlier."""
    made = copy.deepcopy(content)
    row = row_of(made, row_id)
    columns = [one["column"] for one in row["parts"]] if row else []
    if row and column_id in columns[1:]:
        place = columns.index(column_id)
        row["parts"].insert(place - 1, row["parts"].pop(place))
    return made


def add_column(content: Content, name: str = "") -> Content:
    """Return the content with one performer more, at the right. A full SOP stays as it is."""
    made = copy.deepcopy(content)
    if len(made["columns"]) >= MOST_COLUMNS:
        return made
    taken = {one["key"] for one in made["columns"]}
    key = next(key for key in ("performer", *(f"performer_{number}" for number in range(2, 10_000))) if key not in taken)
    made["columns"].append({"id": _take(made), "key": key, "name": name, "held_by": "office"})
    return made


def move_column(content: Content, column_id: int, by: int) -> Content:
    """Return the content with a column ``by`` places further right."""
    return _moved(content, "columns", column_id, by)


def remove_column(content: Content, column_id: int) -> Content:
    """Return the content without a performer, who then takes part in nothing. The last one stays."""
    made = copy.deepcopy(content)
    if column_of(made, column_id) is None or len(made["columns"]) == 1:
        return made
    made["columns"] = [one for one in made["columns"] if one["id"] != column_id]
    for row in made["rows"]:
        row["parts"] = [one for one in row["parts"] if one["column"] != column_id]
    return made


def rename_deliverable(content: Content, key: str, to: str) -> Content:
    """Return the content in which the deliverable ``key`` has the key ``to`` wherever it stands; of two alike in one list the first stays."""
    made = copy.deepcopy(content)
    for row in made["rows"]:
        for name in ("requirements", "outputs"):
            kept: dict[str, dict[str, str]] = {}
            for one in row[name]:
                own = to if one["key"] == key else one["key"]
                kept.setdefault(own, {**one, "key": own})
            row[name] = list(kept.values())
        if row["time"] and row["time"].get("as") == key:
            row["time"] = {"as": to}
    return made


ROW_ACTS: Final[dict[str, Callable[[Content, int], Content]]] = {
    "below": add_row,
    "up": lambda content, row_id: move_row(content, row_id, -1),
    "down": lambda content, row_id: move_row(content, row_id, 1),
    "split": split_row,
    "remove": remove_row,
    "column-left": lambda content, column_id: move_column(content, column_id, -1),
    "column-right": lambda content, column_id: move_column(content, column_id, 1),
    "column-remove": remove_column,
}
"""What a button of a row or a column does, by its name."""


def _take(content: Content) -> int:
    taken: int = content["next"]
    content["next"] = taken + 1
    return taken


def _place(rows: list[dict[str, Any]], after: int) -> int:
    return next((place for place, one in enumerate(rows, 1) if one["id"] == after), len(rows))


def _moved(content: Content, name: str, one_id: int, by: int) -> Content:
    made = copy.deepcopy(content)
    ids = [one["id"] for one in made[name]]
    if one_id in ids:
        place = ids.index(one_id)
        made[name].insert(max(0, min(place + by, len(ids) - 1)), made[name].pop(place))
    return made


def _parted(text: str) -> tuple[str, str]:
    """Return the first sentence or line of a text, and the rest."""
    parts = _SENTENCE.split(text.strip(), maxsplit=1)
    return (parts[0].strip(), parts[1].strip()) if len(parts) > 1 else (text.strip(), "")

"""The feature list as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from runut.base.numbers import whole
from runut.base.sheets import Cell, Fault, Table, lines_of, unfit
from runut.core.sentences import reason

COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "number": ("Nomor", "nomor", "no", "no.", "number", "id"),
    "name": ("Fitur / Feature", "fitur", "nama fitur", "nama", "feature", "name"),
    "purpose": (
        "Kegunaan",
        "kegunaan",
        "kegunaan dan penggunanya",
        "untuk siapa",
        "uraian",
        "keterangan",
        "purpose",
        "what for whom",
        "description",
    ),
    "priority": ("Prioritas", "prioritas", "priority"),
    "criteria": ("Kriteria penerimaan", "kriteria penerimaan", "kriteria", "acceptance criteria", "criteria"),
}
"""The headings that are understood, the first as sentences call it."""

_PRIORITIES: Final[Mapping[str, str]] = {
    "": "must",
    "must": "must",
    "must have": "must",
    "wajib": "must",
    "harus": "must",
    "should": "should",
    "should have": "should",
    "sebaiknya": "should",
    "could": "could",
    "could have": "could",
    "bisa": "could",
    "boleh": "could",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeatureLine:
    """One row of a file; ``number`` where it names a feature that is on the list."""

    row: int
    number: int | None
    name: str
    purpose: str
    priority: str
    criteria: str


def read_features(table: Table, *, known: Collection[int], name_limit: int, text_limit: int) -> tuple[list[FeatureLine], list[Fault]]:
    """Return the features of a table, and what is wrong with its rows; ``known`` are the numbers on the list.

    Raises:
        Invalid: The table has no column for the name, or no rows.
    """
    found = lines_of(table, COLUMNS, needed=("name",))
    lines: list[FeatureLine] = []
    faults: list[Fault] = []
    seen: dict[int, int] = {}
    for row, cells in found.rows:
        name, number = cells.get("name", ""), cells.get("number", "").lstrip("Ff").strip()
        priority = _PRIORITIES.get(cells.get("priority", "").casefold(), "")
        own: list[Fault] = []
        if not name:
            own.append(Fault(row=row, reason=reason("table_cell_missing", column=found.heads["name"])))
        if not priority:
            own.append(Fault(row=row, reason=reason("priority_unknown", value=cells["priority"][:40])))
        own += unfit(row, found.heads["name"], name, name_limit)
        for column in ("purpose", "criteria"):
            own += unfit(row, found.heads.get(column, ""), cells.get(column, ""), text_limit)
        own += _numbered(row, number, known, seen)
        faults += own
        if not own:
            texts = {column: cells.get(column, "") for column in ("purpose", "criteria")}
            lines.append(FeatureLine(row=row, number=int(number) if number else None, name=name, priority=priority, **texts))
    return lines, faults


def feature_cells(rows: Iterable[tuple[int, str, str, str, str]]) -> list[Sequence[Cell]]:
    """Return what an exported table holds: number, name, purpose, priority (in words), criteria."""
    return [(f"F{number}", name, purpose, priority, criteria) for number, name, purpose, priority, criteria in rows]


def _numbered(row: int, number: str, known: Collection[int], seen: dict[int, int]) -> list[Fault]:
    if not number:
        return []
    if whole(number, digits=6) not in known:
        return [Fault(row=row, reason=reason("feature_number_unknown", number=number[:20]))]
    if int(number) in seen:
        return [Fault(row=row, reason=reason("feature_number_twice", number=number, row=seen[int(number)]))]
    seen[int(number)] = row
    return []

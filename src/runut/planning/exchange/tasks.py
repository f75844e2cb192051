"""Tasks as a table: numbers of the file's own name what waits for what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from runut.base.numbers import whole
from runut.base.sheets import Fault, Table, lines_of, unfit
from runut.core.sentences import reason

COLUMNS: Final[Mapping[str, Sequence[str]]] = {
    "number": ("Nomor", "nomor", "no", "no.", "number", "id"),
    "name": ("Pekerjaan / Task", "pekerjaan", "tugas", "nama", "task", "name"),
    "days": ("Hari kerja", "hari kerja", "hari", "durasi", "working days", "days", "duration"),
    "starts_on": ("Tidak sebelum", "tidak sebelum", "mulai", "not before", "start"),
    "ends_on": ("Akhir tetap", "akhir tetap", "selesai tetap", "selesai", "fixed end", "finish", "end"),
    "after": ("Menunggu", "menunggu", "setelah", "waits for", "after", "predecessors"),
    "expert": ("Pelaksana", "pelaksana", "tenaga ahli", "expert", "resource names"),
    "feature": ("Fitur", "fitur", "feature"),
    "note": ("Catatan", "catatan", "uraian", "note", "notes"),
}
"""The headings that are understood, the first as sentences call it."""

_WAIT: Final = re.compile(r"#?(\d{1,7})(?:\s*FS)?(?:\s*\+\s*(\d{1,3})\s*(?:d|days?|h|hari)?)?", re.IGNORECASE)
_DAY: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|(\d{1,2})[/.](\d{1,2})[/.](\d{4})")
_DAYS: Final = re.compile(r"(\d{1,4})(?:[.,]0+)?\s*(?:d|days?|hari)?", re.IGNORECASE)
After = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One row of a file; ``expert`` is a name and ``feature`` a number, as they stand there."""

    row: int
    number: int | None
    name: str
    days: int
    starts_on: date | None
    ends_on: date | None
    after: After
    expert: str
    feature: int | None
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """What a task can be, as the services hold it."""

    name: int
    note: int
    days: int
    lag: int


def read_waits(text: str) -> After | None:
    """Return what ``3, 5+2`` names: after task 3, and two working days after task 5; None: it cannot be read."""
    found = []
    for part in re.split(r"[,;]", text):
        if not part.strip():
            continue
        match = _WAIT.fullmatch(part.strip())
        if match is None:
            return None
        found.append((int(match[1]), int(match[2] or 0)))
    return tuple(dict(found).items())


def read_day(text: str) -> date | None:
    """Return a day written as 2026-11-23 or 23/11/2026.

    Raises:
        ValueError: It is none.
    """
    if not text:
        return None
    match = _DAY.fullmatch(text)
    if match is None:
        raise ValueError(text)
    year, month, day = (match[1], match[2], match[3]) if match[1] else (match[6], match[5], match[4])
    return date(int(year), int(month), int(day))


def read_tasks(table: Table, bounds: Bounds) -> tuple[list[TaskLine], list[Fault]]:
    """Return the tasks of a table, and what is wrong with its rows.

    Raises:
        Invalid: The table has no column for the name, or no rows.
    """
    found = lines_of(table, COLUMNS, needed=("name",))
    rows: dict[int, int] = {}
    lines: list[TaskLine] = []
    faults: list[Fault] = []
    for row, cells in found.rows:
        line, own = _line(row, cells, found.heads, bounds)
        if line and line.number is not None:
            if line.number in rows:
                own.append(Fault(row=row, reason=reason("task_number_twice", number=line.number, row=rows[line.number])))
            rows.setdefault(line.number, row)
        faults += own
        if line and not own:
            lines.append(line)
    faults += _waiting(lines, rows)
    return lines, sorted(faults, key=lambda one: one.row)


def _line(row: int, cells: Mapping[str, str], heads: Mapping[str, str], bounds: Bounds) -> tuple[TaskLine | None, list[Fault]]:
    faults: list[Fault] = []
    name, after = cells.get("name", ""), read_waits(cells.get("after", ""))
    if not name:
        faults.append(Fault(row=row, reason=reason("table_cell_missing", column=heads["name"])))
    faults += unfit(row, heads["name"], name, bounds.name)
    faults += unfit(row, heads.get("note", ""), cells.get("note", ""), bounds.note)
    days = _DAYS.fullmatch(cells.get("days", "") or "1")
    if days is None or int(days[1]) > bounds.days:
        faults.append(Fault(row=row, reason=reason("task_days", most=bounds.days)))
    if after is None:
        faults.append(Fault(row=row, reason=reason("task_after_unreadable", value=cells["after"][:60])))
    elif any(lag > bounds.lag for _number, lag in after):
        faults.append(Fault(row=row, reason=reason("task_lag", most=bounds.lag)))
    dates: dict[str, date | None] = {}
    for column in ("starts_on", "ends_on"):
        try:
            dates[column] = read_day(cells.get(column, ""))
        except ValueError:
            faults.append(Fault(row=row, reason=reason("task_day_unreadable", value=cells[column][:40])))
    starts_on, ends_on = dates.get("starts_on"), dates.get("ends_on")
    if ends_on and (starts_on is None or ends_on < starts_on) and len(dates) == 2:
        faults.append(Fault(row=row, reason=reason("task_dates")))
    number, feature = cells.get("number", "").lstrip("#"), cells.get("feature", "").lstrip("Ff").partition(" ")[0]
    faults += _numbers(row, number, feature)
    if faults or days is None or after is None:
        return None, faults
    line = TaskLine(
        row=row,
        number=int(number) if number else None,
        name=name,
        days=int(days[1]),
        starts_on=starts_on,
        ends_on=ends_on,
        after=after,
        expert=cells.get("expert", ""),
        feature=int(feature) if feature else None,
        note=cells.get("note", ""),
    )
    return line, faults


def _numbers(row: int, number: str, feature: str) -> Iterator[Fault]:
    if number and whole(number, digits=7) is None:
        yield Fault(row=row, reason=reason("task_unknown", number=number[:20]))
    if feature and whole(feature, digits=7) is None:
        yield Fault(row=row, reason=reason("feature_number_unknown", number=feature[:20]))


def _waiting(lines: Sequence[TaskLine], rows: Mapping[int, int]) -> Iterator[Fault]:
    """Yield the faults of tasks that wait for what is not in the file, or for themselves."""
    for line in lines:
        for number, _lag in line.after:
            if number == line.number:
                yield Fault(row=line.row, reason=reason("task_itself", number=number))
            elif number not in rows:
                yield Fault(row=line.row, reason=reason("task_unknown", number=number))

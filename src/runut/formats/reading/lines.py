"""One row of the table: what stands under each head, and what kind of row it is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from runut.formats.reading.durations import read_duration
from runut.formats.reading.heads import Column, Head
from runut.formats.reading.marks import marks
from runut.formats.reading.source import Cell, Grid, Shape, plain
from runut.formats.reading.table import Row
from runut.formats.reading.wordings import nothing

_NUMBER: Final = re.compile(r"[(\[]?(\d{1,3}(?:\.\d{1,2})*)\s*[.):\]]*|([a-zA-Z])[.)]?|([IVXL]{1,5})[.)]?")
_TOTAL: Final = re.compile(r"\b(?:total|jumlah)\b|^(?:lama|keseluruhan) waktu\b|^waktu (?:total|keseluruhan)\b", re.IGNORECASE)
_NOTE: Final = re.compile(r"^(?:catatan|keterangan|ket\.?|nb\.?|\*+|note|mengetahui|ditetapkan|disahkan|dibuat)\b", re.IGNORECASE)
_SECTION: Final = re.compile(r"^(?:[A-Z]|[IVX]{1,4})[.)]\s|^(?:tahap|bagian|fase)\b", re.IGNORECASE)


@dataclass(slots=True)
class Part:
    """A stretch of rows of one grid under one head; ``lane_of`` maps its lanes to those of the table."""

    grid: Grid
    head: Head
    first: int
    after: int
    lane_of: list[int] = field(default_factory=list)


class Cells:
    """One row of a part, read by the roles of its columns."""

    def __init__(self, part: Part, index: int) -> None:
        self.part, self.index = part, index

    def all(self) -> list[Cell]:
        """Return the cells that begin in this row and hold something."""
        return [cell for _, cell in self.part.grid.starts(self.index) if not cell.empty]

    def under(self, column: Column) -> list[Cell]:
        """Return the cells under ``column``, each once."""
        cells = (self.part.grid.at(self.index, place) for place in range(column.start, column.end))
        return list(dict.fromkeys(cells))

    def text(self, role: str) -> str:
        """Return the text under the columns with ``role``; a cell that reaches down from a row above says its text again where that fits."""
        found: list[str] = []
        for column in self.part.head.of(role):
            for place in range(column.start, column.end):
                cell = self.part.grid.at(self.index, place)
                if self.part.grid.covered(self.index, place) and role not in {"requirements", "time", "performers"}:
                    continue
                if cell.text and cell.text not in found:
                    found.append(cell.text)
        return "\n".join(found)

    def number(self) -> str:
        """Return the row's own number; one that reaches down from above is not its own."""
        column = next(iter(self.part.head.of("number")), None)
        if column is None or self.part.grid.covered(self.index, column.start):
            return ""
        return number_of(self.part.grid.at(self.index, column.start).line)

    def lanes(self) -> dict[int, list[Shape]]:
        found: dict[int, list[Shape]] = {}
        for lane, column in zip(self.part.lane_of, self.part.head.of("lane"), strict=False):
            for place in range(column.start, column.end):
                cell = self.part.grid.at(self.index, place)
                again = place > column.start and self.part.grid.at(self.index, place - 1) is cell
                if cell.empty or again or self.part.grid.covered(self.index, place):
                    continue
                found.setdefault(lane, []).extend(marks(cell))
        return {lane: shapes for lane, shapes in found.items() if shapes}

    def row(self) -> Row:
        spread = self._spread()
        return Row(
            number=self.number(),
            text=self.text("text"),
            lanes={} if spread else self.lanes(),
            names="" if spread else self.text("performers"),
            requirements="" if spread else self.text("requirements"),
            time="" if spread else self.text("time"),
            outputs="" if spread else self.text("outputs"),
            note="" if spread else self.text("note"),
        )

    def _spread(self) -> bool:
        """Whether the text's cell reaches into the columns of others, as titles of sections do."""
        columns = self.part.head.columns
        text = next(one for one in columns if one.role == "text")
        cell = self.part.grid.at(self.index, text.start)
        others = [one for one in columns if one.role not in {"text", "number"}]
        return bool(others) and not cell.empty and any(cell is self.part.grid.at(self.index, one.start) for one in others)


def number_of(text: str) -> str:
    match = _NUMBER.fullmatch(text.strip())
    return (match[1] or match[2] or match[3]) if match else ""


def text_of(cells: Cells) -> str:
    return " ".join(dict.fromkeys(cell.line for cell in cells.all() if cell.text))


def kind_of(row: Row, cells: Cells, heads: set[str], *, numbered: bool, begun: bool) -> str:
    """Return what a row is: an activity, more of the one before, a section's title, or nothing of these."""
    held = cells.all()
    texts = [cell.line for cell in held if cell.text]
    if not held or _repeats_head(texts, heads) or _counts_columns(texts):
        return ""
    rest = bool(row.lanes or row.names or row.requirements or row.time or row.outputs)
    if not row.number and any(_TOTAL.search(one) for one in texts[:3]) and len(texts) <= 4:
        return ""
    if row.number and row.text:
        return "activity" if rest or row.number.isdigit() else "section"
    if len(texts) == 1 and not rest:
        return _lone(texts[0], row, numbered=numbered, begun=begun, exact=cells.part.grid.exact)
    if row.text and not numbered:
        return "activity" if rest else ""
    if row.text and row.text[0].isupper() and (row.marked or row.names or read_duration(row.time).time):
        return "activity"
    return "more" if begun else ""


def _lone(text: str, row: Row, *, numbered: bool, begun: bool, exact: bool) -> str:
    """Return what a row with a single text is."""
    if _NOTE.match(text) or nothing(text):
        return ""
    if row.text == "" or _SECTION.match(text) or text.isupper() or not begun:
        return "section"
    return "more" if exact and numbered and (text[0].islower() or row.text) and row.text else "section"


def _repeats_head(texts: list[str], heads: set[str]) -> bool:
    return len(texts) >= 2 and all(plain(one) in heads for one in texts)


def _counts_columns(texts: list[str]) -> bool:
    """Whether the row only numbers the columns: 1 2 3 4 ..."""
    numbers = [number_of(one) for one in texts]
    return (
        len(texts) >= 3
        and all(one.isdigit() for one in numbers)
        and [int(one) for one in numbers] == list(range(int(numbers[0]), int(numbers[0]) + len(numbers)))
    )

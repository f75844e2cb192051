"""The identity block: labels with what stands beside or below them, whether as table, tabs, or lines with a colon."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Final

from runut.formats.reading.source import Cell, Grid, Source, plain
from runut.formats.reading.table import Table
from runut.formats.reading.wordings import FIELDS, nothing

_LABELS: Final = {label: key for key, labels in FIELDS.items() for label in labels}
_LONGEST_LABEL: Final = max(len(label.split()) for label in _LABELS)
_ANY_LABEL: Final = "|".join(sorted((label.replace(" ", r"\W+") for label in _LABELS), key=len, reverse=True))
_INLINE: Final = re.compile(rf"(?:(?<=\s)|^)(?:{_ANY_LABEL})\s*:", re.IGNORECASE)
_LISTS: Final = frozenset({"legal_basis", "qualifications", "related", "equipment", "warnings", "records"})
_OFFICE: Final = re.compile(
    r"^(?:pemerintah|kementerian|dinas|badan|sekretariat|biro|kantor|inspektorat|upt|uptd|rsud|rumah sakit|puskesmas|kecamatan|kelurahan|desa|"
    r"universitas|politeknik|fakultas|sekolah|sma|smk|smp|sd|madrasah|lembaga|direktorat|komisi|mahkamah|pengadilan|kejaksaan|kepolisian|balai|"
    r"bagian|bidang|satuan|kota|kabupaten|provinsi|republik indonesia|unit|institut|pusat|deputi)\b",
    re.IGNORECASE,
)
_SOP: Final = re.compile(
    r"^(?:tabel\b.*?\b)?(?:standar(?:d)?\s+operasional(?:\s+dan)?\s+prosedur|standard operating procedures?|s\.?o\.?p\.?(?:\s*ap)?)\b(?:\s*administrasi pemerintah(?:an)?)?\s*(?:\(sop\)|\(sop ap\)|\(sop-ap\))?\s*[:.\-–]*\s*",
    re.IGNORECASE,
)

_ENTRY: Final = re.compile(r"^(?:\(?\d{1,2}[.)]|[a-z][.)]|[-–•●▪*✓])\s*\S")


@dataclass(slots=True)
class Block:
    """What the identity block says, as written: each field's text, the lines of who issued it, and a title where no field names the SOP."""

    fields: dict[str, str] = field(default_factory=dict)
    organisation: list[str] = field(default_factory=list)
    title: str = ""


def find_block(source: Source, table: Table) -> Block:
    """Return the identity block: from what stands before the table, and what that leaves open from what stands after it."""
    block = Block()
    grids = [_parted(grid) for grid in _beside_table(source, table)]
    lines: list[Cell] = []
    for grid in grids:
        walk = _Walk(grid, block)
        walk.run()
        lines.extend(cell for row in range(len(grid.rows)) for _, cell in grid.starts(row) if cell.text and id(cell) not in walk.taken)
    _opening(lines, block)
    return block


def _beside_table(source: Source, table: Table) -> Iterator[Grid]:
    """Yield what stands before the table of activities; where that is nothing, what stands after it."""
    last, row = table.first
    before = [*source.grids[:last], *([Grid(source.grids[last].rows[:row], exact=source.grids[last].exact)] if row else [])]
    yield from before if any(cell.text for grid in before for cells in grid.rows for cell in cells) else source.grids[last + 1 :]


def _parted(grid: Grid) -> Grid:
    """Return ``grid`` with a line that holds several labels with their colons as several rows."""
    if grid.exact:
        return grid
    rows: list[list[Cell]] = []
    for row in grid.rows:
        begins = [match.start() for match in _INLINE.finditer(row[0].text)] if len(row) == 1 else []
        if len(begins) > 1 and begins[0] == 0:
            rows.extend([Cell(row[0].text[begin:end].strip())] for begin, end in zip_longest(begins, begins[1:]))
        else:
            rows.append(row)
    return Grid(rows, exact=False)


def label_of(text: str) -> tuple[str, str]:
    """Return the field that ``text`` begins with, and what follows the label in it; nothing when it begins with none."""
    head, colon, rest = text.partition(":")
    if colon and (key := _LABELS.get(_bare(head))):
        return key, rest.strip()
    first, _, lower = text.partition("\n")
    if key := _LABELS.get(_bare(first)):
        return key, lower.strip(" :\n")
    told = first.split()
    for length in range(min(_LONGEST_LABEL, len(told) - 1), 1, -1):
        if key := _LABELS.get(_bare(" ".join(told[:length]))):
            after = " ".join(told[length:])
            if key in {"number", "created_on", "revised_on", "effective_on"} and re.search(r"\d", after):
                return key, f"{after}\n{lower}".strip()
    return "", ""


def _bare(text: str) -> str:
    return re.sub(r"^(?:\d+|[a-z]) ", "", plain(text)) if len(plain(text).split()) > 1 else plain(text)


class _Walk:
    """One grid, walked in its order; each label takes what stands beside it, else below it."""

    def __init__(self, grid: Grid, block: Block) -> None:
        self.grid, self.block = grid, block
        self.taken: set[int] = set()
        """The cells that are labels or what belongs to one."""

    def run(self) -> None:
        for row in range(len(self.grid.rows)):
            for column, cell in self.grid.starts(row):
                key, rest = label_of(cell.text)
                if not key or (self.block.fields.get(key) and not rest and not self._beside(row, column, cell, key)):
                    self.taken |= {id(cell)} if key else set()
                    continue
                self.taken.add(id(cell))
                found = rest or self._beside(row, column, cell, key) or self._below(row, column, cell, key)
                if rest and key in _LISTS:
                    found = "\n".join([rest, *self._lines_below(row)])
                if found and not self.block.fields.get(key):
                    self.block.fields[key] = found

    def _beside(self, row: int, column: int, label: Cell, key: str) -> str:
        for place in range(column + 1, len(self.grid.rows[row])):
            cell = self.grid.at(row, place)
            if cell is label or cell.text in {"", ":"}:
                continue
            if label_of(cell.text)[0]:
                return ""
            self.taken.add(id(cell))
            value = cell.text.lstrip(": ")
            if key not in _LISTS:
                return value
            last = place == max(index for index, one in enumerate(self.grid.rows[row]) if one.text)
            more = self._column_below(row, place, cell) or (self._lines_below(row) if last else [])
            return "\n".join([value, *more])
        return ""

    def _below(self, row: int, column: int, label: Cell, key: str) -> str:
        """Return what stands below a label whose own row says nothing: only where labels stand side by side, or where lists are."""
        single = len([cell for _, cell in self.grid.starts(row)]) == 1
        if key not in _LISTS and not (single and not self.grid.exact):
            return ""
        found: list[str] = []
        for below in range(row + 1, len(self.grid.rows)):
            cells = self.grid.rows[below]
            if any(label_of(cell.text)[0] for cell in cells):
                break
            cell = self.grid.at(below, column)
            if cell is not label and cell.text and not nothing(cell.text) and cell.text not in found:
                self.taken.add(id(cell))
                found.append(cell.text)
            elif found and not any(one.text for one in cells):
                break
            if key not in _LISTS and found:
                break
        return "\n".join(found)

    def _column_below(self, row: int, column: int, value: Cell) -> list[str]:
        """Return the further entries of a list that stand in rows of their own below its first."""
        found: list[str] = []
        for below in range(row + 1, len(self.grid.rows)):
            cells = self.grid.rows[below]
            if any(label_of(cell.text)[0] for cell in cells) or len(cells) <= column or not cells[column].text or cells[column] is value:
                break
            if any(cell.text and place < column for place, cell in enumerate(cells) if cell is not cells[column]):
                break
            self.taken.add(id(cells[column]))
            found.append(cells[column].text)
        return found

    def _lines_below(self, row: int) -> list[str]:
        """Return the lines of running text that go on with a list: up to the next label, table or empty line."""
        found: list[str] = []
        for below in range(row + 1, len(self.grid.rows) if not self.grid.exact else 0):
            cells = [cell for cell in self.grid.rows[below] if cell.text]
            if len(cells) != 1 or label_of(cells[0].text)[0] or not _ENTRY.match(cells[0].text):
                break
            self.taken.add(id(cells[0]))
            found.append(cells[0].text)
        return found


def _opening(lines: Iterable[Cell], block: Block) -> None:
    """Read the lines that belong to no label: who issued the SOP, and its title."""
    title_next = False
    for line in (line for cell in lines for line in cell.text.split("\n") if line):
        if found := _SOP.match(line):
            rest = line[found.end() :].strip(' :“”"')
            block.title = block.title or rest
            title_next = not rest
        elif _OFFICE.match(line) and not title_next and len(line) < 120:
            if line not in block.organisation:
                block.organisation.append(line)
        elif title_next and len(line) > 3:
            block.title = block.title or line
            title_next = False

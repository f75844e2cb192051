"""Files that this product printed: the very procedure comes back, if the file still looks as it would be printed now.

The parts that the form cannot show are kept inside (`runut.formats.printing.unseen`). They are put to the texts that the file has now, the
result is printed again, and what a reader sees of both is compared: cell by cell, shape by shape, arrow by arrow. Any difference, and the file is
read like every other.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any, Final

from runut.core.building import build
from runut.core.errors import Invalid
from runut.core.procedure import Procedure
from runut.formats.draft import Draft
from runut.formats.form import HEAD, PAIRS, form
from runut.formats.printing.unseen import NAMESPACE, PART
from runut.formats.reading.archive import Package
from runut.formats.reading.dates import read_date
from runut.formats.reading.durations import read_duration
from runut.formats.reading.source import Cell, Source, clean
from runut.formats.toml import plain
from runut.formats.words import LANGUAGES, Language

Reprint = Callable[[Procedure, Language], Source]
_TEXTS: Final = 4
"""The columns of text after the performers'."""


class _OtherThanPrinted(Exception):
    """The file no longer has the shape of what was printed."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """The texts of the form as the file has them now."""

    organisation: str
    head: Sequence[str]
    fields: Mapping[str, str]
    lanes: Sequence[str]
    rows: Sequence[Sequence[str]]


def printed(package: Package, source: Source, reprint: Reprint) -> Draft | None:
    """Return the procedure that was printed into ``package``; None when it was not, or when the file looks otherwise now."""
    root = package.xml_or_none(PART)
    if root is None or root.tag != f"{{{NAMESPACE}}}unseen":
        return None
    try:
        kept = json.loads(root.text or "")
        language: Language = kept["language"] if kept["language"] in LANGUAGES else "id"
        procedure = _restored(_seen(source), kept, language)
        if _looks(reprint(procedure, language)) == _looks(source):
            return Draft(data=plain(procedure))
    except (_OtherThanPrinted, Invalid, ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError):
        # Somebody else's part, or one that somebody changed: whatever is wrong with it, the file can be read without.
        return None
    return None


def _looks(source: Source) -> object:
    """Return what can be seen: every cell with its text and shapes, and which cells the arrows join."""
    cells = [
        [[(cell.text, sorted((one.kind, one.text) for one in cell.shapes)) for cell in row] for row in grid.rows] for grid in source.grids
    ]
    home = {one.key: place for place, cell in _places(source) for one in cell.shapes}
    return cells, Counter((home.get(begin), home.get(end)) for begin, end, _ in source.arrows)


def _places(source: Source) -> Iterator[tuple[tuple[int, int, int], Cell]]:
    for number, grid in enumerate(source.grids):
        for row, cells in enumerate(grid.rows):
            yield from (((number, row, column), cell) for column, cell in enumerate(cells))


def _seen(source: Source) -> _Seen:
    """Return the texts: of a document with three tables, or of a sheet with all in one."""
    if len(source.grids) == 3:
        head, pairs, table = (grid.rows for grid in source.grids)
    elif len(source.grids) == 1:
        rows = source.grids[0].rows
        head, pairs, table = rows[: len(HEAD)], rows[len(HEAD) : len(HEAD) + 6], rows[len(HEAD) + 6 :]
    else:
        raise _OtherThanPrinted
    fields = {key: pairs[2 * row + 1][-side].text for row, both in enumerate(PAIRS) for key, side in zip(both, (0, 1), strict=True)}
    return _Seen(
        organisation=head[0][0].text,
        head=[row[-1].text for row in head],
        fields=fields,
        lanes=[cell.text for cell in table[1][2:-_TEXTS]],
        rows=[[row[1].text, *(cell.text for cell in row[-_TEXTS:])] for row in table[2:]],
    )


def _restored(seen: _Seen, kept: Mapping[str, Any], language: Language) -> Procedure:
    data: dict[str, Any] = {
        "procedure": _identity(seen, kept),
        "performer": [
            {"key": key, "name": name, "held_by": held_by} for name, (key, held_by) in zip(seen.lanes, kept["performers"], strict=True)
        ],
        "activity": [
            _activity(number, texts, one) for number, (texts, one) in enumerate(zip(seen.rows, kept["activities"], strict=True), 1)
        ],
    }
    # Times and dates that somebody wrote anew are read; all others are what they were.
    shown = form(build(data), language=language)
    for row, texts, activity in zip(shown.rows, seen.rows, data["activity"], strict=True):
        if clean(row.time) != texts[2]:
            activity["time"] = read_duration(texts[2]).time
            if activity["time"] is None:
                raise _OtherThanPrinted
    for field, text in zip(shown.head, seen.head, strict=True):
        if field.key.endswith("_on") and clean("\n".join(field.lines)) != text:
            data["procedure"][field.key] = read_date(text)[0]
    return build(data)


def _identity(seen: _Seen, kept: Mapping[str, Any]) -> dict[str, Any]:
    texts = dict(zip(HEAD, seen.head, strict=True))
    found: dict[str, Any] = {"name": texts["name"], "day": kept["day"], "organisation": _parted(seen.organisation, kept["organisation"])}
    if texts["number"]:
        found["number"] = texts["number"]
    found |= {key: date.fromisoformat(day) for key, day in kept["dates"].items()}
    if kept["approved_by"]:
        position, name = _parted(texts["approved_by"], kept["approved_by"])
        found["approved_by"] = {"position": position} | ({"name": name} if name else {})
    return found | {key: entries for key, lines in kept["lists"].items() if (entries := _listed(seen.fields[key], lines))}


def _activity(number: int, texts: Sequence[str], kept: Mapping[str, Any]) -> dict[str, Any]:
    text, requirements, _, outputs, note = texts
    found = {key: kept[key] for key in ("performers", "time", "decision", "then") if key in kept}
    found |= {"number": number, "text": text, "requirements": _keyed(requirements, kept["requirements"])}
    found["outputs"] = _keyed(outputs, kept["outputs"])
    return found | ({"note": note} if note else {})


def _keyed(text: str, kept: Sequence[Sequence[Any]]) -> list[dict[str, str]]:
    names = _listed(text, [lines for _, lines in kept])
    return [{"key": key, "name": name} for name, (key, _) in zip(names, kept, strict=True)]


def _listed(text: str, lines: Sequence[int]) -> list[str]:
    """Return the entries of a list of so many lines each, without their numbers."""
    entries = _parted(text, lines)
    if len(entries) < 2:
        return entries
    if not all(entry.startswith(f"{number}. ") for number, entry in enumerate(entries, 1)):
        raise _OtherThanPrinted
    return [entry.partition(". ")[2] for entry in entries]


def _parted(text: str, lines: Sequence[int]) -> list[str]:
    """Return ``text`` parted into entries of so many lines each."""
    told = text.split("\n") if text else []
    if len(told) != sum(lines):
        raise _OtherThanPrinted
    ends = [sum(lines[:place]) for place in range(len(lines) + 1)]
    return ["\n".join(told[begin:end]) for begin, end in pairwise(ends)]

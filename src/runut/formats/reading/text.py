"""Pasted text: cells between tabs, bars, semicolons, or columns made with spaces; what fits best is decided by what is found in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Final

from runut.formats.reading.source import Cell, Grid, Source, clean
from runut.formats.reading.wordings import role

_QUOTED: Final = re.compile(r'(?:(?<=[\t;])|(?<=\n)|^)"((?:[^"\t]|"")*)"(?=[\t;\n]|$)')
_RULE: Final = re.compile(r"^[\s|+:=_\-–—─═┌┬┐├┼┤└┴┘│]+$")
_GAP: Final = re.compile(r" {2,}")
_NUMBERED_ROW: Final = re.compile(r"^\s*\(?\d{1,3}[.)]?\s*\t")
_NEW_ROW: Final = re.compile(r"^\s*(?:\(?\d{1,3}[.)]?\s*\t|\t)")
_MOST_LETTERS: Final = 3_000_000
_MOST_LINES: Final = 30_000
_LONGEST_LINE: Final = 4_000
"""Beyond these a text is no SOP; a form of 200 activities has 60 000 letters."""
_ENTRY: Final = re.compile(r"^\s*(?:\d{1,2}[.)]|[a-z][.)]|[-–•●▪*])\s*\S")
_INSIDE: Final = "\v"
"""A line break inside a quoted cell."""


def decode(data: bytes) -> str | None:
    """Return the text that ``data`` holds, in UTF-8, UTF-16 or the code page of Windows; None when it is no text."""
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if data.startswith(mark):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    if re.search(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]", data):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def too_long(text: str) -> bool:
    """Whether ``text`` is longer than any SOP."""
    return len(text) > _MOST_LETTERS or text.count("\n") + text.count("\r") > _MOST_LINES


def sources(text: str) -> Iterator[Source]:
    """Yield the ways to see cells in ``text``, the likeliest first."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = _QUOTED.sub(lambda match: match[1].replace("\n", _INSIDE).replace('""', '"'), text)
    lines = text.split("\n")
    if any("\t" in line for line in lines):
        joined = _joined(lines)
        if joined != lines:
            yield _between("\t", joined)
        yield _between("\t", lines)
    if sum("|" in line or "│" in line for line in lines) > 2:
        yield _barred([line.replace("│", "|") for line in lines])
    for sign in (";", ","):
        if sum(line.count(sign) >= 3 for line in lines) > 2:
            yield _between(sign, lines)
    if sum(bool(_GAP.search(line.strip())) for line in lines) > 2 and max(len(line) for line in lines) <= _LONGEST_LINE:
        yield _spaced([line.expandtabs(8) for line in lines])


def _between(sign: str, lines: list[str]) -> Source:
    return Source([Grid([[Cell(clean(part)) for part in line.split(sign)] for line in lines], exact=False)])


def _joined(lines: list[str]) -> list[str]:
    """Return ``lines`` with those joined to a row that a line break inside a cell had cut, as Word gives them to the clipboard."""
    width = max(line.count("\t") for line in lines)
    numbered = [index for index, line in enumerate(lines) if _NUMBERED_ROW.match(line)]
    first, last = (numbered[0], numbered[-1]) if numbered else (len(lines), -1)
    found: list[str] = []
    for index, line in enumerate(lines):
        inside = first < index and line.strip() and not _NEW_ROW.match(line) and role(line.split("\t")[0]) not in {"number", "text"}
        listed = bool(_ENTRY.match(line))
        whole = inside and found[-1].count("\t") >= width and not (listed and "\t" not in line)
        if inside and not whole and (index < last or listed or "\t" in line):
            found[-1] = f"{found[-1]}{_INSIDE}{line}"
        else:
            found.append(line)
    return found


def _barred(lines: list[str]) -> Source:
    """Rows between bars; where rules stand between most rows, the lines between two rules are one row."""
    rules = [index for index, line in enumerate(lines) if line.strip() and _RULE.match(line) and re.search(r"[-─=═]", line)]
    rows = [line for line in lines if "|" in line and not _RULE.match(line)]
    boxed = len(rules) > 3 and len(rules) >= len(rows) / 4
    cells: list[list[Cell]] = []
    fresh = True
    for index, line in enumerate(lines):
        if index in set(rules) or not line.strip():
            fresh = True
        elif "|" not in line:
            cells.append([Cell(clean(line))])
            fresh = True
        else:
            parts = [clean(part) for part in line.strip().removeprefix("|").removesuffix("|").split("|")]
            if boxed and not fresh and cells and len(cells[-1]) == len(parts):
                for cell, part in zip(cells[-1], parts, strict=True):
                    cell.text = f"{cell.text}\n{part}".strip()
            else:
                cells.append([Cell(part.replace("<br>", "\n").replace("<br/>", "\n")) for part in parts])
            fresh = False
    return Source([Grid(cells, exact=False)])


def _spaced(lines: list[str]) -> Source:
    """Columns made with spaces: cut where most lines of the table have a gap."""
    inside = [line for line in lines if _GAP.search(line.strip())]
    width = max(len(line) for line in inside)
    padded = [line.ljust(width) for line in inside]
    blank = [all(line[place] == " " for line in padded) for place in range(width)]
    cuts = [place for place in range(1, width) if not blank[place] and blank[place - 1] and (place < 2 or blank[place - 2])]
    places = [0, *cuts]
    rows: list[list[Cell]] = []
    for line in lines:
        if not _GAP.search(line.strip()):
            rows.append([Cell(clean(line))])
            continue
        rows.append([Cell(clean(line[begin:end])) for begin, end in zip(places, [*places[1:], None], strict=True)])
    return Source([Grid(rows, exact=False)])

"""Tables of web pages: pasted, saved, or written by programs that call them .xls."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from runut.formats.reading.source import Cell, Grid, Source, clean

_MOST_ROWS: Final = 3_000
_MOST_COLUMNS: Final = 200
_BREAKS: Final = frozenset({"br", "p", "div", "li", "tr"})
_UNSEEN: Final = frozenset({"script", "style", "head", "title", "template", "noscript"})


def is_html(data: bytes) -> bool:
    """Whether ``data`` is a web page, or a part of one, with a table in it."""
    return data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and re.search(rb"<table[\s>]", data, re.IGNORECASE) is not None


def read_html(data: bytes) -> Source:
    """Return the tables of the page, and the lines of text around them."""
    parser = etree.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    root = etree.fromstring(data, parser)
    source = Source()
    if root is not None:
        _walk(root, source, [])
    return source


def _walk(element: etree._Element, source: Source, lines: list[str]) -> None:
    for child in element:
        name = _name(child)
        if name == "table":
            _flush(lines, source)
            source.grids.append(_table(child))
            for inner in child.iterdescendants("table"):
                source.grids.append(_table(inner))
        elif any(True for _ in child.iterdescendants("table")):
            _walk(child, source, lines)
        elif name not in _UNSEEN:
            lines.append(_text(child))
        lines.append(child.tail or "")
    _flush(lines, source)


def _flush(lines: list[str], source: Source) -> None:
    rows = [[Cell(clean(part)) for part in line.split("\t")] for line in "\n".join(lines).split("\n") if line.strip()]
    if rows:
        source.grids.append(Grid(rows[:_MOST_ROWS], exact=False))
    lines.clear()


def _table(table: etree._Element) -> Grid:
    """Return a table as a rectangle; cells that span stand at each of their places."""
    rows: list[list[Cell]] = []
    reaching: dict[int, tuple[Cell, int]] = {}
    for row in _rows(table):
        cells: list[Cell] = []
        for cell in (one for one in row if _name(one) in {"td", "th"}):
            _reach(cells, reaching)
            own = Cell(clean(_text(cell)))
            down = _span(cell.get("rowspan"))
            for _ in range(min(_span(cell.get("colspan")), _MOST_COLUMNS - len(cells))):
                if down > 1:
                    reaching[len(cells)] = (own, down - 1)
                cells.append(own)
        _reach(cells, reaching)
        rows.append(cells)
        if len(rows) >= _MOST_ROWS:
            break
    width = max((len(row) for row in rows), default=0)
    return Grid([row + [Cell() for _ in range(width - len(row))] for row in rows])


def _reach(cells: list[Cell], reaching: dict[int, tuple[Cell, int]]) -> None:
    """Add the cells that reach down from above at the places that come now."""
    while len(cells) in reaching:
        cell, left = reaching.pop(len(cells))
        if left > 1:
            reaching[len(cells)] = (cell, left - 1)
        cells.append(cell)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if _name(child) == "tr":
            yield child
        elif _name(child) in {"thead", "tbody", "tfoot"}:
            yield from (one for one in child if _name(one) == "tr")


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        name = _name(child)
        if name not in _UNSEEN and name != "table":
            inside = _text(child)
            parts.append(f"\v{inside}\v" if name in _BREAKS else inside)
        parts.append(child.tail or "")
    return re.sub(r"\s*\v\s*", "\v", re.sub(r"[ \t\r\n]+", " ", "".join(parts)))


def _name(element: etree._Element) -> str:
    return element.tag.lower() if isinstance(element.tag, str) else ""


def _span(text: str | None) -> int:
    return min(_MOST_COLUMNS, max(1, int(text))) if text and text.isdecimal() and len(text) < 6 else 1

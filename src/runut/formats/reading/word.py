"""DOCX: paragraphs and tables of a document as grids, headers first; shapes stand in the cell in which their middle lies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from runut.core.errors import Invalid
from runut.formats.reading.archive import Package
from runut.formats.reading.drawings import Drawn, alternative, drawing_shapes, vml_shapes
from runut.formats.reading.names import MC, RELATIONS, W, local
from runut.formats.reading.numbering import Numbering, numbering_of
from runut.formats.reading.placing import Anchored, Sheet
from runut.formats.reading.source import Cell, Grid, Source, clean

_GONE: Final = frozenset(
    {"del", "moveFrom", "delText", "instrText", "Fallback", "rPr", "pPr", "sectPr", "footnoteReference", "commentReference"}
)
"""What a reader of the page does not see: deleted text, codes of fields."""
_THROUGH: Final = frozenset(
    {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink", "fldSimple", "r", "AlternateContent", "Choice"}
)
_TICKS: Final = {
    "F0FC": "✓",
    "F0FE": "✓",
    "F0FB": "x",
    "F0D6": "√",
    "F0A8": "■",
    "F06E": "■",
    "F06C": "●",
    "F09F": "●",
    "F0B7": "●",
    "F0A7": "■",
    "F075": "◆",
}
"""What the picture fonts (Wingdings, Symbol) hold at these places."""
_MOST_ROWS: Final = 5_000
_MOST_COLUMNS: Final = 200


def read_word(name: str, package: Package) -> Source:
    """Return what the document in ``package`` holds.

    Raises:
        Invalid: Damaged, or larger than an SOP can be.
    """
    return _Document(name, package).source()


def main_part(package: Package) -> str:
    """Return the part that the package names as its main one, or the usual ones when it names none."""
    root = package.xml_or_none("_rels/.rels")
    for one in root.iterfind(RELATIONS + "Relationship") if root is not None else ():
        if one.get("Type", "").endswith("/officeDocument"):
            return str(one.get("Target", "")).lstrip("/").removeprefix("./")
    return next((part for part in ("word/document.xml", "xl/workbook.xml") if part in package), "")


class _Document:
    def __init__(self, name: str, package: Package) -> None:
        self.name, self.package = name, package
        self.numbering: Numbering = numbering_of(package)
        self.source_ = Source()
        self.rows = 0

    def source(self) -> Source:
        body = self.package.xml(main_part(self.package))
        for part in self.package.names(r"word/header\d*\.xml"):
            self._blocks(self.package.xml(part))
        for child in body:
            if local(child.tag) == "body":
                self._blocks(child)
        return self.source_

    def _blocks(self, element: etree._Element) -> None:
        """Add the paragraphs and tables below ``element`` in their order."""
        paragraphs: list[list[Cell]] = []
        for block in _blocks(element):
            if local(block.tag) == "p":
                paragraphs.extend(self._paragraph_rows(block))
            else:
                self._add(Grid(paragraphs, exact=False))
                paragraphs = []
                self._table(block)
        self._add(Grid(paragraphs, exact=False))

    def _add(self, grid: Grid) -> None:
        self.rows += len(grid.rows)
        if self.rows > _MOST_ROWS:
            raise Invalid(code="read_too_much", name=self.name)
        if grid.rows:
            self.source_.grids.append(grid)

    def _paragraph_rows(self, paragraph: etree._Element) -> Iterator[list[Cell]]:
        """Yield a paragraph as a row, tabs parting cells; and the text of each box drawn in it."""
        text = f"{self.numbering.before(paragraph)} {_text(paragraph)}".strip()
        if text:
            yield [Cell(clean(part)) for part in text.split("\t")]
        for drawn in _drawn(paragraph):
            for line in drawn.text.split("\n") if drawn.text else ():
                yield [Cell(line)]
        for box in _boxes(paragraph):
            for table in _blocks(box):
                if local(table.tag) == "tbl":
                    self._table(table)

    def _table(self, table: etree._Element) -> None:
        """Add a table, and after it those inside its cells."""
        sheet = Sheet()
        grid_widths = [_twips(one.get(W + "w")) for one in table.iterfind(f"{W}tblGrid/{W}gridCol")]
        nested: list[etree._Element] = []
        for count, row in enumerate(_rows(table)):
            if count > _MOST_ROWS:
                raise Invalid(code="read_too_much", name=self.name)
            sheet.new_row(_row_height(row), _before(row, "gridBefore"), _width_before(row))
            for cell in _cells(row):
                properties = cell.find(W + "tcPr")
                span = min(_MOST_COLUMNS, max(1, _before(cell, "gridSpan", "tcPr")))
                merge = properties.find(W + "vMerge") if properties is not None else None
                goes_on = merge is not None and merge.get(W + "val", "continue") == "continue"
                text, anchored, inside = self._cell(cell)
                nested.extend(inside)
                sheet.put(Cell(text), span=span, goes_on=goes_on, width=_cell_width(cell), anchored=anchored)
        grid = sheet.grid(grid_widths)
        if grid.width > _MOST_COLUMNS * 2:
            raise Invalid(code="read_too_much", name=self.name)
        self.source_.arrows.extend(sheet.arrows)
        self._add(grid)
        for one in nested:
            self._table(one)

    def _cell(self, cell: etree._Element) -> tuple[str, list[Anchored], list[etree._Element]]:
        """Return the text of a cell, what is drawn from it, and the tables in it."""
        lines: list[str] = []
        anchored: list[Anchored] = []
        nested: list[etree._Element] = []
        for block in _blocks(cell):
            if local(block.tag) == "tbl":
                nested.append(block)
                continue
            number = self.numbering.before(block)
            lines.append(f"{number} {_text(block)}".strip())
            anchored.extend(_anchored(block))
        return clean("\n".join(lines)), anchored, nested


def _blocks(element: etree._Element) -> Iterator[etree._Element]:
    """Yield the paragraphs and tables right below ``element``, also those in content controls."""
    for child in element:
        name = local(child.tag)
        if name in {"p", "tbl"}:
            yield child
        elif name in {"sdt", "sdtContent", "customXml", "ins", "moveTo"}:
            yield from _blocks(child)
        elif child.tag == MC + "AlternateContent" and (branch := alternative(child)) is not None:
            yield from _blocks(branch)


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    yield from _through(table, "tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    yield from _through(row, "tc")


def _through(element: etree._Element, wanted: str) -> Iterator[etree._Element]:
    for child in element:
        name = local(child.tag)
        if name == wanted:
            yield child
        elif name in {"sdt", "sdtContent", "customXml", "ins"}:
            yield from _through(child, wanted)


def _text(paragraph: etree._Element) -> str:
    """Return what a paragraph shows: its runs, without deleted text, codes of fields and drawings."""
    parts: list[str] = []
    for child in paragraph:
        name = local(child.tag)
        if name in _GONE:
            continue
        if name == "t":
            parts.append(child.text or "")
        elif name in {"br", "cr"}:
            parts.append("\v")
        elif name == "tab":
            parts.append("\t")
        elif name == "noBreakHyphen":
            parts.append("-")
        elif name == "sym":
            parts.append(_TICKS.get(child.get(W + "char", "").upper(), "●"))
        elif child.tag == MC + "AlternateContent":
            branch = alternative(child)
            parts.append(_text(branch) if branch is not None else "")
        elif name in _THROUGH:
            parts.append(_text(child))
    return "".join(parts)


def _anchored(paragraph: etree._Element) -> Iterator[Anchored]:
    """Yield what is drawn from ``paragraph``, each once, with where its middle lies relative to the cell's corner."""
    for holder, inline in _holders(paragraph):
        if local(holder.tag) in {"anchor", "inline"}:
            x, y, page = _offset(holder)
            shapes = list(drawing_shapes(holder))
            size = next((one for one in holder if local(one.tag) == "extent"), None)
            if len(shapes) == 1 and not shapes[0].key:  # a shape alone is numbered where it is anchored
                shapes[0].key = next((one.get("id", "") for one in holder if local(one.tag) == "docPr"), "")
            corner = _corner(shapes, size)
            yield from (Anchored(one, x + one.x - corner[0], y + one.y - corner[1], page=page, inline=inline) for one in shapes)
        else:
            yield from (
                Anchored(one, one.x, one.y, page=False, inline="position:absolute" not in _styles(holder)) for one in vml_shapes(holder)
            )


def _styles(holder: etree._Element) -> str:
    return ";".join(one.get("style", "").replace(" ", "") for one in holder)


def _corner(shapes: list[Drawn], size: etree._Element | None) -> tuple[float, float]:
    """Return the corner from which the shapes of one anchor are measured: a single shape's own transform says nothing of its place."""
    if len(shapes) == 1:
        one = shapes[0]
        width = float(size.get("cx", 0)) if size is not None else one.width
        height = float(size.get("cy", 0)) if size is not None else one.height
        return one.x - width / 2, one.y - height / 2
    return 0.0, 0.0


def _holders(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the anchors, inlines and pictures of VML in ``element``; of alternatives one."""
    for child in element:
        name = local(child.tag)
        if child.tag == MC + "AlternateContent":
            branch = alternative(child)
            if branch is not None:
                yield from _holders(branch)
        elif name in {"anchor", "inline"}:
            yield child, name == "inline"
        elif name in {"pict", "object"}:
            yield child, False
        elif name in {"r", "drawing", "ins", "hyperlink", "smartTag", "sdt", "sdtContent", "customXml"}:
            yield from _holders(child)


def _drawn(paragraph: etree._Element) -> Iterator[Drawn]:
    for one in _anchored(paragraph):
        yield one.drawn


def _boxes(paragraph: etree._Element) -> Iterator[etree._Element]:
    for holder, _ in _holders(paragraph):
        for one in holder.iter():
            if local(one.tag) == "txbxContent" and not any(up.tag == MC + "Fallback" for up in one.iterancestors()):
                yield one


def _offset(anchor: etree._Element) -> tuple[float, float, bool]:
    """Return where an anchored drawing begins, and whether that is measured from the page instead of the cell."""
    found = {"positionH": 0.0, "positionV": 0.0}
    page = False
    for one in anchor:
        name = local(one.tag)
        if name in found:
            text = next((part.text for part in one if local(part.tag) == "posOffset"), None)
            found[name] = float(text) if text and re.fullmatch(r"-?\d{1,10}", text) else 0.0
            page = page or (name == "positionH" and one.get("relativeFrom") == "page")
    return found["positionH"], found["positionV"], page


def _twips(text: str | None) -> int:
    return int(float(text)) if text and re.fullmatch(r"-?\d{1,6}(?:\.\d+)?", text) else 0


def _before(element: etree._Element, name: str, properties: str = "trPr") -> int:
    found = element.find(f"{W}{properties}/{W}{name}")
    text = found.get(W + "val", "") if found is not None else ""
    return min(_MOST_COLUMNS, int(text)) if text.isdecimal() and len(text) < 6 else 0


def _width_before(row: etree._Element) -> int:
    found = row.find(f"{W}trPr/{W}wBefore")
    return _twips(found.get(W + "w")) if found is not None else 0


def _row_height(row: etree._Element) -> int:
    found = row.find(f"{W}trPr/{W}trHeight")
    return _twips(found.get(W + "val")) if found is not None else 0


def _cell_width(cell: etree._Element) -> int:
    found = cell.find(f"{W}tcPr/{W}tcW")
    return _twips(found.get(W + "w")) if found is not None and found.get(W + "type", "dxa") == "dxa" else 0

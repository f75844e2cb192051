"""The official form as an Excel workbook: one sheet, identity block above the table, the flowchart's shapes over the performers' columns."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from xml.sax.saxutils import escape

from runut.core.procedure import Procedure
from runut.formats.form import Field, Form, form
from runut.formats.printing.drawingml import NAMESPACES
from runut.formats.printing.lettering import line_count
from runut.formats.printing.package import FONT, OFFICE, PACKAGE, properties, relations, types
from runut.formats.printing.packing import XML, pack
from runut.formats.printing.paper import A3, LETTER, MARGIN, PAD, Paper, cell_texts, on_paper
from runut.formats.printing.sheetml import MAIN, Cells, Style, style_sheet
from runut.formats.printing.sheetshapes import sheet_drawing
from runut.formats.printing.unseen import PART, parts
from runut.formats.words import Language

_LETTER: Final = 9.0
_LINE: Final = 12.0
"""Letters and lines of the identity block."""
_PIXELS: Final = 7
"""Pixels that a digit of the workbook's own font takes: Excel states widths in them."""
_SCALE: Final = 90
"""Per cent at which it is printed: programs make columns a little wider than they were asked to."""
_HEAD: Final = Style(size=LETTER, bold=True, filled=True, align="center", middle=True)
_SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def print_xlsx(procedure: Procedure, *, language: Language = "id") -> bytes:
    """Return the form of ``procedure`` as a workbook; the same procedure gives the same bytes."""
    content = form(procedure, language=language)
    paper = on_paper(procedure, content)
    cells = Cells()
    head = _identity(cells, content, paper) + 1
    first = _heads(cells, content, paper, head)
    _rows(cells, content, first)
    for page in paper.sheet.pages:
        for band in page.bands:
            cells.height(first + band.row, band.height)
    types_ = {
        "xl/workbook.xml": f"{_SHEET}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{_SHEET}.worksheet+xml",
        "xl/styles.xml": f"{_SHEET}.styles+xml",
        "xl/drawings/drawing1.xml": "application/vnd.openxmlformats-officedocument.drawing+xml",
    }
    return pack(
        {
            "[Content_Types].xml": types(types_),
            "_rels/.rels": relations({**PACKAGE, "xl/workbook.xml": f"{OFFICE}/officeDocument"}),
            **properties(content),
            "xl/workbook.xml": _workbook(head, first),
            "xl/_rels/workbook.xml.rels": relations(
                {"worksheets/sheet1.xml": f"{OFFICE}/worksheet", "styles.xml": f"{OFFICE}/styles", f"../{PART}": f"{OFFICE}/customXml"}
            ),
            "xl/worksheets/sheet1.xml": _worksheet(cells, content, paper, head, first),
            "xl/worksheets/_rels/sheet1.xml.rels": relations({"../drawings/drawing1.xml": f"{OFFICE}/drawing"}),
            "xl/drawings/drawing1.xml": sheet_drawing(paper, content, first_row=first - 1),
            "xl/styles.xml": style_sheet(cells.styles, font=FONT),
            **parts(procedure, language),
        }
    )


def _identity(cells: Cells, content: Form, paper: Paper) -> int:
    """Write the identity block; return its last row."""
    plain, bold, last = Style(size=_LETTER), Style(size=_LETTER, bold=True), len(paper.widths)
    label = _column(paper.widths, 0.46)
    value = max(_column(paper.widths, 0.62), label + 1)
    middle = Style(size=_LETTER, bold=True, align="center", middle=True)
    cells.put(1, (1, label - 1), "\n".join(content.organisation), middle, rows=len(content.head))
    for row, field in enumerate(content.head, 1):
        cells.put(row, (label, value - 1), field.label, plain)
        cells.put(row, (value, last), "\n".join(field.lines), bold if field.key == "name" else plain)
        cells.height(row, _tall([(field, sum(paper.widths[value - 1 :]))], least=3 if field.key == "approved_by" else 1))
    half, row = _column(paper.widths, 0.5), len(content.head)
    for pair in content.pairs:
        sides = tuple(zip(pair, ((1, half - 1), (half, last)), strict=True))
        for field, columns in sides:
            cells.put(row + 1, columns, field.label, Style(size=_LETTER, bold=True, filled=True, middle=True))
            cells.put(row + 2, columns, "\n".join(field.numbered), plain)
        cells.height(row + 1, _LINE + 2 * PAD)
        cells.height(row + 2, _tall([(field, sum(paper.widths[begin - 1 : end])) for field, (begin, end) in sides], least=2))
        row += 2
    return row


def _tall(fields: Sequence[tuple[Field, float]], *, least: int) -> float:
    """Return the height of a row with these fields in cells that are so wide."""
    lines = [line_count("\n".join(field.numbered), size=_LETTER, room=room - 2 * PAD) for field, room in fields]
    return max(least, *lines) * _LINE + 2 * PAD


def _column(widths: Sequence[float], share: float) -> int:
    """Return the column, counted from 1, that begins nearest to ``share`` of the whole width, but neither the first nor the last."""
    edges = [sum(widths[:place]) for place in range(1, len(widths) - 1)]
    return min(range(len(edges)), key=lambda place: abs(edges[place] - share * sum(widths))) + 2


def _heads(cells: Cells, content: Form, paper: Paper, row: int) -> int:
    """Write the two head rows from ``row`` on; return the row below them."""
    lanes, last = len(content.lanes), len(paper.widths)
    for column, key in ((1, "no"), (2, "text"), (last, "note")):
        cells.put(row, (column, column), content.word(key), _HEAD, rows=2)
    cells.put(row, (3, 2 + lanes), content.word("performers"), _HEAD)
    cells.put(row, (3 + lanes, last - 1), content.word("quality"), _HEAD)
    name = Style(size=paper.name, bold=True, filled=True, align="center", middle=True)
    for column, lane in enumerate(content.lanes, 3):
        cells.put(row + 1, (column, column), lane.name, name)
    for column, key in enumerate(("requirements", "time", "outputs"), 3 + lanes):
        cells.put(row + 1, (column, column), content.word(key), _HEAD)
    for line, height in zip((row, row + 1), paper.heads, strict=True):
        cells.height(line, height)
    return row + 2


def _rows(cells: Cells, content: Form, first: int) -> None:
    plain, middle, lanes = Style(size=LETTER), Style(size=LETTER, align="center"), len(content.lanes)
    for row, one in enumerate(content.rows, first):
        texts = cell_texts(one)
        cells.put(row, (1, 1), str(one.number), middle)
        cells.put(row, (2, 2), texts["text"], plain)
        for column in range(3, 3 + lanes):
            cells.put(row, (column, column), "", plain)
        for column, key in enumerate(("requirements", "time", "outputs", "note"), 3 + lanes):
            cells.put(row, (column, column), texts[key], middle if key == "time" else plain)


def _workbook(head: int, first: int) -> str:
    """Return the part that names the sheet, and the rows that every printed page repeats."""
    repeated = f'<definedName name="_xlnm.Print_Titles" localSheetId="0">\'SOP\'!${head}:${first - 1}</definedName>'
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{NAMESPACES["r"]}"><sheets><sheet name="SOP" sheetId="1" r:id="rId1"/></sheets>'
        f"<definedNames>{repeated}</definedNames></workbook>"
    )


def _worksheet(cells: Cells, content: Form, paper: Paper, head: int, first: int) -> str:
    """Return the sheet with paper, margins, and page breaks where the drawing is cut."""
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width * 96 / 72 / _PIXELS:.4f}" customWidth="1"/>'
        for place, width in enumerate(paper.widths, 1)
    )
    ends = [head - 1, *(first + page.bands[-1].row for page in paper.sheet.pages[:-1])]
    breaks = "".join(f'<brk id="{row}" max="16383" man="1"/>' for row in ends)
    sides = " ".join(f'{side}="{MARGIN / 72:g}"' for side in ("left", "right", "top", "bottom"))
    foot = escape(f"&L{content.name.replace('&', '&&')[:200]}&R&P/&N")
    return (
        f'{XML}<worksheet xmlns="{MAIN}" xmlns:r="{NAMESPACES["r"]}"><sheetViews><sheetView showGridLines="0" workbookViewId="0"/></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="13"/><cols>{columns}</cols>{cells.data()}'
        f'<pageMargins {sides} header="{MARGIN / 144:g}" footer="{MARGIN / 144:g}"/>'
        f'<pageSetup paperSize="{8 if paper.page == A3 else 9}" scale="{_SCALE}" orientation="landscape"/>'
        f'<headerFooter><oddFooter>{foot}</oddFooter></headerFooter><rowBreaks count="{len(ends)}" manualBreakCount="{len(ends)}">{breaks}</rowBreaks>'
        '<drawing r:id="rId1"/></worksheet>'
    )

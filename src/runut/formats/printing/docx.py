"""The official form as a Word file: the identity block, and one real table whose performers' columns carry the flowchart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from runut.core.procedure import Procedure
from runut.formats.form import Form, form
from runut.formats.printing.package import word_file
from runut.formats.printing.paper import LINE, Paper, cell_texts, name_line, on_paper
from runut.formats.printing.unseen import parts
from runut.formats.printing.wordml import Cell, gap, hung, page_break, paragraph, row, table
from runut.formats.printing.wordshapes import shapes_by_cell
from runut.formats.words import Language

_IDENTITY: Final = (0.46, 0.18, 0.36)
"""How the head of the identity block shares the width: organisation, label, value."""
_LETTER: Final = 10.0
_LINE: Final = 13.0
"""Letters and lines of the identity block."""


def print_docx(procedure: Procedure, *, language: Language = "id") -> bytes:
    """Return the form of ``procedure`` as a Word file; the same procedure gives the same bytes."""
    content = form(procedure, language=language)
    paper = on_paper(procedure, content)
    width = sum(paper.widths)
    # After its last table a text needs a paragraph, which must not begin a page.
    body = (_identity_head(content, width), gap(6), _identity_fields(content, width), page_break(), _activities(content, paper), gap(1))
    return word_file("".join(body), content, paper, parts(procedure, language))


def _identity_head(content: Form, width: float) -> str:
    """Return logo's room and organisation on the left, and on the right the six fields of the form."""
    widths = [width * share for share in _IDENTITY]
    organisation = "".join(_identity_text(line, bold=True, align="center") for line in content.organisation) or _identity_text("")
    rows = []
    for index, one in enumerate(content.head):
        left = Cell(content=organisation if index == 0 else paragraph(), merge="continue" if index else "restart", align="center")
        label, value = Cell(content=_identity_text(one.label)), Cell(content=_lines(one.lines, bold=one.key == "name"))
        rows.append(row(widths, [left, label, value], height=3 * _LINE if one.key == "approved_by" else 0))
    return table(widths, rows)


def _identity_fields(content: Form, width: float) -> str:
    widths = [width / 2, width / 2]
    rows = []
    for pair in content.pairs:
        rows.append(row(widths, [Cell(content=_identity_text(one.label, bold=True), filled=True) for one in pair]))
        rows.append(row(widths, [Cell(content=_lines(one.numbered)) for one in pair], height=2 * _LINE))
    return table(widths, rows)


def _lines(lines: Sequence[str], *, bold: bool = False) -> str:
    return "".join(_identity_text(line, bold=bold) for line in lines) or _identity_text("")


def _identity_text(text: str, *, bold: bool = False, align: str = "left") -> str:
    return paragraph(text, bold=bold, align=align, size=_LETTER, line=_LINE)


def _activities(content: Form, paper: Paper) -> str:
    shapes = shapes_by_cell(paper, content)
    heights = {band.row: band.height for page in paper.sheet.pages for band in page.bands}
    rows = [*_heads(content, paper)]
    for index, one in enumerate(content.rows):
        texts = cell_texts(one)
        lanes = [Cell(content=hung(shapes.get((index, lane), ())), bare=True) for lane in range(len(content.lanes))]
        cells = [
            Cell(content=paragraph(str(one.number), align="center")),
            _text(texts["text"]),
            *lanes,
            *(_text(texts[key], align="center" if key == "time" else "left") for key in ("requirements", "time", "outputs", "note")),
        ]
        rows.append(row(paper.widths, cells, height=heights[index]))
    return table(paper.widths, rows)


def _text(text: str, *, align: str = "left") -> Cell:
    return Cell(content="".join(paragraph(line, align=align) for line in text.split("\n")))


def _heads(content: Form, paper: Paper) -> Iterator[str]:
    """Return the two head rows, merged as in the regulation's form and repeated on every page."""
    lanes = len(content.lanes)
    single, quality = ("no", "text", "note"), ("requirements", "time", "outputs")

    def head(text: str, *, span: int = 1, merge: str = "", size: float = 0) -> Cell:
        words = paragraph(text, bold=True, align="center", size=size, line=name_line(size) if size else LINE)
        return Cell(content=words, span=span, merge=merge, filled=True, align="center")

    above = {key: head(content.word(key), merge="restart") for key in single}
    below = {key: head("", merge="continue") for key in single}
    groups = head(content.word("performers"), span=lanes), head(content.word("quality"), span=3)
    yield row(paper.widths, [above["no"], above["text"], *groups, above["note"]], height=paper.heads[0], head=True)
    names = [head(one.name, size=paper.name) for one in content.lanes] + [head(content.word(key)) for key in quality]
    yield row(paper.widths, [below["no"], below["text"], *names, below["note"]], height=paper.heads[1], head=True)

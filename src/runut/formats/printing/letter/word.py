"""A letter as a Word file (DOCX), for offices that must edit: the same content in the same order, with real styles, lists and tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final

import docx
from docx.document import Document
from docx.enum.table import WD_ALIGN_VERTICAL
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from runut.formats.printing.letter.content import Break, Facts, Head, Letter, Listed, Part, Picture, Signature, Table, Text
from runut.formats.printing.letter.pictures import Pictures
from runut.formats.printing.letter.wordframe import WIDTH, add_foot, line_below, packed, prepare
from runut.formats.printing.letter.wordtables import bare_table, grid_table
from runut.formats.printing.letter.wordtext import clean, contents_field, numbered_anew, say

_TALLEST: Final = Mm(200)
_LOGO: Final = Mm(20)
_CENTER: Final = WD_ALIGN_PARAGRAPH.CENTER


def write_letter(letter: Letter, *, at: datetime) -> bytes:
    """Return ``letter`` as DOCX, dated ``at``; the same letter gives the same bytes.

    Raises:
        PrintFailed: A drawing in it could not be made into a picture of dots, which every Word shows.
    """
    document = docx.Document()
    prepare(document, letter, at=at.astimezone(UTC).replace(microsecond=0, tzinfo=None))
    with Pictures() as pictures:
        _Writing(document, letter, pictures).write()
    add_foot(document, letter)
    saved = BytesIO()
    document.save(saved)
    return packed(saved.getvalue())


class _Writing:
    """The body of a letter on its way into a document."""

    def __init__(self, document: Document, letter: Letter, pictures: Pictures) -> None:
        self.document, self.letter, self.pictures = document, letter, pictures
        self.long = bool(letter.contents)
        self.below = 1 if letter.heading else 0

    def write(self) -> None:
        letter = self.letter
        self._letterhead()
        if letter.heading:
            self.document.add_paragraph(clean(letter.heading).upper(), style="Heading 1").alignment = _CENTER
        if letter.number:
            self.document.add_paragraph(clean(letter.number)).alignment = _CENTER
        if letter.about:
            self._facts(Facts(rows=letter.about))
        for line in letter.to:
            self.document.add_paragraph(clean(line)).paragraph_format.space_after = Pt(2)
        if self.long:
            self._contents()
        for part in letter.parts:
            self._part(part)
        self._signatures(letter.signatures)

    def _letterhead(self) -> None:
        lines = self.letter.letterhead
        if not lines:
            return
        if self.letter.logo is None:
            self._lines(lines, self.document.add_paragraph)
        else:
            table = bare_table(self.document._body, (22, 121, 22), rows=1)
            left, middle, _right = table.rows[0].cells
            self._show(left.paragraphs[0], self.letter.logo, width=_LOGO, height=_LOGO)
            self._lines(lines, lambda: middle.paragraphs[0] if not middle.paragraphs[0].runs else middle.add_paragraph())
        line_below(self.document.add_paragraph())

    def _lines(self, lines: Sequence[str], made: Callable[[], Paragraph]) -> None:
        main = min(1, len(lines) - 1)
        for number, line in enumerate(lines):
            paragraph = made()
            paragraph.alignment = _CENTER
            paragraph.paragraph_format.space_after = Pt(2)
            run = say(paragraph, clean(line) if number > main else clean(line).upper())
            run.font.size, run.bold = (Pt(13), True) if number == main else (Pt(11), False) if number < main else (Pt(9), False)

    def _contents(self) -> None:
        self._break()
        say(self.document.add_paragraph(), clean(self.letter.contents)).bold = True
        heads = [(clean(one.text), one.level) for one in self.letter.parts if isinstance(one, Head)]
        contents_field(self.document, heads, levels=(1 + self.below, 2 + self.below))
        self._break()

    # the parts

    def _part(self, part: Part) -> None:
        acts: dict[str, Callable[[Any], None]] = {
            "head": self._head,
            "text": self._text,
            "facts": self._facts,
            "list": self._list,
            "table": self._table,
            "picture": self._picture,
            "break": self._break,
        }
        acts[part.kind](part)

    def _break(self, _part: Break | None = None) -> None:
        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _head(self, part: Head) -> None:
        self.document.add_paragraph(clean(part.text), style=f"Heading {part.level + self.below}")

    def _text(self, part: Text) -> None:
        say(self.document.add_paragraph(), clean(part.text))

    def _facts(self, part: Facts) -> None:
        widest = max((len(label) for label, _value in part.rows), default=0)
        stop = Mm(min(70.0, max(25.0, 2.0 * widest + 4)))
        for label, value in part.rows:
            paragraph = self.document.add_paragraph()
            layout = paragraph.paragraph_format
            layout.left_indent, layout.first_line_indent, layout.space_after = stop + Mm(3), -stop - Mm(3), Pt(2)
            layout.tab_stops.add_tab_stop(stop)
            layout.tab_stops.add_tab_stop(stop + Mm(3))
            say(paragraph, f"{clean(label)}\t:\t{clean(value)}")

    def _list(self, part: Listed) -> None:
        number = numbered_anew(self.document)
        for item in part.items:
            paragraph = self.document.add_paragraph(style="List Number")
            numbered_anew(self.document, paragraph, number)
            say(paragraph, clean(item))

    def _table(self, part: Table) -> None:
        grid_table(self.document, [clean(one) for one in part.heads], part.shares, [[clean(one) for one in row] for row in part.rows])
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    def _picture(self, part: Picture) -> None:
        paragraph = self.document.add_paragraph()
        paragraph.alignment = _CENTER
        paragraph.paragraph_format.keep_with_next = bool(part.caption) or None
        self._show(paragraph, part, width=Mm(WIDTH * part.share / 100), height=_TALLEST)
        if part.caption:
            self.document.add_paragraph(clean(part.caption), style="Caption").alignment = _CENTER

    def _show(self, paragraph: Paragraph, picture: Picture, *, width: int, height: int) -> None:
        """Set a picture into a paragraph, as large as fits into ``width`` and ``height``, with what tells it."""
        shape = paragraph.add_run().add_picture(BytesIO(self.pictures.dots(picture)), width=width)
        if shape.height > height:
            shape.width, shape.height = Length(shape.width * height / shape.height), Length(height)
        shape._inline.docPr.set("descr", clean(picture.alt))

    def _signatures(self, signatures: Sequence[Signature]) -> None:
        if not signatures:
            return
        self.document.add_paragraph()
        places = [*([None] if len(signatures) % 2 else []), *signatures]
        table = bare_table(self.document._body, (82, 83), rows=len(places) // 2)
        for number, one in enumerate(places):
            if one is None:
                continue
            paragraph = table.rows[number // 2].cells[number % 2].paragraphs[0]
            paragraph.alignment = _CENTER
            table.rows[number // 2].cells[number % 2].vertical_alignment = WD_ALIGN_VERTICAL.BOTTOM
            say(paragraph, f"{clean(one.day)}\n{clean(one.position)}\n\n\n\n")
            name = say(paragraph, clean(one.name))
            name.bold = name.underline = True
            if one.below:
                say(paragraph, f"\n{clean(one.below)}").font.size = Pt(9)

"""Text of a DOCX: what its XML can hold, fields that the program fills, lists that begin with 1 again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def clean(text: str) -> str:
    """Return ``text`` with line ends of one kind, and without what XML cannot hold."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(one for one in plain if one == "\n" or (unicodedata.category(one) not in {"Cc", "Cs"} and ord(one) & 0xFFFE != 0xFFFE))


def say(paragraph: Paragraph, text: str) -> Run:
    """Add ``text`` to a paragraph; its lines stay lines, its tabs tabs."""
    return paragraph.add_run(text)


def lines(text: str) -> Iterator[Any]:
    """Yield the elements of a run that say ``text``, its lines apart."""
    for number, line in enumerate(text.split("\n")):
        if number:
            yield OxmlElement("w:br")
        said = OxmlElement("w:t")
        said.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
        said.text = line
        yield said


def field(paragraph: Paragraph, code: str, shown: str = "1") -> None:
    """Add a field that the program fills, as the number of the page."""
    for kind in ("begin", "instr", "separate", "shown", "end"):
        run = paragraph.add_run(shown if kind == "shown" else "")
        if kind == "instr":
            said = OxmlElement("w:instrText")
            said.text = code
            run._r.append(said)
        elif kind != "shown":
            run._r.append(_mark(kind))


def contents_field(document: Document, heads: Sequence[tuple[str, int]], *, levels: tuple[int, int]) -> None:
    """Add a list of contents: the headings as they are now; the program adds the pages when it is told to bring it up to date."""
    for number, (text, level) in enumerate(heads or [("", 1)]):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = (level - 1) * 180_000
        if number == 0:
            begin = paragraph.add_run()._r
            begin.append(_mark("begin"))
            said = OxmlElement("w:instrText")
            said.text = f'TOC \\o "{levels[0]}-{levels[1]}" \\h'
            paragraph.add_run()._r.append(said)
            paragraph.add_run()._r.append(_mark("separate"))
        paragraph.add_run(text)
        if number == max(0, len(heads) - 1):
            paragraph.add_run()._r.append(_mark("end"))


def numbered_anew(document: Document, paragraph: Paragraph | None = None, number: int = 0) -> int:
    """Return a new numbering of the style "List Number" that begins with 1; or give ``paragraph`` the one with ``number``."""
    if paragraph is not None:
        own = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        own.get_or_add_ilvl().val, own.get_or_add_numId().val = 0, number
        return number
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element.pPr.numPr.numId.val
    kind = next(one.abstractNumId.val for one in numbering.num_lst if one.numId == style)
    made = numbering.add_num(kind)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def _mark(kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    return mark

"""What a DOCX of a letter has around its text: paper, language, styles, its foot, and its packing without a time of its making."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from runut.formats.printing.letter.content import Letter
from runut.formats.printing.letter.wordtables import bare_table
from runut.formats.printing.letter.wordtext import clean, field, say
from runut.formats.printing.packing import pack

WIDTH: Final = 165
"""Millimetres between the margins of A4."""
_FONT: Final = "Arial"
_LANGUAGES: Final = {"id": "id-ID", "en": "en-GB"}
_SIZES: Final = {"Normal": 10.5, "Heading 1": 12, "Heading 2": 10.5, "Heading 3": 10.5, "List Number": 10.5, "Caption": 9, "Footer": 8}
_REPORT: Final = {"Heading 1": 18, "Heading 2": 14, "Heading 3": 11}
"""The sizes in points of what a letter uses, and of headings where there is a list of contents."""


def prepare(document: Document, letter: Letter, *, at: datetime) -> None:
    """Give the document its paper, its styles and its own properties."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin = Mm(25), Mm(20), Mm(18)
    section.bottom_margin = Mm(22)
    section.footer_distance = Mm(8)
    language = _LANGUAGES[letter.language]
    for name, size in (_SIZES | (_REPORT if letter.contents else {})).items():
        _style(document.styles[name], size)
    for one in document.styles.element.iter(qn("w:lang")):
        one.set(qn("w:val"), language)
    own = document.core_properties
    own.title, own.language, own.created, own.modified = clean(letter.title), language, at, at
    own.author = own.last_modified_by = clean(letter.letterhead[min(1, len(letter.letterhead) - 1)]) if letter.letterhead else ""
    own.comments, own.revision = "", 1
    _forget_thumbnail(document)


def _style(style: Any, size: float) -> None:
    style.font.name, style.font.size, style.font.italic, style.font.color.rgb = _FONT, Pt(size), False, RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    fonts.set(qn("w:cs"), _FONT)
    layout = style.paragraph_format
    heading = style.name.startswith("Heading")
    layout.space_before, layout.space_after = Pt(10 if heading else 0), Pt(4 if heading else 6)
    if style.name == "Footer":
        layout.space_after = Pt(0)
    style.font.bold = True if heading else None


def _forget_thumbnail(document: Document) -> None:
    package = document.part.package
    for key, one in list(package.rels.items()):
        if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            package.rels.pop(key)


def line_below(paragraph: Paragraph) -> None:
    """Draw the double line under a letterhead."""
    paragraph.paragraph_format.space_after = Pt(8)
    properties = paragraph._p.get_or_add_pPr()
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:top")
    for name, value in {"val": "thickThinSmallGap", "sz": "18", "space": "1", "color": "000000"}.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")


def add_foot(document: Document, letter: Letter) -> None:
    """Say at the foot of every page what the letter is, and which page of how many."""
    foot = document.sections[0].footer
    foot.is_linked_to_previous = False
    table = bare_table(foot, (130, 35), rows=1)
    cells = table.rows[0].cells
    for cell in cells:
        cell.paragraphs[0].style = document.styles["Footer"]
    say(cells[0].paragraphs[0], clean(letter.footer))
    number = cells[1].paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    say(number, f"{clean(letter.page)} ")
    field(number, "PAGE")
    say(number, " / ")
    field(number, "NUMPAGES")
    blank = foot.paragraphs[0]  # a footer ends with a paragraph
    foot._element.append(blank._p)
    blank.paragraph_format.line_spacing = Pt(1)


def packed(saved: bytes) -> bytes:
    """Return the file with its parts in their order and no time of its making."""
    with zipfile.ZipFile(BytesIO(saved)) as archive:
        members: Mapping[str, bytes] = {one: archive.read(one) for one in archive.namelist()}
    return pack(members)

"""Letters as DOCX: what the PDF says, in styles that an office can edit, always the same bytes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from runut.formats.printing.letter import Break, Head, Imprint, Letter, Listed, Picture, Text, print_letter, write_letter
from tests.formats.pdf_text import page_texts
from tests.formats.test_letter import AT, LETTER
from tests.rooms.planning.gallery import png

BARS = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><rect width="30" height="9" fill="#205"/></svg>'
FULL = replace(
    LETTER,
    logo=Picture(dots=png(), alt="Lambang"),
    parts=(
        *LETTER.parts,
        Break(),
        Head(text="Kedua"),
        Head(text="Rinci", level=2),
        Listed(items=("satu lagi",)),
        Picture(svg=BARS, alt="Dua batang", caption="Gambar 1"),
        Text(text="huruf \x01kendali dan \ufffe bukan"),
    ),
    imprint=Imprint(svg=BARS, line="Asli? /verify/"),
)


@pytest.fixture(scope="module")
def written() -> Document:
    return docx.Document(BytesIO(write_letter(FULL, at=AT)))


def words(document: Document) -> Iterator[str]:
    yield from (one.text or "" for one in document.element.iter(qn("w:t")))


def test_it_says_what_the_pdf_says(written: Document) -> None:
    printed = re.sub(r"[\s\u200b]", "", "".join(page_texts(print_letter(FULL, at=AT))))
    said = [re.sub(r"[\s:]", "", one) for one in words(written)]
    assert [one for one in said if one not in printed] == ["hurufkendalidanbukan"], "the PDF shows what no font has as a box"


def test_its_structure_is_real(written: Document) -> None:
    heads = [(one.style.name, one.text) for one in written.paragraphs if one.style and one.style.name.startswith("Heading")]
    assert heads == [("Heading 1", "TANGGAPAN"), ("Heading 2", "Bahan"), ("Heading 2", "Kedua"), ("Heading 3", "Rinci")]
    (table,) = [one for one in written.tables if one.style and one.style.name == "Table Grid"]
    assert [len(list(row._tr.iter(qn("w:tblHeader")))) for row in table.rows] == [1, 0]
    assert [cell.text for cell in table.rows[1].cells] == ["Jadwal", "ab" * 32]
    listed = [one for one in written.paragraphs if one.style and one.style.name == "List Number"]
    first, second, other = [found.get(qn("w:val")) for one in listed for found in one._p.iter(qn("w:numId"))]
    assert first == second != other, "each list begins with 1"


def test_it_names_its_language_its_pages_and_what_its_pictures_show(written: Document) -> None:
    languages = {one.get(qn("w:val")) for one in written.styles.element.iter(qn("w:lang"))}
    assert languages == {"id-ID"} == {written.core_properties.language}
    foot = written.sections[0].footer
    assert [one.text for one in foot._element.iter(qn("w:instrText"))] == ["PAGE", "NUMPAGES"]
    shown = [one.get("descr") for part in (written.element, foot._element) for one in part.iter(qn("wp:docPr"))]
    assert shown == ["Lambang", "Dua batang"]
    size = written.inline_shapes[1]
    assert abs(size.width / size.height - 2) < 0.02, "a drawing keeps its proportions"


def test_a_report_has_a_cover_and_its_contents() -> None:
    found = docx.Document(BytesIO(write_letter(replace(FULL, contents="Daftar isi"), at=AT)))
    codes = [one.text for one in found.element.iter(qn("w:instrText"))]
    assert codes == ['TOC \\o "2-3" \\h']
    assert len([one for one in found.element.iter(qn("w:br")) if one.get(qn("w:type")) == "page"]) == 3
    pages = [re.sub(r"\s", "", one) for one in page_texts(print_letter(replace(FULL, contents="Daftar isi"), at=AT))]
    assert ["Daftarisi" in one for one in pages][:2] == [False, True], "the cover stands alone"
    assert "Kedua" in pages[1] and "Kedua" in pages[-1]


def test_the_same_letter_gives_the_same_bytes() -> None:
    later = datetime.fromisoformat("2026-11-23T09:00:00+07:00")  # the same moment, said elsewhere
    assert write_letter(FULL, at=AT) == write_letter(FULL, at=later)


def test_an_empty_letter_is_one() -> None:
    bare = Letter(language="en", title="a", letterhead=(), parts=())
    assert docx.Document(BytesIO(write_letter(bare, at=AT))).core_properties.language == "en-GB"

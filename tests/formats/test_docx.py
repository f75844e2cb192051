"""The form as a Word file: a real table, the drawing in its cells, the same bytes again."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from xml.etree import ElementTree

import docx
import pytest
from docx.table import Table
from hypothesis import given

from runut.core.procedure import Procedure
from runut.formats.flowchart import Kind
from runut.formats.form import form, numbered
from runut.formats.printing.docx import print_docx
from runut.formats.printing.drawn import SHAPES
from runut.formats.printing.lettering import line_count, text_width
from runut.formats.printing.paper import A3, A4, MARGIN, on_paper
from runut.formats.words import LANGUAGES
from tests.core.cast import shipped
from tests.formats.procedures import grown, procedures

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
EMU = 12_700


def member(file: bytes, name: str) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        return ElementTree.fromstring(archive.read(name))


def activities(file: bytes) -> Table:
    return docx.Document(io.BytesIO(file)).tables[2]


def shapes(file: bytes) -> Iterator[tuple[int, int, ElementTree.Element]]:
    """Every anchored shape with the row and the lane of its cell, both from 0."""
    table = list(member(file, "word/document.xml").iter(f"{W}tbl"))[2]
    for row, line in enumerate(list(table.iter(f"{W}tr"))[2:]):
        for column, cell in enumerate(line.findall(f"{W}tc")):
            for anchor in cell.iter(f"{WP}anchor"):
                yield row, column - 2, anchor


def preset(anchor: ElementTree.Element) -> str:
    found = anchor.find(f".//{A}prstGeom")
    return "" if found is None else str(found.get("prst"))


def told(anchor: ElementTree.Element, what: str) -> str:
    """What the shape says of itself: its ``id``, or in words (``descr``) what it is."""
    found = anchor.find(f"{WP}docPr")
    assert found is not None
    return str(found.get(what))


def ends(anchor: ElementTree.Element) -> list[str]:
    """The ids of the shapes that an arrow joins."""
    return [str(one.get("id")) for name in ("stCxn", "endCxn") for one in anchor.iter(f"{A}{name}")]


def box(anchor: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, top, width and height in points, counted from the cell."""
    across, down = (int(anchor.findtext(f"{WP}{name}/{WP}posOffset") or 0) for name in ("positionH", "positionV"))
    extent = anchor.find(f"{WP}extent")
    assert extent is not None
    return across / EMU, down / EMU, int(extent.get("cx", 0)) / EMU, int(extent.get("cy", 0)) / EMU


def test_the_same_sop_gives_the_same_bytes_and_every_language_its_own() -> None:
    both = {language: print_docx(shipped(), language=language) for language in LANGUAGES}
    assert both["id"] == print_docx(shipped())
    assert both["id"] != both["en"]
    with zipfile.ZipFile(io.BytesIO(both["id"])) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_identity_block_stands_in_the_order_of_the_regulation() -> None:
    head, fields, _ = docx.Document(io.BytesIO(print_docx(shipped()))).tables
    labels = ["Nomor SOP", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Efektif", "Disahkan oleh", "Nama SOP"]
    assert [row.cells[1].text for row in head.rows] == labels
    assert {row.cells[0].text for row in head.rows} == {"Pemerintah Provinsi Kalimantan Barat\nSekretariat Daerah"}
    assert head.rows[4].cells[2].text == "Kepala Biro Pengadaan Barang Dan Jasa\nDrs. RAMMINUDIN, M.Si"
    assert [[cell.text for cell in row.cells] for row in fields.rows[::2]] == [
        ["Dasar Hukum", "Kualifikasi Pelaksana"],
        ["Keterkaitan", "Peralatan/Perlengkapan"],
        ["Peringatan", "Pencatatan dan Pendataan"],
    ]


def test_the_table_has_merged_heads_that_every_page_repeats() -> None:
    file = print_docx(shipped())
    table = activities(file)
    above, below = ([cell.text for cell in table.rows[index].cells] for index in (0, 1))
    assert above == ["No", "Uraian Kegiatan", *["Pelaksana"] * 6, *["Mutu Baku"] * 3, "Keterangan"]
    assert below[:4] == ["No", "Uraian Kegiatan", "Pengguna", "Tim Teknis Bidang Pengelolaan LPSE"]
    assert below[8:] == ["Kelengkapan", "Waktu", "Output", "Keterangan"]
    rows = list(list(member(file, "word/document.xml").iter(f"{W}tbl"))[2].iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows] == [True, True] + [False] * 10
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)


def test_an_sop_of_many_performers_gets_an_a3_and_smaller_symbols() -> None:
    for performers, page in ((6, A4), (24, A3)):
        procedure = grown(12, performers=performers)
        paper = on_paper(procedure, form(procedure))
        assert paper.page == page
        assert sum(paper.widths) == pytest.approx(page[0] - 2 * MARGIN)
        assert min(paper.widths) > 20


@given(procedures())
def test_every_text_of_the_form_stands_in_its_cell(procedure: Procedure) -> None:
    content = form(procedure)
    table = activities(print_docx(procedure))
    lanes = len(content.lanes)
    for row, line in zip(content.rows, table.rows[2:], strict=True):
        texts = [cell.text for cell in line.cells]
        expected = [row.text, "\n".join(numbered(row.requirements)), row.time, "\n".join(numbered(row.outputs)), row.note]
        assert [texts[1], *texts[2 + lanes :]] == expected
        assert texts[0] == str(row.number)


@given(procedures())
def test_every_symbol_is_drawn_in_the_cell_of_its_performer(procedure: Procedure) -> None:
    file = print_docx(procedure)
    paper = on_paper(procedure, form(procedure))
    drawn: Counter[tuple[int, int, str]] = Counter()
    for row, lane, anchor in shapes(file):
        left, top, width, height = box(anchor)
        assert left >= 0
        assert top >= 0
        if preset(anchor) in SHAPES.values():
            drawn[row, lane, preset(anchor)] += 1
            middle = left + width / 2
            column = paper.sheet.columns[lane]
            assert middle < column.width
            assert height > 0
    assert drawn == Counter(
        (max(0, box.symbol.cell.row), min(box.symbol.cell.column, len(procedure.performers) - 1), SHAPES[box.symbol.kind])
        for page in paper.sheet.pages
        for box in page.boxes
    )


@given(procedures())
def test_every_arrow_names_what_it_joins_and_no_number_comes_twice(procedure: Procedure) -> None:
    file = print_docx(procedure)
    numbers = Counter(told(one, "id") for _, _, one in shapes(file))
    arrows = [ends(one) for _, _, one in shapes(file) if preset(one) == ""]
    named = {told(one, "id") for _, _, one in shapes(file) if preset(one)}
    assert all(told(one, "descr") for _, _, one in shapes(file))
    paper = on_paper(procedure, form(procedure))
    assert set(numbers.values()) <= {1}
    assert len(arrows) == sum(len(page.arrows) for page in paper.sheet.pages)
    assert all(len(both) == 2 and set(both) <= named for both in arrows)


def test_what_a_performer_does_is_told_to_who_cannot_see_it() -> None:
    words = [told(one, "descr") for _, _, one in shapes(print_docx(shipped()))]
    assert "Subbag Pengembangan Sistem: mengerjakan, giliran 1" in words
    assert "Kepala Bidang Pengelolaan LPSE: memutuskan, giliran 2" in words
    assert "Pengguna: hadir" in words
    assert "9 → 6: Tidak" in words


def test_who_attends_has_a_dashed_box_that_no_arrow_meets() -> None:
    drawn = [one for _, _, one in shapes(print_docx(shipped()))]
    dashed = {told(one, "id") for one in drawn if one.find(f".//{A}prstDash") is not None}
    assert len(dashed) == sum(1 for one in shipped().activities for who in one.performers if not who.part.certifies)
    assert not dashed & {end for one in drawn for end in ends(one)}


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("satu dua", 1), ("satu dua tiga", 2), ("satu\ndua", 2), ("m" * 20, 4), ("kata-kata-kata", 2)]
)
def test_lines_are_counted_as_a_word_processor_breaks_them(text: str, lines: int) -> None:
    assert line_count(text, size=8, room=40) == lines
    assert text_width("", 8) == 0


def test_each_kind_of_symbol_has_the_shape_of_the_regulation() -> None:
    assert set(SHAPES) == set(Kind) - {Kind.OPEN}  # a form is printed of a whole SOP: no way of it leads nowhere
    assert {re.sub("flowChart", "", one) for one in SHAPES.values()} == {"Terminator", "Process", "Decision"}

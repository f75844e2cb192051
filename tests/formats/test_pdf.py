"""The printed form: every word of the SOP in the order of the regulation, for the archive and for everybody, bounded and always the same."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from io import BytesIO
from pathlib import Path

import pdfua
import pytest
from hypothesis import given, settings
from pikepdf import Pdf
from pikepdf.pdfa import validate_written

from runut.core.errors import PrintFailed
from runut.core.procedure import Performer, Procedure
from runut.formats import toml
from runut.formats.printing.imprint import Imprint
from runut.formats.printing.pdf import making, print_form, print_pdf, printing
from runut.formats.printing.pdf.glyphs import FONTS, Glyphs
from runut.formats.printing.pdf.hyphens import breakable
from runut.formats.words import Language
from tests.core.procedures import procedures
from tests.formats.generated import thorough
from tests.formats.pdf_text import alternatives, page_texts

ACCEPTED = {
    # What the typesetter rightly writes and this reader does not know: the tables of subsets, and the archive's own description of
    # the file as accessible and tagged, which the reader takes for the untagged kind.
    "/CIDSet on a CIDFontType2 subset is not checked",
    "the content of structured XMP property xmpMM:History is not checked",
    *(f"XMP namespace {name} is not permitted" for name in ("xmpTPg", "pdfaExtension", "pdfaSchema", "pdfaProperty")),
    *(f"XMP property {name} is not permitted" for name in ("pdfaExtension:schemas", "pdfuaid:part", "xmpTPg:NPages")),
    "pdfaid:conformance is 'A', expected 'B'",
}


PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"><rect width="8" height="8"/></svg>'


@pytest.fixture(scope="module")
def shipped() -> Procedure:
    return toml.load(files("runut.procedures").joinpath("shipped/pengembangan-aplikasi.toml").read_text("utf-8"))


@pytest.fixture(scope="module")
def printed(shipped: Procedure) -> bytes:
    return print_pdf(shipped)


def _plain(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_it_says_every_word_of_the_sop(shipped: Procedure, printed: bytes) -> None:
    text = "".join(page_texts(printed))
    for activity in shipped.activities:
        for said in (activity.text, activity.note, *(one.name for one in activity.deliverables)):
            assert _plain(said) in text.replace("-", "") or _plain(said) in text
    for performer in shipped.performers:
        assert _plain(performer.name) in text


def test_the_identity_block_has_the_order_of_the_regulation(printed: bytes) -> None:
    first = page_texts(printed)[0]
    labels = "NOMORSOP TANGGALPEMBUATAN TANGGALREVISI TANGGALEFEKTIF DISAHKANOLEH NAMASOP DASARHUKUM: KUALIFIKASIPELAKSANA:"
    labels += " KETERKAITAN: PERALATAN/PERLENGKAPAN: PERINGATAN: PENCATATANDANPENDATAAN:"
    places = [first.index(label) for label in labels.split()]
    assert places == sorted(places)


def test_it_says_of_a_repealed_law_what_took_its_place(printed: bytes) -> None:
    assert "(sudahtidakberlaku;digantikanPeraturanPemerintahNomor71Tahun2019)" in page_texts(printed)[0]


def test_every_page_has_the_imprint_that_it_was_given_and_stays_for_the_archive(shipped: Procedure, tmp_path: Path) -> None:
    pdf = print_pdf(shipped, imprint=Imprint(svg=PICTURE, line="Asli? /verify/AAAA/"))
    assert all("Asli?/verify/AAAA/" in one for one in page_texts(pdf))
    assert {re.sub(r"=http\S+", "", one.message) for one in validate_written(BytesIO(pdf), "3b").findings} <= ACCEPTED
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf)
    assert [one.message for one in pdfua.validate(str(path)).findings] == []


def test_every_page_of_the_table_repeats_its_heads(shipped: Procedure, printed: bytes) -> None:
    pages = page_texts(printed)[1:]
    assert len(pages) > 1
    for text in pages:
        assert text.startswith("PelaksanaMutuBakuNoUraianKegiatanKeteranganPengguna")


def test_an_arrow_over_two_pages_has_a_connector_on_both(printed: bytes) -> None:
    ends = [re.search(r"(?:Ya|Tidak|\.)([A-Z]*)SOPPengembanganAplikasiHalaman", text) for text in page_texts(printed)[1:]]
    assert [end and end.group(1) for end in ends] == ["A", "AB", "B"]


def test_a_reader_of_screens_hears_who_does_what(printed: bytes) -> None:
    said = alternatives(printed)
    assert said[:3] == ["Mulai: mengerjakan", "memutuskan: Ya: ke nomor 2; Tidak: Selesai", "Selesai"]
    assert "memutuskan: Ya: ke nomor 10; Tidak: ke nomor 6" in said
    assert said.count("hadir") == 6


def test_it_speaks_english_too(shipped: Procedure) -> None:
    pdf = print_pdf(shipped, language="en")
    text = "".join(page_texts(pdf))
    assert "SOPNUMBER" in text and "Qualitystandard" in text and "Page1/" in text
    assert _plain(shipped.activities[3].text) in text
    with Pdf.open(BytesIO(pdf)) as file:
        assert str(file.Root.Lang) == "en"


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_archive_and_everybody_can_use_it(shipped: Procedure, language: Language, tmp_path: Path) -> None:
    pdf = print_pdf(shipped, language=language)
    found = {re.sub(r"=http\S+", "", one.message) for one in validate_written(BytesIO(pdf), "3b").findings}
    assert found <= ACCEPTED
    path = tmp_path / "form.pdf"
    path.write_bytes(pdf)
    assert [one.message for one in pdfua.validate(str(path)).findings] == []


def test_it_is_a4_across_and_its_fonts_are_inside(printed: bytes) -> None:
    with Pdf.open(BytesIO(printed)) as file:
        assert {tuple(round(float(one)) for one in page.mediabox) for page in file.pages} == {(0, 0, 842, 595)}
        fonts = [font for page in file.pages for font in page.obj.Resources.Font.values()]
        keys = [set(one.FontDescriptor.keys()) for font in fonts for one in font.DescendantFonts]
    assert keys and all(one & {"/FontFile2", "/FontFile3"} for one in keys)


@pytest.mark.skipif(not FONTS.is_dir(), reason="the fonts are made by tools/assets.py; without them the typesetter's own are taken")
def test_it_is_set_in_letters_as_wide_as_those_of_offices(printed: bytes) -> None:
    with Pdf.open(BytesIO(printed)) as file:
        names = {str(font.BaseFont)[8:] for page in file.pages for font in page.obj.Resources.Font.values()}
    assert names == {"Arimo-Regular", "Arimo-Bold"}


def test_many_performers_take_larger_paper(shipped: Procedure) -> None:
    many = tuple(Performer(key=f"other_{number}", name=f"Pelaksana Lain {number}") for number in range(24))
    pdf = print_pdf(replace(shipped, performers=shipped.performers + many))
    with Pdf.open(BytesIO(pdf)) as file:
        assert round(float(file.pages[0].mediabox[2])) == 1191
    assert "PelaksanaLain23" in "".join(page_texts(pdf))


def test_a_row_taller_than_a_page_goes_on_over_the_next(shipped: Procedure) -> None:
    long = replace(shipped.activities[1], text="Menyusun laporan hasil pekerjaan. " * 300)
    pdf = print_pdf(replace(shipped, activities=(shipped.activities[0], long, *shipped.activities[2:])))
    text = "".join(page_texts(pdf))
    assert text.count("Menyusunlaporan") + text.count("laporanhasil") >= 500
    assert _plain(shipped.activities[9].text) in text


def test_the_same_sop_gives_the_same_bytes(shipped: Procedure, printed: bytes) -> None:
    assert print_pdf(shipped) == printed
    assert print_pdf(shipped, language="en") != printed


def test_what_no_font_has_is_replaced_and_told(shipped: Procedure) -> None:
    strange = replace(shipped.activities[1], text="Menyusun 😀 dan 漢字 \u200b✓ → selesai")
    found = print_form(replace(shipped, activities=(shipped.activities[0], strange, *shipped.activities[2:])))
    assert found.replaced == ("字", "漢", "😀")
    assert "Menyusun□dan□□✓→selesai" in "".join(page_texts(found.pdf))


def test_what_always_has_a_glyph_has_one(shipped: Procedure) -> None:
    glyphs = Glyphs()
    known = "".join(chr(point) for point in sorted(glyphs.covered) if chr(point).isprintable() and chr(point).strip())
    every = replace(shipped.activities[1], text=" ".join(known[place : place + 12] for place in range(0, len(known), 12)))
    assert glyphs.shown(known) == known
    assert print_form(replace(shipped, activities=(shipped.activities[0], every, *shipped.activities[2:]))).replaced == ()


@settings(thorough, max_examples=thorough.max_examples // 12)
@given(procedures)
def test_whatever_was_typed_it_prints(procedure: Procedure) -> None:
    found = making.make_form(procedure, "id", making.Here())
    assert found.pdf.startswith(b"%PDF-1.7")
    assert len(page_texts(found.pdf)) > 1


@pytest.mark.processes
def test_it_stops_when_it_takes_too_long(shipped: Procedure) -> None:
    with pytest.raises(PrintFailed) as refused:
        print_form(shipped, seconds=0.01)
    assert refused.value.code == "print_long"


@pytest.mark.processes
def test_it_stops_when_it_takes_too_much_memory(shipped: Procedure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printing, "MEGABYTES", 90)
    with pytest.raises(PrintFailed) as refused:
        print_form(shipped)
    assert refused.value.code == "print_failed"


@pytest.mark.processes
def test_it_says_what_the_typesetter_refuses(shipped: Procedure, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "template", lambda: "#unheard-of()")
    with pytest.raises(PrintFailed) as refused:
        print_form(shipped)
    assert refused.value.code == "print_failed"
    assert "unheard-of" in str(refused.value.reasons[0].params["detail"])


@pytest.mark.processes
def test_the_same_bytes_come_from_a_process_apart_and_from_this_one(shipped: Procedure, printed: bytes) -> None:
    assert making.make_form(shipped, "id", making.Here()).pdf == printed


@pytest.mark.parametrize(
    ("word", "broken"),
    [
        ("Pertanggungjawaban", "Per-tang-gung-ja-wa-ban"),
        ("dokumentasi", "do-ku-men-ta-si"),
        ("xxxxxxxxxxxxxxxxxxxx", "xxxxxxxx-xxxxxxxx-xxxx"),
    ],
)
def test_a_word_too_long_for_its_column_may_break(word: str, broken: str) -> None:
    assert breakable(word, size=8, room=20).replace("\u00ad", "-") == broken
    assert breakable(f"{word} di", size=8, room=900) == f"{word} di"

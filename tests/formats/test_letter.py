"""Letters: every word in its place, for the archive and for everybody, always the same, and bounded."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pdfua
import pytest
from pikepdf.pdfa import validate_written

from runut.core.errors import PrintFailed
from runut.formats.printing.letter import Facts, Head, Letter, Listed, Signature, Table, Text, column_shares, print_letter
from runut.formats.printing.letter.printing import _plain
from tests.formats.pdf_text import page_texts
from tests.formats.test_pdf import ACCEPTED

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LETTER = Letter(
    language="id",
    title="Undangan presentasi",
    letterhead=("Provinsi Contoh", "Biro Pengadaan (contoh)", "Jalan Contoh 1"),
    heading="Tanggapan",
    number="No. 5/2026",
    about=(("Hal", "Presentasi"),),
    to=("Yth.", "1. Tim Teknis"),
    parts=(
        Text(text="Dengan hormat,\nbaris kedua"),
        Facts(rows=(("Tempat", "Aula #strong[lantai] dua"),)),
        Head(text="Bahan"),
        Table(heads=("Dokumen", "SHA-256"), shares=(1, 2), rows=(("Jadwal", "ab" * 32),)),
        Listed(items=("pertama", "kedua")),
    ),
    signatures=(
        Signature(day="23 November 2026", position="Kepala", name="Tono Contoh", note="Plt."),
        Signature(day="", position="", name="Tini"),
    ),
    footer="Kaki",
)


@pytest.fixture(scope="module")
def printed() -> bytes:
    return print_letter(LETTER, at=AT)


def test_it_says_every_word_and_takes_no_text_for_markup(printed: bytes) -> None:
    text = re.sub(r"[\s\u200b]", "", "".join(page_texts(printed)))
    said = (
        "BIROPENGADAAN(CONTOH)",
        "TANGGAPAN",
        "bariskedua",
        "#strong[lantai]",
        "Bahan",
        "ab" * 32,
        "kedua",
        "TonoContoh",
        "Plt.",
        "Kaki",
    )
    assert [one for one in said if one not in text] == []


def test_it_is_for_the_archive_and_for_everybody(printed: bytes, tmp_path: Path) -> None:
    found = {re.sub(r"=http\S+", "", one.message) for one in validate_written(BytesIO(printed), "3b").findings}
    assert found <= ACCEPTED
    path = tmp_path / "letter.pdf"
    path.write_bytes(printed)
    assert [one.message for one in pdfua.validate(str(path)).findings] == []


def test_a_nip_stands_in_its_four_parts_below_the_name_and_who_has_none_has_none() -> None:
    with_nip = Signature(day="", position="Kepala", name="Tini", nip="198001012005011001", note="Plt.")
    assert with_nip.below == "NIP 19800101 200501 1 001\nPlt."
    assert Signature(day="", position="", name="Tono").below == ""


def test_a_short_row_is_never_torn_and_a_long_one_may_be() -> None:
    (short, long) = _plain(Table(heads=("A",), shares=(1,), rows=(("kata " * 80,), ("kata " * 900,))), str, {})["rows"]
    assert (short["whole"], long["whole"]) == (True, False)
    assert len(page_texts(print_letter(replace(LETTER, parts=(Table(heads=("A",), shares=(1,), rows=(("kata " * 3000,),)),)), at=AT))) > 2


def test_no_page_has_signatures_alone() -> None:
    for lines in range(36, 60):
        pages = page_texts(print_letter(replace(LETTER, parts=(*[Text(text="baris")] * lines, Text(text="penutup"))), at=AT))
        if len(pages) == 2:
            break
    assert "penutup" in pages[1] and "Tini" in pages[1]


def test_columns_have_room_for_their_longest_word_and_the_rest_goes_to_those_that_say_most() -> None:
    number, word, long = column_shares(
        ("No", "Kata", "Isi"), [(str(one), "pertanggungjawaban", "kata demi kata " * 20) for one in range(100)]
    )
    assert long > word > number > 200, "in tenths of a point"
    assert sum((number, word, long)) == pytest.approx(4677, abs=3)


def test_the_same_letter_gives_the_same_bytes(printed: bytes) -> None:
    assert print_letter(LETTER, at=AT) == printed


def test_a_character_that_no_font_has_is_shown_as_a_box() -> None:
    pdf = print_letter(Letter(language="en", title="a", letterhead=(), parts=(Text(text="x \U0001f600 y"),)), at=AT)
    assert "x□y" in "".join(page_texts(pdf)).replace(" ", "")


def test_one_that_takes_too_long_is_refused_by_name() -> None:
    with pytest.raises(PrintFailed) as refused:
        print_letter(LETTER, at=AT, seconds=0.001)
    assert refused.value.code == "print_long"


def test_a_word_that_is_wider_than_its_column_breaks_and_no_other_does() -> None:
    row = ("src/pengaturan.csv", "Pertanggungjawaban", "Pertanggungjawaban")
    table = Table(heads=("A", "B", "C"), shares=(2, 1, 9), rows=(row,))
    (told,) = (one["cells"] for one in _plain(table, str, {})["rows"])
    assert told == ["src/\u200bpengaturan.\u200bcsv", "Per\u00adtang\u00adgung\u00adja\u00adwa\u00adban", row[2]]
    text = "".join(page_texts(print_letter(Letter(language="id", title="a", letterhead=(), parts=(table,)), at=AT)))
    assert row[0] in re.sub(r"[\s\u200b]", "", text), "a name gets no hyphen"

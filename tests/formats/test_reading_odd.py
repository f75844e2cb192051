"""What SOPs do that the form does not foresee, one thing each."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from runut.core.errors import ProcedureInvalid
from runut.formats.draft import Draft
from runut.formats.reading import read
from runut.formats.toml import dump
from tests.formats.procedures import grown
from tests.formats.seed import SHIPPED, reading
from tests.formats.sops.as_docx import Style, docx
from tests.formats.sops.as_xlsx import xlsx
from tests.formats.sops.library import LIBRARY
from tests.formats.sops.sheet import BOX, Line, Sheet

HEAD = "No\tKegiatan\tStaf\tKasi\tKelengkapan\tWaktu\tOutput\tKet\n"


def rows(text: str) -> list[dict[str, Any]]:
    return list(reading(text).data["activity"])


def texts(text: str | bytes) -> list[str]:
    return [row["text"] for row in reading(text).data["activity"]]


def lanes(draft: Draft) -> list[list[str]]:
    return [[one["key"] for one in row["performers"]] for row in draft.data["activity"]]


def test_a_repeated_head_a_row_of_column_numbers_and_a_total_are_no_activities() -> None:
    body = "1\tMenerima surat\tv\t\tSurat\t5 menit\tAgenda\t\n"
    counted = "(1)\t(2)\t(3)\t(4)\t(5)\t(6)\t(7)\t(8)\n"
    more = "2\tMenelaah surat\t\tv\tAgenda\t1 jam\tTelaahan\t\n\tJumlah\t\t\t\t65 menit\t\t\n"
    assert texts(HEAD + counted + body + "\t\t\t\t\t\t\t\n" + HEAD + more) == ["Menerima surat", "Menelaah surat"]


def test_a_title_above_numbers_of_its_own_is_a_note_of_the_first() -> None:
    body = "1\tPersiapan\t\t\t\t\t\t\n1.1\tMenyusun jadwal\tv\t\t\t1 hari\tJadwal\t\n1.2\tMenyetujui jadwal\t\tv\tJadwal\t2 jam\tJadwal sah\tjika tidak setuju kembali ke 1.1\n"
    found = rows(HEAD + body)
    assert [(row["text"], row.get("note", "")) for row in found] == [
        ("Menyusun jadwal", "Persiapan"),
        ("Menyetujui jadwal", "jika tidak setuju kembali ke 1.1"),
    ]
    assert found[1]["decision"] == {"approved": "end", "rejected": 1}


def test_a_second_sop_in_the_file_is_left_out_and_asked_about() -> None:
    other = "SOP Lain\nNo\tKegiatan\tCamat\tLurah\tKelengkapan\tWaktu\tOutput\tKet\n1\tMenyusun data\tv\t\t\t1 hari\tData\t\n"
    draft = reading(HEAD + "1\tMenerima surat\tv\t\tSurat\t5 menit\tAgenda\t\n" + other)
    assert [row["text"] for row in draft.data["activity"]] == ["Menerima surat"]
    question = draft.questions[0]
    assert (question.place, question.asks.code) == ("file", "ask_other_tables")
    assert draft.answered(question, None).data == draft.data


def test_both_branches_in_one_cell_are_a_diamond_there() -> None:
    (first, second) = rows(
        HEAD + "1\tMenerima surat\tx\t\tSurat\t5 menit\tAgenda\t\n2\tMemeriksa surat\t\tYa / Tidak\tAgenda\t5 menit\tSurat sah\t\n"
    )
    assert first["performers"] == [{"key": "staf", "part": "acts"}]
    assert second["performers"] == [{"key": "kasi", "part": "decides"}]


def test_a_branch_that_would_leave_rows_out_of_reach_is_asked_about() -> None:
    body = "1\tMengajukan berkas\tx\t\tBerkas\t5 menit\tBerkas\t\n2\tMemeriksa berkas\t\tx\tBerkas\t5 menit\tBerkas\tYa: lanjut ke langkah 4, Tidak: kembali ke langkah 1\n"
    more = "3\tMelengkapi berkas\tx\t\tBerkas\t1 hari\tBerkas\t\n4\tMengesahkan berkas\t\tx\tBerkas\t1 hari\tSurat\t\n"
    draft = reading(HEAD + body + more)
    (question,) = (one for one in draft.questions if one.asks.code == "ask_approved")
    assert (question.guess, question.choices) == (3, (3, 4))
    draft.procedure()


def test_a_branch_back_to_a_performer_finds_what_they_did() -> None:
    body = (
        "1\tMenyusun konsep\tx\t\t\t1 jam\tKonsep\t\n2\tMengetik surat\tx\t\tKonsep\t1 jam\tSurat\t\n"
        "3\tMemeriksa surat. Jika salah dikembalikan kepada staf untuk diketik ulang\t\tx\tSurat\t1 jam\tSurat sah\t\n"
    )
    draft = reading(HEAD + body)
    assert draft.data["activity"][2]["decision"] == {"approved": "end", "rejected": 2}


def test_the_end_can_be_a_branch() -> None:
    body = "1\tMenerima usul\tx\t\t\t1 jam\tUsul\t\n2\tMenilai usul. Jika ditolak, proses selesai\t\tx\tUsul\t1 jam\tNilai\t\n3\tMelaksanakan usul\tx\t\tNilai\t1 hari\tHasil\t\n"
    assert rows(HEAD + body)[1]["decision"] == {"approved": 3, "rejected": "end"}


def test_labels_of_several_fields_may_share_a_line() -> None:
    top = "Nomor SOP: 1/2020    Tanggal Pembuatan: 3 Mei 2020    Tanggal Efektif: 5 Mei 2020\nNama SOP: Layanan\n"
    head = reading(top + HEAD + "1\tMelayani\tx\t\t\t1 jam\tBuku\t\n").data["procedure"]
    assert head == {"name": "Layanan", "number": "1/2020", "created_on": date(2020, 5, 3), "effective_on": date(2020, 5, 5)}


def test_a_title_alone_names_the_sop() -> None:
    for title in ("STANDAR OPERASIONAL PROSEDUR\nLAYANAN BUKU", "SOP LAYANAN BUKU", "Standar Operasional Prosedur (SOP): LAYANAN BUKU"):
        assert reading(f"{title}\n{HEAD}1\tMelayani\tx\t\t\t1 jam\tBuku\t\n").data["procedure"]["name"] == "LAYANAN BUKU"


def test_without_any_title_the_name_of_the_file_stands_and_is_asked() -> None:
    draft = read("berkas/layanan_buku.txt", io.BytesIO(f"{HEAD}1\tMelayani\tx\t\t\t1 jam\tBuku\t\n".encode()))
    assert draft.data["procedure"]["name"] == "layanan buku"
    assert [one.asks.code for one in draft.questions] == ["ask_name"]


def test_rows_of_a_box_of_signs_are_joined() -> None:
    rule = "+----+------------------+------+------+----------+---------+\n"
    text = (
        rule + "| No | Kegiatan         | Staf | Kasi | Waktu    | Output  |\n" + rule
        + "| 1  | Menerima berkas  | v    |      | 5 menit  | Berkas  |\n|    | permohonan       |      |      |          | masuk   |\n" + rule
        + "| 2  | Menandatangani   |      | v    | 1 hari   | Surat   |\n" + rule
    )  # fmt: skip
    assert texts(text) == ["Menerima berkas permohonan", "Menandatangani"]


def test_semicolons_part_cells_too() -> None:
    assert texts("No;Kegiatan;Staf;Kasi;Waktu;Output\n1;Menerima surat;v;;5 menit;Agenda\n2;Menelaah surat;;v;1 jam;Telaahan\n") == [
        "Menerima surat",
        "Menelaah surat",
    ]


def test_a_table_of_a_web_page_is_read_with_its_spans() -> None:
    page = """<html><body><h2>SOP Layanan Buku</h2><table>
    <tr><th rowspan="2">No</th><th rowspan="2">Kegiatan</th><th colspan="2">Pelaksana</th><th colspan="3">Mutu Baku</th></tr>
    <tr><th>Staf</th><th>Kasi</th><th>Kelengkapan</th><th>Waktu</th><th>Output</th></tr>
    <tr><td>1</td><td>Menerima<br>buku</td><td>&radic;</td><td></td><td><ol><li>1. Kartu</li><li>2. Buku</li></ol></td><td>5 menit</td><td>Bukti</td></tr>
    <tr><td>2</td><td>Mengesahkan</td><td></td><td>v</td><td>Bukti</td><td>1 hari</td><td>Laporan</td></tr></table></body></html>"""
    draft = reading(page)
    assert draft.data["procedure"]["name"] == "Layanan Buku"
    assert lanes(draft) == [["staf"], ["kasi"]]
    assert [one["name"] for one in draft.data["activity"][0]["requirements"]] == ["Kartu", "Buku"]
    draft.procedure()


def test_a_requirement_that_reaches_over_rows_counts_for_each() -> None:
    page = """<table><tr><td>No</td><td>Kegiatan</td><td>Staf</td><td>Kasi</td><td>Kelengkapan</td><td>Waktu</td><td>Output</td></tr>
    <tr><td>1</td><td>Menerima</td><td>v</td><td></td><td rowspan="2">Berkas</td><td>5 menit</td><td rowspan="2">Surat</td></tr>
    <tr><td>2</td><td>Menandatangani</td><td></td><td>v</td><td>1 hari</td></tr></table>"""
    found = rows(page)
    assert [[one["name"] for one in row["requirements"]] for row in found] == [["Berkas"], ["Berkas"]]
    assert [[one["name"] for one in row.get("outputs", [])] for row in found] == [["Surat"], []]


def test_lines_of_a_drawing_join_the_shapes_that_they_touch() -> None:
    (sheet,) = (one.sheet for one in LIBRARY if one.sheet.name == "Penanganan Pengaduan Masyarakat")
    arrows = [(1, 2), (2, 3), (3, 4), (4, 5), (4, 2)]
    draft = reading(xlsx(sheet, drawn=True, arrows=arrows, glued=False))
    assert draft.data["activity"][3]["decision"] == {"approved": 5, "rejected": 2}


@pytest.mark.parametrize("marks", ["drawn", "vml"])
def test_shapes_that_all_hang_on_one_cell_come_in_their_order(marks: str) -> None:
    order = [0, 2, 1, 1, 0, 2]
    sheet = Sheet(
        name="X",
        lanes=["A", "B", "C"],
        lines=[Line(text=f"Kegiatan nomor {n}", marks={lane: BOX}, time="1 hari", left=f"Hasil {n}") for n, lane in enumerate(order)],
    )
    assert lanes(reading(docx(sheet, Style(marks=marks, anchor="first")))) == [["abc"[lane]] for lane in order]


@pytest.mark.parametrize("make", [lambda one: docx(one, Style(marks="drawn")), lambda one: xlsx(one, drawn=True)], ids=["docx", "xlsx"])
def test_shapes_in_cells_of_their_own_stay_there_though_one_row_has_two_and_one_has_none(make: Callable[[Sheet], bytes]) -> None:
    marks: list[dict[int, str]] = [{0: BOX}, {}, {1: BOX}, {0: BOX, 1: BOX}]
    sheet = Sheet(
        name="Surat",
        lanes=["Staf", "Kasi"],
        lines=[Line(text=f"Kegiatan {number} surat", marks=one) for number, one in enumerate(marks, 1)],
    )
    draft = reading(make(sheet))
    assert [lanes(draft)[row] for row in (0, 2, 3)] == [["staf"], ["kasi"], ["staf", "kasi"]]
    assert [one.place for one in draft.questions if one.asks.code == "ask_performer"] == ["activity 2, performers"]


def test_what_was_written_as_toml_and_json_comes_back_whole() -> None:
    procedure = grown(12)
    assert reading(dump(procedure)).procedure() == procedure
    assert reading(json.dumps(SHIPPED, default=str)).procedure().identity.created_on == date(2021, 4, 12)
    with pytest.raises(ProcedureInvalid):
        reading('[procedure]\nname = "X"\n')


CHECKED = "1\tMengajukan berkas\tx\t\tBerkas\t5 menit\tBerkas\t\n2\tMemeriksa berkas\t\t◇\tBerkas\t5 menit\tBerkas\tJika lengkap lanjut ke langkah 4\n"
"""Two rows of which the second lets the third be passed over."""


def test_a_row_that_repairs_leads_back_without_being_a_decision() -> None:
    found = rows(
        HEAD
        + CHECKED
        + "3\tMelengkapi berkas\tx\t\tBerkas\t1 hari\tBerkas\tkembali ke nomor 2\n4\tMengesahkan\t\tx\tBerkas\t1 hari\tSurat\t\n"
    )
    assert found[1]["decision"] == {"approved": 4, "rejected": 3}
    assert found[2]["then"] == 2 and "decision" not in found[2]


def test_a_row_that_is_passed_over_when_all_is_well_follows_the_other_branch() -> None:
    draft = reading(HEAD + CHECKED + "3\tMelengkapi berkas\tx\t\tBerkas\t1 hari\tBerkas\t\n4\tMengesahkan\t\tx\tBerkas\t1 hari\tSurat\t\n")
    (question,) = (one for one in draft.questions if one.asks.code == "ask_rejected")
    assert (question.guess, question.because.code) == (3, "because_passed_over")
    draft.procedure()


def test_a_way_back_that_would_never_end_is_a_decision_to_ask_about() -> None:
    draft = reading(
        HEAD
        + "1\tMenyusun konsep\tx\t\t\t1 jam\tKonsep\t\n2\tMemeriksa konsep\t\tx\tKonsep\t1 jam\tKonsep\tkembali ke nomor 1\n3\tMenyimpan\tx\t\tKonsep\t1 jam\tArsip\t\n"
    )
    row = draft.data["activity"][1]
    assert row["decision"] == {"approved": 3, "rejected": 1} and row["performers"] == [{"key": "kasi", "part": "decides"}]
    assert [one.because.code for one in draft.questions if one.place.startswith("activity")] == ["because_only_back"]
    draft.procedure()


def test_a_way_forward_that_would_leave_rows_out_is_asked_about() -> None:
    draft = reading(
        HEAD
        + "1\tMenyusun konsep, lanjut ke langkah 3\tx\t\t\t1 jam\tKonsep\t\n2\tMencetak\t\tx\tKonsep\t1 jam\tSurat\t\n3\tMenyimpan\tx\t\tSurat\t1 jam\tArsip\t\n"
    )
    (question,) = (one for one in draft.questions if one.asks.code == "ask_then")
    assert (question.place, question.guess, question.choices) == ("activity 1, then", 2, (2, 3))
    assert draft.answered(question, 2).procedure() == draft.procedure()

"""Random SOPs in varied wordings, for reading back what was written: rows, lanes, marks, times, requirements, outputs, notes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from hypothesis import strategies as st

from tests.formats.sops import as_text
from tests.formats.sops.as_docx import Style, docx
from tests.formats.sops.as_xlsx import xlsx
from tests.formats.sops.sheet import BOX, CAPSULE, DIAMOND, Line, Sheet

TIMES: Final[Mapping[str, str]] = {
    "2 Menit": "2 minute", "15 menit": "15 minute", "5-45 menit": "5-45 minute", "480 Menit (8 Jam)": "480 minute", "1 jam": "1 hour",
    "1 Jam 30 Menit": "90 minute", "1 Hari": "1 day", "1 - 3 Hari Kerja": "1-3 day", "5 (lima) hari kerja": "5 day", "14 hari": "14 day",
    "1 bulan (Jan-Feb)": "1 month", "7 hari (Des t-1 / Jan t)": "7 day", "Maks. 1 jam setelah diterima": "1 hour", "H-7": "",
    "2 minggu": "2 week", "-": "", "": "", "Seketika verifikasi selesai": "", "Sesuai kebutuhan": "", "2 x 24 jam": "2 day",
    "120 Menit / 3 Hari": "3 day",
}  # fmt: skip
_LANES: Final = (
    "Pemohon", "Petugas Loket", "Kepala Seksi Pelayanan", "Kasubbag TU", "Sekretaris Dinas", "Kepala Dinas", "Bendahara", "Tim Verifikasi",
    "Siswa/Pelapor", "Pejabat Pengadaan", "PPK", "Analis Kebijakan Ahli Muda", "Pelaksana", "Gubernur",
)  # fmt: skip
_TEXTS: Final = (
    "Menerima berkas permohonan dan mencatat dalam buku agenda",
    "Memeriksa kelengkapan dokumen",
    "Menyusun konsep surat keputusan beserta lampirannya, kemudian menyampaikan kepada pimpinan",
    "Menandatangani surat",
    "Mengarsipkan dokumen (asli dan salinan)",
    "Rapat pembahasan rancangan bersama tim",
    "Penyerahan hasil",
)
_PAPERS: Final = (
    "Surat permohonan",
    "Berkas",
    "Konsep surat",
    "Buku agenda",
    "Disposisi",
    "Data dukung (2 rangkap)",
    "Laporan hasil kegiatan",
    "Komputer",
    "ATK",
    "SK",
)
_HEADS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("No", "No.", "NO", "Nomor"),
    "text": ("Kegiatan", "Uraian Kegiatan", "Uraian Prosedur", "Aktivitas", "Langkah", "URAIAN KEGIATAN", "Tahapan", "Aktifitas"),
    "performers": ("Pelaksana", "PELAKSANA", "Pelaku", "Unit Pelaksana"),
    "quality": ("Mutu Baku", "MUTU BAKU", "Standar Mutu Baku"),
    "requirements": ("Kelengkapan", "Persyaratan", "Persyaratan/Kelengkapan", "Persyaratan / Perlengkapan", "Syarat"),
    "time": ("Waktu", "WAKTU", "Jangka Waktu", "Waktu Penyelesaian"),
    "outputs": ("Output", "Keluaran", "Output/Keluaran", "Hasil"),
    "note": ("Keterangan", "Ket.", "Ket", "Keterangan / Catatan", ""),
}
_TYPED: Final = (BOX, BOX, BOX, CAPSULE, "√", "v", "x", "●", "■", "V", "✓")

FORMS: Final[Mapping[str, Callable[[Sheet], str | bytes]]] = {
    "text between tabs": as_text.tabbed,
    "text as Excel copies it": as_text.from_excel,
    "text as Word copies it": as_text.from_word,
    "text between bars": as_text.barred,
    "text in columns of spaces": as_text.spaced,
    "DOCX, letters": docx,
    "DOCX, shapes": lambda sheet: docx(sheet, Style(marks="drawn")),
    "DOCX, shapes anchored in the text's cell, widths of the grid stale": lambda sheet: docx(
        sheet, Style(marks="drawn", anchor="text", stale_grid=True)
    ),
    "DOCX, shapes relative to the margin": lambda sheet: docx(sheet, Style(marks="margin", anchor="text")),
    "DOCX, VML": lambda sheet: docx(sheet, Style(marks="vml", anchor="text")),
    "DOCX over pages": lambda sheet: docx(sheet, Style(pages=3, identity="paragraphs")),
    "XLSX, merged cells": xlsx,
    "XLSX, nothing merged": lambda sheet: xlsx(sheet, merged=False),
    "XLSX, shapes": lambda sheet: xlsx(sheet, drawn=True),
}


@st.composite
def sheets(draw: st.DrawFn, *, lists: bool = True) -> Sheet:
    """An SOP of up to seven lanes and twelve rows; ``lists``: cells may have several lines."""
    lanes = draw(st.lists(st.sampled_from(_LANES), min_size=1, max_size=7, unique=True))
    heads = {role: draw(st.sampled_from(names)) for role, names in _HEADS.items()}
    lines = draw(st.lists(_lines(len(lanes), note=bool(heads["note"]), lists=lists), min_size=1, max_size=12))
    return Sheet(
        name="Pelayanan Contoh",
        lanes=lanes,
        lines=lines,
        heads=heads,
        counted=draw(st.booleans()),
        identity=[("Nama SOP", "Pelayanan Contoh"), ("Nomor SOP", "12/SOP/2024"), ("Tanggal Pembuatan", "4 Maret 2024")],
    )


@st.composite
def named_sheets(draw: st.DrawFn) -> Sheet:
    """An SOP whose performers have one column with a name in each row."""
    sheet = draw(sheets(lists=False))
    lines = [
        Line(text=line.text, name=draw(st.sampled_from(_LANES[:6])), needs=line.needs, time=line.time, left=line.left, note=line.note)
        for line in sheet.rows
    ]
    return Sheet(name=sheet.name, lines=lines, heads=sheet.heads, identity=sheet.identity)


@st.composite
def _lines(draw: st.DrawFn, lanes: int, *, note: bool, lists: bool) -> Line:
    marked = draw(st.lists(st.integers(0, lanes - 1), min_size=1, max_size=3, unique=True))
    marks = {lane: draw(st.sampled_from(_TYPED)) for lane in marked}
    if draw(st.integers(0, 4)) == 4:
        marks[marked[0]] = DIAMOND
    return Line(
        text=draw(st.sampled_from(_TEXTS)),
        marks=marks,
        needs=_papers(draw, lists=lists),
        time=draw(st.sampled_from(list(TIMES))),
        left=_papers(draw, lists=lists),
        note=draw(st.sampled_from(["", "", "Selesai", "Diarsipkan 5 tahun"])) if note else "",
    )


def _papers(draw: st.DrawFn, *, lists: bool) -> str:
    names = draw(st.lists(st.sampled_from(_PAPERS), max_size=3, unique=True))
    if len(names) < 2:
        return names[0] if names else ""
    if not lists:
        return ", ".join(names)
    numbered = "\n".join(f"{number}. {name}" for number, name in enumerate(names, 1))
    return draw(st.sampled_from([", ".join(names), numbered, "\n".join(f"- {name}" for name in names), numbered.replace("\n", " ")]))


def numerous(activities: int) -> Sheet:
    """An SOP of this many rows and eight lanes, always the same: for benchmarks. Every fifth row checks and may send the work back."""
    checks = "Memeriksa kelengkapan dokumen. Jika tidak lengkap dikembalikan kepada pemohon, jika lengkap diteruskan ke Sekretaris Dinas"
    lines = [
        Line(
            text=checks if number % 5 == 0 else _TEXTS[number % len(_TEXTS)],
            marks={number % 8: DIAMOND if number % 5 == 0 else BOX},
            needs="1. Surat permohonan\n2. Data dukung\n3. Buku agenda",
            time="5 (lima) hari kerja",
            left=f"Konsep surat {number}",
        )
        for number in range(1, activities + 1)
    ]
    return Sheet(name="Pelayanan Contoh", lanes=_LANES[:8], lines=lines, identity=[("Nama SOP", "Pelayanan Contoh")])

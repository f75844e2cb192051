"""The words met in real SOPs, as data: heads of columns, fields of the identity block, marks, conditions, and keys for known wordings.

`wordings.toml` beside this file holds what grows with every SOP met; here stands what code must understand.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Final

from runut.formats.reading.source import plain, several

_HEADS: Final[Mapping[str, tuple[str, str]]] = {
    # role: words of which one must stand in the head, and words that may stand beside it; the first role that fits wins
    "number": ("no nomor nomer", "urut kegiatan urutan"),
    "requirements": (
        "kelengkapan persyaratan perlengkapan syarat input masukan bahan requirements",
        "dan atau dokumen data mutu baku alat peralatan awal berkas kerja kegiatan standar",
    ),
    "time": (
        "waktu durasi jangka lama time",
        "penyelesaian pelaksanaan baku mutu hari kerja jam menit proses pengerjaan dan kegiatan dalam minggu bulan standar",
    ),
    "outputs": ("output keluaran hasil luaran produk out outputs", "put kegiatan akhir kerja dan mutu baku standar"),
    "note": ("keterangan ket catatan remark remarks note notes explanation", "dan tambahan lain lainnya kegiatan"),
    "quality": ("mutu quality", "baku standar dan sla standard pelayanan"),
    "performers": (
        "pelaksana pelaku aktor pic penanggung performers performer",
        "unit kegiatan sop dan jawab pihak yang terlibat terkait kerja aktivitas nama jabatan",
    ),
    "text": (
        "uraian kegiatan aktivitas aktifitas aktivitas prosedur langkah tahapan tahap proses tindakan activity activities step steps",
        "rincian deskripsi nama urutan jenis kerja pekerjaan dan sop pelayanan procedure description the of pokok",
    ),
}
_HEAD_WORDS: Final = {found: (several(core), several(beside)) for found, (core, beside) in _HEADS.items()}
_LONGEST_HEAD: Final = 90

FIELDS: Final[Mapping[str, tuple[str, ...]]] = {
    "number": ("nomor sop", "no sop", "nomor", "nomor sop ap", "no dokumen", "nomor dokumen", "no sop ap", "sop number"),
    "created_on": (
        "tanggal pembuatan",
        "tgl pembuatan",
        "tanggal dibuat",
        "tanggal penyusunan",
        "tgl dibuat",
        "tanggal terbit",
        "date made",
    ),
    "revised_on": ("tanggal revisi", "tgl revisi", "tanggal perubahan", "tanggal review", "date revised"),
    "effective_on": ("tanggal efektif", "tgl efektif", "tanggal pengesahan", "tanggal berlaku", "tanggal mulai berlaku", "date in force"),
    "approved_by": (
        "disahkan oleh",
        "di sahkan oleh",
        "disetujui oleh",
        "ditetapkan oleh",
        "pengesahan",
        "disahkan",
        "mengesahkan",
        "enacted by",
    ),
    "name": (
        "nama sop",
        "judul sop",
        "nama judul sop",
        "nama sop ap",
        "nama prosedur",
        "judul",
        "nama standar operasional prosedur",
        "sop name",
    ),
    "legal_basis": ("dasar hukum", "landasan hukum", "dasar", "legal basis"),
    "qualifications": (
        "kualifikasi pelaksana",
        "kualifikasi pelaksanaan",
        "kualifikasi pelaksana sop",
        "kualifikasi",
        "qualifications of performers",
    ),
    "related": (
        "keterkaitan",
        "keterkaitan sop",
        "keterkaitan dengan sop lain",
        "sop terkait",
        "keterkaitan dengan sop",
        "related procedures",
    ),
    "equipment": (
        "peralatan perlengkapan",
        "peralatan dan perlengkapan",
        "peralatan atau perlengkapan",
        "perlengkapan peralatan",
        "peralatan",
        "perlengkapan",
        "sarana dan prasarana",
        "equipment",
    ),
    "warnings": ("peringatan", "warnings"),
    "records": (
        "pencatatan dan pendataan",
        "pencatatan pendataan",
        "pencatatan",
        "pendataan dan pencatatan",
        "pencatatan dan pendataan sop",
        "recording and data collection",
    ),
}
"""The labels of the identity block, as `plain` gives them."""

MARKS: Final = several("√ ✓ ✔ ☑ ☒ ✗ ✘ ✕ × ● • ○ ◯ ■ □ ▪ ▫ ▢ ▭ ▬ ▮ ▯ ◆ ◇ ◊ ♦ ⬥ ⬦ ⯁ * + ► ▶ ➤ ⬭ ⬬ ⬤ v x V X ü þ Ö")
"""What people put into a performer's column; ü, þ and Ö are ticks of Wingdings and Symbol that lost their font."""
ARROWS: Final = several("→ ← ↑ ↓ ↔ ↕ ⇒ ⇐ ⇓ ⇑ -> <- => | │ ─ └ ┘ ┌ ┐ ⟶ ⟵ ☐")
"""What stands for an arrow, or is a box not ticked: it says nothing of who acts."""
DIAMONDS: Final = several("◆ ◇ ◊ ♦ ⬥ ⬦ ⯁ <> ⋄")
START: Final = frozenset({"mulai", "start", "awal"})
FINISH: Final = frozenset({"selesai", "end", "akhir", "finish", "stop"})
YES: Final = frozenset(
    {
        "ya",
        "y",
        "yes",
        "setuju",
        "disetujui",
        "lengkap",
        "sesuai",
        "layak",
        "valid",
        "memenuhi",
        "memenuhi syarat",
        "diterima",
        "benar",
        "ok",
        "ada",
        "lulus",
        "menyetujui",
    }
)
NO: Final = frozenset(
    {"tidak", "tdk", "t", "no", "n", "ditolak", "menolak", "belum", "revisi", "perbaikan", "tolak", "gagal"}
    | {
        f"{no} {yes}"
        for no in ("tidak", "tdk", "belum", "tak", "kurang")
        for yes in (
            "setuju",
            "disetujui",
            "lengkap",
            "sesuai",
            "layak",
            "valid",
            "memenuhi",
            "memenuhi syarat",
            "diterima",
            "benar",
            "ada",
            "lulus",
            "menyetujui",
        )
    }
)
NOTHING: Final = frozenset({"", "-", "–", "—", "--", "---", ".", "…", "...", "_", "n/a", "na", "nihil", "tidak ada", "tdk ada"})
"""What stands in a cell that says nothing."""


def role(name: str) -> str:
    """Return the role of the column with this head (``time``, ``text`` ...), or nothing."""
    return _role(name) if len(name) <= _LONGEST_HEAD else ""


@lru_cache(maxsize=8192)
def _role(name: str) -> str:
    words = frozenset(plain(name).split())
    if not words or len(words) > 7:
        return ""
    for found, (core, beside) in _HEAD_WORDS.items():
        if core & words and all(word in core or word in beside or word.isdigit() for word in words):
            return found
    return ""


def nothing(text: str) -> bool:
    """Whether a cell with this text says nothing."""
    return " ".join(text.split()).casefold() in NOTHING


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("runut.formats.reading").joinpath("wordings.toml").read_text(encoding="utf-8"))


def _by_wording(table: Mapping[str, Sequence[str]]) -> dict[str, str]:
    return {plain(wording): key for key, wordings in table.items() for wording in wordings}


@cache
def known_deliverables() -> Mapping[str, str]:
    """Return the key of each known wording of a deliverable, wordings as `plain` gives them."""
    return _by_wording(_table()["deliverables"])


@cache
def known_performers() -> Mapping[str, str]:
    """Return the key of each known name of a performer."""
    return _by_wording(_table()["performers"])


@cache
def held_by() -> Mapping[str, str]:
    """Return who holds a performer, for the keys and names that are not an office."""
    return _by_wording(_table()["held_by"])


@cache
def misprints() -> Mapping[str, str]:
    """Return the right form of each known misprint, both in small letters."""
    return dict(_table()["misprints"])


@cache
def vocabulary() -> frozenset[str]:
    """Return the words that SOPs are written with, by which a misprint of one is known."""
    return frozenset(_table()["vocabulary"]["words"].split())


@cache
def laws() -> Sequence[Mapping[str, str]]:
    """Return the laws that SOPs cite most: issuer, number, year, and words of the title."""
    return tuple(_table()["law"])

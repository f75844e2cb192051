"""What is filed in a rehearsal: small plain texts, each marked so that nobody takes it for an official paper.

A room whose form stands in the place of a file names its content with `fill`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any, Final

MARK: Final = "CONTOH (GLADI) - bukan naskah dinas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """For which deliverable something is needed, in which case, and when; ``ends_on`` where it must set the end of work."""

    key: str
    name: str
    case: str
    unit: str
    activity: int
    round: int
    on: date
    ends_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """What a form of the product holds instead of a file."""

    form: str
    content: Mapping[str, Any]


Filler = Callable[[Occasion, Random], Form]
_FILLERS: Final[dict[str, Filler]] = {}


def fill(key: str, filler: Filler) -> None:
    """Let ``filler`` make what fulfils ``key``; called in ``AppConfig.ready()`` of the room with the form."""
    _FILLERS[key] = filler


def form_for(occasion: Occasion, rng: Random) -> Form | None:
    """Return what the room with a form for this deliverable fills in; None: a file does."""
    filler = _FILLERS.get(occasion.key)
    return filler(occasion, rng) if filler else None


_PARAGRAPHS: Final[Mapping[str, tuple[str, ...]]] = {
    "analysis_report": (
        "Layanan masih dicatat pada lembar kerja di tiap bidang; rekap bulanan memakan tiga hari.",
        "Permohonan ganda tidak diketahui sampai berkas sampai di loket.",
        "Usulan: satu aplikasi dengan pendaftaran, pemeriksaan, persetujuan, dan rekap.",
    ),
    "development_mandate": (
        "Pengembangan disetujui dengan lingkup: pendaftaran, pemeriksaan, persetujuan, rekap.",
        "Di luar lingkup: pembayaran dan tanda tangan elektronik.",
    ),
    "project_board": ("Papan proyek telah disiapkan; daftar pekerjaan terbagi atas empat tahap.",),
    "source_repository": ("Repositori kode sumber telah disiapkan; hak akses diberikan kepada tim pengembang.",),
    "regulations": (
        "UU 30/2014 tentang Administrasi Pemerintahan.",
        "PP 71/2019 tentang Penyelenggaraan Sistem dan Transaksi Elektronik.",
        "Permen PANRB 35/2012 tentang Pedoman Penyusunan SOP Administrasi Pemerintahan.",
    ),
    "schedule": ("Analisis rinci, pembangunan, pengujian, dan serah terima, berurutan.",),
    "mockups": ("Halaman masuk, daftar permohonan, rincian permohonan, dan rekap bulanan.",),
    "business_flow": ("Pemohon mendaftar, petugas memeriksa, pejabat menyetujui, pemohon diberi tahu.",),
    "analysis_document": ("Kebutuhan fungsional 18 butir, kebutuhan nonfungsional 7 butir.",),
    "plan_presentation": ("Hadir: tim pengembang dan tim teknis. Aplikasi sejenis: Pendataan Layanan (contoh).",),
    "result_presentation": ("Hadir: tim pengembang, tim teknis, dan pengguna. Seluruh fitur diperagakan.",),
    "test_documentation": ("UAT 24 skenario lulus; uji penetrasi tanpa temuan tinggi; kebergunaan 78 dari 100.",),
    "installation_guide": ("Kebutuhan sistem: 2 inti, memori 4 GB, penyimpanan 20 GB. Langkah pemasangan 1 sampai 9.",),
    "installation_report": ("Terpasang sesuai petunjuk. Seluruh butir yang dipresentasikan ditemukan pada hasil pemasangan.",),
    "plan_response": ("Tanggapan tim teknis atas rencana pengembangan.",),
    "result_response": ("Tanggapan tim teknis atas hasil pengembangan.",),
    "final_report": ("Pekerjaan selesai; seluruh keluaran telah diserahkan kepada unit pemohon.",),
}


def text_for(occasion: Occasion, rng: Random) -> bytes:
    """Return a text file about the deliverable; the same occasion and seed give the same bytes."""
    lines = [MARK, "", occasion.name, "=" * len(occasion.name), ""]
    lines += [f"Proyek: {occasion.case}", f"Unit pemohon: {occasion.unit}"]
    lines += [f"Kegiatan {occasion.activity}, putaran {occasion.round}, {occasion.on:%d-%m-%Y}", ""]
    lines += [f"- {one}" for one in _PARAGRAPHS.get(occasion.key, ("Isi contoh untuk keperluan gladi.",))]
    if occasion.ends_on:
        lines += ["", f"Pekerjaan berakhir pada {occasion.ends_on:%d-%m-%Y}."]
    lines += ["", f"Lembar kendali {rng.getrandbits(32):08x}"]
    return ("\n".join(lines) + "\n").encode()


REMARKS: Final = (
    "Waktu pengujian terlalu singkat; sediakan sedikitnya lima hari kerja.",
    "Alur untuk permohonan yang ditolak belum digambarkan.",
    "Halaman rekap belum menunjukkan periode yang dapat dipilih.",
    "Hak akses petugas dan pejabat belum dipisahkan.",
    "Petunjuk belum menjelaskan pemulihan dari cadangan.",
    "Pesan kesalahan pada halaman pendaftaran belum dapat dimengerti pemohon.",
)
REASONS: Final = (
    "Belum dapat dilanjutkan sebelum catatan berikut diperbaiki.",
    "Hasilnya belum sesuai dengan yang dipresentasikan.",
    "Masih ada kebutuhan pengguna yang belum tercakup.",
)
REFUSALS: Final = (
    "Kebutuhan ini sudah dilayani aplikasi lain yang dipakai di unit pemohon.",
    "Tidak termasuk prioritas tahun ini; ajukan kembali bersama rencana tahun depan.",
    "Analisis menunjukkan bahwa perubahan tata kerja sudah cukup, tanpa aplikasi baru.",
)
"""Why a request ends: nothing comes after it that could be mended."""
ANSWERS: Final = (
    "Sudah diperbaiki sesuai catatan.",
    "Sudah ditambahkan dan dibahas bersama pengguna.",
    "Sudah disesuaikan; bagian lama diganti seluruhnya.",
)
NOTES: Final = ("Telah diperiksa.", "Lengkap.", "", "", "Sesuai persyaratan.")
ROLES: Final = ("Ketua tim", "Analis sistem", "Pemrogram", "Penguji")

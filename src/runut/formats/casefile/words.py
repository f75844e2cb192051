"""The words of a case file's index, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.formats.words import LANGUAGES, Language

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "case_file": ("Berkas proyek", "Case file"),
    "lead": (
        "Paket ini memuat seluruh bukti proyek. “runut case verify” memeriksanya tanpa jaringan dan tanpa basis data.",
        "This package holds all evidence of the case. “runut case verify” checks it offline and without a database.",
    ),
    "number": ("Nomor", "Number"),
    "unit": ("Unit pemohon", "Requesting unit"),
    "purpose": ("Tujuan", "Purpose"),
    "status": ("Status", "Status"),
    "active": ("berjalan", "active"),
    "held": ("ditunda", "on hold"),
    "completed": ("selesai", "completed"),
    "refused": ("tidak disetujui", "refused"),
    "cancelled": ("dibatalkan", "cancelled"),
    "sop": ("SOP", "SOP"),
    "printed": ("bentuk cetak", "printed form"),
    "version": ("versi %(number)s", "version %(number)s"),
    "head": ("Hash ujung rantai", "Head of the chain"),
    "head_lead": (
        "Bandingkan dengan hash yang diumumkan di halaman proyek, di surat, atau di daftar harian.",
        "Compare it with the hash that was published on the case's page, on papers or in the daily list.",
    ),
    "work": ("Pelaksanaan", "What was done"),
    "activity": ("Kegiatan", "Activity"),
    "round": ("Putaran", "Round"),
    "begun": ("Mulai", "Begun"),
    "due": ("Tenggat", "Deadline"),
    "closed": ("Selesai", "Closed"),
    "in_time": ("tepat waktu", "in time"),
    "late": ("terlambat", "late"),
    "no_due": ("tanpa tenggat", "no deadline"),
    "open": ("masih terbuka", "still open"),
    "responses": ("Tanggapan dan keputusan", "Responses and decisions"),
    "decided": ("Keputusan", "Decision"),
    "by": ("Oleh", "By"),
    "at": ("Waktu", "When"),
    "reason": ("Alasan", "Reason"),
    "remarks": ("Catatan", "Remarks"),
    "about": ("Dokumen yang diputuskan", "About"),
    "changed_after": ("Berubah sesudahnya", "Changed afterwards"),
    "none": ("Tidak ada", "None"),
    "documents": ("Dokumen", "Documents"),
    "document": ("Dokumen", "Document"),
    "filed": ("Disimpan", "Filed"),
    "size": ("Ukuran (bita)", "Size (bytes)"),
    "events": ("Peristiwa", "Events"),
    "event": ("Peristiwa", "Event"),
    "what": ("Apa", "What"),
    "kind_open": ("permohonan dicatat", "request entered"),
    "kind_number": ("nomor register diberikan", "register number given"),
    "kind_schedule": ("kegiatan dimulai", "activity begun"),
    "kind_certify": ("giliran dicatat", "turn recorded"),
    "kind_complete": ("kegiatan selesai", "activity completed"),
    "kind_end": ("proyek berakhir", "case ended"),
    "kind_file": ("dokumen disimpan", "document filed"),
    "kind_sign": ("dokumen ditandatangani", "document signed"),
    "kind_remove": ("dokumen ditarik", "document taken out"),
    "kind_answer": ("catatan dijawab", "remark answered"),
    "kind_team": ("tim ditetapkan", "team named"),
    "kind_suspend": ("dihentikan sementara", "put on hold"),
    "kind_resume": ("dilanjutkan", "resumed"),
    "kind_extend": ("tenggat diperpanjang", "deadline extended"),
    "kind_calendar": ("tenggat bergeser oleh kalender", "deadline moved by the calendar"),
    "kind_lapse": ("yang dicatat gugur karena dokumen berubah", "what was recorded lapsed: a document changed"),
    "kind_deviate": ("penyimpangan dari alur", "deviation from the flow"),
    "kind_cancel": ("dibatalkan", "cancelled"),
    "kind_version": ("pindah ke versi SOP lain", "moved to another version of the SOP"),
    "plt": ("Plt.", "Acting (Plt.)"),
    "plh": ("Plh.", "Acting (Plh.)"),
    "letter": ("surat %(number)s", "letter %(number)s"),
}


def say(key: str, language: Language, **gaps: object) -> str:
    """Return a word of the index, its gaps filled."""
    found = WORDS[key][LANGUAGES.index(language)]
    return found % gaps if gaps else found

"""The words of the form in both languages; rooms without a framework translate by this table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final, Literal

from runut.core.procedure import END, Part, Procedure, TimeLimit, Unit

Language = Literal["id", "en"]
LANGUAGES: Final[tuple[Language, ...]] = ("id", "en")

WORDS: Final[Mapping[str, tuple[str, str]]] = {
    # identity block (bagian identitas), in the wording of Permen PANRB 35/2012
    "number": ("Nomor SOP", "SOP number"),
    "created_on": ("Tanggal Pembuatan", "Date made"),
    "revised_on": ("Tanggal Revisi", "Date revised"),
    "effective_on": ("Tanggal Efektif", "Date in force"),
    "approved_by": ("Disahkan oleh", "Enacted by"),
    "name": ("Nama SOP", "SOP name"),
    "legal_basis": ("Dasar Hukum", "Legal basis"),
    "replaced": ("(sudah tidak berlaku; digantikan %(law)s)", "(no longer in force; replaced by %(law)s)"),
    "qualifications": ("Kualifikasi Pelaksana", "Qualifications of performers"),
    "related": ("Keterkaitan", "Related procedures"),
    "equipment": ("Peralatan/Perlengkapan", "Equipment"),
    "warnings": ("Peringatan", "Warnings"),
    "records": ("Pencatatan dan Pendataan", "Recording and data collection"),
    # heads of the table (bagian flowchart)
    "no": ("No", "No"),
    "text": ("Uraian Kegiatan", "Activity"),
    "performers": ("Pelaksana", "Performers"),
    "quality": ("Mutu Baku", "Quality standard"),
    "requirements": ("Kelengkapan", "Requirements"),
    "time": ("Waktu", "Time"),
    "outputs": ("Output", "Outputs"),
    "note": ("Keterangan", "Explanation"),
    # symbols
    "start": ("Mulai", "Start"),
    "finish": ("Selesai", "End"),
    "leads_nowhere": ("%(number)s: tujuannya belum dipilih", "%(number)s: not chosen yet where it leads"),
    "nobody": ("belum ditentukan siapa", "nobody named yet"),
    "to": ("ke nomor %(number)s", "to number %(number)s"),
    "round": ("putaran %(number)s", "round %(number)s"),
    "turn": ("giliran %(turn)s", "turn %(turn)s"),
    "page": ("Halaman %(page)s", "Page %(page)s"),
    "sizes": (
        "%(rows)s kegiatan sebagai baris, %(lanes)s pelaksana sebagai kolom; anak panah menunjukkan urutannya.",
        "%(rows)s activities as rows, %(lanes)s performers as columns; arrows show their order.",
    ),
    # how an activity differs from another version
    "added": ("baru", "new"),
    "removed": ("dihapus", "removed"),
    "changed": ("berubah", "changed"),
    "moved": ("dipindah", "moved"),
    # what a simulation expects, beside the flowchart
    "expected": ("Perkiraan hari kerja", "Expected working days"),
    "schedule": ("+ jadwal", "+ schedule"),
    "unstated": ("waktu tidak disebut", "no time stated"),
    "unvisited": ("tidak dilalui", "not come to"),
    # parts
    Part.ACTS: ("mengerjakan", "acts"),
    Part.DECIDES: ("memutuskan", "decides"),
    Part.RECEIVES: ("menerima", "receives"),
    Part.ATTENDS: ("hadir", "attends"),
    # outcomes as they stand beside a diamond
    "approved": ("Ya", "Yes"),
    "agreed": ("Ya", "Yes"),
    "rejected": ("Tidak", "No"),
    "refused": ("Tidak", "No"),
    # times
    "follows": ("sesuai “%(name)s”", "as scheduled in “%(name)s”"),
}
"""What the form says, Indonesian and English."""

OUTCOMES: Final = frozenset({"approved", "agreed", "rejected", "refused"})
"""The outcomes that have words of the form; every other is its own."""
_UNITS: Final[Mapping[str, tuple[str, str, str]]] = {
    Unit.MINUTE: ("menit", "minute", "minutes"),
    Unit.HOUR: ("jam", "hour", "hours"),
    Unit.DAY: ("hari kerja", "working day", "working days"),
    Unit.WEEK: ("minggu", "week", "weeks"),
    Unit.MONTH: ("bulan", "month", "months"),
    "calendar": ("hari kalender", "calendar day", "calendar days"),
}
_MONTHS: Final[Mapping[str, tuple[str, ...]]] = {
    "id": ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November", "Desember"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}


def word(key: str, language: Language, **gaps: object) -> str:
    """Return the word of the form for ``key``, its gaps filled."""
    found = WORDS[key][LANGUAGES.index(language)]
    return found % gaps if gaps else found


def number_words(value: float, language: Language) -> str:
    """Return a figure with two decimals at most, in the writing of the language: ``22,67``."""
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return text.replace(".", ",") if language == "id" else text


def day_words(day: date | None, language: Language) -> str:
    """Return ``12 April 2021``, and nothing for a date that is not stated."""
    return f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}" if day else ""


def outcome_words(outcome: str, language: Language) -> str:
    """Return what stands beside the diamond: Ya, Tidak, or the outcome's own key as words."""
    return word(outcome, language) if outcome in OUTCOMES else outcome.replace("_", " ").capitalize()


def target_words(target: int | str, language: Language) -> str:
    """Return where an outcome leads: ``ke nomor 3``, or the end."""
    return word("finish", language) if target == END else word("to", language, number=target)


def time_words(limit: TimeLimit | None, procedure: Procedure, language: Language) -> str:
    """Return a time limit as the form shows it: ``3 hari kerja``, ``1-3 jam``, ``sesuai “Jadwal”``; empty where none is stated."""
    if limit is None:
        return ""
    if limit.follows:
        return word("follows", language, name=deliverable_name(limit.follows, procedure))
    calendar = limit.unit is Unit.DAY and procedure.day == "calendar"
    indonesian, one, many = _UNITS["calendar" if calendar else limit.unit]
    unit = indonesian if language == "id" else (one if limit.high == 1 else many)
    return f"{limit.high} {unit}" if limit.low == limit.high else f"{limit.low}-{limit.high} {unit}"


def deliverable_name(key: str, procedure: Procedure) -> str:
    """Return the SOP's own wording of a deliverable; of one that it does not have, its key."""
    return next((one.name for activity in procedure.activities for one in activity.deliverables if one.key == key), key)

"""Branches as people write them: conditions in the sentence, labels beside a diamond, “kembali ke nomor 3”."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from typing import Final

from runut.core.procedure import END
from runut.formats.reading.source import Kind
from runut.formats.reading.table import Row

_LONGEST_TEXT: Final = 3_000
"""Letters in which a branch is looked for."""
_CONDITION: Final = re.compile(r"\b(?:jika|apabila|bilamana|bila|kalau|dalam hal|seandainya|if)\b", re.IGNORECASE)
_JUDGED: Final = (
    r"(?:me(?:ny)?etujui|setuju|disetujui|lengkap|sesuai|layak|valid|memenuhi(?:\s+\w+)?|diterima|benar|lulus|ya|dinyatakan\s+\w+|disepakati|"
    r"sah|cocok|terpenuhi|tersedia|terverifikasi|sudah\s+\w+|berkenan|sepakat|yes|approved|ok|oke|memadai)"
)
_NO: Final = re.compile(
    r"\b(?:tidak|tdk|belum|kurang|tak|ditolak|menolak|tolak|gagal|salah|keliru|direvisi|revisi|no|not)\b"
    r"|\b(?:ada|terdapat|ditemukan|masih|perlu|memerlukan|membutuhkan)\s+(?:\w+\s+){0,2}(?:kesalahan|kekurangan|koreksi|perbaikan|revisi|kekeliruan|diperbaiki|catatan|masukan|ketidaksesuaian)\b",
    re.IGNORECASE,
)
_NOT_NO: Final = re.compile(r"\btidak\s+(?:ada|terdapat|ditemukan|perlu|memerlukan)\b(?:\s+\w+){0,2}", re.IGNORECASE)
_YES: Final = re.compile(rf"\b{_JUDGED}\b", re.IGNORECASE)
_THEN: Final = r"(?:lanjut|kembali|dikembalikan|dilanjutkan|diteruskan|ke\s+(?:no|lang|keg|tah))"
_LABELLED: Final = re.compile(
    rf"(?:^|(?<=[\s(.;,/]))(?P<label>(?:tidak|tdk|belum)\s+{_JUDGED}|(?:tidak|tdk|ya|setuju|disetujui|lengkap|sesuai|layak|memenuhi\s+syarat|ditolak|no|yes))"
    rf"\s*(?:[:=→>]|->|=>|–|—|-(?=\s)|,(?=\s*{_THEN})|\s(?=\s*{_THEN}))\s*",
    re.IGNORECASE,
)
_SENTENCE_END: Final = re.compile(r"(?<=[a-z)])(?<!\bno)[.;]\s+(?=[A-Z])|[;\n]")
_ALTERNATIVES: Final = re.compile(
    rf"\b(?:ya\s*/\s*tidak|{_JUDGED}\s*(?:/|atau)\s*(?:tidak|tdk|belum)(?:\s+{_JUDGED})?|menyetujui\s*(?:/|atau|dan/atau)\s*menolak|disetujui\s*(?:/|atau)\s*ditolak|diterima\s*(?:/|atau)\s*ditolak|menerima\s*(?:/|atau)\s*menolak|yes\s*/\s*no)\b",
    re.IGNORECASE,
)
_JUMP: Final = re.compile(
    r"\b(?P<how>kembali(?:kan)?|dikembalikan|mengembalikan|lanjut(?:kan)?|dilanjutkan|melanjutkan|diteruskan|meneruskan|menuju|loncat|mengulang(?:i)?|diulang(?:i)?|ulang(?:i)?|masuk|ke|go|back|langsung)\b[^.;\n\d]{0,40}?"
    r"\b(?:(?:nomor|nomer|no|langkah|kegiatan|tahap(?:an)?|poin|point|butir|proses|aktivitas|prosedur|step|number|angka|ke)\b[ .\-]{0,9}){1,4}(?P<number>\d{1,3}(?:\.\d{1,2})*)(?!\s*(?:tahun|thn|/|hari|jam|menit|minggu|bulan|rangkap|orang))",
    re.IGNORECASE,
)
_BARE_NUMBER: Final = re.compile(r"^\s*(?:ke\s*)?(?:no\.?\s*)?(?P<number>\d{1,3})\s*[.)]?\s*$", re.IGNORECASE)
_ENDS: Final = re.compile(
    r"\b(?:(?:proses|permohonan|kegiatan|prosedur)\s+(?:selesai|berakhir|dihentikan|ditutup|tidak dilanjutkan)|selesai|berakhir|dihentikan|dibatalkan|tidak dilanjutkan|ditolak dan selesai)\b",
    re.IGNORECASE,
)
_BACK: Final = re.compile(
    r"\b(?:dikembalikan|mengembalikan|kembalikan|(?:diserahkan|dikirim|disampaikan)\s+kembali|return(?:ed)?)\b|\bkembali(?:\s+(?:ke|kepada|pada)\b|\s*$)",
    re.IGNORECASE,
)
_MAYBE: Final = re.compile(r"\b(?:menyetujui|memberi(?:kan)? persetujuan|persetujuan|menolak|disetujui)\b", re.IGNORECASE)


@dataclass(slots=True)
class Exit:
    """One branch as the words give it: the consequence, and where it says to go (the number as written, or the end)."""

    words: str = ""
    number: str = ""
    ends: bool = False
    back: bool = False

    @property
    def says(self) -> bool:
        """Whether the words say where this goes."""
        return bool(self.words or self.number or self.ends)


@dataclass(slots=True)
class Branch:
    """A decision as a row tells it: by ``sign`` (diamond, label, words), with the exits that are spoken of."""

    sign: str
    yes: Exit | None = None
    no: Exit | None = None


def find_branch(row: Row) -> Branch | None:
    """Return the decision that ``row`` tells of; None when it tells of none."""
    drawn = any(one.kind is Kind.DECISION for shapes in row.lanes.values() for one in shapes)
    branch = Branch(sign="diamond" if drawn else "label" if row.labels else "words")
    for text in (row.text[:_LONGEST_TEXT], row.note[:_LONGEST_TEXT]):
        _conditions(text, branch)
        _labels(text, branch)
    if branch.yes is None and branch.no is None:
        jump = _exit(row.note[:_LONGEST_TEXT])
        spoken = _exit(row.text[:_LONGEST_TEXT])
        jump = jump if jump.number else spoken
        if jump.number and (drawn or row.labels):
            branch.no = jump if jump.back else None
            branch.yes = None if jump.back else jump
    told = branch.yes or branch.no or row.labels or drawn or _ALTERNATIVES.search(f"{row.text[:_LONGEST_TEXT]}\n{row.note[:_LONGEST_TEXT]}")
    return branch if told else None


def leads_to(row: Row) -> str:
    """Return the number to which a row without a decision says that it leads on or back; nothing when it says none."""
    for text in (row.note[:_LONGEST_TEXT], row.text[:_LONGEST_TEXT]):
        found = _exit(text)
        if found.number and not _BARE_NUMBER.match(text):
            return found.number
    return ""


def may_decide(row: Row) -> bool:
    """Whether the row speaks of agreeing without saying what follows otherwise."""
    return bool(_MAYBE.search(row.text))


def _conditions(text: str, branch: Branch) -> None:
    """Read “jika setuju ..., jika tidak ...”."""
    starts = list(_CONDITION.finditer(text))
    for match, following in zip_longest(starts, starts[1:]):
        segment = text[match.end() : following.start() if following else len(text)]
        segment = _SENTENCE_END.split(segment.strip())[0]
        condition, consequence = _parted(segment)
        negative = _negative(condition)
        judged = _YES.search(condition) or _NOT_NO.search(condition)
        found = _exit(consequence)
        if negative:
            branch.no = branch.no or found
        elif judged or found.number:
            branch.yes = branch.yes or found


def _parted(segment: str) -> tuple[str, str]:
    """Part a condition from what follows from it: at the comma or “maka”, else after the word that judges."""
    cut = re.search(r",\s*(?:maka\s+)?|\bmaka\b\s*|\bthen\b\s*|:\s*|→\s*|->\s*|\s-\s", segment)
    jump = re.search(
        r"\b(?:dikembalikan|kembali|kembalikan|lanjut|dilanjutkan|diteruskan|ke(?=\s+(?:no|lang|keg|tah)))\b", segment, re.IGNORECASE
    )
    if jump and jump.start() > 0 and (cut is None or jump.start() < cut.start()):
        return segment[: jump.start()], segment[jump.start() :].strip(" ,.;")
    if cut and cut.start() > 0:
        return segment[: cut.start()], segment[cut.end() :].strip(" ,.;")
    judged = _YES.search(segment)
    if judged:
        return segment[: judged.end()], segment[judged.end() :].strip(" ,.;")
    return segment, ""


def _negative(condition: str) -> bool:
    return bool(_NO.search(_NOT_NO.sub(" ", condition)))


def _labels(text: str, branch: Branch) -> None:
    """Read “Ya: lanjut ke langkah 10; Tidak: kembali ke nomor 3”."""
    without = _CONDITION.sub(" ", text)
    labels = list(_LABELLED.finditer(without))
    for match, following in zip_longest(labels, labels[1:]):
        segment = without[match.end() : following.start() if following else len(without)]
        found = _exit(_SENTENCE_END.split(segment.strip())[0].strip(" ,.;)"))
        if _negative(match["label"]):
            branch.no = branch.no if branch.no and branch.no.says else found
        else:
            branch.yes = branch.yes if branch.yes and branch.yes.says else found


def _exit(consequence: str) -> Exit:
    found = Exit(words=consequence.strip(" ,.;)"), back=bool(_BACK.search(consequence)))
    jump = _JUMP.search(consequence) or _BARE_NUMBER.match(consequence)
    if jump:
        found.number = jump["number"]
        how = jump.groupdict().get("how") or ""
        found.back = found.back or how.casefold().startswith(("mengulang", "diulang", "ulang"))
    elif _ENDS.search(consequence) and not found.back:
        found.ends = True
    return found


__all__ = ["END", "Branch", "Exit", "find_branch", "may_decide"]

"""A small SOP in which nothing is to be found, to change in one place; and what is found then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from runut.core.building import build
from runut.core.findings import findings
from runut.core.workdays import Calendar
from runut.formats import laws

HEAD: Final[dict[str, Any]] = {
    "name": "Kecil",
    "number": "7/SOP",
    "organisation": ["Biro"],
    "created_on": date(2026, 1, 5),
    "revised_on": date(2026, 7, 6),
    "effective_on": date(2026, 1, 6),
    "approved_by": {"position": "Kepala Biro"},
    "legal_basis": ["Undang-Undang Nomor 30 Tahun 2014 tentang Administrasi Pemerintahan"],
    "qualifications": ["ASN"],
    "related": ["SOP Penerimaan Surat: Surat permohonan"],
    "equipment": ["Komputer"],
    "warnings": ["Apabila terlambat, permohonan dianggap ditolak"],
    "records": ["Buku agenda"],
}
PAPER: Final = {
    "letter": {"key": "letter", "name": "Surat permohonan"},
    "draft": {"key": "draft", "name": "Konsep"},
    "reply": {"key": "reply", "name": "Jawaban"},
}
BRANCH: Final = {"performers": [{"key": "b", "part": "decides"}], "decision": {"approved": 3, "rejected": 1}}


def row(number: int, needs: str, leaves: str, **changes: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {
        "number": number,
        "text": "Menyusun konsep",
        "performers": ["b" if number == 2 else "a"],
        "requirements": [PAPER[key] for key in needs.split()],
        "time": {"amount": 1, "unit": "day"},
        "outputs": [PAPER[key] for key in leaves.split()],
    }
    return plain | changes


def sop(head: Mapping[str, Any] | None = None, rows: Mapping[int, Mapping[str, Any]] | None = None, **more: Any) -> dict[str, Any]:
    """A small SOP in which nothing is to be found, with changes: in its head, in its rows by number, or whole tables."""
    changes = {number: dict(one) for number, one in (rows or {}).items()}
    whole = [row(1, "letter", "draft"), row(2, "draft", ""), row(3, "draft", "reply")]
    whole[1]["outputs"] = [{"key": "note", "name": "Paraf"}]
    whole[2]["requirements"] = [*whole[2]["requirements"], {"key": "note", "name": "Paraf"}]
    return {
        "procedure": HEAD | dict(head or {}),
        "performer": [{"key": "a", "name": "Analis"}, {"key": "b", "name": "Kepala Bidang"}],
        "activity": [one | changes.get(one["number"], {}) for one in whole],
    } | more


def told(data: Mapping[str, Any], *, calendar: Calendar | None = None) -> list[tuple[str, str, str]]:
    """Place, code and sentence of everything that is found."""
    return [(one.place, one.code, one.reason.english()) for one in findings(build(data), laws=laws.known(), calendar=calendar)]


def without(key: str) -> dict[str, Any]:
    data = sop()
    del data["procedure"][key]
    return data

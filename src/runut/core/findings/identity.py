"""What the identity block lacks, and what its dates and laws say (Permen PANRB 35/2012, bagian identitas)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from runut.core.findings.values import Finding, Law, finding
from runut.core.procedure import Identity
from runut.core.workdays import Calendar

FIELDS: Final[Mapping[str, str]] = {
    "number": "Nomor SOP",
    "organisation": "Nama unit",
    "created_on": "Tanggal Pembuatan",
    "effective_on": "Tanggal Efektif",
    "approved_by": "Disahkan oleh",
    "legal_basis": "Dasar Hukum",
    "qualifications": "Kualifikasi Pelaksana",
    "related": "Keterkaitan",
    "equipment": "Peralatan/Perlengkapan",
    "warnings": "Peringatan",
    "records": "Pencatatan dan Pendataan",
}
"""The fields that the form of an SOP has, with their heads; the name cannot be missing, and a revision may not have come yet."""
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_NUMBER: Final = re.compile(r"\d")


def identity_findings(identity: Identity, laws: Sequence[Law], calendar: Calendar | None) -> Iterator[Finding]:
    """Yield what is empty, then what the dates, then what the laws say."""
    for key, field in FIELDS.items():
        value = getattr(identity, key)
        if not value or (isinstance(value, tuple) and not any(one.strip() for one in value)):
            yield finding(f"procedure, {key}", "identity_missing", field=field)
    if identity.revised_on is None:
        yield finding("procedure, revised_on", "revision_missing")
    yield from _dates(identity, calendar)
    for text in identity.legal_basis:
        yield from _law(text, laws)


def _dates(identity: Identity, calendar: Calendar | None) -> Iterator[Finding]:
    made, effective = identity.created_on, identity.effective_on
    for key, field, day in (("revised_on", "Tanggal Revisi", identity.revised_on), ("effective_on", FIELDS["effective_on"], effective)):
        if made and day and day < made:
            yield finding(f"procedure, {key}", "dates_order", field=field, day=day, made=made)
    if calendar and effective and not calendar.works(effective):
        yield finding("procedure, effective_on", "effective_day_off", day=effective)


def _law(text: str, laws: Sequence[Law]) -> Iterator[Finding]:
    place = "procedure, legal_basis"
    gone = [law for law in laws if law.is_cited(text)]
    for law in gone:
        yield finding(place, "law_repealed", law=text, successor=law.successor)
    if not gone and text.strip():
        if not _NUMBER.search(text):
            yield finding(place, "law_vague", law=text)
        elif not _YEAR.search(text):
            yield finding(place, "law_undated", law=text)

"""A case that went through a rejection, and its case file as bytes."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pytest_django import Settings

from runut.documents.services import file_upload
from runut.documents.uploads import store_stream
from runut.reports import queries
from tests.builders import Story, begin
from tests.cast import cast
from tests.signing import key_folder, signed

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The SOP's printed form, set once and for all: `tests/formats/test_pdf.py` prints."""
    monkeypatch.setattr(queries, "print_pdf", lambda procedure: b"%PDF-1.7 " + procedure.identity.name.encode())


@pytest.fixture
def story(db: None, printed: None) -> Story:
    found = begin(cast(AT)).to(3)
    upload = store_stream(io.BytesIO(b"%PDF-1.4\n" + bytes(range(256)) * 40))
    who = found.cast.standing(found.cast.developer_one)
    file_upload(
        case_id=found.case_id,
        key="",
        title="Hasil survei",
        upload=upload,
        filename="Survei akhir.PDF",
        note="tahap 1",
        who=who,
        at=found.at,
    )
    found.to(5).reject("Jadwal terlalu singkat", "Perpanjang jadwal", "Lengkapi mockup")
    return found.to(6)


@pytest.fixture
def signed_story(db: None, printed: None, settings: Settings, tmp_path: Path) -> Story:
    """A case at its end, its report signed by both heads."""
    key_folder(settings, tmp_path)
    return signed(begin(cast(AT)))


def packed(case_id: int) -> bytes:
    """The case file of a case."""
    return b"".join(queries.case_file(case_id=case_id).blocks())

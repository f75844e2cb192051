"""The final report of a case whose people worked with the tools of every room: each tells its chapter, none is empty."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest
from django.utils import translation
from pikepdf.pdfa import validate_written

from runut.cases.chapters import Chapter, register_chapter
from runut.core.ledger import verify
from runut.formats.casefile.content import read_events
from runut.formats.printing.letter import Head, Letter, Listed, Picture, Table, Text, print_letter
from runut.reports.report import known, report
from tests.builders import Story, begin
from tests.cast import cast
from tests.formats.pdf_text import page_texts
from tests.formats.test_pdf import ACCEPTED
from tests.rooms.reports.conftest import AT

WRITTEN = {
    "background": "Antrean panjang.\n\nDinas meminta sistem.",
    "work": "Dua putaran.",
    "result": "Terpasang.",
    "recommendations": "Latih.",
}


@pytest.fixture
def empty(db: None) -> Story:
    """A case whose people filed files alone."""
    return begin(cast(AT), to=10)


def made(story: Story, language: str = "id") -> Letter:
    with translation.override(language):
        return report(WRITTEN, known(story.page(), at=story.at), at=story.at)


def heads(letter: Letter, level: int = 1) -> list[str]:
    return [re.sub(r"^[\d.]+ ", "", one.text) for one in letter.parts if isinstance(one, Head) and one.level == level]


def said(letter: Letter) -> str:
    found = []
    for one in letter.parts:
        if isinstance(one, Text):
            found.append(one.text)
        elif isinstance(one, Listed):
            found += one.items
        elif isinstance(one, Table):
            found += [cell for row in (one.heads, *one.rows) for cell in row]
    return "\n".join(found)


def test_each_room_tells_its_chapter_in_its_place(rich: Story) -> None:
    found = made(rich)
    assert heads(found) == [
        "Latar belakang",
        "Dasar hukum",
        "Tim",
        "SOP dan jalannya proyek",
        "Jadwal, rencana dan kenyataan",
        "Rencana dan putarannya",
        "Presentasi",
        "Keputusan dan catatan",
        "Pekerjaan yang dilakukan",
        "Pengujian",
        "Tenggat",
        "Kendala dan penyimpangan",
        "Hasil",
        "Rekomendasi",
        "Bukti",
        "Riwayat",
    ]
    text = said(found)
    for word in ("Ambil nomor antrean", "Halaman <depan>", "1 dari 1", "Rina Contoh", "Perpanjang jadwal", "menerima", "tinggi"):
        assert word in text, word
    assert "Sandi bawaan" not in text, "what a finding says is for those who work on it"
    alts = [one.alt for one in found.parts if isinstance(one, Picture)]
    assert len(alts) == len(set(alts)) == 8 and all(alts)


def test_a_case_of_files_has_no_empty_chapter(empty: Story) -> None:
    found = made(empty, "en")
    assert "Tests" not in heads(found) and "Presentations" not in heads(found) and "Schedule, planned and actual" not in heads(found)
    places = [number for number, one in enumerate(found.parts) if isinstance(one, Head) and one.level == 1]
    assert all(after - before > 1 for before, after in zip(places, [*places[1:], len(found.parts)], strict=True))


def faults(content: bytes) -> Iterator[str]:
    """What a checker of archive files finds; it does not look up destinations of links that are objects of their own, so they are looked at here."""
    with pikepdf.open(BytesIO(content)) as pdf:
        for one in validate_written(BytesIO(content), "3b").findings:
            named = re.match(r"'(\d+) 0 R' is not valid", one.message)
            if not (named and one.where.endswith("/Dest") and pdf.get_object(int(named[1]), 0)[1] == "/XYZ"):
                yield re.sub(r"=http\S+", "", one.message)


def test_the_whole_is_for_the_archive_and_for_everybody_and_always_the_same(rich: Story, tmp_path: Path) -> None:
    found = made(rich)
    content = print_letter(found, at=rich.at)
    assert print_letter(made(rich), at=rich.at) == content
    assert set(faults(content)) <= ACCEPTED
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    assert [one.message for one in pdfua.validate(str(path)).findings] == []
    pages = page_texts(content)
    assert len(pages) >= 12 and all("/verify/" in one.replace("\u200b", "") for one in pages)


def test_it_carries_its_events_and_its_evidence_for_programs(empty: Story) -> None:
    content = print_letter(made(empty, "en"), at=empty.at)
    with pikepdf.open(BytesIO(content)) as pdf:
        files = {str(one.UF): one for one in pdf.Root.AF}
        assert {name: (str(one.AFRelationship), str(one.EF.F.Subtype)) for name, one in files.items()} == {
            "events.jsonl": ("/Data", "/application/jsonl"),
            "evidence.csv": ("/Data", "/text/csv"),
        }
        events, evidence = (files[name].EF.F.read_bytes() for name in ("events.jsonl", "evidence.csv"))
    found = list(read_events(events))
    assert verify(found) == found[-1].hash and len(found) > 40
    rows = list(csv.DictReader(evidence.decode("utf-8-sig").splitlines()))
    assert {one["sha256"] for one in rows} == {one.data["sha256"] for one in found if one.kind == "file"}
    assert all(one["sha256"] in said(made(empty, "en")) for one in rows)


def test_two_chapters_cannot_have_one_place() -> None:
    with pytest.raises(ValueError, match="500"):
        register_chapter(Chapter(place=500, title="Dua", tell=lambda about: ()))

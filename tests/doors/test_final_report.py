"""The final report as it is written, seen before it is filed, filed, and told genuine or not by anybody."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pikepdf
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from runut.documents.queries import open_bytes, papers_of
from runut.reports.queries import code_of
from runut.reports.sealing import make_demonstration
from runut.reports.views import verify
from tests.builders import Story, another, begin
from tests.cast import cast
from tests.clients import client_of
from tests.formats.pdf_text import page_texts
from tests.signing import key_folder

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
TEXTS = {
    "background": "Antrean panjang di loket.\n\nDinas meminta sistem antrean.",
    "work": "Dikerjakan dalam dua putaran.",
    "result": "Terpasang dan diuji.",
    "obstacles": "Jaringan sering putus.",
    "recommendations": "Latih petugas loket.",
}
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(days=2), tick=False):
        yield


@pytest.fixture
def story() -> Story:
    found = begin(cast(AT), to=5)
    found.reject("Jadwal terlalu singkat", "Perpanjang jadwal")
    return found.to(10)


@pytest.fixture
def writer(story: Story) -> Client:
    client = client_of(story.cast.developer_one)
    return client


def send(client: Client, story: Story, **more: str) -> Any:
    return client.post(reverse("reports:final", args=[story.case_id, "final_report"]), {**TEXTS, **more})


def filed(story: Story) -> list[tuple[str, str]]:
    """Form and hash of what is filed as the final report."""
    found = [one.current for one in papers_of(story.case_id) if one.key == "final_report"]
    return [(one.form, one.sha256) for one in found]


def test_the_preview_is_the_report_and_files_nothing(story: Story, writer: Client) -> None:
    response = send(writer, story, preview="1")
    assert response["Content-Type"] == "application/pdf"
    text = "".join(page_texts(response.content))
    for said in (
        "Antreanpanjangdiloket.",
        "Perpanjangjadwal",
        "TonoContoh",
        "DewiContoh",
        "1.Latarbelakang",
        ".Riwayat",
        "Latihpetugasloket.",
    ):
        assert said in text, said
    assert filed(story) == []
    assert send(writer, story, preview="1").content == response.content
    word = send(writer, story, preview="docx")
    heads = [one.text for one in docx.Document(BytesIO(word.content)).paragraphs if one.style and one.style.name == "Heading 2"]
    assert heads[0] == "1. Latar belakang" and heads[-1].endswith(". Riwayat")


def test_a_preview_without_a_text_that_is_needed_says_so(story: Story, writer: Client) -> None:
    response = send(writer, story, preview="1", result="")
    assert (response.status_code, filed(story)) == (422, [])


def test_the_whole_report_is_filed_beside_its_texts(story: Story, writer: Client) -> None:
    assert send(writer, story).status_code == 302
    (form, _), (file, sha256) = filed(story)
    assert (form, file) == ("final_report", "")
    with open_bytes(sha256) as stored, pikepdf.open(BytesIO(stored.read())) as pdf, pdf.open_metadata() as claims:
        assert claims["pdfaid:part"] == "3"
        assert claims["pdfuaid:part"] == "1"
        assert pdf.Root.Lang == "id"
    story.certify()
    assert story.position.turn(story.page().procedure).key == "system_development"


def test_the_report_keeps_its_name_whatever_language_its_writer_reads(story: Story, writer: Client) -> None:
    get_user_model().objects.filter(pk=story.cast.developer_one).update(language="en")
    assert send(writer, story).status_code == 302
    titles = [one.title for one in papers_of(story.case_id) if one.key == "final_report" and not one.current.form]
    assert titles == ["Laporan Akhir, lengkap (PDF)"]


def test_every_page_leads_to_where_it_is_told_genuine(story: Story, writer: Client) -> None:
    content = send(writer, story, preview="1").content
    code = code_of(story.page().case.uid)
    assert all(f"/verify/{code}/" in text.replace("\u200b", "") for text in page_texts(content))


def ask(code: str, content: bytes = b"", *, sha256: str = "") -> Any:
    file = {"file": SimpleUploadedFile("x.pdf", content)} if content else {}
    return Client().post(reverse("reports:verify", args=[code]), {**file, "sha256": sha256})


@pytest.fixture
def report(story: Story, writer: Client) -> bytes:
    send(writer, story)
    with open_bytes(filed(story)[1][1]) as stored:
        return stored.read()


def test_anybody_is_told_whether_a_copy_is_genuine_and_nothing_else(story: Story, report: bytes) -> None:
    code = code_of(story.page().case.uid)
    genuine = ask(code, report).content.decode()
    assert "Dokumen dengan isi persis seperti ini" in genuine
    assert "Dokumen dengan isi persis" in ask(code, sha256=hashlib.sha256(report).hexdigest().upper()).content.decode()
    assert "Tidak asli" in ask(code, report[:-1] + b"x").content.decode()
    for page in (genuine, Client().get(reverse("reports:verify", args=[code])).content.decode()):
        assert "Sistem Antrean" not in page
        assert "PA-2026" not in page


def test_a_code_belongs_to_one_case_and_an_invented_one_says_no_more(story: Story, report: bytes) -> None:
    other = another(story.cast, title="Lain")
    for code in (code_of(other.page().case.uid), "AAAA-BBBB-CCCC-DDDD"):
        response = ask(code, report)
        assert response.status_code == 200
        assert "Tidak asli" in response.content.decode()


@pytest.fixture
def key(settings: Settings, tmp_path: Path, story: Story) -> None:
    """The office has a key of its own."""
    key_folder(settings, tmp_path)
    with time_machine.travel(AT, tick=False):
        make_demonstration(at=AT)


def sealed(story: Story, user_id: int) -> Any:
    client = client_of(user_id)
    return client.get(reverse("reports:sealed", args=[story.case_id]))


@pytest.mark.usefixtures("key")
def test_a_sealed_copy_is_the_filed_report_with_the_seal_behind_it(story: Story, report: bytes) -> None:
    copy = sealed(story, story.cast.bureau_head).content
    assert copy.startswith(report)
    code = code_of(story.page().case.uid)
    told = ask(code, copy).content.decode()
    assert "di belakangnya terdapat tanda tangan" in told
    assert "Segel Biro Pengadaan Barang dan Jasa (contoh)" in told
    assert "mencakup seluruh berkas" in told
    assert "“DEMONSTRASI, tanpa kekuatan hukum”, yang dipercaya kantor ini" in told
    changed = bytearray(copy)
    changed[len(report) + 200] ^= 1
    assert "Rusak" in ask(code, bytes(changed)).content.decode()
    changed[100] ^= 1
    assert "Tidak asli" in ask(code, bytes(changed)).content.decode()


@pytest.mark.usefixtures("key")
def test_the_seal_is_given_to_those_who_get_the_case_file_and_only_on_a_report(story: Story, writer: Client) -> None:
    assert sealed(story, story.cast.bureau_head).status_code == 404
    send(writer, story)
    assert sealed(story, story.cast.registrar).status_code == 200
    assert sealed(story, story.cast.developer_one).status_code == 403


def test_without_a_key_nothing_is_sealed(story: Story, report: bytes, settings: Settings, tmp_path: Path) -> None:
    settings.SIGNING_KEY = tmp_path / "none.p12"
    assert sealed(story, story.cast.bureau_head).status_code == 404
    settings.SIGNING_KEY.write_bytes(b"no key")
    assert sealed(story, story.cast.bureau_head).status_code == 409


@pytest.mark.parametrize("sha256", ["", "abc", "z" * 64])
def test_nothing_to_compare_is_told(sha256: str) -> None:
    assert ask("AAAA-BBBB-CCCC-DDDD", sha256=sha256).status_code == 422


def test_a_file_beyond_the_limit_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "LARGEST", 1024 * 1024)
    response = ask("AAAA-BBBB-CCCC-DDDD", bytes(2 * 1024 * 1024))
    assert response.status_code == 413
    assert "lebih besar dari 1 MB" in response.content.decode()


def test_who_compares_without_end_is_told_to_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "TRIES", 2)
    codes = [ask("AAAA-BBBB-CCCC-DDDD", sha256="a" * 64).status_code for _ in range(3)]
    assert codes == [200, 200, 429]

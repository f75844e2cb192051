"""The pages of a case's papers: who may do what, how bytes come in, and how they go out."""

from __future__ import annotations

import hashlib
import io
import re
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.urls import reverse
from pytest_django import Settings

from runut.cases.queries import events
from runut.documents.queries import papers_of, storage
from runut.documents.services import file_form
from runut.documents.store import BLOCK, store
from tests.clients import client_of
from tests.rooms.documents.office import MONDAY, Office, make_office

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\10\6\0\0\0\x1f\x15\xc4\x89"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def office(db: None) -> Office:
    return make_office()


@pytest.fixture
def as_(office: Office) -> Callable[[int], Client]:
    def client(user_id: int) -> Client:
        made = client_of(user_id)
        return made

    return client


def upload_url(office: Office, key: str = "") -> str:
    return reverse("documents:upload", args=[office.case_id, key] if key else [office.case_id])


def named(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def body(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def raw(client: Client, url: str, parts: bytes, **extra: Any) -> Any:
    return client.generic("POST", url, parts, content_type=MULTIPART_CONTENT, **extra)


def part(name: str, content: bytes, filename: str = "") -> bytes:
    file = f'; filename="{filename}"' if filename else ""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


# filing


def test_a_file_is_filed_and_the_person_comes_back_to_the_case(office: Office, as_: Callable[[int], Client]) -> None:
    data = {"upload": named("Laporan.pdf", PDF), "title": "Laporan hasil analisis", "note": "Naskah akhir"}
    response = as_(office.cast.user).post(upload_url(office, "analysis_report"), data)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("cases:case", args=[office.case_id]))
    (paper,) = papers_of(office.case_id)
    assert (paper.title, paper.current.media_type, paper.current.note) == ("Laporan hasil analisis", "application/pdf", "Naskah akhir")
    assert storage().incoming == 0


def test_several_files_are_several_papers_named_as_they_are(office: Office, as_: Callable[[int], Client]) -> None:
    data = {"upload": [named("satu_dua.txt", b"satu"), named("tiga.txt", b"tiga")]}
    assert as_(office.cast.registrar).post(upload_url(office), data).status_code == 302
    assert [paper.title for paper in papers_of(office.case_id)] == ["satu dua", "tiga"]


def test_a_file_becomes_the_next_version_of_the_chosen_paper(office: Office, as_: Callable[[int], Client]) -> None:
    office.upload("analysis_report", b"satu", by=office.cast.registrar, title="Laporan")
    (paper,) = papers_of(office.case_id)
    client = as_(office.cast.registrar)
    assert f'value="{paper.id}" selected' in client.get(upload_url(office, "analysis_report")).content.decode()
    data = {"upload": named("lain.txt", b"dua"), "paper": paper.id, "title": "Diabaikan"}
    assert client.post(upload_url(office, "analysis_report"), data).status_code == 302
    (paper,) = papers_of(office.case_id)
    assert (paper.title, [one.number for one in paper.versions]) == ("Laporan", [2, 1])
    assert [one.data["name"] for one in events(case_id=office.case_id) if one.kind == "file"] == ["Laporan", "Laporan"]
    several = {"upload": [named("a.txt", b"a"), named("b.txt", b"b")], "paper": paper.id}
    response = client.post(upload_url(office, "analysis_report"), several)
    assert response.status_code == 422 and len(papers_of(office.case_id)) == 1


def test_a_schedule_is_asked_for_its_end(office: Office, as_: Callable[[int], Client]) -> None:
    office.to_planning()
    client = as_(office.cast.developer_one)
    page = client.get(upload_url(office, "schedule")).content.decode()
    assert 'type="date"' in page and 'name="ends_on"' in page
    response = client.post(upload_url(office, "schedule"), {"upload": named("a.txt", b"a")})
    assert response.status_code == 422
    response = client.post(upload_url(office, "schedule"), {"upload": named("a.txt", b"a"), "ends_on": "2027-02-26"})
    assert response.status_code == 302
    assert next(one for one in papers_of(office.case_id) if one.key == "schedule").current.ends_on == date(2027, 2, 26)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("user", 302),
        ("registrar", 302),
        ("division_head", 302),
        ("technical_one", 403),
        ("auditor", 403),
        ("developer_one", 404),
        ("outsider", 404),
    ],
)
def test_each_files_what_is_theirs(office: Office, as_: Callable[[int], Client], who: str, status: int) -> None:
    client = as_(getattr(office.cast, who))
    response = client.post(upload_url(office, "analysis_report"), {"upload": named("a.txt", b"a"), "note": "Catatan saya"})
    assert response.status_code == status
    assert len(papers_of(office.case_id)) == (status == 302)
    if who == "technical_one":
        assert "Catatan saya" in response.content.decode()


@pytest.mark.parametrize("name", ["version", "preview", "download", "refile", "remove"])
@pytest.mark.parametrize(
    ("who", "seen"), [("outsider", False), ("developer_one", False), ("auditor", True), ("user", True), ("bureau_head", True)]
)
def test_people_of_other_units_find_nothing(office: Office, as_: Callable[[int], Client], name: str, who: str, *, seen: bool) -> None:
    made = office.upload("analysis_report", PNG, by=office.cast.registrar)
    client = as_(getattr(office.cast, who))
    method = client.post if name == "refile" else client.get
    response = method(reverse(f"documents:{name}", args=[made]))
    assert (response.status_code != 404) is seen
    assert (client.get(reverse("documents:papers", args=[office.case_id])).status_code == 200) is seen
    assert client.get(reverse(f"documents:{name}", args=[10**30])).status_code in {404, 405}
    body(response)


def test_whoever_is_not_signed_in_writes_nothing_to_the_disk(office: Office) -> None:
    response = Client().post(upload_url(office, "analysis_report"), {"upload": named("a.txt", b"a" * 100_000)})
    assert response.status_code == 302 and "/account/login" in response.headers["Location"]
    assert not (store().root / "incoming").exists()


def test_a_sealed_deliverable_is_refused_with_its_sentence(office: Office, as_: Callable[[int], Client]) -> None:
    office.to_planning()
    client = as_(office.cast.registrar)
    response = client.post(upload_url(office, "development_mandate"), {"upload": named("a.txt", b"a")})
    assert response.status_code == 409
    assert "Perencanaan" in response.content.decode()
    assert 'name="upload"' not in client.get(upload_url(office, "development_mandate")).content.decode()
    assert client.get(upload_url(office, "nothing_like_it")).status_code == 404


def test_the_script_that_shows_progress_is_told_where_to_go_and_the_message_waits(office: Office, as_: Callable[[int], Client]) -> None:
    client, home = as_(office.cast.registrar), reverse("documents:papers", args=[office.case_id])
    response = client.post(upload_url(office), {"upload": named("surat.txt", b"a")}, headers={"x-requested-with": "XMLHttpRequest"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, home)
    assert "surat.txt" in client.get(home).content.decode().partition('id="flash"')[2].partition("</div>")[0]


# what can go wrong on the way in


def test_an_empty_file_and_no_file_are_refused_and_the_text_stays(office: Office, as_: Callable[[int], Client]) -> None:
    client = as_(office.cast.registrar)
    for data in ({"upload": named("kosong.pdf", b"")}, {}):
        response = client.post(upload_url(office, "analysis_report"), {**data, "note": "Naskah kedua"})
        assert response.status_code == 422
        assert "Naskah kedua" in response.content.decode()
    assert storage().files == 0 and storage().incoming == 0


@pytest.mark.parametrize("size", [BLOCK + 1, 3 * BLOCK, 5 * BLOCK])
def test_more_than_the_limit_is_413_with_a_sentence(office: Office, as_: Callable[[int], Client], settings: Settings, size: int) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    client = as_(office.cast.registrar)
    response = client.post(upload_url(office, "analysis_report"), {"note": "Naskah", "upload": named("a.bin", b"x" * size)})
    assert response.status_code == 413
    assert "1 MB" in response.content.decode()
    assert storage().files == 0 and storage().incoming == 0


def test_the_limit_is_for_all_files_together(office: Office, as_: Callable[[int], Client], settings: Settings) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    files = [named(f"{number}.bin", bytes([number]) * (BLOCK // 2 + 1)) for number in range(2)]
    assert as_(office.cast.registrar).post(upload_url(office), {"upload": files}).status_code == 413
    assert papers_of(office.case_id) == [] and storage().incoming == 0


def test_a_body_that_breaks_off_files_nothing(office: Office, as_: Callable[[int], Client]) -> None:
    client = as_(office.cast.registrar)
    whole = part("upload", b"a" * 1000, "a.txt") + part("upload", b"b" * 1000, "b.txt") + END
    first = len(part("upload", b"a" * 1000, "a.txt"))
    for cut in (200, first - 1, first, first + 5, first + 400, len(whole) - len(END)):
        response = raw(client, upload_url(office), whole[:cut])
        assert response.status_code == 422, cut
    assert papers_of(office.case_id) == [] and storage().incoming == 0
    assert raw(client, upload_url(office), whole).status_code == 302


def test_a_length_that_lies_files_nothing(office: Office, as_: Callable[[int], Client]) -> None:
    client = as_(office.cast.registrar)
    whole = part("upload", b"a" * 1000, "a.txt") + END
    for length in (500, len(whole) - len(END), len(whole) + 100):
        extra = {"wsgi.input": io.BytesIO(whole[:length]), "CONTENT_LENGTH": str(length)}
        assert raw(client, upload_url(office), b"x", **extra).status_code == 422, length
    assert papers_of(office.case_id) == []


def test_a_body_without_length_is_411(office: Office, as_: Callable[[int], Client]) -> None:
    response = raw(as_(office.cast.registrar), upload_url(office), b"", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411
    assert "Content-Length" in response.content.decode()


@pytest.mark.parametrize("name", ["../../x.pdf", "..\\..\\x.pdf", "x\u202efdp.exe", "/etc/passwd", "a\x00b.pdf", "C:x.pdf"])
def test_a_hostile_name_is_only_a_name(office: Office, as_: Callable[[int], Client], name: str) -> None:
    client = as_(office.cast.registrar)
    parts = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n\r\nx\r\n'.encode()
    assert raw(client, upload_url(office), parts + END).status_code == 302
    (paper,) = papers_of(office.case_id)
    response = client.get(reverse("documents:download", args=[paper.current.id]))
    assert not set(paper.current.filename) & set("/\\:\u202e\x00")
    assert re.fullmatch(r"attachment; filename=\"[\w .,()+-]+\"; filename\*=UTF-8''[\w.%~-]+", response.headers["Content-Disposition"])
    body(response)


def test_a_file_of_64_mib_goes_through_without_being_held(office: Office, as_: Callable[[int], Client]) -> None:
    client = as_(office.cast.registrar)
    client.get(upload_url(office))  # the first page fills caches that are not about the file
    size = 64 * BLOCK
    head, tail = part("upload", b"", "besar.bin")[:-2], b"\r\n" + END

    class Body:
        def __init__(self) -> None:
            self.blocks = self._blocks()
            self.rest = b""

        def _blocks(self) -> Iterator[bytes]:
            yield head
            for number in range(size // BLOCK):
                yield number.to_bytes(8, "big") * (BLOCK // 8)
            yield tail

        def read(self, wanted: int = -1) -> bytes:
            if not self.rest:
                self.rest = next(self.blocks, b"")
            taken, self.rest = self.rest[:wanted], self.rest[wanted:]
            return taken

        readline = read

    extra = {"wsgi.input": Body(), "CONTENT_LENGTH": str(len(head) + size + len(tail))}
    tracemalloc.start()
    response = raw(client, upload_url(office), b"x", **extra)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    assert response.status_code == 302
    (paper,) = papers_of(office.case_id)
    given: Any = client.get(reverse("documents:download", args=[paper.current.id]))
    digest = hashlib.sha256()
    for block in given.streaming_content:
        digest.update(block)
    _, down = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert digest.hexdigest() == paper.current.sha256 and paper.current.size == size
    assert peak < 16 * BLOCK and down < 16 * BLOCK


# how bytes go out


def test_a_download_can_only_be_saved(office: Office, as_: Callable[[int], Client]) -> None:
    made = office.upload("analysis_report", b"<svg onload='alert(1)'/>", by=office.cast.registrar, filename="Gambar “baru” é.svg")
    response = as_(office.cast.user).get(reverse("documents:download", args=[made]))
    sha256 = hashlib.sha256(b"<svg onload='alert(1)'/>").hexdigest()
    assert body(response) == b"<svg onload='alert(1)'/>"
    assert dict(response.headers) | {
        "Content-Type": "application/octet-stream",
        "Content-Length": "24",
        "Content-Disposition": "attachment; filename=\"Gambar _baru_ _.svg\"; filename*=UTF-8''Gambar%20%E2%80%9Cbaru%E2%80%9D%20%C3%A9.svg",
        "ETag": f'"{sha256}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Frame-Options": "DENY",
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
    } == dict(response.headers)


TEN = b"0123456789"


@pytest.mark.parametrize(
    ("header", "status", "content", "shown"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=4-", 206, b"456789", "bytes 4-9/10"),
        ("bytes=-3", 206, b"789", "bytes 7-9/10"),
        ("bytes=8-99", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 200, TEN, None),
        ("bytes=0-", 200, TEN, None),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=5-2", 200, TEN, None),
        ("bytes=-", 200, TEN, None),
        ("bytes=0-1,3-4", 200, TEN, None),
        ("bytes=" + "9" * 100 + "-", 416, b"", "bytes */10"),
        ("lines=1-2", 200, TEN, None),
    ],
)
def test_a_part_is_given_when_asked_for(
    office: Office, as_: Callable[[int], Client], header: str, status: int, content: bytes, shown: str | None
) -> None:
    made = office.upload("analysis_report", TEN, by=office.cast.registrar)
    response = as_(office.cast.user).get(reverse("documents:download", args=[made]), headers={"range": header})
    assert (response.status_code, response.headers.get("Content-Range")) == (status, shown)
    assert body(response) == content
    if status != 416:
        assert response.headers["Content-Length"] == str(len(content))


def test_what_the_browser_has_is_not_sent_again(office: Office, as_: Callable[[int], Client]) -> None:
    made = office.upload("analysis_report", TEN, by=office.cast.registrar)
    client, url = as_(office.cast.user), reverse("documents:download", args=[made])
    etag = f'"{hashlib.sha256(TEN).hexdigest()}"'
    assert client.get(url, headers={"if-none-match": f'"x", {etag}'}).status_code == 304
    same = client.get(url, headers={"range": "bytes=0-3", "if-range": etag})
    other = client.get(url, headers={"range": "bytes=0-3", "if-range": '"x"'})
    assert (same.status_code, other.status_code) == (206, 200)
    body(same), body(other)
    head = client.head(url)
    assert (head.status_code, head.headers["Content-Length"], head.content) == (200, "10", b"")


@pytest.mark.parametrize(
    ("content", "kind"),
    [(PDF, "application/pdf"), (PNG, "image/png"), (b"halo", "text/html; charset=utf-8")],
)
def test_a_preview_stands_alone_and_runs_nothing(office: Office, as_: Callable[[int], Client], content: bytes, kind: str) -> None:
    made = office.upload("analysis_report", content, by=office.cast.registrar)
    client = as_(office.cast.user)
    response = client.get(reverse("documents:preview", args=[made]))
    rules = response.headers["Content-Security-Policy"]
    assert response.headers["Content-Type"] == kind
    assert rules.startswith("default-src 'none'") and "script" not in rules and "frame-ancestors 'self'" in rules
    assert rules.endswith("; sandbox")
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN" and response.headers["X-Content-Type-Options"] == "nosniff"
    body(response)
    page = client.get(reverse("documents:version", args=[made]))
    assert reverse("documents:preview", args=[made]) in page.content.decode()
    assert "frame-src 'self'" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize("content", [b"<html><script>alert(1)</script>", b"<svg/>", b"<?xml version='1.0'?><a/>", b"MZ\0\0", b"PK\x03\x04"])
def test_what_could_run_is_never_shown(office: Office, as_: Callable[[int], Client], content: bytes) -> None:
    made = office.upload("analysis_report", content, by=office.cast.registrar)
    client = as_(office.cast.user)
    assert client.get(reverse("documents:preview", args=[made])).status_code == 404
    assert reverse("documents:preview", args=[made]) not in client.get(reverse("documents:version", args=[made])).content.decode()


def test_a_text_is_escaped_and_bounded(office: Office, as_: Callable[[int], Client]) -> None:
    text = b"catatan </pre><script>alert(1)</script>\n" + b"baris\n" * 60_000
    made = office.upload("analysis_report", text, by=office.cast.registrar)
    shown = as_(office.cast.user).get(reverse("documents:preview", args=[made])).content.decode()
    assert "&lt;script&gt;" in shown and "<script" not in shown
    assert len(shown) < 300 * 1024


def test_the_list_says_what_is_missing_and_who_supplies_it_and_that_nothing_was_scanned(
    office: Office, as_: Callable[[int], Client]
) -> None:
    office.upload("analysis_report", b"laporan", by=office.cast.registrar, title="Laporan")
    page = as_(office.cast.user).get(reverse("documents:papers", args=[office.case_id])).content.decode()
    for text in ("Laporan", "belum dipindai", "belum ada", "belum waktunya", "menyediakannya", "Subbag"):
        assert text in page, text


def test_the_list_costs_the_same_for_one_paper_and_thirty(
    office: Office, as_: Callable[[int], Client], django_assert_max_num_queries: Any
) -> None:
    client = as_(office.cast.registrar)
    url = reverse("documents:papers", args=[office.case_id])
    office.upload("", b"0", by=office.cast.registrar, title="0")
    client.get(url)
    with django_assert_max_num_queries(25) as one:
        client.get(url)
    for number in range(1, 30):
        office.upload("", str(number).encode(), by=office.cast.registrar, title=str(number))
    with django_assert_max_num_queries(25) as thirty:
        client.get(url)
    assert len(one) == len(thirty)


# filing again, taking out


def test_a_version_is_filed_again_as_it_is(office: Office, as_: Callable[[int], Client]) -> None:
    made = office.upload("analysis_report", b"laporan", by=office.cast.registrar)
    client = as_(office.cast.user)
    response = client.post(reverse("documents:refile", args=[made]))
    assert response.status_code == 302
    assert [one.number for one in papers_of(office.case_id)[0].versions] == [2, 1]
    assert client.post(reverse("documents:refile", args=[made])).status_code == 409
    assert client.get(reverse("documents:refile", args=[made])).status_code == 405


def test_a_paper_is_taken_out_after_a_question_and_with_a_reason(office: Office, as_: Callable[[int], Client]) -> None:
    made = office.upload("analysis_report", b"laporan", by=office.cast.registrar)
    client, url = as_(office.cast.user), reverse("documents:remove", args=[made])
    assert client.get(url).status_code == 200
    assert client.post(url, {"why": " "}).status_code == 422
    response = client.post(url, {"why": "Salah berkas"})
    assert (response.status_code, response.headers["Location"]) == (302, reverse("documents:papers", args=[office.case_id]))
    assert papers_of(office.case_id)[0].removed_at is not None
    assert client.get(reverse("documents:version", args=[made])).status_code == 200
    assert client.post(url, {"why": "Salah berkas"}).status_code == 409


def test_a_form_that_no_room_shows_is_still_readable(office: Office, as_: Callable[[int], Client]) -> None:
    content = {"Kesimpulan": "Layak <b>", "Daftar": ["satu", {"nama": "dua"}], "Setuju": True, "Kosong": None, "Tanpa": []}
    who = office.cast.standing(office.cast.registrar)
    made = file_form(case_id=office.case_id, key="development_mandate", name="Mandat", form="mandate", content=content, who=who, at=MONDAY)
    page = as_(office.cast.user).get(reverse("documents:version", args=[made])).content.decode()
    for text in ("Layak &lt;b&gt;", "satu", "nama", "dua", "ya", "tidak disebutkan"):
        assert text in page, text

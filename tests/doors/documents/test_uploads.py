"""What can go wrong on the way in: empty, too large, broken off, lying about its length or its name."""

from __future__ import annotations

import hashlib
import io
import re
import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT
from django.urls import reverse
from pytest_django import Settings

from runut.documents.queries import papers_of, storage
from runut.documents.store import BLOCK
from tests.clients import client_of
from tests.doors.documents.asking import body, named, upload_url
from tests.rooms.documents.office import Office


def raw(client: Client, url: str, parts: bytes, **extra: Any) -> Any:
    return client.generic("POST", url, parts, content_type=MULTIPART_CONTENT, **extra)


def part(name: str, content: bytes, filename: str = "") -> bytes:
    file = f'; filename="{filename}"' if filename else ""
    return f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n'.encode() + content + b"\r\n"


END = f"--{BOUNDARY}--\r\n".encode()


def test_an_empty_file_and_no_file_are_refused_and_the_text_stays(office: Office) -> None:
    client = client_of(office.cast.registrar)
    for data in ({"upload": named("kosong.pdf", b"")}, {}):
        response = client.post(upload_url(office, "analysis_report"), {**data, "note": "Naskah kedua"})
        assert response.status_code == 422
        assert "Naskah kedua" in response.content.decode()
    assert storage().files == 0 and storage().incoming == 0


@pytest.mark.parametrize("size", [BLOCK + 1, 3 * BLOCK, 5 * BLOCK])
def test_more_than_the_limit_is_413_with_a_sentence(office: Office, settings: Settings, size: int) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    client = client_of(office.cast.registrar)
    response = client.post(upload_url(office, "analysis_report"), {"note": "Naskah", "upload": named("a.bin", b"x" * size)})
    assert response.status_code == 413
    assert "1 MB" in response.content.decode()
    assert storage().files == 0 and storage().incoming == 0


def test_the_limit_is_for_all_files_together(office: Office, settings: Settings) -> None:
    settings.UPLOAD_LIMIT_MB = 1
    files = [named(f"{number}.bin", bytes([number]) * (BLOCK // 2 + 1)) for number in range(2)]
    assert client_of(office.cast.registrar).post(upload_url(office), {"upload": files}).status_code == 413
    assert papers_of(office.case_id) == [] and storage().incoming == 0


def test_a_body_that_breaks_off_files_nothing(office: Office) -> None:
    client = client_of(office.cast.registrar)
    whole = part("upload", b"a" * 1000, "a.txt") + part("upload", b"b" * 1000, "b.txt") + END
    first = len(part("upload", b"a" * 1000, "a.txt"))
    for cut in (200, first - 1, first, first + 5, first + 400, len(whole) - len(END)):
        response = raw(client, upload_url(office), whole[:cut])
        assert response.status_code == 422, cut
    assert papers_of(office.case_id) == [] and storage().incoming == 0
    assert raw(client, upload_url(office), whole).status_code == 302


def test_a_length_that_lies_files_nothing(office: Office) -> None:
    client = client_of(office.cast.registrar)
    whole = part("upload", b"a" * 1000, "a.txt") + END
    for length in (500, len(whole) - len(END), len(whole) + 100):
        extra = {"wsgi.input": io.BytesIO(whole[:length]), "CONTENT_LENGTH": str(length)}
        assert raw(client, upload_url(office), b"x", **extra).status_code == 422, length
    assert papers_of(office.case_id) == []


def test_a_body_without_length_is_411(office: Office) -> None:
    response = raw(client_of(office.cast.registrar), upload_url(office), b"", CONTENT_LENGTH="", HTTP_TRANSFER_ENCODING="chunked")
    assert response.status_code == 411
    assert "Content-Length" in response.content.decode()


@pytest.mark.parametrize("name", ["../../x.pdf", "..\\..\\x.pdf", "x\u202efdp.exe", "/etc/passwd", "a\x00b.pdf", "C:x.pdf"])
def test_a_hostile_name_is_only_a_name(office: Office, name: str) -> None:
    client = client_of(office.cast.registrar)
    parts = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="upload"; filename="{name}"\r\n\r\nx\r\n'.encode()
    assert raw(client, upload_url(office), parts + END).status_code == 302
    (paper,) = papers_of(office.case_id)
    response = client.get(reverse("documents:download", args=[paper.current.id]))
    assert not set(paper.current.filename) & set("/\\:\u202e\x00")
    assert re.fullmatch(r"attachment; filename=\"[\w .,()+-]+\"; filename\*=UTF-8''[\w.%~-]+", response.headers["Content-Disposition"])
    body(response)


def test_a_file_of_32_mib_goes_through_without_being_held(office: Office) -> None:
    client = client_of(office.cast.registrar)
    client.get(upload_url(office))  # the first page fills caches that are not about the file
    size = 32 * BLOCK
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

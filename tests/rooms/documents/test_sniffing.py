"""What a file is, by its bytes; hostile names and archives."""

from __future__ import annotations

import io
import struct
import tracemalloc
import unicodedata
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.documents.naming import clean_filename, clean_text, title_of
from runut.documents.sniffing import media_type
from runut.documents.store import HEAD

OFFICE = "application/vnd.openxmlformats-officedocument."


def archive(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        if first:
            made.writestr(zipfile.ZipInfo(first[0]), first[1])
        for name in names:
            made.writestr(name, b"x")
    return out.getvalue()


def sniff(content: bytes, folder: Path) -> str:
    path = folder / "file"
    path.write_bytes(content)
    return media_type(content[:HEAD], path)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"%PDF-1.7\n", "application/pdf"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "image/jpeg"),
        (b"GIF89a\1\0\1\0", "image/gif"),
        ("Halo, dunia. Ünïcode.\n".encode(), "text/plain"),
        ("\ufeffkolom;nilai\r\n".encode(), "text/plain"),
        (b"a,b\n1,2\n", "text/plain"),
        (b'{"a": 1}', "text/plain"),
        (b"1 < 2 dan <nama> diisi", "text/plain"),
        ("Halo".encode("utf-16"), "application/octet-stream"),
        (b"\x00\x01\x02", "application/octet-stream"),
        (b"teks\x00biner", "application/octet-stream"),
        (b"\xff\xfe\xff", "application/octet-stream"),
        (b"", "application/octet-stream"),
        (b"<!DOCTYPE html><p>x", "text/html"),
        (b"\n <HTML><script>alert(1)</script>", "text/html"),
        (b"<script>alert(1)</script>", "text/html"),
        (b"<!-- x --><!-- y --><body onload=alert(1)>", "text/html"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "image/svg+xml"),
        (b'<?xml version="1.0"?><!-- a --><!DOCTYPE svg PUBLIC "x" "y"><svg/>', "image/svg+xml"),
        ('\ufeff<?xml version="1.0"?><x:svg xmlns:x="http://www.w3.org/2000/svg"/>'.encode(), "image/svg+xml"),
        (b'<?xml version="1.0"?><root/>', "application/xml"),
        (b"MZ\x90\0" + b"\0" * 60, "application/x-msdownload"),
        (b"\x7fELF\2\1\1" + b"\0" * 60, "application/x-executable"),
    ],
)
def test_the_bytes_say_what_a_file_is(content: bytes, kind: str, tmp_path: Path) -> None:
    assert sniff(content, tmp_path) == kind


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (archive("[Content_Types].xml", "_rels/.rels", "word/document.xml"), OFFICE + "wordprocessingml.document"),
        (archive("[Content_Types].xml", "xl/workbook.xml"), OFFICE + "spreadsheetml.sheet"),
        (archive("docProps/app.xml", "ppt/presentation.xml", "[Content_Types].xml"), OFFICE + "presentationml.presentation"),
        (
            archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"),
            "application/vnd.ms-word.document.macroEnabled.12",
        ),
        (
            archive("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text")),
            "application/vnd.oasis.opendocument.text",
        ),
        (archive("content.xml", first=("mimetype", b"text/html")), "application/zip"),
        (archive("a.txt"), "application/zip"),
        (archive("META-INF/MANIFEST.MF", "A.class"), "application/java-archive"),
        (archive("META-INF/MANIFEST.MF", "AndroidManifest.xml"), "application/vnd.android.package-archive"),
        (archive("word/document.xml"), "application/zip"),
        (b"PK\x03\x04", "application/zip"),
        (b"PK\x03\x04" + b"x" * 70_000, "application/zip"),
    ],
)
def test_an_archive_is_known_by_the_names_in_it(content: bytes, kind: str, tmp_path: Path) -> None:
    assert sniff(content, tmp_path) == kind


def test_a_zip_bomb_is_never_unpacked(tmp_path: Path) -> None:
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = packed.compress(b"\0" * 50_000_000) + packed.flush()
    name = b"word/document.xml"
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(data), 0xFFFFFFFF, len(name), 0) + name + data
    listing = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, 0, len(data), 0xFFFFFFFF, len(name), 0, 0, 0, 0, 0, 0) + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(listing), len(local), 0)
    tracemalloc.start()
    assert sniff(local + listing + end, tmp_path) == "application/zip"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000


def test_of_an_archive_with_millions_of_names_little_is_read(tmp_path: Path) -> None:
    path = tmp_path / "names.zip"
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 0, 0, 0, 0, 0, 0, 200, 0, 0, 0, 0, 0, 0) + b"n" * 200
    with path.open("wb") as file:
        file.write(b"PK\x03\x04")
        for _ in range(100):
            file.write(entry * 1000)
        file.write(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, len(entry) * 100_000, 4, 0))
    tracemalloc.start()
    assert media_type(b"PK\x03\x04", path) == "application/zip"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3_000_000


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Laporan Akhir.pdf", "Laporan Akhir.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\surat.docx", "surat.docx"),
        ("surat\u202efdp.exe", "suratfdp.exe"),
        ("a\x00b\r\nc\td.txt", "ab c d.txt"),
        ("Cafe\u0301.txt", "Café.txt"),
        ("nul.txt", "_nul.txt"),
        ("COM1", "_COM1"),
        ('a<b>:"|?*.txt', "a_b______.txt"),
        ("...", "file"),
        ("", "file"),
        (" . ", "file"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("x." + "y" * 300, "x." + "y" * 198),
        ("\u200b\u2066\ufeff.pdf", "pdf"),
        ("文書.pdf", "文書.pdf"),
    ],
)
def test_a_name_is_what_it_looks_like(name: str, clean: str) -> None:
    assert clean_filename(name) == clean


@given(st.text())
def test_no_name_is_dangerous(name: str) -> None:
    clean = clean_filename(name)
    assert 0 < len(clean) <= 200 and clean not in {".", ".."}
    assert not set(clean) & set('/\\<>:"|?*') and clean == clean.strip()
    assert all(unicodedata.category(one)[0] != "C" for one in clean)
    assert clean_filename(clean) == clean
    assert 0 < len(title_of(name)) <= 200


@given(st.text())
def test_cleaning_text_twice_is_cleaning_it_once(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)

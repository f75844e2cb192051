"""Files that are broken, foreign or meant to harm: one sentence each, little memory, little time, and never anything but a refusal."""

from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from typing_extensions import override

from runut.core.errors import Invalid, RunutError, TooLarge
from runut.formats.draft import Draft
from runut.formats.reading import LIMIT, read
from tests.formats.seed import reading, seed
from tests.formats.sops.as_docx import Style, docx
from tests.formats.sops.as_xlsx import xlsx
from tests.formats.sops.library import LIBRARY

WORD: Final = docx(LIBRARY[0].sheet, Style(marks="drawn"))
EXCEL: Final = xlsx(LIBRARY[3].sheet, drawn=True)
MEMORY: Final = 150_000_000
"""Bytes that reading may hold at its peak, whatever comes."""
OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def changed(data: bytes, **parts: bytes | Callable[[bytes], bytes] | None) -> bytes:
    """The package with parts put in (names with `/` written `__`), made anew, or left out."""
    named = {name.replace("__", "/").replace("_dot_", "."): part for name, part in parts.items()}
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = named.pop(name, old.read(name))
            if part is not None:
                new.writestr(name, part(old.read(name)) if callable(part) else part)
        for name, part in named.items():
            assert isinstance(part, bytes)
            new.writestr(name, part)
    return stream.getvalue()


def document(body: bytes, before: bytes = b"") -> bytes:
    """A Word file with this body."""
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    whole = b'<?xml version="1.0" encoding="UTF-8"?>' + before + b"<w:document " + space + b"><w:body>" + body + b"</w:body></w:document>"
    return changed(WORD, word__document_dot_xml=whole)


def lying(data: bytes, part: str, size: int) -> bytes:
    """The package whose directory says that ``part`` unpacks to ``size`` bytes."""
    found = bytearray(data)
    at = found.rfind(part.encode())
    struct.pack_into("<I", found, at - 46 + 24, size)
    return bytes(found)


def encrypted(data: bytes) -> bytes:
    """The package with the mark of a password on every part."""
    found = bytearray(data)
    at = found.find(b"PK\x01\x02")
    while at >= 0:
        found[at + 8] |= 1
        at = found.find(b"PK\x01\x02", at + 4)
    return bytes(found)


LAUGHS: Final = b"<!DOCTYPE l [" + b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"ha") for n in range(10)) + b"]>"
FOREIGN: Final = b'<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
BOMB: Final = zlib.compress(bytes(10_000_000))
REFUSED: Final[dict[str, tuple[bytes, str]]] = {
    "nothing": (b"", "read_empty"),
    "blanks": (b" \r\n\t\n", "read_empty"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "read_pdf"),
    "an old Word file": (OLE + "WordDocument".encode("utf-16-le"), "read_old_word"),
    "an old Excel file": (OLE + "Workbook".encode("utf-16-le"), "read_old_excel"),
    "another old Office file": (OLE + "PowerPoint Document".encode("utf-16-le"), "read_old_office"),
    "a Word file behind a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "read_encrypted"),
    "a package behind a password": (encrypted(WORD), "read_encrypted"),
    "a rich text": (rb"{\rtf1\ansi SOP}", "read_rich_text"),
    "a photograph": (b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(64), "read_picture"),
    "a scan": (b"\x89PNG\r\n\x1a\n" + bytes(64), "read_picture"),
    "an OpenDocument text": (changed(WORD, mimetype=b"application/vnd.oasis.opendocument.text"), "read_opendocument"),
    "a presentation": (changed(WORD, **{"_rels/.rels": None, "word/document.xml": None}), "read_unknown"),
    "a plain zip": (changed(WORD, **{"[Content_Types].xml": None}), "read_unknown"),
    "a program": (b"\x7fELF" + bytes(range(256)), "read_unknown"),
    "a letter": (b"Yth. Kepala Biro\nBersama ini kami sampaikan ...", "read_no_table"),
    "another table": (b"No\tNama\tAlamat\n1\tAni\tPontianak\n", "read_no_table"),
    "other JSON": (b'{"nama": "SOP"}', "read_no_table"),
    "TOML with a fault": (b"[procedure]\nname = ", "procedure_not_toml"),
    "a Word file with macros": (changed(WORD, word__vbaProject_dot_bin=b"macro"), "read_macro"),
    "a macro file under another name": (
        changed(WORD, **{"[Content_Types].xml": lambda old: old.replace(b"wordprocessingml.document.main+xml", b"macroEnabled.main+xml")}), "read_macro",
    ),
    "a Word file cut off": (WORD[: len(WORD) // 2], "read_broken"),
    "a Word file without its end": (WORD[:-30], "read_broken"),
    "a Word file with a damaged part": (WORD[:2000] + bytes(600) + WORD[2600:], "read_broken"),
    "a Word file without its text": (changed(WORD, word__document_dot_xml=None), "read_broken"),
    "broken XML": (changed(WORD, word__document_dot_xml=b"<w:document>"), "read_broken"),
    "XML in an odd encoding": (changed(WORD, word__document_dot_xml=b'<?xml version="1.0" encoding="UTF-7"?><a/>'), "read_broken"),
    "definitions that multiply": (document(b"<w:p>&l9;</w:p>", LAUGHS), "read_entities"),
    "definitions that read files": (document(b"<w:p>&x;</w:p>", FOREIGN), "read_entities"),
    "definitions in UTF-16": (changed(WORD, word__document_dot_xml=(FOREIGN.decode() + "<a>&x;</a>").encode("utf-16")), "read_entities"),
    "definitions in an Excel file": (changed(EXCEL, xl__sharedStrings_dot_xml=LAUGHS + b"<sst/>"), "read_entities"),
    "a part that unpacks to 60 MB": (document(b" " * 60_000_000), "read_too_much"),
    "a part that hides its size": (lying(document(b" " * 60_000_000), "word/document.xml", 1000), "read_broken"),
    "half a million empty elements": (document(b"<w:p/>" * 700_000), "read_too_much"),
    "elements in elements without end": (document(b"<w:p>" * 5_000), "read_broken"),
    "twenty thousand rows": (document(b"<w:tbl>" + b"<w:tr><w:tc/></w:tr>" * 20_000 + b"</w:tbl>"), "read_too_much"),
    "an Excel file cut off": (EXCEL[: len(EXCEL) // 2], "read_broken"),
    "an Excel file with a broken sheet": (changed(EXCEL, xl__worksheets__sheet1_dot_xml=b"<worksheet"), "read_broken"),
    "an Excel file with a foreign book": (changed(EXCEL, xl__workbook_dot_xml=b"<workbook/>"), "read_no_table"),
    "text of five million letters": (("1\t" + "kegiatan " * 600_000).encode(), "read_too_much"),
}  # fmt: skip


@pytest.mark.parametrize("what", REFUSED)
def test_it_is_refused_with_one_sentence_that_says_what_to_do(what: str) -> None:
    data, code = REFUSED[what]
    with pytest.raises(Invalid) as caught:
        read("berkas.docx", io.BytesIO(data))
    assert [one.code for one in caught.value.reasons] == [code]
    assert caught.value.reasons[0].english()


@pytest.mark.parametrize(
    "what", [name for name, (data, _) in REFUSED.items() if len(data) > 100_000 or "package" in name or "XML" in name or "elements" in name]
)
def test_it_takes_little_memory(what: str) -> None:
    data, _ = REFUSED[what]
    tracemalloc.start()
    try:
        with pytest.raises(Invalid):
            read("berkas", io.BytesIO(data))
        assert tracemalloc.get_traced_memory()[1] < MEMORY
    finally:
        tracemalloc.stop()


def test_many_parts_are_counted_before_they_are_listed() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as new:
        for number in range(3_100):
            new.writestr(f"{number}", b"")
    with pytest.raises(Invalid) as caught:
        reading(stream.getvalue(), "banyak.docx")
    assert caught.value.code == "read_too_much"


class Endless(io.RawIOBase):
    """A stream that never ends, and knows how much was taken of it."""

    taken = 0

    @override
    def readable(self) -> bool:
        return True

    @override
    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        self.taken += len(buffer)
        buffer[:] = b"x" * len(buffer)
        return len(buffer)


def test_a_file_of_a_hundred_megabytes_is_not_read_to_its_end() -> None:
    stream = Endless()
    with pytest.raises(TooLarge) as caught:
        read("besar.docx", io.BufferedReader(stream))
    assert caught.value.code == "read_too_large"
    assert stream.taken <= LIMIT + 1_000_000


def test_the_name_in_the_sentence_is_short_and_on_one_line() -> None:
    with pytest.raises(Invalid) as caught:
        read("a" * 500 + "\n<b>.pdf", io.BytesIO(b"%PDF-1.4"))
    assert len(str(caught.value.reasons[0].params["name"])) == 80


def test_a_wrong_ending_does_not_matter() -> None:
    for name in ("sop.pdf", "sop.doc", "sop", "sop.xlsx"):
        assert len(reading(seed(), name).data["activity"]) == 10
        assert len(reading(WORD, name).data["activity"]) == len(LIBRARY[0].sheet.rows)


def test_spans_and_areas_beyond_all_sheets_cost_nothing() -> None:
    cell = b'<w:tc><w:tcPr><w:gridSpan w:val="99999"/></w:tcPr><w:p/></w:tc>'
    with pytest.raises(Invalid):
        reading(document(b"<w:tbl><w:tr>" + cell * 50 + b"</w:tr></w:tbl>"))

    def merge(old: bytes) -> bytes:
        return old.replace(b"<mergeCells", b'<mergeCells count="1"><mergeCell ref="A400:XFD1048576"/></mergeCells><mergeCells', 1)

    assert len(reading(changed(EXCEL, xl__worksheets__sheet1_dot_xml=merge)).data["activity"]) == 5


def outcome(data: bytes) -> Draft | None:
    """The draft, or None where it was refused as all refusals are."""
    try:
        return reading(data)
    except RunutError:
        return None


@given(st.binary(max_size=400))
def test_no_bytes_end_in_anything_but_a_draft_or_a_refusal(data: bytes) -> None:
    found = outcome(data)
    assert found is None or found.procedure().activities


@given(st.data())
def test_nor_do_files_in_which_some_bytes_changed(data: st.DataObject) -> None:
    original = data.draw(st.sampled_from([WORD, EXCEL, seed().encode()]))
    found = bytearray(original)
    for _ in range(data.draw(st.integers(1, 6))):
        found[data.draw(st.integers(0, len(found) - 1))] = data.draw(st.integers(0, 255))
    draft = outcome(bytes(found[: data.draw(st.integers(0, len(found)) | st.just(len(found)))]))
    assert draft is None or draft.procedure().activities


_WORDS: Final = st.sampled_from(
    ["No", "Kegiatan", "Pelaksana", "Mutu Baku", "Waktu", "Output", "Kelengkapan", "Ket.", "1", "2", "3.", "√", "Ya", "Tidak", "Mulai", "-", "5 menit",
     "Jika tidak setuju kembali ke nomor 1", "lanjut ke langkah 3", "Staf", "Kepala", "1. a 2. b", "\t", "\t", "\t", "\n", "\n", "|", "  ", ";", "Nama SOP", ":"]
)  # fmt: skip


@given(st.lists(_WORDS, max_size=120).map("".join))
def test_nor_do_the_words_of_sops_in_any_order_and_what_is_read_builds(text: str) -> None:
    draft = outcome(text.encode())
    assert draft is None or draft.procedure().activities

"""A report that is damaged, endless or malicious gets one sentence, whoever wrote it."""

from __future__ import annotations

import io
import json
from contextlib import suppress
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.errors import Invalid
from runut.formats.scans import Finding, read_scan, reading, source
from tests.formats.scans import own

BOMB: Final = '<!DOCTYPE issues [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><issues><issue><name>&b;</name></issue></issues>'
OUTSIDE: Final = '<!DOCTYPE issues [<!ENTITY a SYSTEM "file:///etc/hostname">]><issues><issue><name>&a;</name></issue></issues>'
DEEP: Final = '{"runs": ' + "[" * 100_000


class Endless(io.RawIOBase):
    """A file of one byte again and again behind its beginning, made while it is read."""

    def __init__(self, head: bytes, size: int, filling: bytes = b" ") -> None:
        self.head, self.size, self.filling, self.at = head, size, filling, 0

    def read(self, size: int = -1) -> bytes:
        size = min(size if size >= 0 else self.size, self.size - self.at)
        block = self.head[self.at : self.at + size] + self.filling * max(0, size - max(0, len(self.head) - self.at))
        self.at += len(block[:size])
        return block[:size]

    def readline(self, size: int | None = -1) -> bytes:
        return self.read(-1 if size is None else size)

    def seek(self, offset: int, whence: int = 0) -> int:
        self.at = offset
        return offset

    def tell(self) -> int:
        return self.at


def refused(file: object) -> str:
    with pytest.raises(Invalid) as caught:
        list(read_scan(file).findings)  # type: ignore[arg-type]
    assert len(caught.value.reasons) == 1
    return caught.value.code


def text(content: str | bytes) -> str:
    return refused(io.BytesIO(content.encode() if isinstance(content, str) else content))


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "scan_unknown"),
        (b"null", "scan_unknown"),
        (b"\x00" * 5000, "scan_unknown"),
        (b"%PDF-1.7", "scan_unknown"),
        ("<html><body>Masuk dahulu</body></html>", "scan_unknown"),
        ('{"bomFormat": "CycloneDX", "components": []}', "scan_unknown"),
        ("[]", "scan_unknown"),
        ('[{"a": 1}, {"template-id": "x"}]', "scan_unknown"),
        (BOMB, "scan_entities"),
        (OUTSIDE, "scan_entities"),
        (DEEP, "scan_deep"),
        ("<issues>" + "<a>" * 100_000, "scan_deep"),
        ('{"runs": [' + '{"results": [' + "{}," * 5 + "\x00]}]}", "scan_damaged"),
        ('{"template-id": "x"}\n{"template-id": ', "scan_damaged"),
        ('{"template-id": ' + "[" * 100_000, "scan_damaged"),
        ('{"template-id": "x"}\n' + "[" * 100_000, "scan_damaged"),
        ('{"template-id": "x"}\n[1]', "scan_damaged"),
        (json.dumps(own.SARIF).encode("utf-16"), "scan_damaged"),
        (json.dumps(own.SARIF).encode().replace(b"Pemindai", b"\xff\xfe"), "scan_damaged"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(content: str | bytes, code: str) -> None:
    assert text(content) == code


@pytest.mark.parametrize("name", [name for name in own.REPORTS if not name.endswith("jsonl")])
def test_a_report_that_breaks_off_is_not_taken_for_a_whole_one(name: str) -> None:
    whole = own.REPORTS[name][0]
    assert text(whole[:-3]) in {"scan_damaged", "scan_unknown"}
    assert text(whole[: len(whole) // 2]) in {"scan_damaged", "scan_unknown"}


@pytest.mark.parametrize(
    ("head", "code"),
    [
        (b"", "scan_unknown"),
        (b'{"runs": [', "scan_text_long"),
        (b'{"runs": "', "scan_text_long"),
        (b"<issues><issue><name>", "scan_text_long"),
        (b'{"template-id": "x"}\n', "scan_text_long"),
    ],
)
def test_a_hundred_megabytes_of_nothing_are_not_read(head: bytes, code: str) -> None:
    endless = Endless(head, 100_000_000)
    assert refused(endless) == code
    assert endless.at < source.LONGEST + 200_000


def test_a_report_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "MOST_BYTES", 100_000)
    assert text('{"runs": [' + '{"results": []},' * 20_000) == "scan_large"
    monkeypatch.setattr(reading, "MOST_FINDINGS", 2)
    assert text(own.REPORTS["trivy.json"][0]) == "scan_many"


@given(name=st.sampled_from(sorted(own.REPORTS)), at=st.integers(0, 100_000), byte=st.integers(0, 255))
def test_one_byte_changed_is_read_or_refused_and_nothing_else(name: str, at: int, byte: int) -> None:
    content = bytearray(own.REPORTS[name][0].encode())
    content[at % len(content)] = byte
    found: list[Finding] = []
    with suppress(Invalid):  # anything else is a fault of the reader
        found = list(read_scan(io.BytesIO(bytes(content))).findings)
    assert all(one.title and one.fingerprint and "\x00" not in one.title + one.place + one.evidence for one in found)

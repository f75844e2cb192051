"""Signatures on PDFs: added behind what was there, read back, and broken by one changed byte."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from runut.core.errors import Refused
from runut.formats.printing.letter import Letter, Text, print_letter
from runut.formats.signing import KeyFile, Stamp, certificates, demonstration, revisions, signatures

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
STAMP = Stamp(lines=("Disegel oleh", "Biro Contoh"), reason="Salinan")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    letter = Letter(language="id", title="Laporan", letterhead=("Biro Contoh",), parts=(Text(text="Selesai."),))
    return print_letter(letter, at=AT)


@pytest.fixture(scope="module")
def keys() -> tuple[bytes, bytes]:
    return demonstration("Biro Contoh", at=datetime.now(UTC))


def test_a_signature_stands_behind_the_file_and_names_who_made_it(pdf: bytes, keys: tuple[bytes, bytes]) -> None:
    signed = KeyFile.load(keys[0]).sign(pdf, STAMP, at=AT)
    assert signed.startswith(pdf)
    (one,) = signatures(signed, certificates(keys[1]))
    assert (one.name, one.intact, one.untouched, one.trusted) == ("Segel Biro Contoh", True, True, True)


def test_a_second_one_leaves_the_first_as_it_was(pdf: bytes, keys: tuple[bytes, bytes]) -> None:
    key = KeyFile.load(keys[0])
    first = key.sign(pdf, STAMP, at=AT)
    second = key.sign(first, STAMP, at=AT)
    assert second.startswith(first)
    assert [(one.intact, one.untouched) for one in signatures(second, certificates(keys[1]))] == [(True, True), (True, True)]
    assert [one for one in revisions(second) if one in {pdf, first}] == [first, pdf]


def test_one_changed_byte_breaks_it(pdf: bytes, keys: tuple[bytes, bytes]) -> None:
    signed = bytearray(KeyFile.load(keys[0]).sign(pdf, STAMP, at=AT))
    signed[len(pdf) // 2] ^= 1
    assert not any(one.intact for one in signatures(bytes(signed), certificates(keys[1])))


def test_a_seal_below_another_root_is_not_trusted(pdf: bytes, keys: tuple[bytes, bytes]) -> None:
    signed = KeyFile.load(keys[0]).sign(pdf, STAMP, at=AT)
    other = demonstration("Biro Contoh", at=datetime.now(UTC))[1]
    assert [(one.intact, one.trusted) for one in signatures(signed, certificates(other))] == [(True, False)]


@pytest.mark.parametrize("content", [b"", b"no key", b"0\x82\x01"])
def test_what_is_no_key_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        KeyFile.load(content)
    assert caught.value.code == "signing_key"


def test_what_is_no_pdf_is_not_signed_and_carries_no_signature(keys: tuple[bytes, bytes]) -> None:
    with pytest.raises(Refused) as caught:
        KeyFile.load(keys[0]).sign(b"plain text", STAMP, at=AT)
    assert caught.value.code == "signing_failed"
    assert signatures(b"plain text") == []

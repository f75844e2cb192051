"""Signatures on PDFs: added behind what was there, read back, and broken by one changed byte."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pikepdf.pdfa import validate_written

from runut.core.errors import Refused
from runut.formats.printing.letter import Letter, Signature, Text, print_letter
from runut.formats.signing import MARK, Demonstration, KeyFile, KeyFolder, NationalService, Stamp, certificates, revisions, signatures

AT = datetime.now(UTC).replace(microsecond=0)
STAMP = Stamp(lines=("Disegel oleh", "Biro Contoh", "100% asli – 2026"), reason="Salinan")


@pytest.fixture(scope="module")
def pdf() -> bytes:
    places = tuple(
        Signature(day="25 November 2026", position=one, name=one, link=f"https://x.test/{MARK}{one}") for one in ("kabid", "karo")
    )
    letter = Letter(language="id", title="Laporan", letterhead=("Biro Contoh",), parts=(Text(text="Selesai."),), signatures=places)
    return print_letter(letter, at=AT)


@pytest.fixture(scope="module")
def authority() -> Demonstration:
    return Demonstration("Biro Contoh", at=AT)


@pytest.fixture(scope="module")
def key(authority: Demonstration) -> KeyFile:
    return KeyFile.load(authority.issue("Segel Biro Contoh"))


def boxes(pdf: bytes) -> list[list[float]]:
    """Where the stamps stand on the last page."""
    with pikepdf.open(BytesIO(pdf)) as opened:
        fields = [one for one in opened.pages[-1].Annots if one.get("/FT") == "/Sig"]
        return [[float(side) for side in one.Rect] for one in fields]


def test_a_signature_stands_behind_the_file_and_names_who_made_it(pdf: bytes, key: KeyFile, authority: Demonstration) -> None:
    signed = key.sign(pdf, STAMP, at=AT)
    assert signed.startswith(pdf)
    (one,) = signatures(signed, certificates(authority.root))
    assert (one.name, one.issuer, one.reason) == ("Segel Biro Contoh", "DEMONSTRASI, tanpa kekuatan hukum", "Salinan")
    assert (one.intact, one.whole, one.untouched, one.trusted) == (True, True, True, True)
    assert one.authority == "DEMONSTRASI, tanpa kekuatan hukum"


def test_a_second_one_leaves_the_first_as_it_was(pdf: bytes, key: KeyFile, authority: Demonstration) -> None:
    first = key.sign(pdf, STAMP, at=AT)
    second = KeyFile.load(authority.issue("Rina Contoh")).sign(first, STAMP, at=AT)
    assert second.startswith(first)
    found = signatures(second, certificates(authority.root))
    assert [(one.name, one.intact, one.whole, one.untouched) for one in found] == [
        ("Segel Biro Contoh", True, False, True),
        ("Rina Contoh", True, True, True),
    ]
    assert [one for one in revisions(second) if one in {pdf, first}] == [first, pdf]


def test_a_stamp_stands_above_the_name_of_who_signs_and_else_at_the_foot(pdf: bytes, key: KeyFile) -> None:
    signed = pdf
    for place in ("karo", "kabid", "", "nobody"):
        signed = key.sign(signed, Stamp(lines=(*STAMP.lines, "no font has \U0001f600"), reason="x", place=place), at=AT)
    bureau, division, foot, other = boxes(signed)
    assert division[2] < bureau[0]  # side by side, the division head at the left
    assert division[1] == bureau[1] > 104
    assert foot[1] == other[1] < 160
    assert all(one.intact and one.untouched for one in signatures(signed))


def found_in(pdf: bytes, path: Path) -> tuple[set[str], list[str]]:
    """What the checkers of archive files and of files for everybody find."""
    path.write_bytes(pdf)
    return {one.message for one in validate_written(BytesIO(pdf), "2b").findings}, [
        one.message for one in pdfua.validate(str(path)).findings
    ]


def drawn_on_the_page(pdf: bytes) -> bytes:
    """The same with its stamps as pictures of the page: the checker of archive files looks into no field."""
    with pikepdf.open(BytesIO(pdf)) as file:
        page, out = file.pages[-1], BytesIO()
        for number, one in enumerate(each for each in page.Annots if each.get("/FT") == "/Sig"):
            page.add_resource(one.AP.N, pikepdf.Name.XObject, pikepdf.Name(f"/Stamp{number}"))
            page.contents_add(f"/Artifact BMC q /Stamp{number} Do Q EMC".encode())
        page.Annots = pikepdf.Array([one for one in page.Annots if one.get("/FT") != "/Sig"])
        del file.Root.AcroForm
        file.save(out)
    return out.getvalue()


def test_the_checkers_say_of_a_signed_copy_what_they_say_of_the_filed_one(pdf: bytes, key: KeyFile, tmp_path: Path) -> None:
    filed = found_in(pdf, tmp_path / "filed.pdf")
    signed = key.sign(key.sign(pdf, STAMP, at=AT), Stamp(lines=("Ćirić, Ž.",), reason="x", place="karo"), at=AT)
    archive, everybody = found_in(signed, tmp_path / "signed.pdf")
    assert archive - filed[0] == {"interactive forms (/AcroForm) are not supported"}, "only that the checker cannot look into the field"
    assert everybody == filed[1] == []
    archive, _ = found_in(drawn_on_the_page(signed), tmp_path / "drawn.pdf")
    assert archive - filed[0] == {"developer extensions other than Adobe's are not supported"}, "PAdES in a file of PDF 1.7 names itself"
    with pikepdf.open(BytesIO(signed)) as now, pikepdf.open(BytesIO(pdf)) as before:
        fonts = [one for one in now.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"]
        assert len(fonts) >= 4 and all("/FontFile2" in one or "/FontFile3" in one for one in fonts), "every font is in the file"
        assert bytes(now.Root.Metadata.read_bytes()) == bytes(before.Root.Metadata.read_bytes())
        assert all(str(one.TU) for one in now.pages[-1].Annots if one.get("/FT") == "/Sig"), "each field says of itself what it is"


def test_stamp_signature_and_record_say_the_same_time(pdf: bytes, key: KeyFile) -> None:
    at = AT - timedelta(hours=3)
    assert [one.at for one in signatures(key.sign(pdf, STAMP, at=at))] == [at]


@pytest.mark.parametrize("bits", [2048, 3072])
def test_keys_of_rsa_sign_as_well(pdf: bytes, authority: Demonstration, bits: int) -> None:
    key = KeyFile.load(authority.issue("Rina Contoh", key=rsa.generate_private_key(65537, bits)))
    (one,) = signatures(key.sign(pdf, STAMP, at=AT), certificates(authority.root))
    assert (one.name, one.intact, one.whole, one.trusted) == ("Rina Contoh", True, True, True)


def test_one_changed_byte_breaks_it(pdf: bytes, key: KeyFile) -> None:
    signed = bytearray(key.sign(pdf, STAMP, at=AT))
    signed[len(pdf) // 2] ^= 1
    assert not any(one.intact for one in signatures(bytes(signed)))


def test_a_signature_below_another_root_is_not_trusted(pdf: bytes, key: KeyFile) -> None:
    signed = key.sign(pdf, STAMP, at=AT)
    other = Demonstration("Biro Contoh", at=AT).root
    assert [(one.intact, one.trusted, one.authority) for one in signatures(signed, certificates(other))] == [(True, False, "")]


def test_nothing_is_signed_with_a_certificate_that_does_not_hold(pdf: bytes, key: KeyFile) -> None:
    with pytest.raises(Refused) as caught:
        key.sign(pdf, STAMP, at=AT + timedelta(days=4000))
    assert caught.value.code == "signing_expired"


@pytest.mark.parametrize("content", [b"", b"no key", b"0\x82\x01"])
def test_what_is_no_key_file_is_refused(content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        KeyFile.load(content)
    assert caught.value.code == "signing_key"


PAGELESS = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\nxref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer<</Root 1 0 R/Size 2>>\nstartxref\n42\n%%EOF"


@pytest.mark.parametrize("content", [b"", b"plain text", b"%PDF-1.7\n%%EOF", PAGELESS])
def test_what_is_no_whole_pdf_is_not_signed_and_carries_no_signature(key: KeyFile, content: bytes) -> None:
    with pytest.raises(Refused) as caught:
        key.sign(content, Stamp(lines=STAMP.lines, reason="x", place="karo"), at=AT)
    assert caught.value.code == "signing_failed"
    assert signatures(content) == []


def test_each_person_has_a_file_that_the_office_or_they_themselves_open(authority: Demonstration, tmp_path: Path) -> None:
    (tmp_path / "kabid@x.test.p12").write_bytes(authority.issue("Kabid", password="kantor"))
    (tmp_path / "karo@x.test.p12").write_bytes(authority.issue("Karo", password="sendiri"))
    keys = KeyFolder(tmp_path, "kantor")
    assert [(keys.holds(one), keys.asks(one)) for one in ("kabid@x.test", "karo@x.test")] == [(True, False), (True, True)]
    assert [keys.holds(one) for one in ("", "lain", "../kabid@x.test", f"{tmp_path}/kabid@x.test")] == [False] * 4
    signer, other = keys.signer("karo@x.test", "sendiri"), keys.signer("lain")
    assert signer is not None and signer.certificate.name == "Karo"
    assert other is None
    with pytest.raises(Refused) as caught:
        keys.signer("karo@x.test", "salah")
    assert caught.value.code == "signing_key"


def test_the_national_service_says_that_it_is_not_configured() -> None:
    assert not NationalService().holds("kabid@x.test")
    with pytest.raises(Refused) as caught:
        NationalService().signer("kabid@x.test")
    assert caught.value.code == "signing_service"

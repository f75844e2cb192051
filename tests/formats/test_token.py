"""Keys in a device (PKCS#11), tried on a real SoftHSM2: `tools/softhsm.py` brings it and runs this."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from runut.core.errors import Refused
from runut.formats.printing.letter import Letter, Text, print_letter
from runut.formats.signing import Demonstration, Keys, Stamp, Token, certificates, signatures

MODULE = Path(os.environ.get("RUNUT_TEST_PKCS11", "/nowhere"))
PIN = "482913"
KEYS = {"karo@x.test": 0, "rsa2048@x.test": 2048, "rsa3072@x.test": 3072}
"""Labels in the device, and the bits of an RSA key; 0: a key on a curve."""
AT = datetime.now(UTC)
STAMP = Stamp(lines=("Ditandatangani oleh", "Rina Contoh"), reason="Menerima laporan")
pytestmark = pytest.mark.skipif(not MODULE.is_file(), reason="no module for keys in a device: run tools/softhsm.py")


@pytest.fixture(scope="module")
def authority() -> Demonstration:
    return Demonstration("Biro Contoh", at=AT)


@pytest.fixture(scope="module", autouse=True)
def device(authority: Demonstration, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A device called Kantor with a key and a certificate for each of `KEYS`."""
    folder = tmp_path_factory.mktemp("softhsm")
    (folder / "tokens").mkdir()
    (folder / "softhsm2.conf").write_text(f"directories.tokendir = {folder}/tokens\nobjectstore.backend = file\nlog.level = ERROR\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOFTHSM2_CONF", str(folder / "softhsm2.conf"))
        _softhsm("--init-token", "--free", "--label", "Kantor", "--so-pin", "739182", "--pin", PIN)
        for number, (label, bits) in enumerate(KEYS.items(), 1):
            _put(authority, folder, label, bits, f"{number:02}")
        yield


def _put(authority: Demonstration, folder: Path, label: str, bits: int, number: str) -> None:
    import pkcs11
    from pkcs11.util.x509 import decode_x509_certificate

    key, certificate = authority.pair("Rina Contoh", rsa.generate_private_key(65537, bits) if bits else None)
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    _softhsm("--import", str(folder / "key.pem"), "--token", "Kantor", "--label", label, "--id", number, "--pin", PIN)
    with pkcs11.lib(str(MODULE)).get_token(token_label="Kantor").open(rw=True, user_pin=PIN) as session:
        held = decode_x509_certificate(certificate.public_bytes(Encoding.DER))
        session.create_object({**held, pkcs11.Attribute.LABEL: label, pkcs11.Attribute.TOKEN: True})


def _softhsm(*arguments: str) -> None:
    subprocess.run(["softhsm2-util", "--module", str(MODULE), *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return print_letter(Letter(language="id", title="Laporan", letterhead=(), parts=(Text(text="Selesai."),)), at=AT)


def token(label: str = "Kantor", pin: str = PIN, module: Path = MODULE) -> Keys:
    return Token(module=module, label=label, pin=pin)


@pytest.mark.parametrize("label", KEYS)
def test_a_key_in_a_device_signs_without_leaving_it(pdf: bytes, authority: Demonstration, label: str) -> None:
    signer = token().signer(label)
    assert signer is not None
    signed = pdf
    for _ in range(2):
        before, signed = signed, signer.sign(signed, STAMP, at=AT)
        assert signed.startswith(before)
    found = signatures(signed, certificates(authority.root))
    assert [(one.name, one.intact, one.untouched, one.trusted) for one in found] == [("Rina Contoh", True, True, True)] * 2
    assert signer.certificate.name == "Rina Contoh"


def test_whose_key_is_there_is_told_without_the_pin() -> None:
    assert [token(pin="").holds(one) for one in ("karo@x.test", "kabid@x.test")] == [True, False]
    assert [token(pin="").asks("karo@x.test"), token().asks("karo@x.test")] == [True, False]
    assert token().signer("kabid@x.test") is None
    assert not token(label="Lain").holds("karo@x.test")


def test_the_pin_is_what_the_signer_types_or_the_offices(pdf: bytes) -> None:
    for pin, typed in ((PIN, "999999"), ("", ""), ("111111", "")):
        signer = token(pin=pin).signer("karo@x.test", typed)
        assert signer is not None
        with pytest.raises(Refused) as caught:
            signer.sign(pdf, STAMP, at=AT)
        assert caught.value.code == "signing_pin", (pin, typed)
    signer = token(pin="").signer("karo@x.test", PIN)
    assert signer is not None
    assert signatures(signer.sign(pdf, STAMP, at=AT))


@pytest.mark.parametrize("named", [{"label": "Lain"}, {"module": Path("/nowhere/module.so")}, {"module": Path(__file__)}])
def test_a_device_that_cannot_be_reached_is_a_sentence(named: dict[str, str]) -> None:
    with pytest.raises(Refused) as caught:
        token(**named).signer("karo@x.test")  # type: ignore[arg-type]
    assert caught.value.code == "signing_token"

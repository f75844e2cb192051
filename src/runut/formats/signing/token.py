"""Keys that never leave a device or module of the office (PKCS#11): a smart card, a token, an HSM. Each is found by its label, the account's name."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.formats.signing.making import Certificate, Stamp, add_signature, read_certificate

_ONE_AT_A_TIME: Final = threading.Lock()
"""Signing in to a device holds for the whole process, so two threads would sign each other out."""


class Token:
    """The keys in one device, as `Keys`. ``pin`` is the office's; where it is empty whoever signs types it.

    A key and its certificate have the same label. Certificates are read without the PIN: a wrong one that is tried too often locks the device.
    """

    def __init__(self, *, module: Path, label: str, pin: str = "") -> None:
        self._module, self._label, self._pin = module, label, pin

    def holds(self, name: str) -> bool:
        """Whether the device has a certificate called ``name``; one that cannot be reached has none."""
        try:
            return self._certificate(name) is not None
        except Refused:
            return False

    def asks(self, name: str) -> bool:
        """Whether the office does not hold the PIN."""
        return not self._pin and self.holds(name)

    def signer(self, name: str, password: str = "") -> TokenKey | None:
        """Return the key of ``name``.

        Raises:
            Refused: The device cannot be reached.
        """
        found = self._certificate(name)
        return None if found is None else TokenKey(self, name, password or self._pin, found)

    @contextmanager
    def session(self, pin: str | None = None) -> Iterator[Any]:
        """Open the device, with a PIN as who may sign.

        Raises:
            Refused: There is no such module or device, the PIN is another one, or it fails in between.
        """
        from pkcs11.exceptions import PinIncorrect, PinInvalid, PinLenRange, PinLocked, PKCS11Error
        from pyhanko.config.pkcs11 import TokenCriteria
        from pyhanko.sign.pkcs11 import open_pkcs11_session

        try:
            with (
                _ONE_AT_A_TIME,
                open_pkcs11_session(str(self._module), token_criteria=TokenCriteria(label=self._label), user_pin=pin) as opened,
            ):
                yield opened
        except (PinIncorrect, PinInvalid, PinLenRange, PinLocked) as error:
            raise Refused(reasons=[reason("signing_pin")]) from error
        except (PKCS11Error, RuntimeError, OSError) as error:
            raise Refused(reasons=[reason("signing_token", detail=(str(error) or type(error).__name__)[:200])]) from error

    def _certificate(self, name: str) -> Any | None:
        from asn1crypto import x509
        from pkcs11 import Attribute, ObjectClass

        with self.session() as opened:
            wanted = {Attribute.CLASS: ObjectClass.CERTIFICATE, Attribute.LABEL: name}
            found = [one[Attribute.VALUE] for one in opened.get_objects(wanted)]
        return x509.Certificate.load(found[0]) if len(found) == 1 else None


class TokenKey:
    """One key in the device, as `Signer`."""

    def __init__(self, token: Token, label: str, pin: str, certificate: Any) -> None:
        self._token, self._label, self._pin = token, label, pin
        self._raw = certificate.public_key.algorithm == "ec"  # every device signs a digest with such a key, few take the digest themselves
        self.certificate: Certificate = read_certificate(certificate)

    def sign(self, pdf: bytes, stamp: Stamp, *, at: datetime) -> bytes:
        """Sign as `Signer` says; every other certificate in the device goes with the signature, for those who follow the chain."""
        from pyhanko.sign.pkcs11 import PKCS11Signer

        with self._token.session(self._pin) as opened:
            signer = PKCS11Signer(
                opened, cert_label=self._label, key_label=self._label, other_certs_to_pull=None, use_raw_mechanism=self._raw
            )
            return add_signature(pdf, stamp, at=at, signer=signer)

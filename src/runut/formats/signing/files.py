"""Keys in files (PKCS#12): one for each account in a folder of the office, with a password of the office's or of the signer's own."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.formats.signing.making import Certificate, Stamp, add_signature, read_certificate


class KeyFile:
    """A key with its certificates from a PKCS#12 file."""

    def __init__(self, signer: Any) -> None:
        self._signer = signer

    @classmethod
    def load(cls, content: bytes, password: str = "") -> KeyFile:
        """Return the key in ``content``.

        Raises:
            Refused: It is no PKCS#12 file, or the password is another one.
        """
        from pyhanko.sign.signers import SimpleSigner

        try:
            signer = SimpleSigner.load_pkcs12_data(content, other_certs=[], passphrase=password.encode() or None)
        except ValueError as error:
            raise Refused(reasons=[reason("signing_key")]) from error
        return cls(signer)

    @property
    def certificate(self) -> Certificate:
        """Whose key it is."""
        return read_certificate(self._signer.signing_cert)

    def sign(self, pdf: bytes, stamp: Stamp, *, at: datetime) -> bytes:
        """Sign as `Signer` says."""
        return add_signature(pdf, stamp, at=at, signer=self._signer)


class KeyFolder:
    """A folder with ``ACCOUNT.p12`` for each person who signs; `Keys`. ``password`` opens those whose own the office holds."""

    def __init__(self, folder: Path, password: str = "") -> None:
        self._folder, self._password = folder, password

    def holds(self, name: str) -> bool:
        """Whether there is a file for ``name``."""
        return self._path(name) is not None

    def asks(self, name: str) -> bool:
        """Whether the office's password does not open it."""
        try:
            self.signer(name)
        except Refused:
            return True
        return False

    def signer(self, name: str, password: str = "") -> KeyFile | None:
        """Return the key of ``name``, opened with the password that they typed, else with the office's. Raises as `KeyFile.load`."""
        path = self._path(name)
        return KeyFile.load(path.read_bytes(), password or self._password) if path else None

    def _path(self, name: str) -> Path | None:
        path = self._folder / f"{name}.p12"
        return path if name and "/" not in name and path.is_file() else None

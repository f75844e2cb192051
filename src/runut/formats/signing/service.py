"""The place of the national signing service (BSrE of BSSN) behind the same protocol.

The service holds each official's key itself and is asked over the network, by an office that has an agreement with it: it takes a PDF with the official's
identity number (NIK) and passphrase and gives the signed PDF back. Its address, its account and an agreement to test against belong to an office, so this
release does not speak to it. What is needed to do so: ``holds`` asks whether the official's certificate is active, ``asks`` is always true, and ``signer`` returns
an object whose ``sign`` sends the PDF with the stamp's place and text, and then proves that the answer begins with what was sent and carries one valid signature more.
"""

from __future__ import annotations

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.formats.signing.making import Signer


class NationalService:
    """The `Keys` of an office that has chosen the service. It is not configured, says so, and signs nothing."""

    def holds(self, name: str) -> bool:
        """No: nobody's certificate can be asked for."""
        return False

    def asks(self, name: str) -> bool:
        """No."""
        return False

    def signer(self, name: str, password: str = "") -> Signer | None:
        """Say that the service is not configured.

        Raises:
            Refused: Always.
        """
        raise Refused(reasons=[reason("signing_service")])

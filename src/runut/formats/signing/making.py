"""Signing: a revision is added behind the file, so that every byte that was there stays, and with it every earlier signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final, Protocol

from runut.core.errors import Refused
from runut.core.sentences import reason

_BOX: Final = (70, 62, 300, 104)
"""Where the stamp stands on the last page, in points from its lower left corner; the next one to its right."""
_STEP: Final = 240


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What is seen of a signature: lines of text on the last page; ``reason`` is said within it."""

    lines: tuple[str, ...]
    reason: str


class Signer(Protocol):
    """Whoever signs: a key file of the office, or a service."""

    def sign(self, pdf: bytes, stamp: Stamp, *, at: datetime) -> bytes:
        """Return ``pdf`` with one signature more; what was there stays as it is, byte for byte.

        Raises:
            Refused: It cannot be signed, and why.
        """


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

    def sign(self, pdf: bytes, stamp: Stamp, *, at: datetime) -> bytes:
        """Sign as `Signer` says."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.pdf_utils.misc import PdfError
        from pyhanko.sign import fields
        from pyhanko.sign.general import SigningError
        from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
        from pyhanko.stamp import TextStampStyle

        try:
            ended = pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"  # or the first new object would stand in the line of the mark
            writer = IncrementalPdfFileWriter(BytesIO(ended))
            signed = len(writer.prev.embedded_signatures)
            left = _BOX[0] + _STEP * (signed % 2)
            box = (left, _BOX[1] + 46 * (signed // 2), left + _BOX[2] - _BOX[0], _BOX[3] + 46 * (signed // 2))
            name = f"Runut{signed + 1}"
            meta = PdfSignatureMetadata(
                field_name=name, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=stamp.reason
            )
            style = TextStampStyle(stamp_text="\n".join(stamp.lines), border_width=1)
            spec = fields.SigFieldSpec(sig_field_name=name, on_page=-1, box=box)
            out = PdfSigner(meta, signer=self._signer, stamp_style=style, new_field_spec=spec).sign_pdf(writer)
        except (PdfError, SigningError, ValueError) as error:
            raise Refused(reasons=[reason("signing_failed", detail=str(error)[:200])]) from error
        content: bytes = out.getvalue()
        return content

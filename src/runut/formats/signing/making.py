"""Signing: a revision is added behind the file, so that every byte that was there stays, and with it every earlier signature."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final, Protocol

from runut.core.errors import Refused
from runut.core.sentences import reason
from runut.formats.signing.places import Box, place_of

_BOX: Final = Box(page=-1, left=70, bottom=62, right=300, top=104)
"""Where a stamp without a place of its own stands: on the last page, in points from its lower left corner; the next one to its right."""
_BROKEN: Final = (ValueError, KeyError, TypeError, IndexError, AttributeError, RecursionError)
"""What a file made to break readers raises besides."""
_STEP: Final = 240
_ROW: Final = 46


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamp:
    """What is seen of a signature: lines of text; ``reason`` is said within it.

    ``place`` names where it stands, as the file marks it (`places`); where the file marks none, at the foot of its last page.
    """

    lines: tuple[str, ...]
    reason: str
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Certificate:
    """Whose key it is, who says so, and how long it holds; ``sha256`` is the hash of the certificate."""

    name: str
    issuer: str
    since: datetime
    until: datetime
    sha256: str

    def record(self) -> dict[str, object]:
        """Return it as an event names it."""
        return {"name": self.name, "issuer": self.issuer, "sha256": self.sha256}


class Signer(Protocol):
    """Whoever signs: a key file, a key in a device of the office, or a service."""

    @property
    def certificate(self) -> Certificate:
        """Whose signature it makes."""

    def sign(self, pdf: bytes, stamp: Stamp, *, at: datetime) -> bytes:
        """Return ``pdf`` with one signature more; what was there stays as it is, byte for byte.

        Raises:
            Refused: It cannot be signed, and why.
        """


class Keys(Protocol):
    """Where an office has the keys of its people; each is found by the name of their account."""

    def holds(self, name: str) -> bool:
        """Whether there is a key for ``name``. Opens none, so that a page may ask."""

    def asks(self, name: str) -> bool:
        """Whether that person types a password for each signature; it is used for that one and kept nowhere."""

    def signer(self, name: str, password: str = "") -> Signer | None:
        """Return who signs for ``name``; None: there is no key.

        Raises:
            Refused: The key cannot be opened with this password, or there is no way to it.
        """


def read_certificate(found: Any) -> Certificate:
    """Return what a certificate (asn1crypto) says."""
    return Certificate(
        name=common_name(found.subject),
        issuer=common_name(found.issuer),
        since=found.not_valid_before,
        until=found.not_valid_after,
        sha256=found.sha256.hex(),
    )


def common_name(name: Any) -> str:
    """Return the common name in a subject or issuer; where it has none, all of it."""
    return str(name.native.get("common_name") or name.human_friendly)


def add_signature(pdf: bytes, stamp: Stamp, *, at: datetime, signer: Any) -> bytes:
    """Return ``pdf`` with the signature of a signer of pyHanko behind it.

    Raises:
        Refused: Its certificate does not hold at that moment, or the file cannot be signed.
    """
    from pyhanko.pdf_utils.misc import PdfError
    from pyhanko.sign import fields
    from pyhanko.sign.general import SigningError
    from pyhanko.sign.signers import PdfSignatureMetadata

    from runut.formats.signing.adding import Added, SignerAt
    from runut.formats.signing.stamping import style

    own = read_certificate(signer.signing_cert)
    if not own.since <= at <= own.until:
        raise Refused(reasons=[reason("signing_expired", name=own.name, since=own.since.date(), until=own.until.date())])
    try:
        ended = pdf if pdf.endswith((b"\n", b"\r")) else pdf + b"\n"  # or the first new object would stand in the line of the mark
        writer = Added(BytesIO(ended))
        signed = len(writer.prev.embedded_signatures)
        name, box = f"Runut{signed + 1}", place_of(writer.prev, stamp.place) or _at_the_foot(signed)
        meta = PdfSignatureMetadata(field_name=name, md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES, reason=stamp.reason)
        spec = fields.SigFieldSpec(sig_field_name=name, on_page=box.page, box=box.sides, readable_field_name=stamp.reason)
        drawn = style(stamp.lines, box, at=at)
        out = SignerAt(meta, signer=signer, stamp_style=drawn, new_field_spec=spec, at=at).sign_pdf(writer)
    except (PdfError, SigningError, *_BROKEN) as error:
        raise Refused(reasons=[reason("signing_failed", detail=str(error)[:200])]) from error
    content: bytes = out.getvalue()
    return content


def _at_the_foot(signed: int) -> Box:
    right, up = _STEP * (signed % 2), _ROW * (signed // 2)
    return Box(page=-1, left=_BOX.left + right, bottom=_BOX.bottom + up, right=_BOX.right + right, top=_BOX.top + up)

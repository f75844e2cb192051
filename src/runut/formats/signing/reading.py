"""Reading the signatures of a PDF: who, when, whether what they signed is unchanged, and whether a known root vouches for them."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from runut.formats.signing.making import common_name

logging.getLogger("pyhanko").setLevel(logging.CRITICAL)  # what it finds is told by the answer; it would log each with its trace

_MOST: Final = 20
"""Signatures and revisions that are looked at; a paper has a few."""
_END: Final = re.compile(rb"%%EOF\r?\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Signed:
    """One signature, by the certificate of ``name`` that ``issuer`` issued, with this ``sha256``; ``reason`` is what it says of itself, and covers.

    ``intact``: what it covers is unchanged. ``whole``: it covers the whole file, so nothing came after it. ``untouched``: nothing but further signatures did.
    ``trusted``: its certificate was issued below one of the roots asked about, ``authority``.
    """

    name: str
    issuer: str
    at: datetime | None
    reason: str
    intact: bool
    whole: bool
    untouched: bool
    trusted: bool
    authority: str
    sha256: str


def certificates(pem: bytes) -> list[Any]:
    """Return the certificates in ``pem``."""
    from pyhanko.keys import load_certs_from_pemder_data

    return list(load_certs_from_pemder_data(pem)) if pem.strip() else []


def signatures(pdf: bytes, roots: Sequence[Any] = ()) -> list[Signed]:
    """Return the signatures of ``pdf`` in their order; none where it cannot be read as a PDF. Nothing is fetched from anywhere."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        embedded = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures[:_MOST]
        return [_read(one, _context(roots)) for one in embedded]
    except Exception:  # whatever a file made to break readers raises, it carries no signature that holds
        return []


def added(before: bytes, after: bytes) -> bool:
    """Whether ``after`` is ``before`` with exactly one signature more behind it, which holds and covers all of it.

    Cheap beside `signatures`: what a later signature may have changed of an earlier one is not looked for.
    """
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    try:
        count = len(PdfFileReader(BytesIO(before)).embedded_regular_signatures)
        *earlier, last = PdfFileReader(BytesIO(after)).embedded_regular_signatures
        status = validate_pdf_signature(last, signer_validation_context=_context(()), skip_diff=True)
    except Exception:  # as above
        return False
    whole = status.coverage == SignatureCoverageLevel.ENTIRE_FILE
    return after.startswith(before) and len(earlier) == count and bool(status.intact and status.valid) and whole


def _context(roots: Sequence[Any]) -> Any:
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=list(roots), allow_fetching=False)


def _read(embedded: Any, context: Any) -> Signed:
    from pyhanko.sign.diff_analysis import ModificationLevel
    from pyhanko.sign.validation import validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    status = validate_pdf_signature(embedded, signer_validation_context=context)
    allowed = {ModificationLevel.NONE, ModificationLevel.LTA_UPDATES, ModificationLevel.FORM_FILLING}
    path = status.validation_path if status.trusted else None
    return Signed(
        name=common_name(status.signing_cert.subject),
        issuer=common_name(status.signing_cert.issuer),
        at=status.signer_reported_dt,
        reason=str(embedded.sig_object.get("/Reason", ""))[:300],
        intact=bool(status.intact and status.valid),
        whole=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        untouched=status.modification_level in allowed,
        trusted=path is not None,
        sha256=status.signing_cert.sha256.hex(),
        authority=common_name(path.trust_anchor.authority.name) if path is not None else "",
    )


def revisions(pdf: bytes) -> Iterator[bytes]:
    """Yield the file as it was before each of its later revisions, the whole of it first."""
    yield pdf
    for found in reversed(list(_END.finditer(pdf))[:_MOST]):
        marked = found.start() + len(b"%%EOF")  # a signer that meets no end of line writes one
        yield from (pdf[:end] for end in sorted({marked, found.end()}, reverse=True) if end < len(pdf))

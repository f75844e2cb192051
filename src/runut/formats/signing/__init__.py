"""Signatures on PDFs (PAdES, ETSI EN 319 142): made with a key that the office holds, added behind what is there, read back in plain values.

    signer = KeyFolder(folder).signer("kabid@example.test", password)
    signed = signer.sign(pdf, stamp, at=at)
    for one in signatures(signed, roots): ...          # who, when, unchanged, trusted by whom

Keys are wherever the methods of `Keys` lead, and sign by those of `Signer`: files, a device (PKCS#11), and the place of the national service.
"""

from __future__ import annotations

from runut.formats.signing.files import KeyFile, KeyFolder
from runut.formats.signing.keys import Demonstration
from runut.formats.signing.making import Certificate, Keys, Signer, Stamp
from runut.formats.signing.places import MARK
from runut.formats.signing.reading import Signed, added, certificates, revisions, signatures
from runut.formats.signing.service import NationalService
from runut.formats.signing.token import Token

__all__ = [
    "MARK",
    "Certificate",
    "Demonstration",
    "KeyFile",
    "KeyFolder",
    "Keys",
    "NationalService",
    "Signed",
    "Signer",
    "Stamp",
    "Token",
    "added",
    "certificates",
    "revisions",
    "signatures",
]

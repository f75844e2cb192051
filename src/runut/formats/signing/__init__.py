"""Signatures on PDFs (PAdES, ETSI EN 319 142): made with a key that the office holds, added behind what is there, read back in plain values.

    signed = KeyFile.load(path.read_bytes(), password).sign(pdf, stamp)
    for one in signatures(signed, roots): ...          # who, when, unchanged, trusted

A signer is whatever has the method of `Signer`: a key file here; a service of the state has its place behind the same protocol.
"""

from __future__ import annotations

from runut.formats.signing.keys import demonstration
from runut.formats.signing.making import KeyFile, Signer, Stamp
from runut.formats.signing.reading import Signed, certificates, revisions, signatures

__all__ = ["KeyFile", "Signed", "Signer", "Stamp", "certificates", "demonstration", "revisions", "signatures"]

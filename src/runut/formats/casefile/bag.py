"""The texts that make a folder a bag (RFC 8493), written in one way only: sorted, with LF, each file named once."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Final

DECLARATION: Final = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
INFO: Final = "bag-info.txt"
MANIFEST: Final = "manifest-sha256.txt"
TAGS: Final = "tagmanifest-sha256.txt"
BAGIT: Final = "bagit.txt"
FORMAT: Final = "1"
"""Of a case file; a change that older releases cannot check gets the next number."""


def info(*, uid: str, number: str, title: str, day: str, files: int, size: int, events: int, head: str, agent: str) -> bytes:
    """Return bag-info.txt: which case, its size, and the end of its chain."""
    told = {
        "External-Identifier": uid,
        "Internal-Sender-Identifier": number or uid,
        "Internal-Sender-Description": title,
        "Bagging-Date": day,
        "Payload-Oxum": f"{size}.{files}",
        "Bag-Software-Agent": agent,
        "Runut-Case-File": FORMAT,
        "Runut-Events": str(events),
        "Runut-Head": head,
    }
    return "".join(f"{label}: {' '.join(text.split())}\n" for label, text in told.items()).encode()


def read_info(text: bytes) -> dict[str, str]:
    """Return the labels of a bag-info.txt that `info` wrote, with their values.

    Raises:
        ValueError: It is not written like that.
    """
    lines = text.decode().removesuffix("\n").split("\n")
    return {label: value for label, _, value in (line.partition(": ") for line in lines)}


def manifest(hashes: Mapping[str, str]) -> bytes:
    """Return a manifest of the files in ``hashes``, by their SHA-256."""
    return "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(hashes.items())).encode()


def sha256(content: bytes) -> str:
    """Return the SHA-256 of ``content`` in hexadecimal letters."""
    return hashlib.sha256(content).hexdigest()

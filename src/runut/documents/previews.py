"""What of a file can be looked at on the page: PDF, pictures of dots, and the beginning of a text."""

from __future__ import annotations

from typing import Final

from runut.documents.queries import Version, open_bytes
from runut.documents.sniffing import PDF, PICTURES, TEXT

TEXT_LIMIT: Final = 256 * 1024


def kind_of(version: Version) -> str:
    """Return ``pdf``, ``picture`` or ``text``; empty: only to be saved. What a scanner found infected is never shown."""
    if version.form or version.scan == "infected":
        return ""
    if version.media_type == PDF:
        return "pdf"
    if version.media_type in PICTURES:
        return "picture"
    return "text" if version.media_type == TEXT else ""


def text_of(version: Version) -> tuple[str, bool]:
    """Return the first 256 KiB of a text, and whether that is all of it."""
    with open_bytes(version.sha256) as file:
        beginning = file.read(TEXT_LIMIT)
    return beginning.decode("utf-8-sig", "replace"), version.size <= TEXT_LIMIT

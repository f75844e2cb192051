"""What a file is, told from its bytes alone; its name and what the browser declares count for nothing."""

from __future__ import annotations

import codecs
import re
from pathlib import Path
from typing import Final

import filetype

TEXT: Final = "text/plain"
PDF: Final = "application/pdf"
UNKNOWN: Final = "application/octet-stream"
PICTURES: Final = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp"})
"""Pictures of dots. SVG is a program that draws, so it is never shown."""

ACTIVE: Final = frozenset({"text/html", "image/svg+xml", "application/xml"})
"""What a browser might run; it is given out as plain bytes."""

_OFFICE: Final = "application/vnd.openxmlformats-officedocument."
_OOXML: Final = {
    "word/": (_OFFICE + "wordprocessingml.document", "application/vnd.ms-word.document.macroEnabled.12"),
    "xl/": (_OFFICE + "spreadsheetml.sheet", "application/vnd.ms-excel.sheet.macroEnabled.12"),
    "ppt/": (_OFFICE + "presentationml.presentation", "application/vnd.ms-powerpoint.presentation.macroEnabled.12"),
}
_DIRECTORY_LIMIT: Final = 1024 * 1024
_MARKUP: Final = re.compile(rb"\s*(?:<\?[^>]*>\s*|<!--.*?-->\s*|<!doctype[^>]*>\s*)*<([a-z][\w:.-]*)", re.IGNORECASE | re.DOTALL)
_HTML: Final = frozenset(b"html head body script iframe title meta link style table div p a img form h1 br b".split())
_CONTROL: Final = re.compile(rb"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")


def media_type(head: bytes, path: Path) -> str:
    """Return the media type of the file at ``path`` that begins with ``head``. Nothing in it is unpacked or run."""
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(head, path)
    if head.startswith(b"%PDF-"):
        return PDF
    if _is_text(head):
        return _text_kind(head)
    return filetype.guess_mime(head) or UNKNOWN


def _text_kind(head: bytes) -> str:
    begin = head.removeprefix(codecs.BOM_UTF8)
    found = _MARKUP.match(begin)
    if found is None:
        return "text/html" if begin[:512].lower().lstrip().startswith((b"<!doctype html", b"<html")) else TEXT
    name = found[1].lower()
    if name.rpartition(b":")[2] == b"svg":
        return "image/svg+xml"
    if name in _HTML or b"<!doctype html" in begin[:512].lower():
        return "text/html"
    return "application/xml" if begin.lstrip().startswith(b"<?xml") else TEXT


def _is_text(head: bytes) -> bool:
    if not head or _CONTROL.search(head):
        return False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _zip_kind(head: bytes, path: Path) -> str:
    """Tell the kind of archive from the names in it, and an OpenDocument from its first entry, which is stored as it is."""
    names = zip_names(path)
    if head[30:38] == b"mimetype":
        length = int.from_bytes(head[18:22], "little")
        declared = head[38 : 38 + min(length, 100)].decode("ascii", "replace")
        if declared.startswith(("application/vnd.oasis.opendocument.", "application/epub+zip")):
            return declared
    if "[Content_Types].xml" in names:
        for folder, (plain, with_macros) in _OOXML.items():
            if any(name.startswith(folder) for name in names):
                return with_macros if f"{folder}vbaProject.bin" in names else plain
    if "AndroidManifest.xml" in names:
        return "application/vnd.android.package-archive"
    return "application/java-archive" if "META-INF/MANIFEST.MF" in names else "application/zip"


def zip_names(path: Path) -> set[str]:
    """Return the names in an archive's own list, of which at most 1 MiB is read; empty when it has none."""
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 65_557))
        tail = file.read()
        end = tail.rfind(b"PK\x05\x06")
        if end < 0:
            return set()
        length, start = (int.from_bytes(tail[end + at : end + at + 4], "little") for at in (12, 16))
        file.seek(min(start, size))
        listing = file.read(min(length, _DIRECTORY_LIMIT))
    names: set[str] = set()
    at = 0
    while listing[at : at + 4] == b"PK\x01\x02":
        name, extra, comment = (int.from_bytes(listing[at + place : at + place + 2], "little") for place in (28, 30, 32))
        names.add(listing[at + 46 : at + 46 + name].decode("utf-8", "replace"))
        at += 46 + name + extra + comment
    return names

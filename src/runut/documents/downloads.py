"""Giving bytes out: whole or in part, always streamed, with headers that let a browser do nothing with them but save or show them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO, Final, Protocol
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.http.response import HttpResponseBase

from runut.documents.queries import open_bytes
from runut.documents.sniffing import ACTIVE, UNKNOWN
from runut.documents.store import BLOCK

POLICY: Final = "default-src 'none'; sandbox"
"""For bytes that are saved: should a browser show them after all, they are nothing."""

_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


class Stored(Protocol):
    """What is sent: a version of a paper, or a file that belongs to no case."""

    @property
    def sha256(self) -> str:
        """The hash of its bytes."""

    @property
    def size(self) -> int:
        """How many they are."""

    @property
    def media_type(self) -> str:
        """Their type, as they tell it."""

    @property
    def filename(self) -> str:
        """How it is called where it is saved."""


def send(request: HttpRequest, version: Stored, *, media_type: str = "", policy: str = POLICY, inline: bool = False) -> HttpResponseBase:
    """Return the bytes of a version, or of another file, that the caller may see.

    Answers `If-None-Match`, one `Range` and `If-Range` (RFC 9110); several ranges at once get the whole. The hash is the strong ETag.

    Args:
        request: The request, for its headers.
        version: What is sent.
        media_type: What it is called; empty: its own type, or plain bytes where a browser might run it.
        policy: Its content security policy.
        inline: Shown instead of saved; the caller has chosen a type that nothing runs.
    """
    etag = f'"{version.sha256}"'
    kind = media_type or (UNKNOWN if version.media_type in ACTIVE else version.media_type)
    headers = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-cache",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": policy,
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    if _matches(request.headers.get("If-None-Match", ""), etag):
        return HttpResponseNotModified(headers=headers)
    headers["Content-Disposition"] = disposition(version.filename, inline=inline)
    part = _part(request, version.size, etag)
    if part is None:
        return HttpResponse(status=416, headers=headers | {"Content-Range": f"bytes */{version.size}"}, content_type="text/plain")
    start, end = part
    partial = (start, end) != (0, version.size)
    if partial:
        headers["Content-Range"] = f"bytes {start}-{end - 1}/{version.size}"
    headers["Content-Length"] = str(end - start)
    status = 206 if partial else 200
    if request.method == "HEAD":
        return HttpResponse(status=status, headers=headers, content_type=kind)
    part_of = _Part(open_bytes(version.sha256), start, end)
    return StreamingHttpResponse(part_of, status=status, headers=headers, content_type=kind)


def disposition(filename: str, *, inline: bool) -> str:
    """Return how the bytes are to be taken, with the name twice: in ASCII for old programs, whole for the others (RFC 6266)."""
    plain = re.sub(r"[^\w .,()+-]", "_", filename, flags=re.ASCII) or "file"
    return f"{'inline' if inline else 'attachment'}; filename=\"{plain}\"; filename*=UTF-8''{quote(filename, safe='')}"


def _matches(header: str, etag: str) -> bool:
    return any(one.strip().removeprefix("W/") in {etag, "*"} for one in header.split(","))


def _part(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """Return the first byte that is asked for and the one after the last; None: there are no such bytes."""
    found = _RANGE.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    unchanged = request.headers.get("If-Range", etag) == etag
    if found is None or not unchanged or request.method not in {"GET", "HEAD"}:
        return 0, size
    first, last = (text[:20] for text in found.groups())
    if first:
        start, end = int(first), min(int(last) + 1, size) if last else size
        if last and int(last) < int(first):
            return 0, size
    elif last:
        start, end = max(size - int(last), 0), size
    else:
        return 0, size
    return (start, end) if start < end else None


class _Part:
    """Bytes ``start`` to ``end`` of a file, a block at a time; the response closes it, sent to its end or not."""

    def __init__(self, file: BinaryIO, start: int, end: int) -> None:
        self._file = file
        self._left = end - start
        file.seek(start)

    def __iter__(self) -> Iterator[bytes]:
        while self._left and (block := self._file.read(min(BLOCK, self._left))):
            self._left -= len(block)
            yield block

    def close(self) -> None:
        self._file.close()

"""The bridge to git's own smart HTTP server, `git http-backend` (CGI, RFC 3875): bytes pass through in both directions, none are kept."""

from __future__ import annotations

import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, Final

from django.http import HttpRequest, StreamingHttpResponse

from runut.repositories.git import environment

BLOCK: Final = 64 * 1024
_HEAD: Final = 8 * 1024
"""The longest head that http-backend writes, with room to spare."""


def answer(request: HttpRequest, place: Path, rest: str, *, extra: Mapping[str, str], after: Callable[[], None]) -> StreamingHttpResponse:
    """Let git answer the request.

    Args:
        request: Its body is read as it comes, with a length or in chunks; nothing may have read it before.
        place: The bare repository.
        rest: What follows the repository's name in the address (``info/refs``).
        extra: More variables for git and its hooks.
        after: Called when git has ended, whatever came of it, or could not be started.
    """
    try:
        process = subprocess.Popen(
            ["git", "http-backend"],
            cwd=place,
            env={**environment(place), **_cgi(request, place, rest), **extra},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except OSError:
        after()
        raise
    feeder = threading.Thread(target=_feed, args=(request, process), daemon=True)
    feeder.start()
    output = _Output(process, feeder, after)
    status, headers, first = output.head()
    response = StreamingHttpResponse(output.body(first), status=status, headers=headers)
    response._resource_closers.append(output.close)  # type: ignore[attr-defined]  # as FileResponse does: a client that goes away ends git
    return response


def _cgi(request: HttpRequest, place: Path, rest: str) -> dict[str, str]:
    found = {
        "GIT_PROJECT_ROOT": str(place),
        "GIT_HTTP_EXPORT_ALL": "1",
        "PATH_INFO": f"/{rest}",
        "REQUEST_METHOD": request.method or "GET",
        "QUERY_STRING": request.META.get("QUERY_STRING", ""),
        "CONTENT_TYPE": request.META.get("CONTENT_TYPE", ""),
        "GIT_PROTOCOL": request.headers.get("Git-Protocol", ""),
        "HTTP_CONTENT_ENCODING": request.headers.get("Content-Encoding", ""),
        "REMOTE_ADDR": "",
    }
    length = request.META.get("CONTENT_LENGTH", "")
    return found | ({"CONTENT_LENGTH": length} if length else {})


def _feed(request: HttpRequest, process: subprocess.Popen[bytes]) -> None:
    """Hand the body over, a block at a time; git may end before it has read everything."""
    source: Any = request.META["wsgi.input"]
    left = int(request.META.get("CONTENT_LENGTH") or 0)
    chunked = "chunked" in request.META.get("HTTP_TRANSFER_ENCODING", "").lower()
    assert process.stdin is not None
    # Whoever sends, or git, may go away; git tells the client what it made of what came.
    with suppress(OSError, ValueError):
        while chunked or left:
            block = source.read(BLOCK if chunked else min(BLOCK, left))
            if not block:
                break
            left -= len(block)
            process.stdin.write(block)
    _close(process.stdin)


class _Output:
    """What git says: a head of headers, then the body."""

    def __init__(self, process: subprocess.Popen[bytes], feeder: threading.Thread, after: Callable[[], None]) -> None:
        assert process.stdout is not None
        self._process, self._feeder, self._after = process, feeder, after
        self._out: BinaryIO = process.stdout  # type: ignore[assignment]
        self._ended = False

    def head(self) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers, and what of the body came with them."""
        came = b""
        while b"\r\n\r\n" not in came and len(came) < _HEAD:
            block = self._out.read1(BLOCK)  # type: ignore[attr-defined]
            if not block:
                break
            came += block
        lines, _, first = came.partition(b"\r\n\r\n")
        headers: dict[str, str] = {}
        for line in lines.decode("latin-1").split("\r\n"):
            name, _, value = line.partition(":")
            if value:
                headers[name.strip()] = value.strip()
        default = "200 OK" if headers else "500"
        return int(headers.pop("Status", default).split()[0]), headers, first

    def body(self, first: bytes) -> Iterator[bytes]:
        """Yield the body; at its end, git's end is waited for."""
        if first:
            yield first
        while block := self._out.read1(BLOCK):  # type: ignore[attr-defined]
            yield block
        self.close(kill=False)

    def close(self, *, kill: bool = True) -> None:
        """End git, if it has not ended by itself, and note what it did."""
        if self._ended:
            return
        self._ended = True
        if kill and self._process.poll() is None:
            self._process.terminate()
        _close(self._out)
        self._process.wait()
        self._after()


def _close(pipe: Any) -> None:
    with suppress(OSError):
        pipe.close()

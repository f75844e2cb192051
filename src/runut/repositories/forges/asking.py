"""Asking a forge over HTTP: TLS checked, nothing followed to elsewhere, time and bytes bounded, every failure a sentence."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlencode

import urllib3
from urllib3.exceptions import HTTPError, NewConnectionError, TimeoutError

from runut.core.errors import ForgeFailed
from runut.repositories.forges.protocol import Ref
from runut.repositories.queries.brought import Told

CONNECT: Final = 5.0
"""Seconds within which the forge must take the connection."""
READ: Final = 20.0
"""Seconds that it may be silent, and that a whole answer may take."""
ARCHIVE: Final = 600.0
"""Seconds that a whole archive may take."""
LARGEST: Final = 4 * 1024 * 1024
"""Bytes of an answer."""
_BLOCK: Final = 256 * 1024
_SAID: Final = 300
"""Characters of what a forge says that are told on."""
_MESSAGE: Final = 100_000
"""Characters of a commit's message that are read."""
_SHA: Final = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?", re.ASCII)


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a forge answered: ``data`` is its JSON, None where there is none. ``more`` says that another page follows."""

    status: int
    data: Any
    more: bool = False


class Asker:
    """Asks one forge, as the office."""

    def __init__(self, address: str, headers: Mapping[str, str]) -> None:
        self.address = address
        self._headers = {"Accept": "application/json", "Accept-Encoding": "identity", "User-Agent": "Runut", **headers}
        # A request is never repeated behind our back, and a redirect never followed: it would carry the token elsewhere.
        self._pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=CONNECT, read=READ), cert_reqs="CERT_REQUIRED")

    def ask(self, method: str, path: str, sent: Mapping[str, Any] | None = None, *, may: frozenset[int] = frozenset()) -> Answer:
        """Ask, and return the answer to it.

        Args:
            method: The method.
            path: Below the forge's API, with its query.
            sent: The body, as JSON.
            may: Refusing codes that the caller understands.

        Raises:
            ForgeFailed: It does not answer, answers too much or nonsense, or refuses by another code.
        """
        with self._open(method, path, sent, READ) as (response, blocks):
            said = b"".join(blocks(LARGEST))
        data = _read(said, response)
        if response.status >= 400 and response.status not in may:
            raise refused(response.status, data)
        return Answer(status=response.status, data=data, more='rel="next"' in response.headers.get("Link", ""))

    @contextmanager
    def stream(self, path: str, *, most: int) -> Iterator[Iterator[bytes]]:
        """Open what the forge holds at ``path``, block by block, ``most`` bytes of it.

        Raises:
            ForgeFailed: As for `ask`; also while it is read.
        """
        with self._open("GET", path, None, ARCHIVE) as (response, blocks):
            if response.status >= 400:
                raise refused(response.status, _read(b"".join(blocks(LARGEST)), response))
            yield blocks(most)

    @contextmanager
    def _open(self, method: str, path: str, sent: Mapping[str, Any] | None, seconds: float) -> Iterator[tuple[Any, Any]]:
        until = time.monotonic() + seconds
        body = None if sent is None else json.dumps(sent).encode()
        headers = self._headers if body is None else {**self._headers, "Content-Type": "application/json"}
        response: Any = None

        def blocks(most: int) -> Iterator[bytes]:
            seen = 0
            while block := response.read1(_BLOCK):  # what came, however little: one that drips meets its time here
                seen += len(block)
                if seen > most:
                    raise ForgeFailed(code="forge_large", most=most)
                if time.monotonic() > until:
                    raise ForgeFailed(code="forge_slow", passing=True, address=self.address, seconds=int(seconds))
                yield block

        try:
            response = self._pool.request(
                method, f"{self.address}{path}", body=body, headers=headers, redirect=False, preload_content=False
            )
            if 300 <= response.status < 400:
                raise ForgeFailed(code="forge_moved", status=response.status)
            yield response, blocks
        except HTTPError as error:
            # Of urllib3's own, a connection that is refused is a kind of timeout.
            if isinstance(error, TimeoutError) and not isinstance(error, NewConnectionError):
                raise ForgeFailed(code="forge_slow", passing=True, address=self.address, seconds=int(READ)) from error
            raise ForgeFailed(code="forge_away", passing=True, address=self.address, why=type(error).__name__) from error
        finally:
            if response is not None:
                response.close()


def query(**values: str | int) -> str:
    """Return the query of an address."""
    return f"?{urlencode(values)}"


def _read(said: bytes, response: Any) -> Any:
    """Return the JSON of an answer; a refusal may be anything, an answer must be what was asked for.

    Raises:
        ForgeFailed: It is no JSON.
    """
    if not said.strip():
        return None
    try:
        return json.loads(said)
    except (ValueError, RecursionError) as error:
        if response.status >= 400:
            return None
        raise ForgeFailed(code="forge_garbage") from error


def refused(status: int, data: Any) -> ForgeFailed:
    """Return what a refusing answer means."""
    if status in {401, 403}:
        return ForgeFailed(code="forge_token", status=status)
    if status == 404:
        return ForgeFailed(code="forge_gone")
    if status >= 500 or status == 429:
        return ForgeFailed(code="forge_broken", passing=True, status=status)
    return ForgeFailed(code="forge_refused", status=status, said=_said(data))


def _said(data: Any) -> str:
    """Return the sentence of a refusal: GitLab says ``message`` or ``error``, as text, list or table; Gitea and Forgejo say ``message``."""
    if isinstance(data, dict):
        data = data.get("message") or data.get("error") or ""
    text = data if isinstance(data, str) else json.dumps(data, ensure_ascii=False) if data else "-"
    return "".join(letter if letter.isprintable() else " " for letter in text)[:_SAID]


def at_path(data: Any, path: Sequence[str]) -> Any:
    """Return what stands at ``path`` of an answer; None: nothing does."""
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return data


def text_of(data: Any, *path: str) -> str:
    """Return the text that stands at ``path`` of an answer.

    Raises:
        ForgeFailed: There is none, or it is no text of a reasonable length.
    """
    data = at_path(data, path)
    found = str(data) if isinstance(data, int) and not isinstance(data, bool) else data
    if not isinstance(found, str) or not found or len(found) > 500 or not found.isprintable():
        raise ForgeFailed(code="forge_garbage")
    return found


def address_of(data: Any, *path: str) -> str:
    """Return the web address that stands at ``path`` of an answer.

    Raises:
        ForgeFailed: There is none.
    """
    found = text_of(data, *path)
    if not found.startswith(("https://", "http://")) or " " in found or "@" in found:
        raise ForgeFailed(code="forge_garbage")
    return found


def rows_of(data: Any) -> list[dict[str, Any]]:
    """Return the rows of a list.

    Raises:
        ForgeFailed: It is none.
    """
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise ForgeFailed(code="forge_garbage")
    return data


def ref_of(row: Mapping[str, Any], *, commit: str, made: str) -> Ref:
    """Return a branch or a tag of an answer; ``commit`` is what its commit calls its hash, ``made`` where the object of a tag stands.

    Raises:
        ForgeFailed: It is none.
    """
    return Ref(name=text_of(row, "name"), commit=_sha(text_of(row, "commit", commit)), made=text_of(row, made) if row.get(made) else "")


def told_of(
    row: Mapping[str, Any], *, sha: tuple[str, ...], author: tuple[str, ...], at: tuple[str, ...], message: tuple[str, ...]
) -> Told:
    """Return a commit of an answer, whose parts stand at these paths.

    Raises:
        ForgeFailed: It is none.
    """
    text = at_path(row, message)
    try:
        moment = datetime.fromisoformat(text_of(row, *at))
    except ValueError as error:
        raise ForgeFailed(code="forge_garbage") from error
    if not isinstance(text, str) or moment.tzinfo is None:
        raise ForgeFailed(code="forge_garbage")
    name = at_path(row, author)
    return Told(sha=_sha(text_of(row, *sha)), author=name if isinstance(name, str) and name else "-", at=moment, message=text[:_MESSAGE])


def _sha(text: str) -> str:
    if not _SHA.fullmatch(text):
        raise ForgeFailed(code="forge_garbage")
    return text

"""Short work that only the processor can do goes through one thread at a time.

Every statement of SQLite lets go of the interpreter, and every thread that is ready takes it then: eight threads that write at once spend more on
handing it to each other than on their work (benchmarks/README.md, `http`). So they wait here instead, in the order in which they came.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.response import HttpResponseBase

from runut.base.middleware import Answer

PATIENCE: Final = 0.025
"""Seconds after which somebody goes through all the same: one who is slow within delays the next by this and no more."""
SHORT: Final = 64 * 1024
"""Bytes of a body that is read before its turn is waited for; whatever is longer streams, and takes no turn."""
_WRITES: Final = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_KINDS: Final = frozenset({"application/x-www-form-urlencoded", "application/json"})


class Turnstile:
    """Lets the threads of one process through singly, first come first served."""

    def __init__(self, *, patience: float = PATIENCE) -> None:
        self._patience = patience
        self._guard = Lock()
        self._taken = False
        self._waiting: deque[Lock] = deque()

    @contextmanager
    def through(self) -> Iterator[None]:
        """Wait for the turn, at most as long as patience lasts, and hand it on at the end."""
        mine = self._enter()
        try:
            yield
        finally:
            if mine:
                self._leave()

    def _enter(self) -> bool:
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            called = Lock()
            called.acquire()
            self._waiting.append(called)
        if called.acquire(timeout=self._patience):
            return True
        with self._guard:
            if called not in self._waiting:
                return True  # called in the very moment in which patience ended
            self._waiting.remove(called)
            return False

    def _leave(self) -> None:
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._taken = False


def short_work(get_response: Answer) -> Answer:
    """Let forms and short bodies of the API through the turnstile; what their senders take to send them is waited for outside it."""
    turnstile = Turnstile()

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if not _short(request):
            return get_response(request)
        try:
            _ = request.body
        except UnreadablePostError:
            return HttpResponse(status=400)  # whoever sent half of it is gone
        with turnstile.through():
            return get_response(request)

    return middleware


def _short(request: HttpRequest) -> bool:
    length = request.META.get("CONTENT_LENGTH") or ""
    return (
        request.method in _WRITES
        and request.content_type in _KINDS
        and length.isascii()
        and length.isdigit()
        and len(length) < 9
        and int(length) <= SHORT
    )

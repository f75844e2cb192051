"""What every request gets: one moment in time, and headers that let the browser do little."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, Final, TypeVar
from uuid import uuid4

import structlog
from django.core.signals import got_request_exception
from django.dispatch import receiver
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from runut.base import sql

Answer = Callable[[HttpRequest], HttpResponseBase]
View = TypeVar("View", bound=Callable[..., HttpResponseBase])

POLICY: Final[Mapping[str, str]] = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "'none'",
    "base-uri": "'none'",
}
"""The content security policy: nothing but our own files, and no inline script or style."""
PERMISSIONS: Final = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()"
_RELAXED: Final = "runut_policy"
_REFUSED: Final = 400
_logger = structlog.get_logger(__name__)


def moment(get_response: Answer) -> Answer:
    """Set ``request.at`` once, so that everything one request does happens at one moment (aware UTC)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.at = datetime.now(UTC)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def one_cursor(get_response: Answer) -> Answer:
    """Let all lean statements of one request share a cursor, opened by the first of them."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with sql.one_cursor():
            return get_response(request)

    return middleware


def strict_headers(get_response: Answer) -> Answer:
    """Add the content security policy and the permissions policy to every answer that has none of its own."""
    strict = _written(POLICY)

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        relaxed = getattr(response, _RELAXED, None)
        response.headers.setdefault("Content-Security-Policy", _written({**POLICY, **relaxed}) if relaxed else strict)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


def _written(policy: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in policy.items())


def policy(**directives: str) -> Callable[[View], View]:
    """Change directives of the content security policy for one view: ``@policy(frame_src="'self'", sandbox="")``."""
    changed = {name.replace("_", "-"): value for name, value in directives.items()}

    def decorate(view: View) -> View:
        @wraps(view)
        def relaxed(*args: Any, **kwargs: Any) -> HttpResponseBase:
            response = view(*args, **kwargs)
            setattr(response, _RELAXED, changed)
            return response

        return relaxed  # type: ignore[return-value]

    return decorate


def log(get_response: Answer) -> Answer:
    """Log one line a request, and an error with its traceback; every line within carries the request's number, which the answer tells too.

    Neither the query nor a secret in the path (an argument named ``token`` or ``key``) is written down. A health that is asked for every few
    seconds and is good leaves no line.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        # Forgotten here and not at the end: what an answer logs while it is streamed carries the number too.
        structlog.contextvars.clear_contextvars()
        number = str(uuid4())
        structlog.contextvars.bind_contextvars(request_id=number)
        response = get_response(request)
        response.headers["X-Request-ID"] = number
        if request.path == "/healthz" and response.status_code == HTTPStatus.OK:
            return response
        level = logging.WARNING if response.status_code >= _REFUSED else logging.INFO
        _logger.log(level, "request_finished", code=response.status_code, request=told(request), user_id=_user_id(request))
        return response

    return middleware


def told(request: HttpRequest) -> str:
    """Return method and path of a request as a log may hold them."""
    path = request.path
    match = request.resolver_match
    for name, value in (match.kwargs if match else {}).items():
        if name in {"token", "key", "uidb36"}:
            path = path.replace(str(value), "…")
    return f"{request.method} {path}"


@receiver(got_request_exception)
def _failed(request: HttpRequest | None = None, **_: Any) -> None:
    if request is not None:
        _logger.exception("request_failed", request=told(request), user_id=_user_id(request))


def _user_id(request: HttpRequest) -> int | None:
    """Return who asked, if any view wanted to know; the log itself asks no database."""
    who = getattr(request, "standing", None)
    return who.user_id if who else None

"""What every request gets: one moment in time, and headers that let the browser do little."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import wraps
from typing import Any, Final, TypeVar

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django_structlog.middlewares import RequestMiddleware

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


def moment(get_response: Answer) -> Answer:
    """Set ``request.at`` once, so that everything one request does happens at one moment (aware UTC)."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        request.at = datetime.now(UTC)  # type: ignore[attr-defined]
        return get_response(request)

    return middleware


def strict_headers(get_response: Answer) -> Answer:
    """Add the content security policy and the permissions policy to every answer that has none of its own."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        policy = {**POLICY, **getattr(response, _RELAXED, {})}
        response.headers.setdefault("Content-Security-Policy", "; ".join(f"{name} {value}" for name, value in policy.items()))
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        return response

    return middleware


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


class Log(RequestMiddleware):
    """Logs one line a request, with its id, and answers with that id.

    Neither the query nor a secret in the path (an argument named ``token`` or ``key``) is written down.
    """

    @staticmethod
    def format_request(request: HttpRequest) -> str:
        path = request.path
        match = request.resolver_match
        for name, value in (match.kwargs if match else {}).items():
            if name in {"token", "key", "uidb36"}:
                path = path.replace(str(value), "…")
        return f"{request.method} {path}"

    def handle_response(self, request: HttpRequest, response: HttpResponse) -> None:
        found = structlog.contextvars.get_contextvars().get("request_id")
        if found:
            response.headers["X-Request-ID"] = found
        super().handle_response(request, response)

"""The one NinjaAPI: its routers, its page, and how every error leaves it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from runut import __version__
from runut.api.auth import NotSignedIn
from runut.api.cases import router as cases
from runut.api.documents import router as documents
from runut.api.remarks import router as remarks
from runut.api.tests import router as tests
from runut.base.sentences import say
from runut.core.errors import RunutError
from runut.core.sentences import Reason, reason
from runut.people.access import permission

api = NinjaAPI(
    title="Runut",
    version=__version__,
    urls_namespace="api",
    docs_url="/docs",
    docs_decorator=permission("signed_in"),
    description="Cases of the office's SOP. Every refusal has a stable code and the sentence that the pages show (Accept-Language: id or en).",
)
api.add_router("", cases)
api.add_router("", remarks)
api.add_router("", documents)
api.add_router("", tests)


def _answer(request: HttpRequest, reasons: tuple[Reason, ...], *, status: int) -> HttpResponse:
    body = {
        "code": reasons[0].code,
        "reasons": [{"code": one.code, "sentence": say(one)} for one in reasons],
    }
    return api.create_response(request, body, status=status)


@api.exception_handler(RunutError)
def refused(request: HttpRequest, error: RunutError) -> HttpResponse:
    """A refusal of the product, with every reason."""
    return _answer(request, error.reasons, status=error.status)


@api.exception_handler(NotSignedIn)
@api.exception_handler(AuthenticationError)
def not_signed_in(request: HttpRequest, error: Exception) -> HttpResponse:
    """No token, or one that opens nothing."""
    response = _answer(request, (reason("sign_in"),), status=401)
    response.headers["WWW-Authenticate"] = "Bearer"
    return response


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Input that does not fit its description: each fault with its place."""
    faults = [
        {
            "code": "invalid",
            "sentence": f"{'.'.join(str(part) for part in one['loc'][1:])}: {gettext(str(one['msg']))}",
        }
        for one in error.errors
    ]
    return api.create_response(request, {"code": "invalid", "reasons": faults}, status=422)


@api.exception_handler(HttpError)
def unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    """A body that is not JSON, a method that an address does not take."""
    return _answer(request, (reason("invalid"),), status=error.status_code)


def addresses() -> Any:
    """Return the API's addresses, each view with its permission as pages have theirs (a token decides)."""
    patterns, app, namespace = api.urls
    for pattern in patterns:
        view: Any = pattern.callback
        if not hasattr(view, "permission"):
            view.permission = "token"
    return patterns, app, namespace

"""Errors as pages: every refusal with its status, its reasons and a way on; for htmx, a fragment for the flash place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import urlsplit

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from runut.core.errors import RunutError
from runut.core.sentences import Reason
from runut.web.context import alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What an error page says for a status: a title, and a sentence where no reasons were given."""

    title: str | Promise
    text: str | Promise


WORDINGS: Final = {
    400: Wording(title=_("This request cannot be read"), text=_("The address or the form was not complete. Go back and send it again.")),
    403: Wording(title=_("This is not yours to do"), text=_("Your account does not have the permission for this page.")),
    404: Wording(title=_("There is nothing here"), text=_("The address is wrong, or what it names is not for you to see.")),
    405: Wording(title=_("This page does not take that"), text=_("Open the page again and use its own buttons.")),
    409: Wording(title=_("This is not possible now"), text=_("Something stands against it at this moment. Nothing was recorded.")),
    413: Wording(title=_("This is too large"), text=_("What was sent is larger than this office accepts. Nothing was recorded.")),
    422: Wording(title=_("This cannot be used"), text=_("What was sent has a fault. Nothing was recorded.")),
    500: Wording(
        title=_("Something failed on our side"),
        text=_("It has been written down with its time. Nothing of yours was recorded twice; try again in a moment."),
    ),
}
CSRF: Final = Wording(
    title=_("This form is too old"),
    text=_(
        "For safety a form belongs to one session in one browser. Go back, load the page again, and send it once more. Cookies must be allowed."
    ),
)
_TOO_LARGE: Final = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def refuse(request: HttpRequest, error: RunutError) -> HttpResponse:
    """Answer an error of the product: its page, or for htmx its fragment."""
    return _answer(request, status=error.status, reasons=error.reasons)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400; what was too large answers 413."""
    return _answer(request, status=413 if isinstance(exception, _TOO_LARGE) else 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler403."""
    return _answer(request, status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler404."""
    return _answer(request, status=404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's CSRF_FAILURE_VIEW."""
    return _answer(request, status=403, wording=CSRF)


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: asks neither the database nor the session, which may be what failed."""
    wording = WORDINGS[500]
    if _is_htmx(request):
        return _fragment({"reasons": [], "title": wording.title, "text": wording.text}, status=500)
    return _alone(request, status=500, wording=wording)


def _answer(request: HttpRequest, *, status: int, reasons: Sequence[Reason] = (), wording: Wording | None = None) -> HttpResponse:
    if all(one.code == "not_found" for one in reasons):
        reasons = ()  # the page's own words say more
    known = wording or WORDINGS.get(status) or WORDINGS[500 if status >= 500 else 400]
    if _is_htmx(request):
        return _fragment({"reasons": reasons, "title": known.title, "text": known.text}, status=status)
    if not hasattr(request, "user"):
        # Refused before anybody asked who it is, by the host's name for one.
        return _alone(request, status=status, wording=known)
    frame = "web/base.html" if request.user.is_authenticated else "web/plain.html"
    context = {"status": status, "wording": known, "reasons": reasons, "back": _back(request), "frame": frame}
    return render(request, "web/errors/error.html", context, status=status)


def _alone(request: HttpRequest, *, status: int, wording: Wording) -> HttpResponse:
    context = {"shell": alone(request), "status": status, "wording": wording, "request_id": _request_id()}
    return HttpResponse(render_to_string("web/errors/alone.html", context), status=status)


def _fragment(context: dict[str, Any], *, status: int) -> HttpResponse:
    body = render_to_string("web/errors/fragment.html", context)
    return HttpResponse(body, status=status, headers={"HX-Retarget": "#flash", "HX-Reswap": "innerHTML show:#flash:top"})


def _is_htmx(request: HttpRequest) -> bool:
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Boosted") != "true"


def _back(request: HttpRequest) -> str:
    """Return the page of this site that somebody came from, unless it is the one that failed."""
    came = urlsplit(request.headers.get("Referer", ""))
    if came.netloc != request.get_host() or (came.path == request.path and request.method == "GET"):
        return ""
    return f"{came.path}?{came.query}" if came.query else came.path


def _request_id() -> str:
    import structlog

    return str(structlog.contextvars.get_contextvars().get("request_id", ""))

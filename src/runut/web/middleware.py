"""Language of the person, errors of the product as pages, and pages compressed on their way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils import translation

from runut.core.errors import RunutError
from runut.web.errors import refuse

Answer = Callable[[HttpRequest], HttpResponseBase]


def language(get_response: Answer) -> Answer:
    """Speak the language that the person saved, else the one this browser chose, else the office's first.

    The browser's own list is not asked: laptops of an Indonesian office often come set to English. The API follows it, as programs expect.
    """
    known = dict(settings.LANGUAGES)

    def chosen(request: HttpRequest) -> str:
        if request.path.startswith("/api/"):
            return translation.get_language_from_request(request)
        saved = request.user.language if request.user.is_authenticated else request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        return saved if saved in known else settings.LANGUAGE_CODE

    def middleware(request: HttpRequest) -> HttpResponseBase:
        with translation.override(chosen(request)):
            request.LANGUAGE_CODE = translation.get_language()
            response = get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
        return response

    return middleware


class Compressed(GZipMiddleware):
    """Django's compression, which hides the length of secrets, for pages and data only.

    Files and git pass as they are: they are streamed, often compressed already, and their length is a promise.
    """

    KINDS: Final = ("text/html", "application/json", "text/csv", "image/svg+xml")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or response.headers.get("Content-Type", "").split(";")[0] not in self.KINDS:
            return response
        return super().process_response(request, response)


class Errors:
    """Turn an error that no view caught into its page, with its status and its reasons."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refuse(request, exception) if isinstance(exception, RunutError) else None

"""Language and theme of the person, and errors of the product as pages."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
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


class Errors:
    """Turn an error that no view caught into its page, with its status and its reasons."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return refuse(request, exception) if isinstance(exception, RunutError) else None

"""Times in the zone of the office."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone

Answer = Callable[[HttpRequest], HttpResponseBase]


def office_zone(get_response: Answer) -> Answer:
    """Forget after a request the zone in which `access.who_asks` let it write its times; the thread serves others next."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        try:
            return get_response(request)
        finally:
            timezone.deactivate()

    return middleware

"""Forms that are as long as what they are about: one field for each cell of a table. Every other form keeps Django's limit.

    @many_fields(20_000)
    def edit(request): ...

The limit exists because parsing costs time before anybody is known. Parsing this plain encoding is cheap, and the length of the body stays bounded
by `DATA_UPLOAD_MAX_MEMORY_SIZE`; a form with files is left to Django and its limit.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final, TypeVar
from urllib.parse import parse_qsl

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest, QueryDict, UnreadablePostError
from django.http.response import HttpResponseBase
from django.utils.datastructures import MultiValueDict

View = TypeVar("View", bound=Callable[..., HttpResponseBase])

_MARK: Final = "runut_most_fields"


def many_fields(most: int) -> Callable[[View], View]:
    """Let the form of a view have up to ``most`` fields."""

    def decorate(view: View) -> View:
        setattr(view, _MARK, most)
        return view

    return decorate


class ManyFields:
    """Reads the form of such a view before anything else does: the protection of forms would read it with Django's limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any) -> None:
        """Read the form of a view that is marked.

        Raises:
            TooManyFieldsSent: It has more fields than even that view takes.
        """
        most = getattr(view, _MARK, 0)
        if not most or request.method != "POST" or request.content_type != "application/x-www-form-urlencoded":
            return
        with suppress(UnreadablePostError):  # then it stays unread, and the form is refused as one without its token
            _keep(request, request.body, most)


def _keep(request: HttpRequest, body: bytes, most: int) -> None:
    try:
        pairs = parse_qsl(body.decode(errors="replace"), keep_blank_values=True, max_num_fields=most, errors="replace")
    except ValueError as error:
        raise TooManyFieldsSent(f"This form takes {most} fields at most.") from error
    form = QueryDict(mutable=True)
    for name, value in pairs:
        form.appendlist(name, value)
    form._mutable = False
    request._post, request._files = form, MultiValueDict()  # type: ignore[attr-defined]

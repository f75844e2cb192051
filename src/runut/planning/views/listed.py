"""What the lists of this room do alike: rows are moved, and what a button asked is told where it happened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from runut.core.errors import RunutError
from runut.people.access import Request
from runut.planning.views.files import number_of
from runut.planning.views.place import Place


class Draw(Protocol):
    """Draws the list, with why something was refused."""

    def __call__(self, request: Request, place: Place, *, status: int = 200, **more: Any) -> HttpResponse: ...


class Move(Protocol):
    """Moves a row by ``step`` places, or before another (0: to the end)."""

    def __call__(self, *, number: int, before: int | None = None, step: int = 0) -> None: ...


def answer(request: Request, place: Place, *, draw: Draw, act: Callable[[Request, Place], tuple[str, str]], back: str) -> HttpResponse:
    """Answer a list: as it stands, or after what its pressed button asks, which ``act`` does.

    ``act`` returns what to say, and the anchor at ``back``, where it happened.
    """
    if request.method != "POST":
        return draw(request, place)
    try:
        said, anchor = act(request, place)
    except RunutError as refused:
        return draw(request, place, reasons=refused.reasons, status=refused.status)
    if request.headers.get("X-Requested-With") == "XMLHttpRequest":
        return HttpResponse(status=204)
    if said:
        messages.success(request, said)
    query = f"?{request.GET.urlencode()}" if request.GET else ""
    return redirect(reverse(back, args=[place.case_id, place.key]) + query + anchor)


def moved(post: QueryDict, move: Move) -> int:
    """Do what ``up``, ``down`` or ``move`` asks and return the number of the row; 0: none of them was pressed.

    Raises:
        Invalid: What was sent is no number.
    """
    for name, step in (("up", -1), ("down", 1)):
        if name in post:
            number = number_of(post.get(name))
            move(number=number, step=step)
            return number
    if "move" not in post:
        return 0
    number = number_of(post.get("move"))
    move(number=number, before=number_of(post.get("before") or "0"))
    return number

"""`git clone` and `git push` over smart HTTP: who asks, what they may do, then git's own server answers."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Sequence
from typing import Final

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt

from runut.base.sentences import say
from runut.core.errors import NotFound
from runut.core.sentences import Reason, reason
from runut.people.access import Request, permission
from runut.people.queries import Standing, authenticate_token
from runut.repositories import backend, git, turns
from runut.repositories.access import access_repository
from runut.repositories.services.pushes import note_pushes, told

READ, WRITE = "repositories:read", "repositories:write"
_ADDRESSES: Final = re.compile(r"info/refs|git-upload-pack|git-receive-pack|HEAD|objects/[0-9a-f/]+|objects/(info|pack)/[\w./-]+", re.ASCII)
"""What a git client asks for; http-backend itself refuses whatever else it does not know."""


@csrf_exempt
@permission("public")
def smart_http(request: Request, name: str, rest: str) -> HttpResponseBase:
    """Serve one address of one repository to a git client.

    Basic authentication with a personal token as the password; the user's name does not matter. Refusals are plain text, which git shows
    after ``remote:``.
    """
    found = _who(request)
    if found is None:
        return _unknown(request)
    who, scopes = found
    try:
        admitted = access_repository(name=name, who=who, at=request.at)
    except NotFound as error:
        return _say(error.reasons[0], 404)
    if rest.startswith("info/lfs"):
        return JsonResponse({"message": say(reason("repository_lfs"))}, status=404, content_type="application/vnd.git-lfs+json")
    if not _ADDRESSES.fullmatch(rest) or request.method not in {"GET", "HEAD", "POST"}:
        return _say(reason("not_found"), 404)
    writes = "git-receive-pack" in {rest, request.GET.get("service", "")}
    against = _against(scopes, admitted.against, writes=writes)
    if against:
        return _say(against[0], 403)
    repository = admitted.repository
    extra = told(who=who, at=request.at) if writes else {}
    turn = turns.take()
    if turn is None:
        response = _say(reason("git_busy"), 503)
        response.headers["Retry-After"] = "30"
        return response

    def after() -> None:
        turns.give_back(turn)
        if rest == "git-receive-pack":
            note_pushes(repository_id=repository.pk)

    return backend.answer(request, git.folder(repository.pk), rest, extra=extra, after=after)


smart_http.reads_stream = True  # type: ignore[attr-defined]


def _who(request: Request) -> tuple[Standing, frozenset[str]] | None:
    kind, _, encoded = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "basic":
        return None
    try:
        secret = base64.b64decode(encoded, validate=True).decode("utf-8").partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return None
    return authenticate_token(secret, request.at) if secret else None


def _unknown(request: HttpRequest) -> HttpResponse:
    tried = bool(request.headers.get("Authorization"))
    page = request.build_absolute_uri(reverse("people:tokens"))
    refused = reason("repository_token_wrong", page=page) if tried else reason("repository_token_needed", page=page)
    response = _say(refused, 401)
    response.headers["WWW-Authenticate"] = 'Basic realm="Runut", charset="UTF-8"'
    return response


def _against(scopes: frozenset[str], against: Sequence[Reason], *, writes: bool) -> list[Reason]:
    wanted = WRITE if writes else READ
    if wanted not in scopes and not (wanted == READ and WRITE in scopes):
        return [reason("scope_missing", scope=wanted)]
    return list(against) if writes else []


def _say(one: Reason, status: int) -> HttpResponse:
    return HttpResponse(say(one) + "\n", status=status, content_type="text/plain; charset=utf-8")

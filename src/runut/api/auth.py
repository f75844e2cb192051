"""Personal tokens: who asks, and whether the token's scopes cover it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

from django.http import HttpRequest
from ninja.security import HttpBearer

from runut.core.errors import NotPermitted
from runut.core.sentences import reason
from runut.people.queries import Standing, authenticate_token

READ, WRITE = "cases:read", "cases:write"
TESTS_WRITE = "tests:write"
DOCUMENTS_READ, DOCUMENTS_WRITE = "documents:read", "documents:write"

View = TypeVar("View", bound=Callable[..., object])


class ApiRequest(HttpRequest):
    """A request that a token let in."""

    at: datetime
    standing: Standing
    scopes: frozenset[str]


class NotSignedIn(Exception):
    """No token, or one that opens nothing."""


class Token(HttpBearer):
    """``Authorization: Bearer …`` with a token that reaches ``scope``; who holds nothing but an auditor's part changes nothing."""

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Standing:
        """Return who asks.

        Raises:
            NotSignedIn: The token is unknown, expired or revoked.
            NotPermitted: It lacks the scope, or belongs to an auditor and would change something.
        """
        found = authenticate_token(token, request.at)  # type: ignore[attr-defined]
        if found is None:
            raise NotSignedIn
        who, scopes = found
        if self.scope not in scopes:
            raise NotPermitted(reasons=[reason("scope_missing", scope=self.scope)])
        if who.reads_only and self.scope.endswith(":write"):
            raise NotPermitted(reasons=[reason("auditor_reads")])
        request.standing = who  # type: ignore[attr-defined]
        return who

"""What a forge tells of a push: that it is genuine, and what it says.

Source: docs.gitlab.com, webhooks and webhook events; docs.gitea.com and forgejo.org, webhooks.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from runut.core.errors import Invalid
from runut.repositories.queries.brought import Told

_SHA: Final = re.compile(r"[0-9a-f]{40}([0-9a-f]{24})?", re.ASCII)
_NONE: Final = "0" * 40
_MOST: Final = 200
"""Commits of a message that are read; GitLab tells 20, Forgejo and Gitea what their administrator chose."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivered:
    """A push as the forge tells it; ``email`` is that of the account which pushed, where the forge tells it."""

    delivery: str
    ref: str
    old: str
    new: str
    by: str
    email: str
    count: int
    commits: list[Told]


def genuine(kind: str, headers: Mapping[str, str], body: bytes, secret: str) -> bool:
    """Whether whoever sent the message knows the secret; compared in a time that tells nothing."""
    if kind == "gitlab":
        return hmac.compare_digest(headers.get("X-Gitlab-Token", "").encode(), secret.encode())
    said = headers.get("X-Forgejo-Signature") or headers.get("X-Gitea-Signature") or ""
    return hmac.compare_digest(said.encode(), hmac.new(secret.encode(), body, hashlib.sha256).hexdigest().encode())


def delivered(kind: str, headers: Mapping[str, str], body: bytes) -> Delivered | None:
    """Return what the message says; None: it tells of something else than a push.

    Raises:
        Invalid: It is not what the forge documents.
    """
    event = headers.get("X-Gitlab-Event") if kind == "gitlab" else headers.get("X-Forgejo-Event") or headers.get("X-Gitea-Event")
    if event not in {"Push Hook", "Tag Push Hook", "push", "delete"}:
        return None
    try:
        data = json.loads(body)
        return (_gitlab if kind == "gitlab" else _removed if event == "delete" else _forgejo)(data, _delivery(headers, body))
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError) as error:
        raise Invalid(code="forge_push") from error


def _delivery(headers: Mapping[str, str], body: bytes) -> str:
    """Return what names the message, and is the same when it is sent again."""
    for name in ("Idempotency-Key", "X-Gitlab-Event-UUID", "X-Forgejo-Delivery", "X-Gitea-Delivery"):
        if found := headers.get(name):
            return hashlib.sha256(found.encode()).hexdigest()
    return hashlib.sha256(body).hexdigest()


def _gitlab(data: Any, delivery: str) -> Delivered:
    who = {"full_name": data.get("user_name"), "login": data.get("user_username"), "email": data.get("user_email")}
    return _pushed(data, delivery, who, data.get("total_commits_count"))


def _forgejo(data: Any, delivery: str) -> Delivered:
    return _pushed(data, delivery, data.get("pusher") or {}, data.get("total_commits"))


def _pushed(data: Any, delivery: str, who: Mapping[str, Any], count: object) -> Delivered:
    return Delivered(
        delivery=delivery,
        ref=_ref(data["ref"]),
        old=_sha(data["before"]),
        new=_sha(data["after"]),
        by=_text(who.get("full_name") or who.get("login")),
        email=_text(who.get("email")),
        count=_count(count, data),
        commits=_commits(data),
    )


def _removed(data: Any, delivery: str) -> Delivered:
    """A branch or a tag that Forgejo or Gitea removed; what it named is not told."""
    kinds = {"branch": "refs/heads/", "tag": "refs/tags/"}
    sender = data.get("sender") or {}
    return Delivered(
        delivery=delivery,
        ref=_ref(kinds[data["ref_type"]] + data["ref"]),
        old=_NONE,
        new=_NONE,
        by=_text(sender.get("full_name") or sender.get("login")),
        email=_text(sender.get("email")),
        count=0,
        commits=[],
    )


def _ref(text: str) -> str:
    if not text.startswith(("refs/heads/", "refs/tags/")) or len(text) > 255 or not text.isprintable():
        raise ValueError("not a branch or a tag")
    return text


def _sha(text: str) -> str:
    if not _SHA.fullmatch(text):
        raise ValueError("not a commit")
    return text


def _text(found: object) -> str:
    return found[:200] if isinstance(found, str) else ""


def _count(found: object, data: Any) -> int:
    return min(int(found), 10**9) if isinstance(found, int) and found >= 0 else len(data.get("commits") or ())


def _commits(data: Any) -> list[Told]:
    """Return the commits, newest first: GitLab tells them oldest first, Forgejo and Gitea newest first."""
    rows = list(data.get("commits") or ())
    if rows and rows[-1]["id"] == data["after"]:
        rows.reverse()
    return [
        Told(
            sha=_sha(one["id"]),
            author=_text((one.get("author") or {}).get("name")) or "-",
            at=_at(one["timestamp"]),
            message=one["message"][:100_000],
        )
        for one in rows[:_MOST]
    ]


def _at(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    if found.tzinfo is None:
        raise ValueError("a moment without a zone")
    return found

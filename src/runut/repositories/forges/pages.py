"""Where a forge shows what was pushed; nothing is asked of it."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

_BETWEEN: Final = {"gitlab": "/-", "forgejo": ""}
"""What stands between a project's page and its parts."""


def commit_page(kind: str, page: str, sha: str) -> str:
    """Return the page of a commit."""
    return f"{page}{_BETWEEN[kind]}/commit/{quote(sha)}"


def comparison_page(kind: str, page: str, old: str, new: str) -> str:
    """Return the page of what changed between two commits."""
    return f"{page}{_BETWEEN[kind]}/compare/{quote(old)}...{quote(new)}"


def history_page(kind: str, page: str, sha: str) -> str:
    """Return the page of the commits up to one."""
    return f"{page}/-/commits/{quote(sha)}" if kind == "gitlab" else f"{page}/commits/commit/{quote(sha)}"

"""Settings from the environment, read loudly: nonsense stops the start with a sentence."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import unquote, urlsplit


class SettingInvalid(Exception):
    """A setting's value cannot be used; the message names it and says what would do."""


def text(name: str, default: str) -> str:
    """Return the variable ``name``, or what stands in the file that ``name_FILE`` names (for secrets)."""
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingInvalid(f"{name}_FILE names {path!r}, which cannot be read: {error.strerror}.") from error
    return os.environ.get(name, default)


def whole(name: str, default: int, *, low: int, high: int) -> int:
    """Return a whole number between ``low`` and ``high``."""
    raw = text(name, str(default))
    if not raw.lstrip("-").isdigit() or not low <= int(raw) <= high:
        raise SettingInvalid(f"{name} is {raw!r}; it must be a whole number from {low} to {high}.")
    return int(raw)


def switch(name: str, *, default: bool) -> bool:
    """Return a yes or no."""
    raw = text(name, "yes" if default else "no").lower()
    if raw not in {"yes", "no", "true", "false", "1", "0"}:
        raise SettingInvalid(f"{name} is {raw!r}; it must be yes or no.")
    return raw in {"yes", "true", "1"}


def choice(name: str, default: str, allowed: Sequence[str]) -> str:
    """Return one of the words ``allowed``."""
    raw = text(name, default)
    if raw not in allowed:
        raise SettingInvalid(f"{name} is {raw!r}; it must be one of {', '.join(allowed)}.")
    return raw


def words(name: str, default: Sequence[str]) -> list[str]:
    """Return a comma-separated list without blanks."""
    return [part.strip() for part in text(name, ",".join(default)).split(",") if part.strip()]


def database(name: str, default: str) -> dict[str, object]:
    """Return Django's description of the database that a URL names.

    ``sqlite:///var/runut.sqlite3`` (three slashes: relative, four: absolute) or ``postgresql://user:password@host:5432/name``.
    """
    raw = text(name, default)
    url = urlsplit(raw)
    if url.scheme == "sqlite":
        path = unquote(url.path[1:])
        if not path:
            raise SettingInvalid(f"{name} is {raw!r}; a SQLite address names a file, as sqlite:///var/runut.sqlite3.")
        return {"ENGINE": "runut.base.sqlite", "NAME": path}
    if url.scheme in {"postgresql", "postgres"}:
        if not url.path.strip("/"):
            raise SettingInvalid(f"{name} names no database; write postgresql://user:password@host:5432/runut.")
        query = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.strip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(query.get("host") or url.hostname or ""),
            "PORT": str(url.port or ""),
        }
    raise SettingInvalid(f"{name} is {raw!r}; it must begin with sqlite:/// or postgresql://.")

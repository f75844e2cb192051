"""Settings from the environment, read loudly: nonsense stops the start with a sentence."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from runut.base.pictures import picture_kind

LARGEST_PICTURE = 1024 * 1024
"""Bytes of a picture that stands on every letter."""
_known: set[str] = set()
"""Names that were asked for, so that a name nobody asks for can be told as the slip that it is."""


class SettingInvalid(Exception):
    """A setting's value cannot be used; the message names it and says what would do."""


def text(name: str, default: str) -> str:
    """Return the variable ``name``, or what stands in the file that ``name_FILE`` names (for secrets)."""
    _known.update((name, f"{name}_FILE"))
    path = os.environ.get(f"{name}_FILE")
    if path:
        try:
            return Path(path).read_text(encoding="utf-8").strip()
        except OSError as error:
            raise SettingInvalid(f"{name}_FILE names {path!r}, which cannot be read: {error.strerror}.") from error
    return os.environ.get(name, default)


def strangers() -> list[tuple[str, str]]:
    """Return the variables that look like settings and are none, each with the setting that it resembles, or nothing."""
    others = {"RUNUT_ADMIN_PASSWORD", "RUNUT_ADMIN_PASSWORD_FILE", "RUNUT_DEMO_PASSWORD", "RUNUT_DEMO_PASSWORD_FILE"}
    mine = {name for name in os.environ if name.startswith("RUNUT_") and not name.startswith(("RUNUT_TEST_", "RUNUT_CHROMIUM"))}
    return [(name, next(iter(get_close_matches(name, sorted(_known), n=1)), "")) for name in sorted(mine - _known - others)]


def zone(name: str, default: str) -> str:
    """Return a time zone of the world's list."""
    raw = text(name, default)
    try:
        ZoneInfo(raw)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise SettingInvalid(f"{name} is {raw!r}; it must be a time zone, as Asia/Jakarta.") from error
    return raw


def whole(name: str, default: int, *, low: int, high: int) -> int:
    """Return a whole number between ``low`` and ``high``."""
    raw = text(name, str(default))
    if not re.fullmatch(r"-?[0-9]{1,18}", raw) or not low <= int(raw) <= high:
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


def address(name: str, default: str) -> str:
    """Return the address under which people reach the office: scheme, host, perhaps a port, and no path."""
    raw = text(name, default).rstrip("/")
    try:
        url = urlsplit(raw)
        expected = f"{url.scheme}://{url.hostname}" + (f":{url.port}" if url.port else "")
    except ValueError:  # a port that is no number
        expected = ""
    if raw.lower().replace("[", "").replace("]", "") != expected or not url.hostname or url.scheme not in {"http", "https"}:
        raise SettingInvalid(f"{name} is {raw!r}; write https://runut.example.go.id, with a port if it has one, and without a path.")
    return raw


def host(location: str) -> str:
    """Return the host of an address, as the browser names it in a request (IPv6 in brackets, no port)."""
    name = urlsplit(location).hostname or ""
    return f"[{name}]" if ":" in name else name


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
        try:
            port = str(url.port or "")
        except ValueError:
            raise SettingInvalid(f"{name} names a port that is no number.") from None
        query = dict(part.split("=", 1) for part in url.query.split("&") if "=" in part)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.strip("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(query.get("host") or url.hostname or ""),
            "PORT": port,
        }
    raise SettingInvalid(f"{name} must begin with sqlite:/// or postgresql://.")


def folder(name: str, default: str) -> Path:
    """Return the folder that a URL names: ``file:///srv/runut/files``."""
    raw = text(name, default)
    url = urlsplit(raw)
    if url.scheme == "s3":
        raise SettingInvalid(
            f"{name} is {raw!r}; this release keeps files in a folder only, S3 comes with a later one. Write file:///srv/runut/files."
        )
    path = Path(unquote(url.path))
    if url.scheme != "file" or url.netloc not in {"", "localhost"} or not path.is_absolute() or path == Path("/"):
        raise SettingInvalid(f"{name} is {raw!r}; it must name a folder, as file:///srv/runut/files.")
    return path


def picture(name: str) -> bytes:
    """Return the PNG, JPEG or SVG whose file the variable names; empty: it names none."""
    path = text(name, "")
    if not path:
        return b""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise SettingInvalid(f"{name} names {path!r}, which cannot be read: {error.strerror}.") from error
    if len(content) > LARGEST_PICTURE:
        raise SettingInvalid(f"{name} names {path!r}, which is larger than {LARGEST_PICTURE // 1024} kB; a smaller picture prints as well.")
    if not picture_kind(content):
        raise SettingInvalid(f"{name} names {path!r}, which is no whole PNG, JPEG or SVG picture of at most 4000 dots a side.")
    return content


@dataclass(frozen=True, slots=True, kw_only=True)
class ForgeChosen:
    """The office's own forge: its kind, its address, the token of the office's account there, and the group that holds the projects."""

    kind: str
    address: str
    token: str
    group: str


def forge(name: str, *, url: str, token: str, group: str) -> ForgeChosen | None:
    """Return the forge of the kind that ``name`` says, of which the rest was read from ``name_URL``, ``name_TOKEN`` and ``name_GROUP``; None: none."""
    kind = choice(name, "none", ("none", "gitlab", "forgejo", "gitea"))
    if kind == "none":
        if url or token or group:
            raise SettingInvalid(f"{name}_URL, {name}_TOKEN or {name}_GROUP is set, but {name} is none; write gitlab or forgejo.")
        return None
    parts = urlsplit(url)
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in {"localhost", "127.0.0.1", "::1"})
    if not safe or not parts.hostname or "@" in parts.netloc or parts.query or parts.fragment:
        raise SettingInvalid(f"{name}_URL is no address that a token may travel to; write https://git.example.go.id, without a password.")
    if not re.fullmatch(r"[\x21-\x7e]+", token):
        raise SettingInvalid(f"{name}_TOKEN is missing or holds blanks; write the token of the office's account at the forge.")
    steps = group.split("/")
    if not all(re.fullmatch(r"[A-Za-z0-9][\w.-]*", one, re.ASCII) for one in steps) or (kind != "gitlab" and len(steps) > 1):
        raise SettingInvalid(
            f"{name}_GROUP is {group!r}; write the group or organization that holds the projects, as its address names it."
        )
    return ForgeChosen(kind="gitlab" if kind == "gitlab" else "forgejo", address=url.rstrip("/"), token=token, group=group)


def mail(name: str, default: str) -> dict[str, object]:
    """Return Django's settings for sending mail, from one URL.

    ``smtp://user:password@host:587`` (STARTTLS), ``smtps://user:password@host:465``, ``smtp+plain://host:25`` (a relay on the same
    machine), ``file:///srv/runut/mail`` (each letter a file) or ``console:``.
    """
    raw = text(name, default)
    url = urlsplit(raw)
    backend = "django.core.mail.backends"
    if raw == "console:":
        return {"EMAIL_BACKEND": f"{backend}.console.EmailBackend"}
    if url.scheme == "file":
        return {"EMAIL_BACKEND": f"{backend}.filebased.EmailBackend", "EMAIL_FILE_PATH": str(folder(name, default))}
    if url.scheme not in {"smtp", "smtps", "smtp+plain"}:
        known = "smtp://, smtps://, smtp+plain:// or file:///, or be console:"
        raise SettingInvalid(f"{name} must begin with {known}.")
    try:
        port = url.port
    except ValueError:
        port = 0
    if not url.hostname or port == 0 or url.path.strip("/"):
        raise SettingInvalid(f"{name} names no mail server; write smtp://user:password@mail.example.go.id:587.")
    return {
        "EMAIL_BACKEND": f"{backend}.smtp.EmailBackend",
        "EMAIL_HOST": url.hostname,
        "EMAIL_PORT": port or {"smtp": 587, "smtps": 465, "smtp+plain": 25}[url.scheme],
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_TLS": url.scheme == "smtp",
        "EMAIL_USE_SSL": url.scheme == "smtps",
    }

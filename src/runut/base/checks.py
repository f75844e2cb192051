"""What must be right before the product starts; Django runs these with its own checks (`runut run`, `runut serve`, tests)."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from runut.base import env

LEAST_FREE: Final = 1024**3
"""Bytes of disk below which the office is warned: one large upload and its copy."""


def data_folder() -> Path:
    """Return the folder that holds the office's database, files and keys."""
    return Path(settings.STATIC_ROOT).parent


def free_bytes(folder: Path) -> int:
    """Return how much the disk under ``folder`` still takes."""
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize


@register(Tags.files)
def data_folder_is_ours(**_: Any) -> Sequence[CheckMessage]:
    """The data folder can be written to, and has room."""
    folder = data_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return [Error(f"The data folder {folder} cannot be made: {error.strerror}. Set RUNUT_VAR.", id="runut.E001")]
    if not os.access(folder, os.W_OK | os.X_OK):
        return [Error(f"The data folder {folder} cannot be written to. Set RUNUT_VAR, or change its owner.", id="runut.E001")]
    if free_bytes(folder) < LEAST_FREE:
        return [Warning(f"Less than 1 GiB is free under {folder}.", id="runut.W001")]
    return []


@register(Tags.files)
def settings_are_known(**_: Any) -> Sequence[CheckMessage]:
    """No variable is set that looks like a setting and is read by nobody."""
    found = []
    for name, alike in env.strangers():
        hint = f" Did you mean {alike}?" if alike else ""
        found.append(Warning(f"{name} is no setting of this release and is not read.{hint}", id="runut.W003"))
    return found


@register(Tags.files)
def key_is_private(**_: Any) -> Sequence[CheckMessage]:
    """The office's secret key can be read by its owner alone."""
    path = data_folder() / "secret-key"
    if path.exists() and path.stat().st_mode & 0o077:
        return [Error(f"Others can read {path}. Run: chmod 600 {path}", id="runut.E002")]
    return []


@register(Tags.security)
def address_is_safe(**_: Any) -> Sequence[CheckMessage]:
    """An office that others reach is reached by https, by a name it answers to, and without debug pages."""
    found: list[CheckMessage] = []
    name = env.host(settings.ADDRESS)
    local = name in {"localhost", "127.0.0.1", "[::1]"}
    if not local and not settings.SECURE:
        found.append(Warning(f"RUNUT_ADDRESS is {settings.ADDRESS}: passwords cross the network in clear. Use https.", id="runut.W002"))
    if not local and settings.DEBUG:
        found.append(Error("RUNUT_DEBUG is on although others reach this office: error pages would show its secrets.", id="runut.E003"))
    if name not in settings.ALLOWED_HOSTS and "*" not in settings.ALLOWED_HOSTS:
        found.append(Error(f"RUNUT_HOSTS does not name {name!r}, the host of RUNUT_ADDRESS.", id="runut.E004"))
    return found

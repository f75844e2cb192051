"""The accounts of the demonstration office, kept beside its data so that every start can show them."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

from django.conf import settings
from django.utils.translation import gettext

from runut.rehearsal.cast import Account

_WORDS: Final = (
    "angin",
    "bambu",
    "cemara",
    "damar",
    "embun",
    "gunung",
    "hujan",
    "jambu",
    "kabut",
    "laut",
    "melati",
    "nipah",
    "ombak",
    "pinus",
)


def new_password() -> str:
    """Return a password that is easily typed: four words and two digits, made anew for every demonstration office."""
    return "-".join([*(secrets.choice(_WORDS) for _ in range(4)), str(secrets.randbelow(90) + 10)])


def keep(accounts: Sequence[Account], password: str) -> None:
    """Write the accounts and their password to the data folder, for its owner's eyes only."""
    path = _path()
    path.touch(mode=0o600)
    path.write_text(json.dumps({"password": password, "accounts": [asdict(one) for one in accounts]}, indent=1), encoding="utf-8")


def lines() -> Iterator[str]:
    """Yield what a start prints about the accounts; nothing where no demonstration office was made."""
    if not _path().exists():
        return
    kept = json.loads(_path().read_text(encoding="utf-8"))
    yield gettext("Demonstration accounts; the password of all is: %(password)s") % {"password": kept["password"]}
    for one in kept["accounts"]:
        yield f"  {one['email']:<36} {one['part']}"


def _path() -> Path:
    return Path(settings.STATIC_ROOT).parent / "demonstration.json"

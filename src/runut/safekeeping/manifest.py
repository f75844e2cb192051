"""What a backup holds, as its last member says it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import Any, Final

FORMAT: Final = 1
NAME: Final = "manifest.json"
KEY: Final = "secret-key"
KEYS: Final = "signing-keys"
SIGNING: Final = ("signing.p12", "signing-roots.pem", f"{KEYS}/*.p12")
"""What seals and signs, where it lies in the data folder; what a setting places elsewhere is kept with the settings."""
SQLITE: Final = "database/runut.sqlite3"


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One file of the archive."""

    size: int
    sha256: str


@dataclass(slots=True, kw_only=True)
class Manifest:
    """Everything that a restore needs to know, and the hash of every member.

    ``tables`` maps each table to its columns where the database is PostgreSQL; ``damaged`` are stored files that had other bytes than their
    name says, or were gone, when the backup was made.
    """

    version: str
    made_at: str
    vendor: str
    migrations: list[tuple[str, str]]
    tables: dict[str, list[str]] = field(default_factory=dict)
    members: dict[str, Member] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    format: int = FORMAT

    def to_bytes(self) -> bytes:
        """Return it as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True).encode()

    @classmethod
    def from_bytes(cls, text: bytes) -> Manifest:
        """Return what `to_bytes` wrote.

        Raises:
            ValueError: It is something else.
        """
        held: dict[str, Any] = json.loads(text)
        try:
            if held["format"] != FORMAT:
                raise ValueError(f"format {held['format']}")
            held["members"] = {name: Member(**one) for name, one in held["members"].items()}
            held["migrations"] = [(app, name) for app, name in held["migrations"]]
            return cls(**held)
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError(str(error)) from error


def bundle_name(number: int) -> str:
    """Return the member of a repository."""
    return f"git/{number}.bundle"


def file_name(sha256: str) -> str:
    """Return the member of a stored file."""
    return f"files/{sha256[:2]}/{sha256[2:4]}/{sha256}"

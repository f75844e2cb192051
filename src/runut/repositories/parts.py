"""The list of parts of a release (SBOM), read from the lock files that stand in it, as CycloneDX 1.6 JSON.

Source: CycloneDX 1.6 (ECMA-424); package URLs after ECMA-427.
"""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, Final
from urllib.parse import quote

from runut.core.ledger import timestamp

_SPACE: Final = uuid.UUID("6b0f1f0e-0d2c-4a38-9d7f-5a1f3c1c9a10")
_PINNED: Final = re.compile(r"^([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*==\s*([\w.!+-]+)", re.ASCII)
Part = tuple[str, str, str]
"""Ecosystem of the package URL, name, version."""


def parts_list(locks: Mapping[str, bytes], *, name: str, version: str, at: datetime) -> dict[str, Any]:
    """Return the list of parts that the lock files name.

    Args:
        locks: Content by path.
        name: What is released.
        version: The tag.
        at: When, for the list's own date.
    """
    found: set[Part] = set()
    for path, content in sorted(locks.items()):
        found |= set(_read(path, content))
    components = [
        {"type": "library", "bom-ref": _purl(*one), "name": one[1], "version": one[2], "purl": _purl(*one)} for one in sorted(found)
    ]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, f'{name} {version} {timestamp(at)}')}",
        "version": 1,
        "metadata": {
            "timestamp": timestamp(at),
            "component": {"type": "application", "bom-ref": name, "name": name, "version": version},
        },
        "components": components,
    }


def is_lock(name: str) -> bool:
    """Whether a file of this name locks versions that we can read."""
    return name in READERS or bool(re.fullmatch(r"requirements[\w.-]*\.txt", name))


def _read(path: str, content: bytes) -> Iterator[Part]:
    name = path.rpartition("/")[2]
    reader = READERS.get(name, _requirements)
    # A lock file that does not read is no reason to refuse a release; what it names is then missing from the list.
    with suppress(ValueError, KeyError, TypeError, AttributeError, RecursionError):
        yield from list(reader(content.decode("utf-8", "replace")))


def _requirements(text: str) -> Iterator[Part]:
    for line in text.splitlines():
        if pinned := _PINNED.match(line.strip()):
            yield "pypi", re.sub(r"[-_.]+", "-", pinned[1]).lower(), pinned[2]


def _toml_packages(text: str) -> Iterator[Part]:
    for one in tomllib.loads(text)["package"]:
        yield "pypi", re.sub(r"[-_.]+", "-", one["name"]).lower(), str(one["version"])


def _cargo(text: str) -> Iterator[Part]:
    for one in tomllib.loads(text)["package"]:
        yield "cargo", one["name"], one["version"]


def _npm(text: str) -> Iterator[Part]:
    for path, one in json.loads(text)["packages"].items():
        if path and "version" in one and not one.get("link"):
            yield "npm", one.get("name") or path.rpartition("node_modules/")[2], one["version"]


def _composer(text: str) -> Iterator[Part]:
    data = json.loads(text)
    for one in [*data.get("packages", ()), *data.get("packages-dev", ())]:
        yield "composer", one["name"], one["version"].removeprefix("v")


def _go(text: str) -> Iterator[Part]:
    for line in text.splitlines():
        words = line.split()
        if len(words) == 3 and not words[1].endswith("/go.mod"):
            yield "golang", words[0], words[1]


READERS: Final[Mapping[str, Callable[[str], Iterator[Part]]]] = {
    "poetry.lock": _toml_packages,
    "uv.lock": _toml_packages,
    "Cargo.lock": _cargo,
    "package-lock.json": _npm,
    "composer.lock": _composer,
    "go.sum": _go,
}


def _purl(kind: str, name: str, version: str) -> str:
    path = "/".join(quote(part, safe="") for part in name.split("/"))
    return f"pkg:{kind}/{path}@{quote(version, safe='')}"

"""Stable keys: the known one of a known wording, else one made of the words; the same wording has the same key through the whole SOP."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.formats.reading.source import plain

_LONGEST: Final = 64


class Keys:
    """Hands out keys, each for one wording; wordings that differ in capitals or punctuation only are one."""

    def __init__(self, known: Mapping[str, str], prefix: str) -> None:
        self._known = known
        self._prefix = prefix
        self._given: dict[str, str] = {}

    def key(self, name: str) -> str:
        """Return the key of ``name``."""
        wording = plain(name) or name.casefold()
        if wording not in self._given:
            self._given[wording] = self._known.get(wording) or self._free(_slug(wording, self._prefix))
        return self._given[wording]

    def _free(self, slug: str) -> str:
        taken, found, number = set(self._given.values()) | set(self._known.values()), slug, 1
        while found in taken:
            number += 1
            found = f"{slug[: _LONGEST - 4]}_{number}"
        return found


def _slug(wording: str, prefix: str) -> str:
    words = [word for word in wording.split() if word.isascii()]
    found = "_".join(words)
    if not found or not found[0].isalpha():
        found = f"{prefix}_{found}".rstrip("_")
    if len(found) > _LONGEST:
        found = found[: _LONGEST + 1].rpartition("_")[0] or found[:_LONGEST]
    return found

"""Keys of deliverables and performers, proposed from their wordings: the SOP's own first, then the known ones, then one made of the words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping
from difflib import SequenceMatcher
from typing import Final

from runut.procedures.drafting.content import Content, deliverables

_ALIKE: Final = 0.6
_LONGEST: Final = 64


def wording(name: str) -> str:
    """Return a wording as it is compared: without capitals, accents, punctuation and doubled blanks."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join(re.sub(r"[^a-z0-9]+", " ", "".join(one for one in plain if not unicodedata.combining(one))).split())


def slug(name: str, *, taken: Collection[str] = (), fallback: str = "deliverable") -> str:
    """Return a key made of the words of ``name`` that nobody has."""
    words = wording(name).replace(" ", "_")
    base = words if words[:1].isalpha() else f"{fallback}_{words}".rstrip("_")
    if len(base) > _LONGEST:
        base = base[: _LONGEST + 1].rpartition("_")[0] or base[:_LONGEST]
    found, number = base, 1
    while found in taken:
        number += 1
        found = f"{base[: _LONGEST - 5]}_{number}"
    return found


def named(content: Content, before: list[dict[str, str]], names: list[str], known: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the deliverables that the lines ``names`` mean, in the place of those that stood there ``before``.

    A line that was only reworded keeps its key; a wording that stands elsewhere in the SOP, or is known, has the key it has there.
    """
    own = {wording(one["name"]): one["key"] for one in deliverables(content)}
    left = [one for one in before if one["name"] not in names]
    taken = set(own.values()) | set(known.values())
    found: list[dict[str, str]] = []
    for name in names:
        plain = wording(name)
        key = own.get(plain) or known.get(plain) or _reworded(name, left) or slug(name, taken=taken)
        own[plain] = key
        taken.add(key)
        if key not in {one["key"] for one in found}:
            found.append({"key": key, "name": name})
    return found


def _reworded(name: str, left: list[dict[str, str]]) -> str:
    """Return the key of the deliverable of which ``name`` is another wording, and take it out of ``left``."""
    for place, one in enumerate(left):
        if SequenceMatcher(None, wording(one["name"]), wording(name)).ratio() >= _ALIKE:
            del left[place]
            return one["key"]
    return ""

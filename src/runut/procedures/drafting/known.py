"""Keys of wordings that are known: those that reading knows."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from runut.formats.reading.wordings import known_deliverables
from runut.procedures.drafting.keys import wording


@cache
def known_wordings() -> Mapping[str, str]:
    """Return the key of each known wording of a deliverable, as `wording` writes it."""
    return {wording(name): key for name, key in known_deliverables().items()}

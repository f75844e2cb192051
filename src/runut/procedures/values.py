"""The words in which the doors and the services of this room speak of editions."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

UNCERTAIN: Final = "Perlu dipastikan."
"""With these words a note of the SOP says that its performers are a reading which the office has to confirm."""


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Day:
    """What an edition says of one day; ``kind`` is holiday, joint_leave or working."""

    day: date
    kind: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decree:
    """What a decree says of itself, and from which day to which it speaks for every day, named or not."""

    decree: str
    decided_on: date
    covers_from: date
    covers_to: date
    note: str = ""


def fingerprint(decree: Decree, days: Sequence[Day]) -> str:
    """Return what tells whether a draft is still the one somebody looked at."""
    told: list[object] = [decree.decree, decree.decided_on, decree.covers_from, decree.covers_to, decree.note]
    told += [(one.day, one.kind, one.name) for one in sorted(days)]
    return hashlib.sha256(json.dumps(told, default=date.isoformat).encode()).hexdigest()

"""Features of the plan beside the scenarios that try them: what nobody tries, and what was not passed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from runut.documents.queries import current_form
from runut.testing.queries.uat import Line

_LIST: Final = ("analysis_document", "features")
"""Deliverable and form of the feature list; both are of the SOP and of the file, not of the room that writes it."""
_LABEL: Final = re.compile(r"(?<![A-Za-z0-9])F0*(\d{1,6})(?!\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """A feature as the plan that is filed names it."""

    number: int
    name: str

    @property
    def label(self) -> str:
        """What people call it: F12."""
        return f"F{self.number}"

    @property
    def text(self) -> str:
        """What a scenario that is about it says: label and name, within what a scenario keeps."""
        return f"{self.label} {self.name}"[:100].strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """A feature with its scenarios; ``state``: none (no scenario), untried, failed (not all of them were passed last), passed."""

    feature: Feature
    lines: tuple[Line, ...]

    @property
    def state(self) -> str:
        """How far it is covered."""
        if not self.lines:
            return "none"
        if all(one.outcome == "pass" for one in self.lines):
            return "passed"
        return "failed" if any(one.result for one in self.lines) else "untried"


def plan_features(case_id: int) -> list[Feature]:
    """Return the features of the list that is filed as the plan of a case; none where the plan is a file. Queries: 2."""
    found = current_form(case_id=case_id, key=_LIST[0], form=_LIST[1])
    rows = found[1].get("features", ()) if found else ()
    return [Feature(number=int(one["number"]), name=str(one["name"])) for one in rows]


def coverage(features: Sequence[Feature], lines: Sequence[Line]) -> list[Covered]:
    """Return every feature with the scenarios that name it, by number (F3) or by its whole name."""
    named = [(_numbers(one.feature), one.feature.strip().casefold(), one) for one in lines]
    return [
        Covered(
            feature=feature,
            lines=tuple(one for numbers, text, one in named if feature.number in numbers or text == feature.name.strip().casefold()),
        )
        for feature in features
    ]


def _numbers(text: str) -> frozenset[int]:
    return frozenset(int(one) for one in _LABEL.findall(text))

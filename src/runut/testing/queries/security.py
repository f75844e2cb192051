"""The checklist of security functions with what was answered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from runut.testing.models import SecurityAnswer
from runut.testing.security import FUNCTIONS, ITEMS, Function


@dataclass(frozen=True, slots=True, kw_only=True)
class Answered:
    """The newest answer to an item."""

    answer: str
    reason: str
    evidence_id: int | None
    name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How many of the items of a function, or of all, are answered how."""

    fulfilled: int
    not_applicable: int
    not_yet: int
    total: int

    @property
    def answered(self) -> int:
        """How many have an answer."""
        return self.fulfilled + self.not_applicable + self.not_yet

    @property
    def settled(self) -> int:
        """How many are fulfilled or do not apply."""
        return self.fulfilled + self.not_applicable


def security_answers(case_id: int) -> dict[str, Answered]:
    """Return the newest answer to each item that has one. Queries: 1."""
    rows = SecurityAnswer.objects.filter(case_id=case_id).order_by("id")
    return {
        item: Answered(answer=answer, reason=reason, evidence_id=evidence_id, name=name, at=at)
        for item, answer, reason, evidence_id, name, at in rows.values_list("item", "answer", "reason", "evidence_id", "by__name", "at")
    }


def security_progress(answers: Mapping[str, Answered]) -> tuple[Progress, list[tuple[Function, Progress]]]:
    """Return how far the whole checklist is, and each function."""
    return _progress(answers, list(ITEMS)), [(one, _progress(answers, [item.key for item in one.items])) for one in FUNCTIONS]


def _progress(answers: Mapping[str, Answered], keys: list[str]) -> Progress:
    counts = Counter(answers[key].answer for key in keys if key in answers)
    return Progress(fulfilled=counts["fulfilled"], not_applicable=counts["not_applicable"], not_yet=counts["not_yet"], total=len(keys))

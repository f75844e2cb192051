"""What a decision says about the work, one thing at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from runut.core.position import Position
from runut.core.sentences import Reason, reason

MUST: Final = "must"
SUGGESTION: Final = "suggestion"


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One thing that a decision says about the work.

    ``weight`` is `MUST` (it must be fixed), `SUGGESTION`, or empty where that was not said, which counts as the former. ``about`` is the
    thing that it is tied to (``kind``, ``key``, ``label``, and ``place`` in it or ``sha256`` where they are known); ``by`` who drafted it.
    """

    text: str
    weight: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    by: str = ""

    def record(self, number: int) -> dict[str, object]:
        """Return the remark as the event of its decision holds it; what is not said is left out, as in events of before."""
        said: dict[str, object] = {"number": number, "text": self.text.strip()}
        more = {"weight": self.weight, "about": dict(self.about), "by": self.by}
        return said | {name: value for name, value in more.items() if value}


def verdicts_are_of_answers(position: Position, reopened: Mapping[int, str], closed: frozenset[int]) -> Iterator[Reason]:
    """Yield a sentence for each remark that is closed or reopened although it was never raised, or that has no answer yet."""
    for number in sorted({*reopened, *closed}):
        if not 1 <= number <= position.remarks:
            yield reason("remark_unknown", number=number)
        elif number in position.open_remarks:
            yield reason("remark_unjudged", number=number)
        elif number in reopened and not reopened[number].strip():
            yield reason("reason_missing")


def answering(position: Position, *, number: int, text: str, change: str) -> tuple[Reason, ...]:
    """Return what stands against answering remark ``number``."""
    if position.item is None:
        return (reason("case_ended"),)
    if not 1 <= number <= position.remarks:
        return (reason("remark_unknown", number=number),)
    found: list[Reason] = []
    if number not in position.open_remarks:
        found.append(reason("remark_answered", number=number))
    if not text.strip():
        found.append(reason("answer_missing"))
    if not change.strip():
        found.append(reason("change_missing"))
    return tuple(found)

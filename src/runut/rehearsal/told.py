"""What a walker says of its acts, and why it cannot go on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from runut.core.sentences import Reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One act of the story: who did what, where the case stood, and what it was about."""

    act: str
    at: datetime
    who: str
    activity: int
    round: int
    about: str = ""


class CannotRun(Exception):
    """The procedure cannot go on; ``reasons`` say why, at which activity and round."""

    def __init__(self, *, activity: int, round_: int, reasons: tuple[Reason, ...]) -> None:
        super().__init__(f"activity {activity}, round {round_}: {' '.join(one.english() for one in reasons)}")
        self.activity, self.round, self.reasons = activity, round_, reasons

"""What a painter shows: a procedure in a language, and how far one case has come in it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from runut.core.procedure import Procedure
from runut.formats.flowchart.plan import Plan
from runut.formats.flowchart.routing import plan
from runut.formats.form import Form, form
from runut.formats.words import Language

STATES: Final = ("done", "current", "late", "held", "upcoming", "skipped")
CHANGES: Final = ("added", "removed", "changed", "moved")


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far an activity of one case is; ``text`` says it with its times, ready to be read."""

    state: str = "upcoming"
    round: int = 1
    text: str = ""

    def __post_init__(self) -> None:
        if self.state not in STATES:
            raise ValueError(f"no state {self.state!r}; known are {', '.join(STATES)}")


UPCOMING: Final = Progress()


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """What is expected of an activity: the figure that counts, how it comes about line by line, and its ``share`` of the whole, 0 to 1."""

    value: str
    lines: tuple[str, ...] = ()
    share: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A procedure to be painted.

    ``progress`` is by activity number, for a case; an activity that it does not name is upcoming. None: the procedure alone. ``href`` gives the
    address that an activity's number leads to. ``figures`` stand in a column of their own beside the performers (`figures.expected`).
    ``changes`` says of an activity that it differs from another version (`CHANGES`); a ``brief`` drawing leaves texts and times away.

    Raises:
        ValueError: There is no such change.
    """

    procedure: Procedure
    language: Language = "id"
    progress: Mapping[int, Progress] | None = None
    href: Callable[[int], str] | None = None
    figures: Mapping[int, Figure] = field(default_factory=dict)
    changes: Mapping[int, str] = field(default_factory=dict)
    brief: bool = False

    def __post_init__(self) -> None:
        if unknown := set(self.changes.values()) - set(CHANGES):
            raise ValueError(f"no change {min(unknown)!r}; known are {', '.join(CHANGES)}")

    @cached_property
    def form(self) -> Form:
        """The words on it."""
        return form(self.procedure, language=self.language)

    @cached_property
    def plan(self) -> Plan:
        """What stands where."""
        return plan(self.procedure)

    @property
    def labels(self) -> dict[str, str]:
        """The word for every outcome."""
        return {one.outcome: one.label for row in self.form.rows for one in row.branches}

    @property
    def is_tracked(self) -> bool:
        """Whether it shows a case."""
        return self.progress is not None

    def at(self, number: int) -> Progress:
        """Return how far an activity is."""
        return (self.progress or {}).get(number, UPCOMING)

    def state(self, number: int) -> str:
        """Return what an activity is drawn as: changed in some way, or how far a case is."""
        return self.changes.get(number) or self.at(number).state

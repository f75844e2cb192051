"""A procedure (SOP) as frozen values.

The form is that of Permen PANRB 35/2012: an identity block, performers as columns, activities as rows, each with its quality standard
(requirements, time, outputs). `runut.core.building` makes these values from plain data and checks them; whoever holds a `Procedure`
holds a checked one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

END: Final = "end"
"""The target of an outcome after which the case ends."""
HEADS: Final = frozenset({"division_head", "bureau_head"})
"""Performers whose office one person holds at a time: its holders are the heads (design section 4 rule 4)."""


class Part(StrEnum):
    """What a performer does in an activity."""

    ACTS = "acts"
    DECIDES = "decides"
    RECEIVES = "receives"
    ATTENDS = "attends"

    @property
    def certifies(self) -> bool:
        """Whether the activity waits for this performer's record (SOP: Pencatatan dan Pendataan)."""
        return self is not Part.ATTENDS


class HeldBy(StrEnum):
    """Who stands behind a performer: holders of an office, people of the requesting unit, or the team named in the case."""

    OFFICE = "office"
    UNIT = "unit"
    TEAM = "team"


class Unit(StrEnum):
    """Unit of a time limit."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True, kw_only=True)
class Performer:
    """A lane of the SOP (pelaksana)."""

    key: str
    name: str
    held_by: HeldBy = HeldBy.OFFICE


@dataclass(frozen=True, slots=True, kw_only=True)
class Participation:
    """One performer's part in one activity."""

    key: str
    part: Part


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverable:
    """A requirement or an output: a stable key and the SOP's own wording."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeLimit:
    """How long an activity may take: ``high`` of ``unit`` (``low`` where the SOP gives a range), or until the end that the
    deliverable ``follows`` sets ("Sesuai Jadwal").
    """

    unit: Unit = Unit.DAY
    low: int = 0
    high: int = 0
    follows: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    """One row of the SOP; ``decision`` maps an outcome to the number of an activity or to `END`.

    ``then`` is where an activity without decision leads when that is not the next row; None: to the next row, or after the last to `END`.
    """

    number: int
    text: str
    performers: tuple[Participation, ...]
    requirements: tuple[Deliverable, ...] = ()
    time: TimeLimit | None = None
    outputs: tuple[Deliverable, ...] = ()
    note: str = ""
    decision: Mapping[str, int | str] = field(default_factory=dict)
    then: int | str | None = None
    turns: tuple[Participation, ...] = field(init=False, repr=False, compare=False)
    """The performers whose record the activity waits for, in order."""
    deliverables: tuple[Deliverable, ...] = field(init=False, repr=False, compare=False)
    """Requirements, then the outputs that are not requirements too."""

    def __post_init__(self) -> None:
        # Once and not at each question: a step asks for the turn a dozen times.
        required = {one.key for one in self.requirements}
        object.__setattr__(self, "turns", tuple(one for one in self.performers if one.part.certifies))
        object.__setattr__(self, "deliverables", self.requirements + tuple(one for one in self.outputs if one.key not in required))


def following(activities: Sequence[Activity], number: int) -> int | str:
    """Return where activity ``number`` of ``activities`` leads without a decision."""
    onward: int | str = number + 1 if number < len(activities) else END
    return activities[number - 1].then or onward


@dataclass(frozen=True, slots=True, kw_only=True)
class Approval:
    """Who enacted the SOP: position and, where stated, the name."""

    position: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The identity block (bagian identitas). Empty means: not stated in the source."""

    name: str
    number: str = ""
    organisation: tuple[str, ...] = ()
    created_on: date | None = None
    revised_on: date | None = None
    effective_on: date | None = None
    approved_by: Approval | None = None
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """A checked SOP. ``day`` is ``working`` or ``calendar``: what "hari" means in its time limits."""

    identity: Identity
    performers: tuple[Performer, ...]
    activities: tuple[Activity, ...]
    day: str = "working"

    def activity(self, number: int) -> Activity:
        """Return the activity with this number.

        Raises:
            KeyError: There is none.
        """
        if not 1 <= number <= len(self.activities):
            raise KeyError(number)
        return self.activities[number - 1]

    def performer(self, key: str) -> Performer:
        """Return the performer with this key.

        Raises:
            KeyError: There is none.
        """
        for one in self.performers:
            if one.key == key:
                return one
        raise KeyError(key)

    @property
    def registrar(self) -> Performer:
        """Who keeps the register of cases: the first who acts in the first activity."""
        return self.performer(self.activities[0].turns[0].key)

    @property
    def heads(self) -> tuple[Performer, ...]:
        """Who may extend, deviate and cancel: the heads, in the order of the columns."""
        return tuple(one for one in self.performers if one.key in HEADS)

    def maker(self, key: str) -> Activity | None:
        """Return the first activity that leaves the deliverable ``key``; None when it comes from outside."""
        for activity in self.activities:
            if any(one.key == key for one in activity.outputs):
                return activity
        return None

    def supplier(self, key: str, *, at: Activity) -> Performer:
        """Return who supplies ``key`` for activity ``at``: the first performer of the activity that leaves it, else of ``at``."""
        maker = self.maker(key)
        return self.performer((maker or at).turns[0].key)

    def next_number(self, number: int) -> int | str:
        """Return where activity ``number`` leads without a decision: the next row, or `END` after the last, unless it says otherwise."""
        return following(self.activities, number)

    def deadline_keys(self) -> frozenset[str]:
        """Return the deliverables whose end date is some activity's deadline."""
        return frozenset(one.time.follows for one in self.activities if one.time and one.time.follows)

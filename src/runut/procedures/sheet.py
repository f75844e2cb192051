"""An SOP as the official form shows it (Permen PANRB 35/2012): identity block, and one row for each activity with a column for each lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from runut.core.procedure import Activity, Part, Performer, Procedure
from runut.procedures import words
from runut.procedures.values import UNCERTAIN

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

HEAD = ("number", "created_on", "revised_on", "effective_on", "approved_by", "name")
LISTS = ("legal_basis", "qualifications", "related", "equipment", "warnings", "records")


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One performer's cell in a row: the part, and the turn when the activity waits for this performer's record."""

    performer: Performer
    part: Part | None = None
    label: StrOrPromise = ""
    turn: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One activity; ``uncertain`` says that its performers are a reading and the office has not confirmed them."""

    activity: Activity
    lanes: tuple[Lane, ...]
    time: str
    decision: tuple[str, ...]
    then: str
    note: str
    uncertain: bool

    @property
    def takes_part(self) -> list[Lane]:
        """The lanes that have a part, in the order of their turns; those who attend come last."""
        return sorted((lane for lane in self.lanes if lane.part), key=lambda lane: lane.turn or 99)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole form; ``head`` and ``lists`` are pairs of label and value, empty where the SOP states nothing."""

    procedure: Procedure
    head: tuple[tuple[StrOrPromise, str], ...]
    lists: tuple[tuple[StrOrPromise, tuple[str, ...]], ...]
    rows: tuple[Row, ...]

    @property
    def uncertain(self) -> list[int]:
        """The numbers of the activities whose performers wait for the office's confirmation."""
        return [row.activity.number for row in self.rows if row.uncertain]


def sheet(procedure: Procedure, *, confirmed: bool) -> Sheet:
    """Return the form of ``procedure`` in the active language; ``confirmed``: the office has confirmed its performers."""
    identity = procedure.identity
    return Sheet(
        procedure=procedure,
        head=tuple((words.FIELDS[key], words.plain_words(getattr(identity, key), procedure)) for key in HEAD),
        lists=tuple((words.FIELDS[key], getattr(identity, key)) for key in LISTS),
        rows=tuple(_row(procedure, activity, confirmed=confirmed) for activity in procedure.activities),
    )


def split_note(note: str) -> tuple[str, bool]:
    """Return a note without the words that ask for confirmation, and whether it held them."""
    return note.replace(UNCERTAIN, "").strip(), UNCERTAIN in note


def _row(procedure: Procedure, activity: Activity, *, confirmed: bool) -> Row:
    note, asks = split_note(activity.note)
    return Row(
        activity=activity,
        lanes=tuple(_lanes(procedure, activity)),
        time=words.time_words(activity.time, procedure),
        decision=tuple(words.decision_words(activity.decision)),
        then=words.target_words(activity.then) if activity.then else "",
        note=note,
        uncertain=asks and not confirmed,
    )


def _lanes(procedure: Procedure, activity: Activity) -> Iterator[Lane]:
    turns = [one.key for one in activity.turns]
    for performer in procedure.performers:
        part = next((one.part for one in activity.performers if one.key == performer.key), None)
        if part is None:
            yield Lane(performer=performer)
        else:
            turn = turns.index(performer.key) + 1 if performer.key in turns else 0
            yield Lane(performer=performer, part=part, label=words.PARTS[part], turn=turn)

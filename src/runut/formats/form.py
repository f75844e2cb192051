"""The official form of an SOP (Permen PANRB 35/2012, bagian identitas and bagian flowchart) as data: one content for every printer.

The order is the regulation's: number, three dates, who enacted it, name; then the six fields in three rows of two; then the table
with one column for each performer.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from runut.core.procedure import END, Activity, Identity, Part, Performer, Procedure
from runut.formats.words import Language, day_words, outcome_words, target_words, time_words, word

HEAD: Final = ("number", "created_on", "revised_on", "effective_on", "approved_by", "name")
"""The fields beside logo and organisation, from the top."""
PAIRS: Final = (("legal_basis", "qualifications"), ("related", "equipment"), ("warnings", "records"))
"""The fields below, row by row, left and right."""
COLUMNS: Final = ("no", "text", "performers", "requirements", "time", "outputs", "note")
"""The columns in order; ``performers`` spans one for each lane; the three of `QUALITY` stand below one head, ``quality``."""
QUALITY: Final = ("requirements", "time", "outputs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the identity block; ``lines`` is empty where the SOP states nothing, and more than one are numbered in print."""

    key: str
    label: str
    lines: tuple[str, ...]

    @property
    def numbered(self) -> tuple[str, ...]:
        """The lines as they are printed: ``1. ...``, ``2. ...`` where a list has more than one."""
        return numbered(self.lines) if self.key not in HEAD else self.lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One performer's part in a row; ``turn`` counts those whose record is waited for, 0 for whoever attends."""

    part: Part
    turn: int
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Branch:
    """One way out of a row but simply to the next: the label at the diamond (Ya, Tidak; empty without a decision), and where it leads."""

    outcome: str
    label: str
    target: int | str
    leads: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One activity as the form shows it; ``marks`` has one place for each lane, None where it takes no part."""

    number: int
    text: str
    marks: tuple[Mark | None, ...]
    requirements: tuple[str, ...]
    time: str
    outputs: tuple[str, ...]
    note: str
    branches: tuple[Branch, ...]
    ends: bool
    """After this row, without a branch, the case ends."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The whole form in one language."""

    language: Language
    name: str
    organisation: tuple[str, ...]
    head: tuple[Field, ...]
    pairs: tuple[tuple[Field, Field], ...]
    lanes: tuple[Performer, ...]
    rows: tuple[Row, ...]

    def word(self, key: str, **gaps: object) -> str:
        """Return a word of the form in its language."""
        return word(key, self.language, **gaps)


def form(procedure: Procedure, *, language: Language = "id") -> Form:
    """Return the form of ``procedure``; the SOP's own texts stay as they are, the form's words are in ``language``."""
    identity = procedure.identity
    return Form(
        language=language,
        name=identity.name,
        organisation=identity.organisation,
        head=tuple(_field(identity, key, language) for key in HEAD),
        pairs=tuple((_field(identity, left, language), _field(identity, right, language)) for left, right in PAIRS),
        lanes=procedure.performers,
        rows=tuple(_row(procedure, activity, language) for activity in procedure.activities),
    )


def numbered(lines: tuple[str, ...]) -> tuple[str, ...]:
    """Return ``lines`` with their numbers, as lists stand in the cells of the form; a single one stays bare."""
    return tuple(f"{index}. {line}" for index, line in enumerate(lines, 1)) if len(lines) > 1 else lines


def _field(identity: Identity, key: str, language: Language) -> Field:
    return Field(key=key, label=word(key, language), lines=tuple(_lines(identity, key, language)))


def _lines(identity: Identity, key: str, language: Language) -> Iterator[str]:
    value = getattr(identity, key)
    if key == "approved_by":
        yield from (part for part in (value.position, value.name) if part) if value else ()
    elif key.endswith("_on"):
        yield from [day_words(value, language)] if value else ()
    elif isinstance(value, tuple):
        yield from value
    elif value:
        yield value


def _row(procedure: Procedure, activity: Activity, language: Language) -> Row:
    return Row(
        number=activity.number,
        text=activity.text,
        marks=tuple(_mark(activity, performer, language) for performer in procedure.performers),
        requirements=tuple(one.name for one in activity.requirements),
        time=time_words(activity.time, procedure, language),
        outputs=tuple(one.name for one in activity.outputs),
        note=activity.note,
        branches=tuple(
            Branch(outcome=outcome, label=outcome_words(outcome, language), target=target, leads=target_words(target, language))
            for outcome, target in (activity.decision or ({"": activity.then} if activity.then else {})).items()
        ),
        ends=not activity.decision and procedure.next_number(activity.number) == END,
    )


def _mark(activity: Activity, performer: Performer, language: Language) -> Mark | None:
    parts = [one.part for one in activity.performers if one.key == performer.key]
    if not parts:
        return None
    part = Part.DECIDES if Part.DECIDES in parts else parts[0]  # who first acts and then decides has the diamond
    turns = [one.key for one in activity.turns]
    turn = turns.index(performer.key) + 1 if part.certifies else 0
    return Mark(part=part, turn=turn, words=word(part, language))

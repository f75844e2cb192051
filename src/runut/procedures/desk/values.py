"""What the page of the editor is made of."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from runut.core.procedure import Procedure
from runut.core.sentences import Reason
from runut.procedures.desk.identity import Field
from runut.procedures.drafting.content import MOST_COLUMNS, MOST_ROWS
from runut.procedures.queries import DraftView


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A finding or a question beside the field that it is about; ``anchor`` is the id of what it is about on the page."""

    anchor: str
    where: str
    text: str
    level: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one performer does in a row. ``turn``: when the row waits for them, counted from 1; 0: it does not."""

    column: int
    name: str
    part: str
    turn: int
    asked: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """One outcome and the row it leads to: an id, ``end``, or 0 while nothing is chosen."""

    index: int
    said: str
    to: int | str


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A requirement or an output, and the tool that fulfils it (empty: a file)."""

    key: str
    name: str
    tool: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One activity as the editor shows it."""

    id: int
    number: int
    text: str
    note: str
    cells: tuple[Cell, ...]
    requirements: tuple[Named, ...]
    outputs: tuple[Named, ...]
    amount: str
    unit: str
    outcomes: tuple[Outcome, ...]
    then: int | str
    notes: tuple[Note, ...]
    asked: frozenset[str]
    first: bool
    last: bool

    @property
    def grave(self) -> list[Note]:
        """What stands beside the row itself; hints about its form stand in the list of all findings."""
        return [one for one in self.notes if one.level != "hint"]

    @property
    def decides(self) -> bool:
        """Whether somebody decides here, or outcomes stand here."""
        return any(one.part == "decides" for one in self.cells) or any(one.to for one in self.outcomes)

    @property
    def lines(self) -> int:
        """How many lines the text field shows."""
        return min(12, max(3, len(self.text) // 34 + 1))

    @property
    def turns(self) -> list[Cell]:
        """Those whose record the row waits for, in order."""
        return sorted((one for one in self.cells if one.turn), key=lambda one: one.turn)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One performer; ``held`` is the value of the field that says who stands behind it."""

    id: int
    name: str
    held: str
    first: bool
    last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One deliverable of the SOP: where it is made and needed, and how it is fulfilled."""

    key: str
    names: tuple[str, ...]
    made_in: tuple[int, ...]
    needed_in: tuple[int, ...]
    tool: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An open question: its place in the list, what it asks and why it guesses what it guesses, and the answers worth offering."""

    index: int
    anchor: str
    where: str
    asks: Reason
    because: Reason
    guess: str
    choices: tuple[tuple[int, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The whole editor."""

    view: DraftView
    identity: tuple[Field, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    deliverables: tuple[Kept, ...]
    targets: SafeString
    """The rows that a way can lead to, as the options of a list."""
    notes: tuple[Note, ...]
    asked: tuple[Asked, ...]
    holders: tuple[tuple[str, str], ...]
    procedure: Procedure | None = field(repr=False)
    sketch: Procedure | None = field(repr=False)
    """What is drawn: the procedure, or what is there of it."""

    @property
    def full_rows(self) -> bool:
        """Whether it can have no more activities."""
        return len(self.rows) >= MOST_ROWS

    @property
    def full_columns(self) -> bool:
        """Whether it can have no more performers."""
        return len(self.columns) >= MOST_COLUMNS

    @property
    def errors(self) -> list[Note]:
        """What stands against running it."""
        return [one for one in self.notes if one.level == "error"]

    @property
    def general(self) -> list[Note]:
        """What is about no single row."""
        return [one for one in self.notes if not one.anchor.startswith("row-")]

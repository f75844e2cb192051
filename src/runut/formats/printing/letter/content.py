"""What a letter says, as values; rooms compose it in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from runut.formats.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph; lines of it stay lines."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A heading within the letter."""

    text: str
    kind: str = "head"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Labels with their values, one below the other."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "facts"


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """Numbered lines."""

    items: tuple[str, ...]
    kind: str = "list"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table; ``shares`` say how the columns divide the width."""

    heads: tuple[str, ...]
    shares: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    kind: str = "table"


Part = Text | Head | Facts | Listed | Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: the day, the position in which they do, their name; ``note`` stands below it."""

    day: str
    position: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter.

    ``letterhead`` are the lines above all, the second the largest when there are several; ``heading`` and ``number`` stand in the middle (a
    letter of assignment, a response), ``about`` at the left (an invitation: number, subject) with ``to`` below. ``seal`` is a picture (SVG) for
    the foot of every page.
    """

    language: Language
    title: str
    letterhead: tuple[str, ...]
    parts: tuple[Part, ...]
    heading: str = ""
    number: str = ""
    about: tuple[tuple[str, str], ...] = ()
    to: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    footer: str = ""
    seal: str = ""
    page: str = "Halaman"

"""What a letter says, as values; rooms compose it in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass

from runut.formats.printing.imprint import Imprint
from runut.formats.words import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A paragraph; lines of it stay lines."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """A heading within the letter; ``level`` 2 stands below a heading of level 1."""

    text: str
    level: int = 1
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture: ``svg``, or ``dots`` that are a PNG or a JPEG; ``alt`` tells it to who cannot see it, ``share`` is its part of the width."""

    alt: str
    svg: str = ""
    dots: bytes = b""
    caption: str = ""
    share: int = 100
    kind: str = "picture"

    @property
    def ending(self) -> str:
        """How a file of it is called."""
        return "svg" if self.svg else "png" if self.dots.startswith(b"\x89PNG") else "jpg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Break:
    """What follows begins on a new page."""

    kind: str = "break"


Part = Text | Head | Facts | Listed | Table | Picture | Break


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who signs: the day, the position in which they do, their name; NIP and ``note`` stand below it. ``link`` is where the name leads."""

    day: str
    position: str
    name: str
    note: str = ""
    link: str = ""
    nip: str = ""

    @property
    def below(self) -> str:
        """What stands below the name, line by line."""
        return "\n".join(one for one in (nip_words(self.nip), self.note) if one)


def nip_words(nip: str) -> str:
    """Return a NIP in its four parts, as offices write it; nothing for who has none."""
    return f"NIP {nip[:8]} {nip[8:14]} {nip[14:15]} {nip[15:]}" if nip else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """A file inside the PDF: what the letter says, for programs; ``name`` has small letters, digits and a dot, ``about`` tells what it is."""

    name: str
    content: bytes
    media_type: str
    about: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """A letter.

    ``letterhead`` are the lines above all, the second the largest when there are several; ``heading`` and ``number`` stand in the middle (a
    letter of assignment, a response), ``about`` at the left (an invitation: number, subject) with ``to`` below. With ``contents``,
    the heading of a list of contents, what stands above it has a page of its own (a report). ``imprint`` and ``attached`` are in the PDF alone.
    """

    language: Language
    title: str
    letterhead: tuple[str, ...]
    parts: tuple[Part, ...]
    logo: Picture | None = None
    heading: str = ""
    number: str = ""
    about: tuple[tuple[str, str], ...] = ()
    to: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()
    footer: str = ""
    imprint: Imprint | None = None
    contents: str = ""
    page: str = "Halaman"
    attached: tuple[Attached, ...] = ()

"""An SOP as an office writes it: words in cells, before any meaning is read into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

BOX: Final = "box"
DIAMOND: Final = "diamond"
CAPSULE: Final = "capsule"
HEADS: Final[Mapping[str, str]] = {
    "number": "No",
    "text": "Kegiatan",
    "performers": "Pelaksana",
    "quality": "Mutu Baku",
    "requirements": "Kelengkapan",
    "time": "Waktu",
    "outputs": "Output",
    "note": "Keterangan",
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One row. ``marks``: what stands in which lane, drawn (`BOX`, `DIAMOND`, `CAPSULE`) or typed; ``name`` where performers have one column."""

    text: str
    marks: Mapping[int, str] = field(default_factory=dict)
    name: str = ""
    needs: str = ""
    time: str = ""
    left: str = ""
    note: str = ""
    number: str | None = None


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A whole SOP. Of ``lines`` those that are plain text are section titles; ``tail`` are rows after the last activity."""

    name: str
    lanes: Sequence[str] = ()
    lines: Sequence[Line | str]
    heads: Mapping[str, str] = field(default_factory=dict)
    identity: Sequence[tuple[str, str]] = ()
    opening: Sequence[str] = ()
    tail: Sequence[Sequence[str]] = ()
    counted: bool = False
    """Whether a row under the head numbers the columns."""

    def head(self, role: str) -> str:
        """The head of a column; empty when the SOP has none such."""
        return {**HEADS, **self.heads}[role]

    @property
    def rows(self) -> list[Line]:
        """The activities, numbered where they do not say otherwise."""
        return [line for line in self.lines if isinstance(line, Line)]

    @property
    def order(self) -> list[str]:
        """The roles of the columns that the SOP has, from the left; lanes are one role here."""
        return [role for role in ("number", "text", "performers", "requirements", "time", "outputs", "note") if self.head(role)]

    def cell(self, line: Line, role: str, number: int) -> str:
        """What stands in a column other than those of lanes."""
        values: dict[str, Any] = {
            "number": str(number) if line.number is None else line.number,
            "text": line.text,
            "performers": line.name,
            "requirements": line.needs,
            "time": line.time,
            "outputs": line.left,
            "note": line.note,
        }
        return str(values[role])

    def numbered(self) -> list[tuple[int, Line | str]]:
        """The lines with the number of the activity that each is, or follows."""
        found: list[tuple[int, Line | str]] = []
        number = 0
        for line in self.lines:
            number += isinstance(line, Line)
            found.append((number, line))
        return found

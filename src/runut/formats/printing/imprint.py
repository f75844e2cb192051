"""What stands at the foot of every page of an official document: by it anybody is told whether a copy is genuine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """A picture to be read by phones (SVG), and the line that says the same to people."""

    svg: str
    line: str

"""Small pieces of SVG that the parts of a drawing share."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


def quoted(text: str) -> str:
    """Return the value of an attribute, in its quotes."""
    return f'"{escape(text)}"'


def spans(found: Iterable[tuple[float, float, str]]) -> str:
    """Return the lines of a text, each at its place."""
    return "".join(f'<tspan x="{x:g}" y="{y:g}">{escape(line)} </tspan>' for x, y, line in found)

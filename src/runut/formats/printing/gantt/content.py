"""What the paper of a schedule says, in the words of its language; nothing in it is a place on paper yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

PAPERS: Final = ("a4", "a3")
"""Sizes of paper; always across."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One task. ``cells`` are its number, name, days, first day, last day, what it waits for and expert, in words.

    ``kind`` is plain, critical or milestone; ``after`` are the numbers that it waits for, ``filed_on`` its last day as it was filed.
    """

    number: int
    cells: Sequence[str]
    starts_on: date
    ends_on: date
    kind: str = "plain"
    done: bool = False
    after: Sequence[int] = ()
    filed_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Legend:
    """What the signs mean."""

    plain: str
    critical: str
    milestone: str
    done: str
    filed: str
    off: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Gantt:
    """The schedule. ``heads`` name the cells of a bar and the chart, ``months`` the twelve months in short; ``off`` says on which days nobody works."""

    language: str
    title: str
    heading: str
    letterhead: Sequence[str]
    facts: Sequence[tuple[str, str]]
    heads: Sequence[str]
    bars: Sequence[Bar]
    months: Sequence[str]
    off: Collection[date]
    legend: Legend
    footer: str
    page: str
    paper: str = "a4"

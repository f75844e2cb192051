"""What texts name by number (`#12`), and where a number is named: the rooms that keep what is numbered and those whose texts name it meet here.

A room registers in `AppConfig.ready()`: planning its tasks, repositories the commits that name them. Neither knows the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString

from runut.people.queries import Standing

_NUMBER: Final = re.compile(r"(?<![\w#&/])#([1-9][0-9]{0,5})(?!\w)")
"""``#12`` as a word of its own: not the end of an address (``page/#12``), of a character (``&#12;``) or of a colour (``#12ab``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """What a number names: ``title`` is read by people, ``address`` is its page."""

    number: int
    title: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """A text that names a number: its first line, who wrote it when, and the page that shows it (``label`` is what the link says)."""

    title: str
    who: str
    at: datetime
    label: str
    address: str


Numbered = Callable[[int, Iterable[int]], Sequence[Named]]
"""Takes the case's id and numbers; returns those that name something there. Queries: 1."""
Namings = Callable[[int, int, Standing, datetime], Sequence[Naming]]
"""Takes the case's id, a number, who asks and when; returns the texts that they may read, newest first."""

_numbered: list[Numbered] = []
_namings: list[Namings] = []


def register_numbered(find: Numbered) -> None:
    """Add what is numbered in a case; for `AppConfig.ready()`."""
    if find not in _numbered:
        _numbered.append(find)


def register_namings(find: Namings) -> None:
    """Add texts that name numbers; for `AppConfig.ready()`."""
    if find not in _namings:
        _namings.append(find)


def numbers_in(text: str) -> list[int]:
    """Return the numbers that the text names, each once, in their order."""
    return list(dict.fromkeys(int(one) for one in _NUMBER.findall(text)))


def named_in(case_id: int, texts: Iterable[str]) -> Mapping[int, Named]:
    """Return what the texts of a case name, by number. Queries: 1, or none where no number stands."""
    wanted = {number for text in texts for number in numbers_in(text)}
    return {one.number: one for find in _numbered for one in find(case_id, wanted)} if wanted else {}


def linked(text: str, known: Mapping[int, Named]) -> SafeString:
    """Return the text as HTML in which each number that is ``known`` is a link; all else stays the text that it is."""
    parts: list[tuple[str]] = []
    upto = 0
    for found in _NUMBER.finditer(text):
        one = known.get(int(found[1]))
        if one is None:
            continue
        parts.append((conditional_escape(text[upto : found.start()]),))
        parts.append((format_html('<a href="{}" title="{}">{}</a>', one.address, one.title, found[0]),))
        upto = found.end()
    parts.append((conditional_escape(text[upto:]),))
    return format_html_join("", "{}", parts)


def namings(case_id: int, number: int, *, who: Standing, at: datetime) -> list[Naming]:
    """Return the texts that name the number and that ``who`` may read."""
    return [one for find in _namings for one in find(case_id, number, who, at)]

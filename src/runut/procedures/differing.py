"""Two texts of an SOP side by side, in words, with what changed marked word by word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

from runut.core.matching import Pair
from runut.core.procedure import Activity, Deliverable, Procedure
from runut.procedures import words
from runut.procedures.revision import Difference, compare

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_PARTS: Final = ("text", "performers", "requirements", "time", "outputs", "decision", "then", "note")
"""What is told of an activity that stands on one side only, in this order."""
_ALIKE: Final = 0.35
"""The share of words below which a text was written anew, and is marked whole."""
_MOST: Final = 1_000
"""Words and spaces of a text up to which it is compared word by word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """Some words of a text; ``marked``: they stand on this side only."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One thing on both sides; empty where a side does not state it."""

    what: StrOrPromise
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    lane: str = ""

    @property
    def same(self) -> bool:
        """Whether both sides say the same: it stands there to be recognised."""
        return self.before == self.after and not any(one.marked for one in self.before)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An activity on both sides. ``state`` is added, removed, changed, moved or same; one that was moved may have ``lines`` that changed too."""

    before: int | None
    after: int | None
    state: str
    text: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sides:
    """Two SOPs side by side. ``old`` and ``new`` give each activity that is not the same on both sides its state, for their drawings."""

    whole: tuple[Line, ...]
    rows: tuple[Row, ...]
    old: Mapping[int, str]
    new: Mapping[int, str]
    counts: Mapping[str, int]

    @property
    def same(self) -> bool:
        """Whether nothing differs at all."""
        return not self.whole and set(self.counts) <= {"same"}


def side_by_side(before: Procedure, after: Procedure) -> Sides:
    """Return two SOPs side by side, in words of the active language."""
    found = compare(before, after)
    rows = tuple(_row(pair, some, before, after) for pair, some in found.rows)
    return Sides(
        whole=tuple(_line(one, before, after, lane=one.performer) for one in found.whole),
        rows=rows,
        old={one.before: one.state for one in rows if one.before and one.state != "same"},
        new={one.after: one.state for one in rows if one.after and one.state != "same"},
        counts=Counter(one.state for one in rows),
    )


def in_pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts in pieces, the words that stand on one side only marked. Joined, the pieces are the texts."""
    old, new = _tokens(before), _tokens(after)
    matcher = SequenceMatcher(str.isspace, old, new)  # no space is an anchor, and in long texts no word that comes often
    if max(len(old), len(new)) > _MOST or matcher.quick_ratio() < _ALIKE or matcher.ratio() < _ALIKE:
        return _whole(before), _whole(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        left += _piece(old[old_start:old_end], marked=tag != "equal")
        right += _piece(new[new_start:new_end], marked=tag != "equal")
    return tuple(left), tuple(right)


def _row(pair: Pair, some: Sequence[Difference], before: Procedure, after: Procedure) -> Row:
    old = before.activity(pair.before) if pair.before else None
    new = after.activity(pair.after) if pair.after else None
    here = new or old
    assert here  # a pair has at least one side
    state = "added" if old is None else "removed" if new is None else "moved" if pair.moved else "changed" if some else "same"
    if old is None or new is None:
        lines = tuple(_alone(here, after if new else before, is_new=new is not None))
    else:
        lines = tuple(_line(one, before, after) for one in some if one.what != "place")
        if lines and not any(one.what == "text" for one in some):
            lines = (Line(what=words.FIELDS["text"], before=_plain(old.text), after=_plain(new.text)), *lines)
    return Row(before=pair.before, after=pair.after, state=state, text=here.text, lines=lines)


def _line(one: Difference, before: Procedure, after: Procedure, *, lane: str = "") -> Line:
    old, new = (words.plain_words(value, sop, what=one.what) for value, sop in ((one.before, before), (one.after, after)))
    if old == new:  # what differs does not show in the words: keys of deliverables
        old, new = _with_keys(one.before, old), _with_keys(one.after, new)
    left, right = in_pieces(old, new)
    return Line(what=words.FIELDS[one.what], before=left, after=right, lane=lane)


def _alone(activity: Activity, procedure: Procedure, *, is_new: bool) -> Iterator[Line]:
    for what in _PARTS:
        if text := words.plain_words(getattr(activity, what), procedure, what=what):
            side = _whole(text)
            yield Line(what=words.FIELDS[what], before=() if is_new else side, after=side if is_new else ())


def _with_keys(value: Any, text: str) -> str:
    if isinstance(value, tuple) and value and all(isinstance(one, Deliverable) for one in value):
        return "; ".join(f"{one.name} [{one.key}]" for one in value)
    return text


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+|\s+|[^\w\s]", text)


def _piece(tokens: Sequence[str], *, marked: bool) -> list[Piece]:
    return [Piece(text="".join(tokens), marked=marked)] if tokens else []


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text=text, marked=True),) if text else ()


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text=text, marked=False),) if text else ()

"""Remarks that rooms propose before a decision, from what they found; whoever takes part in the decision drafts those that are right.

A room registers in `AppConfig.ready()`; `cases` knows none of them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One remark that could be drafted. ``key`` finds it again, ``thing`` is what it is tied to (kind:key of `runut.cases.things`), ``place`` where in it."""

    key: str
    text: str
    must: bool
    thing: str = ""
    place: str = ""

    def is_drafted(self, text: str, about: Mapping[str, str]) -> bool:
        """Whether a remark with that text, tied to that, is this one: a tie is recognised whatever the words are."""
        tied = f"{about.get('kind', '')}:{about.get('key', '')}" if about else ""
        return text == self.text or bool(self.thing and (tied, about.get("place", "")) == (self.thing, self.place))


Proposals = Callable[[int, Collection[str]], Collection[Proposal]]
"""Takes a case and the keys of what its open decision needs; returns what is proposed for that decision, in the reader's language."""

_proposals: list[Proposals] = []


def register_proposals(find: Proposals) -> None:
    """Let a room propose remarks."""
    if find not in _proposals:
        _proposals.append(find)


def proposals(case_id: int, keys: Collection[str]) -> list[Proposal]:
    """Return what all rooms propose for the decision that needs ``keys``."""
    return [one for find in _proposals for one in find(case_id, keys)]

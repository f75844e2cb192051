"""What a remark can be tied to: the things of a case, each told by the room that keeps them; `cases` knows none of those rooms.

A room registers its kind in `AppConfig.ready()`: a feature, a task, a spot of a mockup, an element of a diagram, a version of a document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing. ``key`` finds it again within its kind, ``label`` is read by people and kept with the remark, ``sha256`` says in which state it
    was where its kind has hashes.
    """

    key: str
    label: str
    sha256: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of things: ``name`` is the message id of its heading, ``find`` gives those of a case as it stands now, ``address`` the page of one
    (case's number, key); empty when there is none any more. ``place`` is the message id of what a spot in it is called (page), if it has spots.
    """

    key: str
    name: str
    find: Callable[[int], Sequence[Thing]]
    address: Callable[[int, str], str]
    place: str = ""


_kinds: dict[str, Kind] = {}


def register_things(kind: Kind) -> None:
    """Add a kind; for `AppConfig.ready()`.

    Raises:
        ValueError: Another kind has this key.
    """
    if _kinds.get(kind.key, kind) != kind:
        raise ValueError(f"there are things of the kind {kind.key!r} already")
    _kinds[kind.key] = kind


def things(case_id: int) -> list[tuple[Kind, Sequence[Thing]]]:
    """Return the things of a case that the caller may see, by kind; kinds of which it has none are left out."""
    found = [(kind, kind.find(case_id)) for kind in _kinds.values()]
    return [(kind, those) for kind, those in found if those]


def address(case_id: int, about: Mapping[str, str]) -> str:
    """Return the page of what a remark is tied to; empty when there is none."""
    kind = _kinds.get(about.get("kind", ""))
    return kind.address(case_id, about.get("key", "")) if kind else ""

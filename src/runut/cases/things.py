"""What a remark can be tied to: the things of a case, each told by the room that keeps them; `cases` knows none of those rooms.

A room registers its kind in `AppConfig.ready()`: a feature, a task, a spot of a mockup, an element of a diagram, a version of a document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from runut.core.errors import Refused
from runut.core.legible import check_legible
from runut.core.sentences import reason

About = Mapping[str, str]
"""What a remark is tied to, as `runut.core.remarks.Remark` holds it."""
Raised = tuple[About, datetime]
"""What a remark is tied to, and when the remark was raised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """One thing. ``key`` finds it again within its kind, ``label`` is read by people and kept with the remark, ``sha256`` says in which state it
    was where its kind has hashes. ``group`` is the heading under which it is chosen, where a kind has more than one.
    """

    key: str
    label: str
    sha256: str = ""
    group: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """What became of a thing since a remark was raised: ``state`` is same, changed or gone.

    ``lines`` are what of it differs (its name, what was, what is); ``then`` and ``now`` are the pages of both, empty where there is none.
    """

    state: str
    lines: Sequence[tuple[str, str, str]] = ()
    then: str = ""
    now: str = ""


def _nothing_known(_case_id: int, raised: Sequence[Raised]) -> Sequence[None]:
    return [None] * len(raised)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """A kind of things: ``name`` is the message id of its heading, ``find`` gives those of a case as it stands now, ``address`` the page of one
    with its place marked (case's number, key, place); empty when there is none any more.

    ``since`` says what became of those that remarks are about, None where nothing is known of then. ``picture`` gives the address of a picture on
    which a spot is pressed (case's number, key), ``placed`` the place as it is kept, and refuses one that cannot be.
    """

    key: str
    name: str
    find: Callable[[int], Sequence[Thing]]
    address: Callable[[int, str, str], str]
    since: Callable[[int, Sequence[Raised]], Sequence[Since | None]] = _nothing_known
    picture: Callable[[int, str], str] = lambda _case_id, _key: ""
    placed: Callable[[str], str] = str.strip


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


def about(case_id: int, named: str, place: str = "") -> dict[str, str]:
    """Return what a remark is tied to by ``named`` (kind:key) and a place in it, as the remark keeps it; nothing for no name.

    Raises:
        Refused: There is no such thing any more.
        Invalid: The place cannot be one in it.
    """
    if not named:
        return {}
    check_legible(place)
    found = thing(case_id, named)
    if found is None:
        raise Refused(reasons=[reason("thing_unknown")])
    kind, one = found
    kept = {"kind": kind.key, "key": one.key, "label": one.label, "place": kind.placed(place), "sha256": one.sha256}
    return {name: value for name, value in kept.items() if value}


def thing(case_id: int, named: str) -> tuple[Kind, Thing] | None:
    """Return the thing of a case with this name (kind:key)."""
    wanted, _colon, key = named.partition(":")
    kind = _kinds.get(wanted)
    found = next((one for one in kind.find(case_id) if one.key == key), None) if kind else None
    return (kind, found) if kind and found else None


def address(case_id: int, tied: About) -> str:
    """Return the page of what a remark is tied to, with its place marked; empty when there is none."""
    kind = _kinds.get(tied.get("kind", ""))
    return kind.address(case_id, tied.get("key", ""), tied.get("place", "")) if kind else ""


def since(case_id: int, raised: Sequence[Raised]) -> list[Since | None]:
    """Return what became of each thing since its remark was raised, in their order; each kind is asked once."""
    found: dict[int, Since | None] = {}
    for kind in _kinds.values():
        own = [place for place, (tied, _at) in enumerate(raised) if tied.get("kind") == kind.key]
        if own:
            found |= dict(zip(own, kind.since(case_id, [raised[place] for place in own]), strict=True))
    return [found.get(place) for place in range(len(raised))]

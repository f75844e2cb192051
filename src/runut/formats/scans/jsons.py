"""JSON read piece by piece: the objects of a report one after another, never the report as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

import ijson  # type: ignore[import-untyped]

from runut.formats.scans.source import Source, check_depth, damaged

Path = tuple[str, ...]
"""Keys from the top to a value; ``*`` for an element of a list."""
LIST: Final = "\x00list"  # no key: a report that holds such a character is refused
_OPENING: Final = frozenset({"start_map", "start_array"})
MOST_VALUES: Final = 200_000
"""Values within one object that is held."""


def events(file: BinaryIO, *, kind: str) -> Iterator[tuple[str, Any]]:
    """Yield the parser's events; nested too deeply or no JSON is refused.

    Raises:
        Invalid: The text is no JSON, breaks off, or goes past a bound.
    """
    depth = 0
    try:
        for event, value in ijson.basic_parse(Source(file, marks=b'"'), use_float=True):
            if event in {"start_map", "start_array"}:
                depth += 1
                check_depth(depth)
            elif event in {"end_map", "end_array"}:
                depth -= 1
            yield event, value
    except (ijson.JSONError, UnicodeDecodeError, ValueError, OverflowError) as error:
        raise damaged(kind) from error


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A value that was asked for: ``where`` are its places in the lists around it, ``notes`` the noted texts that stood before it."""

    path: Path
    where: tuple[int, ...]
    value: Any
    notes: Mapping[str, str]


def items(file: BinaryIO, *, kind: str, wanted: Callable[[Path], bool], noted: frozenset[str] = frozenset()) -> Iterator[Item]:
    """Yield every value whose path is ``wanted``, as soon as it is complete; ``noted`` are keys of texts outside of them to remember."""
    place = _Place()
    notes: dict[str, str] = {}
    building: _Builder | None = None
    for event, value in events(file, kind=kind):
        if building is not None:
            if building.take(event, value, kind=kind):
                yield place.item(building.value, notes)
                building = None
        elif place.moves(event, value):
            continue
        elif wanted(tuple(place.path)):
            if event in _OPENING:
                building = _Builder(event)
            else:
                yield place.item(value, notes)
        elif event in _OPENING:
            place.enter(event)
        elif event == "string" and place.path and place.path[-1] in noted:
            notes[place.path[-1]] = value[:1000]


class _Place:
    """Where in the report the parser stands, outside of values that are built."""

    def __init__(self) -> None:
        self.path: list[str] = []
        self.where: list[int] = []

    def moves(self, event: str, value: Any) -> bool:
        """Follow an event, and say whether that was all of it: a key, or the end of something. Else a value begins here."""
        if event == "map_key":
            self.path[-1] = value
            return True
        if event in {"end_map", "end_array"}:
            if self.path.pop() == LIST:
                self.where.pop()
            return True
        if self.path and self.path[-1] == LIST:
            self.where[-1] += 1
        return False

    def enter(self, event: str) -> None:
        """Go into an object or a list."""
        self.path.append(LIST if event == "start_array" else "")
        if event == "start_array":
            self.where.append(-1)

    def item(self, value: Any, notes: Mapping[str, str]) -> Item:
        """Return a value as what stands here."""
        return Item(path=tuple(self.path), where=tuple(self.where), value=value, notes=dict(notes))


class _Builder:
    """Makes one value of its events."""

    def __init__(self, event: str) -> None:
        self.value: Any = {} if event == "start_map" else []
        self._stack = [self.value]
        self._keys: list[str] = [""]
        self._count = 0

    def take(self, event: str, value: Any, *, kind: str) -> bool:
        """Add an event, and say whether the value is complete with it."""
        if event == "map_key":
            self._keys[-1] = value
            return False
        if event in {"end_map", "end_array"}:
            self._stack.pop()
            self._keys.pop()
            return not self._stack
        self._count += 1
        if self._count > MOST_VALUES:
            raise damaged(kind)
        opened = event in {"start_map", "start_array"}
        made: Any = ({} if event == "start_map" else []) if opened else value
        inside = self._stack[-1]
        if isinstance(inside, dict):
            inside[self._keys[-1]] = made
        else:
            inside.append(made)
        if opened:
            self._stack.append(made)
            self._keys.append("")
        return False

"""The fields of a draft by name (``identity.number``, ``column.1.name``, ``row.5.part.1``): read, written, and merged when two people type.

What somebody typed is compared with what their page showed. Only what they changed is taken; where somebody else changed the same field
meanwhile, theirs stays and both texts are told.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from runut.procedures.drafting.content import LISTS, Content, column_of, row_of
from runut.procedures.drafting.keys import named, slug

GONE: Final = object()
"""The value of a field whose row or column was removed."""
_NAMES: Final = ("requirements", "outputs")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """A field that two people changed at once: what stands there, and what was typed. ``gone``: its row or column was removed."""

    field: str
    theirs: Any
    mine: Any
    gone: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Merged:
    """What came of saving: the new content; ``changed`` names the fields that were taken; ``aside`` has what was typed in the clashes too."""

    content: Content
    changed: tuple[str, ...]
    clashes: tuple[Clash, ...]
    aside: Content | None = None


def read(content: Content, field: str) -> Any:
    """Return the value of a field, `GONE` when its row or column is not there.

    Deliverables are read as their wordings, who stands behind a performer as ``unit``, ``team`` or ``office:`` with the office's key; a time
    limit, a decision and a part as the content holds them.
    """
    kind, _, rest = field.partition(".")
    if kind == "identity":
        return _identity(content["identity"], rest)
    one_id, _, name = rest.partition(".")
    one = (column_of if kind == "column" else row_of)(content, int(one_id))
    if one is None:
        return GONE
    if name.startswith("part."):
        column = int(name.removeprefix("part."))
        if column_of(content, column) is None:
            return GONE
        return next((each["part"] for each in one["parts"] if each["column"] == column), "")
    if name in _NAMES:
        return [each["name"] for each in one[name]]
    if name == "held":
        return f"office:{one['key']}" if one["held_by"] == "office" else one["held_by"]
    return one.get("then", 0) if name == "then" else one[name]


def write(content: Content, field: str, value: Any, known: Mapping[str, str]) -> None:
    """Set a field whose row or column is there; ``known`` are keys of known wordings."""
    kind, _, rest = field.partition(".")
    if kind == "identity":
        content["identity"][rest] = value
        return
    one_id, _, name = rest.partition(".")
    one = (column_of if kind == "column" else row_of)(content, int(one_id))
    assert one is not None
    if name.startswith("part."):
        _put_part(one, int(name.removeprefix("part.")), value)
    elif name in _NAMES:
        one[name] = named(content, one[name], value, known)
    elif name == "held":
        _put_holder(content, one, value)
    else:
        one[name] = value


def merge(base: Content, theirs: Content, typed: Mapping[str, Any], known: Mapping[str, str]) -> Merged:
    """Return what stands when ``typed`` is saved on a page that showed ``base`` while ``theirs`` is the newest."""
    content, aside = copy.deepcopy(theirs), copy.deepcopy(theirs)
    changed: list[str] = []
    clashes: list[Clash] = []
    for field, value in typed.items():
        shown, now = read(base, field), read(theirs, field)
        if value in (shown, now):
            continue
        if now is GONE:
            clashes.append(Clash(field=field, theirs=None, mine=value, gone=True))
        elif now == shown:
            changed.append(field)
            write(content, field, value, known)
            write(aside, field, value, known)
        else:
            clashes.append(Clash(field=field, theirs=now, mine=value))
            write(aside, field, value, known)
    return Merged(content=content, changed=tuple(changed), clashes=tuple(clashes), aside=aside if clashes else None)


def _identity(identity: Mapping[str, Any], name: str) -> Any:
    usual: Any = [] if name in LISTS else {} if name == "approved_by" else "working" if name == "day" else ""
    return identity.get(name, usual)


def _put_holder(content: Content, column: dict[str, Any], value: str) -> None:
    """Set who stands behind a performer; another office gives the performer its key, and ``office:`` alone one made of the name."""
    column["held_by"], _, key = value.partition(":")
    others = {one["key"] for one in content["columns"] if one is not column}
    if column["held_by"] == "office" and key not in others:
        column["key"] = key or slug(column["name"], taken=others, fallback="performer")


def _put_part(row: dict[str, Any], column: int, part: str) -> None:
    """Set what a performer does in a row; who decides comes last among those who certify, who attends comes last of all."""
    parts = [one for one in row["parts"] if one["column"] != column or part]
    there = next((one for one in parts if one["column"] == column), None)
    if there:
        there["part"] = part
    elif part:
        parts.append({"column": column, "part": part})
    row["parts"] = sorted(parts, key=lambda one: {"decides": 1, "attends": 2}.get(one["part"], 0))

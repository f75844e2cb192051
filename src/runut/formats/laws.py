"""What is known about regulations that SOPs cite and that no longer hold: `laws.toml` beside this file, each with its source."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from runut.core.findings import Law
from runut.formats.words import Language, word


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownLaw:
    """One entry of the table as a register names it: ``kind`` is a key of the table's kinds, ``successor`` what holds instead."""

    kind: str
    number: str
    year: int
    title: str
    successor: str


@cache
def entries() -> tuple[KnownLaw, ...]:
    """Return the same regulations by kind, number, year and title."""
    return tuple(
        KnownLaw(kind=one["kind"], number=str(one["number"]), year=int(one["year"]), title=one["title"], successor=one["successor"])
        for one in _table()["law"]
    )


@cache
def known() -> tuple[Law, ...]:
    """Return the regulations that no longer hold, in the order of the table."""
    table = _table()
    kinds = {key: tuple(one.casefold() for one in words) for key, words in table["kind"].items()}
    return tuple(
        Law(
            kinds=kinds[one["kind"]],
            number=str(one["number"]),
            year=str(one["year"]),
            successor=one["successor"],
            source=one["source"],
            also=tuple(one.get("also", ())),
        )
        for one in table["law"]
    )


def as_it_stands(text: str, language: Language) -> str:
    """Return an entry of a legal basis as it was approved, and beside it what stands in its place, if the law is known to hold no more."""
    gone = next((one.successor for one in known() if one.is_cited(text)), "")
    return f"{text} {word('replaced', language, law=gone)}" if gone else text


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("runut.formats").joinpath("laws.toml").read_text(encoding="utf-8"))

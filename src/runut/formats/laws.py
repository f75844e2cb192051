"""What is known about regulations that SOPs cite and that no longer hold: `laws.toml` beside this file, each with its source."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from runut.core.findings import Law


@cache
def known() -> tuple[Law, ...]:
    """Return the regulations that no longer hold, in the order of the table."""
    table = tomllib.loads(files("runut.formats").joinpath("laws.toml").read_text(encoding="utf-8"))
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

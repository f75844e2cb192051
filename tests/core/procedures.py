"""Procedures that nobody wrote: small, whole, and of every shape that the form allows."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from runut.core.building import build
from runut.core.errors import ProcedureInvalid
from runut.core.procedure import Procedure

LETTERS = "abcdefghij"
names = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff"), min_size=1, max_size=12)
dates = st.dates()


def _decision(draw: st.DrawFn, number: int, last: int) -> dict[str, Any]:
    onward: int | str = number + 1 if number < last else "end"
    back = draw(st.sampled_from([*range(1, number + 1), "end"]))
    return {"approved": onward, "rejected": back} | ({"postponed": number} if draw(st.booleans()) else {})


def _activity(draw: st.DrawFn, number: int, last: int, made: list[str]) -> dict[str, Any]:
    decides = draw(st.booleans())
    keys = draw(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True))
    parts = [draw(st.sampled_from(["acts", "receives", "attends"])) for _ in keys]
    parts[-1] = "decides" if decides else "acts"
    outputs = [f"out_{number}_{letter}" for letter in draw(st.sampled_from(["", "x", "xy"]))]
    wanted = draw(st.lists(st.sampled_from([*made, f"from_outside_{number}"]), max_size=2, unique=True))
    limits: list[Any] = [
        None,
        {"amount": draw(st.integers(1, 9)), "unit": draw(st.sampled_from(["minute", "hour", "day", "week", "month"]))},
        {"amount": [1, draw(st.integers(1, 9))], "unit": "day"},
    ]
    if made:
        limits.append({"as": draw(st.sampled_from(made))})
    row: dict[str, Any] = {
        "number": number,
        "text": draw(names),
        "performers": [{"key": key, "part": part} for key, part in zip(keys, parts, strict=True)],
        "requirements": [{"key": key, "name": key.title()} for key in wanted],
        "outputs": [{"key": key, "name": draw(names)} for key in outputs],
        "note": draw(st.sampled_from(["", "Perlu dipastikan."])),
    }
    if limit := draw(st.sampled_from(limits)):
        row["time"] = limit
    if decides:
        row["decision"] = _decision(draw, number, last)
    made += outputs
    return row


@st.composite
def tables(draw: st.DrawFn) -> dict[str, Any]:
    """Plain data of a procedure; every activity has a way on, so all are reached and end."""
    last = draw(st.integers(1, 5))
    made: list[str] = []
    head = {"name": draw(names), "day": draw(st.sampled_from(["working", "calendar"]))}
    stated: dict[str, st.SearchStrategy[Any]] = {
        "number": names,
        "created_on": dates,
        "revised_on": dates,
        "legal_basis": st.lists(names, min_size=1, max_size=3),
        "warnings": st.lists(names, min_size=1, max_size=2),
        "approved_by": st.fixed_dictionaries({"position": names}, optional={"name": names}),
    }
    head |= draw(st.fixed_dictionaries({}, optional=stated))
    return {
        "procedure": head,
        "performer": [{"key": key, "name": key.upper(), "held_by": draw(st.sampled_from(["office", "unit", "team"]))} for key in "abc"],
        "activity": [_activity(draw, number, last, made) for number in range(1, last + 1)],
    }


def whole(data: dict[str, Any]) -> Procedure:
    """Build it; a fault here is one of the generator."""
    try:
        return build(data)
    except ProcedureInvalid as error:  # pragma: no cover
        raise AssertionError([(one.place, one.reason.english()) for one in error.problems]) from error


procedures = tables().map(whole)

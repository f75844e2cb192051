"""Procedure files that nobody would write: whatever stands in them, only sentences come out."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.building import build
from runut.core.errors import Problem, ProcedureInvalid
from runut.formats.toml import load
from tests.core.building import problems, sentences
from tests.core.procedures import tables


def test_a_file_without_anything_says_what_it_needs() -> None:
    assert problems(lambda: load("")) == [
        ("file", "procedure_key_missing"),
        ("procedure", "procedure_key_missing"),
        ("file", "procedure_no_activity"),
    ]


@pytest.mark.parametrize(
    "hostile",
    [
        "x = " + "[" * 100_000,
        "x = " + "{a=" * 5_000,
        "a." * 5_000 + "b = 1",
        "[" + "a." * 5_000 + "b]",
        f"x = {'9' * 5_000}",
        f"[[activity]]\nnumber = 0x{'f' * 20_000}",
        f"[[activity]]\nnumber = 1\ndecision = {{ yes = 0x{'f' * 20_000}, no = -0x{'f' * 20_000} }}",
        f"[[activity]]\ntime = {{ amount = 0x{'f' * 20_000}, unit = 'day' }}",
        "procedure = 1",
        "performer = 1\nactivity = {}",
        "performer = [[1]]\nactivity = [1]",
        "[procedure]\nname = nan\nday = inf\ncreated_on = 25:00:00",
        "\x00",
        "\ufeff[procedure]",
        "[procedure]\nname = '''",
        "[procedure]\r\nname = 'x'\r\n",
        "[procedure]\nname = 'x'\n[procedure]\nname = 'y'",
    ],
)
def test_a_hostile_file_only_ever_gets_sentences(hostile: str) -> None:
    for sentence in sentences(lambda: load(hostile)):
        assert len(sentence) < 30_000


def test_a_file_that_is_no_toml_says_where() -> None:
    assert sentences(lambda: load("a = = b")) == ["The file is not readable TOML: Invalid value (at line 1, column 5)"]
    assert "recursion" in sentences(lambda: load("x = " + "[" * 100_000))[0]


def _tomlable() -> st.SearchStrategy[Any]:
    plain = (
        st.booleans()
        | st.integers(-(10**12), 10**12)
        | st.floats()
        | st.text(max_size=8)
        | st.dates()
        | st.datetimes(timezones=st.none() | st.just(UTC))
        | st.sampled_from(["end", "working", "acts", "day", "a", "b", "office"])
    )
    return st.recursive(
        plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3), max_leaves=6
    )


def said_of(data: dict[str, Any]) -> tuple[Problem, ...]:
    """What is wrong with a procedure; nothing where it builds."""
    try:
        build(data)
    except ProcedureInvalid as refused:
        return refused.problems
    return ()


@given(data=tables(), junk=_tomlable(), where=st.lists(st.integers(0, 30), min_size=1, max_size=6))
def test_whatever_is_put_in_a_file_only_sentences_come_out(data: dict[str, Any], junk: Any, where: list[int]) -> None:
    spot: Any = data
    for step in where[:-1]:
        keys = sorted(spot) if isinstance(spot, dict) else range(len(spot))
        if not keys:
            break
        following = spot[keys[step % len(keys)]]
        if not isinstance(following, dict | list) or not following:
            break
        spot = following
    if isinstance(spot, dict):
        spot[(sorted(spot) or ["x"])[where[-1] % max(len(spot), 1)]] = junk
    elif spot:
        spot[where[-1] % len(spot)] = junk
    faults = said_of(data)
    assert all(one.place and one.reason.english() for one in faults)
    assert faults or build(data).activities


@given(st.text(max_size=200) | st.text("[]{}=.,\"'#\n 0123456789abcxyz-:T", max_size=120))
def test_whatever_is_read_only_sentences_come_out(text: str) -> None:
    with pytest.raises(ProcedureInvalid):
        load(text)

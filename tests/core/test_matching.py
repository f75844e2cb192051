"""Two versions of an SOP laid side by side, activity by activity."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runut.core.matching import Pair, align, match
from runut.core.procedure import Activity, Deliverable, Procedure
from tests.core.cast import shipped
from tests.core.procedures import procedures
from tests.core.test_moving import with_a_row_after


def _ordered(*order: int) -> Procedure:
    """The shipped SOP with its rows in another order; where they lead does not matter here."""
    old = shipped()
    rows = [replace(old.activity(number), number=place) for place, number in enumerate(order, 1)]
    return replace(old, activities=tuple(rows))


def _saying(*texts: str, outputs: dict[int, str] | None = None) -> Procedure:
    """An SOP whose rows say this; ``outputs`` by the number of their row, and no others."""
    old = shipped()
    kept = {number: (Deliverable(key=key, name=key),) for number, key in (outputs or {}).items()}
    rows = [replace(old.activity(1), number=number, text=text, outputs=kept.get(number, ())) for number, text in enumerate(texts, 1)]
    return replace(old, activities=tuple(rows))


ALMOST = "satu dua tiga empat lima"  # with three words each beside them, five of eleven are shared


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        (_saying("w x", "y z", "q", "tiga"), _saying("tiga", "u", "v", "tiga"), {4: 4}),  # of two that say the same the nearest
        (_saying("a b c"), _saying("x", "a b d"), {1: 2}),  # half of all words is alike
        (_saying("a b"), _saying("x", "a c"), {}),
        (_saying("a b c"), _saying("x", "d e f"), {}),
        (_saying(f"{ALMOST} a b c"), _saying("x", f"{ALMOST} d e f"), {}),
        (_saying(f"{ALMOST} a b c"), _saying(f"{ALMOST} d e f"), {1: 1}),  # the same place counts too
        (_saying("a b", outputs={1: "laporan"}), _saying("x", "a c", outputs={2: "laporan"}), {1: 2}),  # and the same output
        (_saying("a b", outputs={1: "laporan"}), _saying("x", "a c"), {}),
        (_saying("a b c", "a b d"), _saying("x", "y", "a b e"), {1: 3}),  # of two as much alike the first
        (_saying("a b c", "a b e g"), _saying("x", "y", "a b e"), {2: 3}),  # the most alike
        (_saying("a b c"), _saying("x", "a b c d", "a b e"), {1: 2}),
    ],
)
def test_what_makes_two_rows_the_same(before: Procedure, after: Procedure, found: dict[int, int]) -> None:
    assert match(before, after) == found


def test_a_row_between_two_others_moves_none_of_them() -> None:
    pairs = align(shipped(), with_a_row_after(3))
    assert pairs[3] == Pair(after=4)
    assert [(one.before, one.after) for one in pairs[4:]] == [(number, number + 1) for number in range(4, 11)]
    assert not any(one.moved for one in pairs)


def test_what_is_gone_follows_what_it_followed() -> None:
    pairs = align(with_a_row_after(3), shipped())
    assert pairs[3] == Pair(before=4)
    assert align(_ordered(8, *range(1, 8), 9, 10), _ordered(*range(1, 8), 9, 10))[0] == Pair(before=1)
    assert align(shipped(), _ordered(1, 2, 3, 6, 7, 8, 9, 10))[3:5] == (Pair(before=4), Pair(before=5))


def test_of_rows_that_changed_places_as_few_as_need_be_are_moved() -> None:
    assert [one.before for one in align(shipped(), _ordered(2, 3, 4, 5, 6, 7, 8, 9, 10, 1)) if one.moved] == [1]
    assert [one.before for one in align(shipped(), _ordered(10, 1, 2, 3, 4, 5, 6, 7, 8, 9)) if one.moved] == [10]
    assert [one.before for one in align(shipped(), _ordered(1, 4, 6, 2, 3, 5, 7, 8, 9, 10)) if one.moved] == [4, 6]
    assert len([one for one in align(shipped(), _ordered(*range(10, 0, -1))) if one.moved]) == 9


@given(procedures, procedures, st.randoms(use_true_random=False))
def test_every_row_of_both_stands_there_once(one: Procedure, other: Procedure, dice: object) -> None:
    for before, after in ((one, other), (one, one), (one, _shuffled(one, dice))):
        pairs = align(before, after)
        assert sorted(pair.before for pair in pairs if pair.before) == list(range(1, len(before.activities) + 1))
        assert [pair.after for pair in pairs if pair.after] == list(range(1, len(after.activities) + 1))
        kept = [pair.before for pair in pairs if pair.before and pair.after and not pair.moved]
        assert kept == sorted(kept)
        assert all(pair.before or pair.after for pair in pairs)
    assert not any(pair.moved or pair.before != pair.after for pair in align(one, one))


def _shuffled(procedure: Procedure, dice: object) -> Procedure:
    rows: list[Activity] = list(procedure.activities)
    dice.shuffle(rows)  # type: ignore[attr-defined]
    return replace(procedure, activities=tuple(replace(row, number=place) for place, row in enumerate(rows, 1)))

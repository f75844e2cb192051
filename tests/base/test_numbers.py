"""Whole numbers in what somebody sent."""

from __future__ import annotations

import pytest

from runut.base.numbers import whole


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("12", 12), ("007", 7), ("999999999", 999_999_999)])
def test_digits_are_a_number(text: str, number: int) -> None:
    assert whole(text) == number


@pytest.mark.parametrize("text", [None, "", " 1", "-1", "+1", "1.0", "1_000", "satu", "²", "٣", "1234567890", "9" * 5000])
def test_anything_else_is_none(text: str | None) -> None:
    assert whole(text) is None


def test_a_longer_number_is_asked_for() -> None:
    assert whole("9" * 18, digits=18) == 10**18 - 1
    assert whole("9" * 19, digits=18) is None

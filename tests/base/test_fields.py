"""Fields that many rooms ask with."""

from __future__ import annotations

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

from runut.base.fields import day


class Asked(forms.Form):
    """A form with one day."""

    on = day("Tanggal")


@pytest.mark.parametrize("typed", ["0026-05-01", "0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_year_that_nobody_means_is_asked_again(typed: str) -> None:
    with override("id"), pytest.raises(ValidationError, match="empat angka"):
        day("Tanggal").clean(typed)


def test_days_of_this_time_are_taken_and_the_browser_knows_the_edges() -> None:
    field = day("Tanggal")
    assert [field.clean(one) for one in ("1900-01-01", "2026-11-26", "2199-12-31")] == [
        date(1900, 1, 1),
        date(2026, 11, 26),
        date(2199, 12, 31),
    ]
    assert 'min="1900-01-01" max="2199-12-31"' in str(Asked()["on"])

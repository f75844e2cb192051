"""Fields that many rooms ask with, and that no room asks with others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import override

import runut
from runut.base.fields import TextField, day, long


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


@pytest.mark.parametrize("unseen", ["\x00", "\x07", "\x0b", "\x1b", "\x7f", "\x9b", "\u202e", "\u2066"])
def test_a_text_that_reads_otherwise_than_it_is_stored_is_asked_again(unseen: str) -> None:
    for field in (TextField(), long("Alasan")):
        with override("id"), pytest.raises(ValidationError) as refused:
            field.clean(f"Rp 1{unseen}000")
        assert refused.value.messages == ["Isian ini memuat karakter yang tidak terlihat atau membalik arah tulisan. Ketik ulang."]


def test_what_people_paste_is_taken_as_it_is() -> None:
    typed = "Baris satu\r\n\tbaris dua: “é”, 世, \u200bمكتب\u200f, 👩\u200d💻"
    assert TextField().clean(typed) == typed


TAKEN_RAW = {
    "base/fields.py",
    "people/forms.py",  # passwords: nobody reads them
    "procedures/forms/simulation.py",  # numbers
    "procedures/forms/starting.py",  # an SOP pasted from a document: the reader takes the text out of it
}


def test_no_room_asks_for_a_text_in_another_way() -> None:
    root = Path(runut.__file__).parent
    assert {str(one.relative_to(root)) for one in root.rglob("*.py") if "forms.CharField" in one.read_text(encoding="utf-8")} == TAKEN_RAW

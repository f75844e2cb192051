"""Lines of iCalendar and cells of spreadsheets."""

from __future__ import annotations

import pytest

from runut.base.exports import ics_file, ics_text, plain_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


def test_other_cells_stay() -> None:
    assert plain_cell("Sistem = baru") == "Sistem = baru"


def test_a_value_of_a_property_holds_no_line_of_its_own() -> None:
    assert ics_text("a,b;c\\d\r\ne\nf") == "a\\,b\\;c\\\\d\\ne\\nf"


def test_long_lines_are_folded_between_characters() -> None:
    text = "SUMMARY:" + "é漢" * 60
    lines = ics_file([text]).split("\r\n")
    assert all(len(line.encode()) <= 75 for line in lines)
    assert "".join(line[1:] if number else line for number, line in enumerate(lines)) == text

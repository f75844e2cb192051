"""The table of what is read, asked and missed is that of the reading as it is now."""

from __future__ import annotations

from tools.reading import PAGE, page


def test_the_table_says_what_reading_gives() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "python -m tools.reading writes the table"


def test_nothing_that_was_written_is_missed() -> None:
    table = [line.strip("| ").split(" | ") for line in page().splitlines() if line.startswith("| ") and line.count(" | ") == 8]
    assert len(table) > 15
    assert {cells[-1] for cells in table[2:]} == {"nothing"}

"""Calendars and cells of spreadsheets for other programs."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from runut.base.exports import ics_blocks, ics_moment, ics_text, plain_cell


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@a", "\tx", "\rx"])
def test_no_cell_is_a_formula(text: str) -> None:
    assert plain_cell(text) == f"'{text}"


def test_other_cells_stay() -> None:
    assert plain_cell("Sistem = baru") == "Sistem = baru"


def test_a_value_of_a_property_holds_no_line_of_its_own() -> None:
    assert ics_text("a,b;c\\d\r\ne\nf") == "a\\,b\\;c\\\\d\\ne\\nf"


def test_long_lines_are_folded_between_characters() -> None:
    text = "SUMMARY:" + "é漢" * 60
    file = b"".join(ics_blocks("Tests", [[text]])).decode()
    folded = file.partition("BEGIN:VEVENT\r\n")[2].partition("\r\nEND:VEVENT")[0]
    assert all(len(line.encode()) <= 75 for line in folded.split("\r\n"))
    assert folded.replace("\r\n ", "") == text


def test_a_calendar_comes_event_by_event() -> None:
    asked: list[str] = []

    def events() -> Iterator[list[str]]:
        for uid in ("1", "2"):
            asked.append(uid)
            yield [f"UID:{uid}"]

    blocks = ics_blocks("Tests", events(), name="Rapat, hari ini", method="PUBLISH")
    head = next(blocks) + next(blocks)
    assert head.decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Runut//Tests//ID",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "X-WR-CALNAME:Rapat\\, hari ini",
        "",
    ]
    assert asked == []
    assert next(blocks) == b"BEGIN:VEVENT\r\nUID:1\r\nEND:VEVENT\r\n"
    assert asked == ["1"]
    assert b"".join(blocks).endswith(b"UID:2\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


def test_moments_are_written_in_utc() -> None:
    assert ics_moment(datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))) == "20261123T020000Z"

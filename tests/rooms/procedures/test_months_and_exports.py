"""The year as the page shows it, and its holidays as files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from runut.core.workdays import Calendar, DayKind, DayRule
from runut.procedures import exports, words
from runut.procedures.months import year_of
from runut.procedures.proposal import proposed_days
from tests.rooms.procedures.decrees import WORKING

DECREE = "SKB contoh; nomor 1, 2"


def _calendar(*extra: tuple[date, DayRule]) -> Calendar:
    days = {one.day: DayRule(kind=DayKind(one.kind), name=one.name, decree=DECREE) for one in proposed_days(2026)}
    return Calendar(days={**days, **dict(extra)}, covers_to=date(2026, 12, 31))


def _text(blocks: Iterator[bytes]) -> str:
    return b"".join(blocks).decode()


def _say(rule: DayRule) -> str:
    return str(words.KINDS[rule.kind.value])


def test_a_year_counts_what_was_counted_by_hand() -> None:
    year = year_of(_calendar(), 2026)
    assert [month.working for month in year.months] == WORKING[2026]
    assert (year.working, year.holidays, year.joint_leave, year.provisional) == (240, 17, 8, 0)
    assert sum(len(month.days) for month in year.months) == 365
    assert year.decrees == (DECREE,)


def test_a_year_beyond_the_editions_is_provisional_on_every_working_day() -> None:
    year = year_of(_calendar(), 2027)
    assert year.provisional == year.working == 261
    assert year.decrees == ()


def test_each_named_day_points_to_its_decree() -> None:
    again = DayRule(kind=DayKind.WORKING, name="Hari kerja kembali", decree="Keputusan Gubernur")
    year = year_of(_calendar((date(2026, 3, 18), again)), 2026)
    march = {cell.day.day: cell for cell in year.months[2].named}
    assert year.decrees[march[18].decree - 1] == "Keputusan Gubernur"
    assert year.decrees[march[19].decree - 1] == DECREE
    assert march[18].works


def test_weeks_begin_on_monday() -> None:
    for month in year_of(_calendar(), 2026).months:
        for week in month.weeks:
            assert [cell.day.weekday() for cell in week if cell] == [place for place, cell in enumerate(week) if cell]


def test_the_calendar_file_has_every_day_and_keeps_to_its_form() -> None:
    text = _text(exports.ics_blocks(exports.decreed_days(_calendar(), 2026), name="Kalender; contoh", say=_say))
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    assert text.count("BEGIN:VEVENT") == 25
    assert "X-WR-CALNAME:Kalender\\; contoh" in lines
    assert "DTSTART;VALUE=DATE:20261225" in lines
    assert "DTEND;VALUE=DATE:20261226" in lines
    assert all(len(line.encode()) <= 75 for line in lines)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=160))
def test_any_name_survives_the_calendar_file(name: str) -> None:
    rule = DayRule(kind=DayKind.HOLIDAY, name=name, decree="d")
    text = _text(exports.ics_blocks([(date(2026, 1, 1), rule)], name="n", say=lambda rule: "k"))
    unfolded = text.replace("\r\n ", "")
    (summary,) = [line for line in unfolded.split("\r\n") if line.startswith("SUMMARY:")]
    plain = summary.removeprefix("SUMMARY:").replace("\\;", ";").replace("\\,", ",").replace("\\\\", "\\")
    assert plain == name
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))


def test_a_table_runs_no_formula() -> None:
    rule = DayRule(kind=DayKind.HOLIDAY, name="=HYPERLINK(1)", decree="@x")
    text = _text(exports.csv_lines([(date(2026, 1, 1), rule)], head=("a", "b", "c", "d"), say=_say))
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[1] == ["2026-01-01", _say(rule), "'=HYPERLINK(1)", "'@x"]


def test_the_same_days_give_the_same_file() -> None:
    days = exports.decreed_days(_calendar())
    first, second = (_text(exports.ics_blocks(days, name="n", say=_say)) for _time in range(2))
    assert first == second and "DTSTAMP:20260101T000000Z" in first, "no day tells when it was asked for"

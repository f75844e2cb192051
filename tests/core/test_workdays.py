"""Deadlines by hand: every vector of the decrees, and the settings, holds and extensions one by one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from runut.core.procedure import TimeLimit, Unit
from runut.core.workdays import (
    Calendar,
    Clock,
    Hold,
    after_working_days,
    day_ledger,
    due,
    provisional,
    working_days_between,
)
from tests.core.cast import CALENDAR

PLAIN = Calendar()
SIX_DAYS = replace(PLAIN, week=frozenset(range(6)))
FIRST_COUNTS = replace(PLAIN, start_day_counts=True)
MONDAY = date(2026, 11, 23)


def at(day: date, hour: str = "08:00", calendar: Calendar = PLAIN) -> datetime:
    return calendar.moment(day, time.fromisoformat(hour))


def clock(start: datetime, amount: int = 0, unit: Unit = Unit.DAY, **more: object) -> Clock:
    return Clock(start=start, limit=TimeLimit(low=amount, high=amount, unit=unit), **more)  # type: ignore[arg-type]


def local(found: datetime | None, calendar: Calendar = PLAIN) -> str:
    assert found is not None
    assert found.tzinfo is UTC
    return calendar.local(found).strftime("%Y-%m-%d %H:%M")


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2025-03-27", 5, "2025-04-14"),
        ("2025-04-01", 1, "2025-04-08"),
        ("2025-08-15", 1, "2025-08-19"),
        ("2026-03-16", 3, "2026-03-26"),
        ("2026-03-17", 1, "2026-03-25"),
        ("2026-05-13", 3, "2026-05-20"),
        ("2026-05-26", 1, "2026-05-29"),
        ("2026-12-18", 5, "2026-12-29"),
        ("2027-03-05", 3, "2027-03-18"),
        ("2026-11-23", 5, "2026-11-30"),
    ],
)
def test_every_vector_of_the_domain_notes_holds(start: str, days: int, end: str) -> None:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    assert local(due(clock(at(first), days), CALENDAR)) == f"{end} 16:00"
    assert after_working_days(first, days, CALENDAR) == last
    assert working_days_between(first, last, CALENDAR) == days
    assert working_days_between(last, first, CALENDAR) == -days


@pytest.mark.parametrize(
    ("year", "months"),
    [
        (2025, [19, 20, 19, 16, 17, 18, 23, 20, 21, 23, 20, 21]),
        (2026, [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]),
        (2027, [19, 19, 15, 22, 16, 21, 22, 21, 22, 21, 22, 22]),
    ],
)
def test_every_month_has_the_working_days_of_the_domain_notes(year: int, months: list[int]) -> None:
    lasts = [date(year - 1, 12, 31), *(date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1) for month in range(1, 13))]
    found = [working_days_between(lasts[month - 1], lasts[month], CALENDAR) for month in range(1, 13)]
    assert found == months


def test_no_working_days_after_a_day_is_that_day() -> None:
    friday = date(2026, 11, 27)
    assert after_working_days(friday, 0, PLAIN) == friday
    assert after_working_days(friday, 1, FIRST_COUNTS) == date(2026, 11, 30)
    assert working_days_between(friday, friday, PLAIN) == 0


def test_work_is_due_at_the_end_of_office_hours_in_the_zone_of_the_office() -> None:
    found = due(clock(at(MONDAY), 1), PLAIN)
    assert found == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)  # 16.00 in Pontianak
    east = replace(PLAIN, zone="Asia/Jayapura", closes=time(15, 30))
    assert due(clock(at(MONDAY), 1), east) == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)


def test_the_day_of_activation_is_the_day_of_the_office_not_of_utc() -> None:
    late_on_sunday_in_utc = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)  # 06.30 on Monday
    assert local(due(clock(late_on_sunday_in_utc, 1), PLAIN)) == "2026-11-24 16:00"


def test_without_a_limit_nothing_is_due_and_no_day_is_listed() -> None:
    free = Clock(start=at(MONDAY), limit=None)
    assert due(free, PLAIN) is None
    assert day_ledger(free, PLAIN) == []


def test_an_office_of_six_days_works_on_saturday() -> None:
    assert local(due(clock(at(date(2026, 11, 27)), 1), SIX_DAYS)) == "2026-11-28 16:00"
    assert local(due(clock(at(date(2026, 11, 28)), 1), SIX_DAYS)) == "2026-11-30 16:00"


def test_a_start_day_that_counts_is_day_one() -> None:
    assert local(due(clock(at(MONDAY), 1), FIRST_COUNTS)) == "2026-11-23 16:00"
    assert local(due(clock(at(MONDAY), 5), FIRST_COUNTS)) == "2026-11-27 16:00"


def test_a_start_day_does_not_count_when_work_begins_after_closing() -> None:
    assert local(due(clock(at(MONDAY, "15:59"), 1), FIRST_COUNTS)) == "2026-11-23 16:00"
    assert local(due(clock(at(MONDAY, "16:00"), 1), FIRST_COUNTS)) == "2026-11-24 16:00"


def test_calendar_days_count_weekends_and_holidays() -> None:
    friday = date(2026, 12, 25)
    assert local(due(clock(at(friday), 3), CALENDAR, day="calendar")) == "2026-12-28 16:00"
    assert local(due(clock(at(friday), 3), CALENDAR, day="working")) == "2026-12-30 16:00"


@pytest.mark.parametrize(
    ("amount", "unit", "day", "end"),
    [
        (2, Unit.WEEK, "working", "2026-12-07"),
        (2, Unit.WEEK, "calendar", "2026-12-07"),
        (1, Unit.MONTH, "working", "2026-12-23"),
        (3, Unit.MONTH, "working", "2027-02-23"),
        (14, Unit.MONTH, "working", "2028-01-24"),  # the 23rd is a Sunday
        (14, Unit.MONTH, "calendar", "2028-01-23"),
    ],
)
def test_weeks_and_months(amount: int, unit: Unit, day: str, end: str) -> None:
    assert local(due(clock(at(MONDAY), amount, unit), PLAIN, day=day)) == f"{end} 16:00"


def test_a_week_is_as_many_working_days_as_the_office_has() -> None:
    assert local(due(clock(at(MONDAY), 1, Unit.WEEK), SIX_DAYS)) == "2026-11-30 16:00"


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2027-01-29", 1, "2027-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-11-30", 1, "2026-12-30"),
        ("2026-12-31", 12, "2027-12-31"),
        ("2026-10-31", 2, "2026-12-31"),
        ("2026-03-31", 6, "2026-09-30"),
    ],
)
def test_a_month_ends_on_the_same_day_or_the_last_of_its_month(start: str, months: int, end: str) -> None:
    found = due(clock(at(date.fromisoformat(start)), months, Unit.MONTH), PLAIN, day="calendar")
    assert local(found) == f"{end} 16:00"


@pytest.mark.parametrize(
    ("start", "amount", "unit", "end"),
    [
        ("2026-11-23 08:00", 30, Unit.MINUTE, "2026-11-23 08:30"),
        ("2026-11-23 06:00", 30, Unit.MINUTE, "2026-11-23 08:00"),
        ("2026-11-23 15:45", 30, Unit.MINUTE, "2026-11-24 07:45"),
        ("2026-11-23 15:30", 30, Unit.MINUTE, "2026-11-23 16:00"),
        ("2026-11-23 18:00", 1, Unit.HOUR, "2026-11-24 08:30"),
        ("2026-11-27 15:00", 2, Unit.HOUR, "2026-11-30 08:30"),
        ("2026-11-23 07:30", 17, Unit.HOUR, "2026-11-24 16:00"),
        ("2026-12-23 15:00", 2, Unit.HOUR, "2026-12-28 08:30"),
    ],
)
def test_minutes_and_hours_pass_in_office_hours(start: str, amount: int, unit: Unit, end: str) -> None:
    began = CALENDAR.moment(date.fromisoformat(start[:10]), time.fromisoformat(start[11:]))
    assert local(due(clock(began, amount, unit), CALENDAR)) == end
    assert day_ledger(clock(began, amount, unit), CALENDAR) == []


def test_an_extension_of_hours_moves_to_the_end_of_a_later_day() -> None:
    begun = clock(at(date(2026, 11, 27), "09:00"), 2, Unit.HOUR, extended=1)
    assert local(due(begun, PLAIN)) == "2026-11-30 16:00"
    assert local(due(begun, PLAIN, day="calendar")) == "2026-11-28 16:00"
    assert local(due(replace(begun, extended=3), FIRST_COUNTS)) == "2026-12-02 16:00"


def test_a_hold_stops_the_minutes_too() -> None:
    held = (Hold(since=at(MONDAY, "08:10"), until=at(MONDAY, "10:00")), Hold(since=at(MONDAY, "10:15"), until=at(MONDAY, "10:20")))
    assert local(due(clock(at(MONDAY), 30, Unit.MINUTE, holds=held), PLAIN)) == "2026-11-23 10:25"
    over_night = (Hold(since=at(MONDAY, "08:10"), until=at(date(2026, 11, 24), "09:00")),)
    assert local(due(clock(at(MONDAY), 30, Unit.MINUTE, holds=over_night), PLAIN)) == "2026-11-24 09:20"
    before_opening = (Hold(since=at(MONDAY, "06:30"), until=at(MONDAY, "07:00")),)
    assert local(due(clock(at(MONDAY, "06:00"), 30, Unit.MINUTE, holds=before_opening), PLAIN)) == "2026-11-23 08:00"


def test_a_hold_that_begins_at_closing_or_later_takes_nothing_from_the_day() -> None:
    tuesday = date(2026, 11, 24)
    at_closing = Hold(since=at(MONDAY, "16:00"), until=at(tuesday, "07:30"))
    assert local(due(clock(at(MONDAY, "15:00"), 2, Unit.HOUR, holds=(at_closing,)), PLAIN)) == "2026-11-24 08:30"
    on_the_next = Hold(since=at(tuesday, "08:00"), until=at(tuesday, "09:00"))
    assert local(due(clock(at(MONDAY, "15:00"), 2, Unit.HOUR, holds=(on_the_next,)), PLAIN)) == "2026-11-24 09:30"


def test_holds_come_in_any_order() -> None:
    first, second = Hold(since=at(MONDAY, "09:00"), until=at(MONDAY, "10:00")), Hold(since=at(MONDAY, "11:00"), until=at(MONDAY, "12:00"))
    there, back = clock(at(MONDAY), 4, Unit.HOUR, holds=(first, second)), clock(at(MONDAY), 4, Unit.HOUR, holds=(second, first))
    assert local(due(there, PLAIN)) == local(due(back, PLAIN)) == "2026-11-23 14:00"


@pytest.mark.parametrize(
    ("since", "until", "end"),
    [
        ("2026-11-24 10:00", "2026-11-24 15:00", "2026-11-26 16:00"),  # running again at closing time: the day counts
        ("2026-11-24 10:00", "2026-11-24 16:00", "2026-11-26 16:00"),
        ("2026-11-24 10:00", "2026-11-24 16:01", "2026-11-27 16:00"),
        ("2026-11-24 16:00", "2026-11-25 09:00", "2026-11-27 16:00"),
        ("2026-11-24 10:00", "2026-11-26 09:00", "2026-11-30 16:00"),
        ("2026-11-28 10:00", "2026-11-29 09:00", "2026-11-26 16:00"),
        ("2026-11-23 09:00", "2026-11-23 18:00", "2026-11-26 16:00"),  # day 0 is not counted anyway
    ],
)
def test_a_hold_takes_out_the_days_at_whose_closing_the_clock_stood(since: str, until: str, end: str) -> None:
    held = Hold(since=at(date.fromisoformat(since[:10]), since[11:]), until=at(date.fromisoformat(until[:10]), until[11:]))
    assert local(due(clock(at(MONDAY), 3, holds=(held,)), PLAIN)) == end


def test_while_the_clock_stands_still_there_is_no_deadline() -> None:
    standing = clock(at(MONDAY), 3, holds=(Hold(since=at(date(2026, 11, 25)), reason="Anggaran"),))
    assert due(standing, PLAIN) is None
    assert due(clock(at(MONDAY), 30, Unit.MINUTE, holds=standing.holds), PLAIN) is None


@pytest.mark.parametrize(("days", "end"), [(1, "2026-11-27"), (2, "2026-11-30"), (10, "2026-12-10")])
def test_an_extension_adds_its_days(days: int, end: str) -> None:
    assert local(due(clock(at(MONDAY), 3, extended=days), PLAIN)) == f"{end} 16:00"


def follow(ends_on: date | None, start: datetime | None = None, **more: object) -> Clock:
    return Clock(start=start or at(MONDAY), limit=TimeLimit(follows="schedule"), ends_on=ends_on, **more)  # type: ignore[arg-type]


def test_a_followed_schedule_ends_when_it_says_even_on_a_sunday() -> None:
    assert local(due(follow(date(2026, 12, 18)), PLAIN)) == "2026-12-18 16:00"
    assert local(due(follow(date(2026, 12, 20)), PLAIN)) == "2026-12-20 16:00"


def test_a_followed_schedule_that_has_passed_or_is_unknown_is_due_at_once() -> None:
    assert local(due(follow(date(2026, 11, 2)), PLAIN)) == "2026-11-23 16:00"
    assert local(due(follow(None), PLAIN)) == "2026-11-23 16:00"
    assert local(due(follow(None, extended=2), PLAIN)) == "2026-11-25 16:00"


def test_held_days_of_a_followed_schedule_are_given_back_after_its_end() -> None:
    held = Hold(since=at(date(2026, 12, 1)), until=at(date(2026, 12, 4)))  # three closings
    assert local(due(follow(date(2026, 12, 18), holds=(held,)), PLAIN)) == "2026-12-23 16:00"
    last_day = Hold(since=at(date(2026, 12, 18)), until=at(date(2026, 12, 19)))
    assert local(due(follow(date(2026, 12, 18), holds=(last_day,)), PLAIN)) == "2026-12-21 16:00"
    after_the_end = Hold(since=at(date(2026, 12, 21)), until=at(date(2026, 12, 22)))
    assert local(due(follow(date(2026, 12, 18), holds=(after_the_end,)), PLAIN)) == "2026-12-18 16:00"
    assert local(due(follow(date(2026, 12, 18), holds=(held, after_the_end)), PLAIN)) == "2026-12-24 16:00"


def test_the_only_day_of_a_schedule_is_given_back_when_it_was_held() -> None:
    held = Hold(since=at(MONDAY, "09:00"), until=at(date(2026, 11, 25), "09:00"))
    assert local(due(follow(MONDAY, holds=(held,)), PLAIN)) == "2026-11-25 16:00"
    on_sunday = Hold(since=at(date(2026, 11, 22), "09:00"), until=at(date(2026, 11, 22), "18:00"))
    assert local(due(follow(None, at(date(2026, 11, 22)), holds=(on_sunday,)), PLAIN)) == "2026-11-22 16:00"


def test_an_extension_of_a_followed_schedule_counts_the_days_of_the_procedure() -> None:
    friday = follow(date(2026, 12, 18), extended=1)
    assert local(due(friday, PLAIN)) == "2026-12-21 16:00"
    assert local(due(friday, PLAIN, day="calendar")) == "2026-12-19 16:00"


def test_a_deadline_beyond_every_edition_is_provisional() -> None:
    covered = replace(PLAIN, covers_to=date(2026, 12, 31))
    assert not provisional(at(date(2026, 12, 31), "23:59"), covered)
    assert provisional(at(date(2027, 1, 1), "00:00"), covered)
    assert provisional(at(MONDAY), PLAIN)


def test_a_calendar_without_working_days_does_not_loop_for_ever() -> None:
    never = replace(PLAIN, week=frozenset())
    far = at(MONDAY + timedelta(days=366 * 30 - 1), "16:00")
    assert due(clock(at(MONDAY), 1), never) == far
    assert due(clock(at(MONDAY), 1, Unit.MINUTE), never) == far + timedelta(days=1)
    assert due(clock(at(MONDAY), 1, Unit.MONTH), never) is not None
    assert after_working_days(MONDAY, 1, never) == MONDAY + timedelta(days=366 * 30)

"""The day ledger explains a deadline day by day; editions decide what a day is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from runut.core.procedure import TimeLimit
from runut.core.workdays import Calendar, Clock, Count, DayKind, DayRule, Edition, Hold, LedgerDay, compose, day_ledger
from tests.core.cast import CALENDAR

PLAIN = Calendar()


def rows(ledger: list[LedgerDay]) -> list[str]:
    return [f"{one.day:%m-%d} {one.count}{f' {one.number}' if one.number else ''}" for one in ledger]


def clock(start: date, amount: int, **more: object) -> Clock:
    limit = TimeLimit(low=amount, high=amount)
    return Clock(start=PLAIN.moment(start, time(8)), limit=limit, **more)  # type: ignore[arg-type]


def test_it_lists_every_day_with_how_it_was_treated() -> None:
    assert rows(day_ledger(clock(date(2026, 12, 22), 3), CALENDAR)) == [
        "12-22 start",
        "12-23 counted 1",
        "12-24 joint_leave",
        "12-25 holiday",
        "12-26 weekend",
        "12-27 weekend",
        "12-28 counted 2",
        "12-29 counted 3",
    ]


def test_a_holiday_names_its_decree_and_a_held_day_who_stopped_the_clock() -> None:
    held = Hold(
        since=PLAIN.moment(date(2026, 12, 23), time(9)), until=PLAIN.moment(date(2026, 12, 26), time(9)), reason="Banjir", by="Sari"
    )
    ledger = day_ledger(clock(date(2026, 12, 22), 1, holds=(held,)), CALENDAR)
    assert ledger[1] == LedgerDay(day=date(2026, 12, 23), count=Count.HELD, name="Banjir", decree="Sari")
    assert ledger[2] == LedgerDay(day=date(2026, 12, 24), count=Count.JOINT_LEAVE, name="Cuti bersama", decree="SKB 2026")
    assert ledger[3] == LedgerDay(day=date(2026, 12, 25), count=Count.HOLIDAY, name="Hari libur nasional", decree="SKB 2026")
    assert ledger[4] == LedgerDay(day=date(2026, 12, 26), count=Count.WEEKEND)
    assert ledger[-1] == LedgerDay(day=date(2026, 12, 28), count=Count.COUNTED, number=1)


def test_a_start_day_that_counts_is_numbered() -> None:
    counting = replace(PLAIN, start_day_counts=True)
    assert rows(day_ledger(clock(date(2026, 11, 27), 2), counting)) == [
        "11-27 counted 1",
        "11-28 weekend",
        "11-29 weekend",
        "11-30 counted 2",
    ]


def test_a_followed_schedule_lists_the_days_that_are_given_back() -> None:
    held = Hold(since=PLAIN.moment(date(2026, 11, 25), time(9)), until=PLAIN.moment(date(2026, 11, 26), time(9)))
    followed = Clock(
        start=PLAIN.moment(date(2026, 11, 24), time(8)),
        limit=TimeLimit(follows="schedule"),
        ends_on=date(2026, 11, 27),
        holds=(held,),
        extended=1,
    )
    assert rows(day_ledger(followed, PLAIN)) == [
        "11-24 start",
        "11-25 held",
        "11-26 counted 1",
        "11-27 counted 2",
        "11-28 weekend",
        "11-29 weekend",
        "11-30 counted 3",
        "12-01 counted 4",
    ]


def test_a_followed_schedule_says_why_a_day_did_not_count() -> None:
    held = Hold(
        since=PLAIN.moment(date(2026, 12, 23), time(9)), until=PLAIN.moment(date(2026, 12, 24), time(9)), reason="Banjir", by="Sari"
    )
    followed = Clock(
        start=PLAIN.moment(date(2026, 12, 22), time(8)), limit=TimeLimit(follows="plan"), ends_on=date(2026, 12, 24), holds=(held,)
    )
    assert day_ledger(followed, CALENDAR) == [
        LedgerDay(day=date(2026, 12, 22), count=Count.START),
        LedgerDay(day=date(2026, 12, 23), count=Count.HELD, name="Banjir", decree="Sari"),
        LedgerDay(day=date(2026, 12, 24), count=Count.JOINT_LEAVE, name="Cuti bersama", decree="SKB 2026"),
        LedgerDay(day=date(2026, 12, 25), count=Count.HOLIDAY, name="Hari libur nasional", decree="SKB 2026"),
        LedgerDay(day=date(2026, 12, 26), count=Count.WEEKEND),
        LedgerDay(day=date(2026, 12, 27), count=Count.WEEKEND),
        LedgerDay(day=date(2026, 12, 28), count=Count.COUNTED, number=1),
    ]


def test_calendar_days_have_no_weekend() -> None:
    assert rows(day_ledger(clock(date(2026, 11, 27), 2), PLAIN, day="calendar")) == ["11-27 start", "11-28 counted 1", "11-29 counted 2"]


def test_while_the_clock_stands_still_it_ends_today_or_when_the_clock_stopped() -> None:
    stopped = clock(date(2026, 11, 23), 5, holds=(Hold(since=PLAIN.moment(date(2026, 11, 25), time(9))),))
    today = day_ledger(stopped, PLAIN, until=date(2026, 11, 30))
    assert rows(today)[-3:] == ["11-28 weekend", "11-29 weekend", "11-30 held"]
    assert rows(day_ledger(stopped, PLAIN)) == ["11-23 start", "11-24 counted 1", "11-25 held"]


def test_today_does_not_cut_the_ledger_of_a_running_clock() -> None:
    running = clock(date(2026, 11, 23), 3)
    assert day_ledger(running, PLAIN, until=date(2026, 11, 24)) == day_ledger(running, PLAIN)


def _edition(decree: str, decided_on: str, covers_to: str = "2026-12-31", **days: DayKind) -> Edition:
    rules = {
        date.fromisoformat(day.removeprefix("on_").replace("_", "-")): DayRule(kind=kind, name=decree, decree=decree)
        for day, kind in days.items()
    }
    return Edition(decree=decree, decided_on=date.fromisoformat(decided_on), covers_to=date.fromisoformat(covers_to), days=rules)


def test_the_later_of_two_decrees_decides_a_day() -> None:
    first = _edition("SKB 1", "2025-09-19", on_2026_08_18=DayKind.HOLIDAY, on_2026_08_19=DayKind.HOLIDAY)
    amended = _edition("SKB 2", "2026-08-07", on_2026_08_18=DayKind.WORKING)
    for order in ([first, amended], [amended, first]):
        composed = compose(order, PLAIN)
        assert composed.works(date(2026, 8, 18))
        assert not composed.works(date(2026, 8, 19))
        assert composed.edition == "SKB 1; SKB 2"
    assert composed.rule(date(2026, 8, 18)).decree == "SKB 2"


def test_of_two_decrees_of_one_day_the_one_that_sorts_last_decides() -> None:
    first = _edition("A", "2026-01-01", on_2026_02_02=DayKind.HOLIDAY)
    second = _edition("B", "2026-01-01", on_2026_02_02=DayKind.JOINT_LEAVE)
    assert compose([second, first], PLAIN).rule(date(2026, 2, 2)).kind is DayKind.JOINT_LEAVE


def test_an_edition_can_make_a_weekend_a_working_day() -> None:
    composed = compose([_edition("SE 3", "2026-11-01", on_2026_11_28=DayKind.WORKING)], PLAIN)
    assert composed.works(date(2026, 11, 28))
    assert rows(day_ledger(clock(date(2026, 11, 27), 1), composed)) == ["11-27 start", "11-28 counted 1"]


def test_editions_reach_as_far_as_the_furthest_and_keep_the_settings_of_the_office() -> None:
    office = Calendar(
        week=frozenset({0, 1}), opens=time(8), closes=time(15), zone="Asia/Makassar", covers_to=date(1999, 1, 1), start_day_counts=True
    )
    composed = compose([_edition("B", "2026-02-01", "2026-06-30"), _edition("A", "2026-01-01", "2027-12-31")], office)
    assert composed.covers_to == date(2027, 12, 31)
    assert composed == replace(office, covers_to=date(2027, 12, 31), edition="A; B")
    assert compose([], office) == replace(office, covers_to=date.min)


def test_a_calendar_says_what_a_day_is() -> None:
    assert CALENDAR.rule(date(2026, 11, 23)) == DayRule(kind=DayKind.WORKING, name="")
    assert CALENDAR.rule(date(2026, 11, 22)) == DayRule(kind=DayKind.WEEKEND, name="")
    assert CALENDAR.rule(date(2026, 12, 24)).kind is DayKind.JOINT_LEAVE

"""What holds for every deadline, whatever the limit, the calendar and the holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from runut.core.procedure import TimeLimit, Unit
from runut.core.workdays import (
    Calendar,
    Clock,
    Count,
    DayKind,
    DayRule,
    Hold,
    after_working_days,
    day_ledger,
    due,
    working_days_between,
)

FIRST = datetime(2026, 1, 1, tzinfo=UTC)
moments = st.integers(0, 400 * 24 * 60).map(lambda minutes: FIRST + timedelta(minutes=minutes))
days = st.integers(0, 500).map(lambda number: date(2026, 1, 1) + timedelta(days=number))
free_days = st.dictionaries(days, st.sampled_from([DayKind.HOLIDAY, DayKind.JOINT_LEAVE]), max_size=25)
weeks = st.frozensets(st.integers(0, 6), min_size=1)
which = st.sampled_from(["working", "calendar"])


def _calendar(free: dict[date, DayKind], week: frozenset[int], first_counts: bool) -> Calendar:
    rules = {day: DayRule(kind=kind, name="libur", decree="SKB") for day, kind in free.items()}
    return Calendar(days=rules, week=week, start_day_counts=first_counts)


calendars = st.builds(_calendar, free_days, weeks, st.booleans())
limits = st.one_of(
    st.builds(lambda high, unit: TimeLimit(low=1, high=high, unit=unit), st.integers(1, 60), st.sampled_from([Unit.DAY, Unit.MINUTE])),
    st.builds(lambda high, unit: TimeLimit(low=1, high=high, unit=unit), st.integers(1, 6), st.sampled_from([Unit.WEEK, Unit.MONTH])),
    st.builds(lambda high: TimeLimit(low=1, high=high, unit=Unit.HOUR), st.integers(1, 90)),
    st.just(TimeLimit(follows="schedule")),
)


def _holds(points: Sequence[datetime]) -> tuple[Hold, ...]:
    """Pairs of moments in order: holds never overlap."""
    ordered = sorted(points)
    return tuple(Hold(since=a, until=b, reason="r", by="b") for a, b in zip(ordered[::2], ordered[1::2], strict=False))


holds = st.lists(moments, max_size=6, unique=True).map(_holds)
clocks = st.builds(Clock, start=moments, limit=limits, ends_on=st.none() | days, holds=holds, extended=st.integers(0, 20))


def moment_due(clock: Clock, calendar: Calendar, day: str) -> datetime:
    found = due(clock, calendar, day=day)
    assert found is not None
    return found


@given(clock=clocks, calendar=calendars, later=st.integers(0, 90 * 24 * 60), day=which)
def test_a_later_start_never_gives_an_earlier_deadline(clock: Clock, calendar: Calendar, later: int, day: str) -> None:
    # A hold belongs to the work item: none can begin before it.
    delayed = replace(clock, start=clock.start + timedelta(minutes=later))
    held = tuple(one for one in clock.holds if one.since >= delayed.start)
    clock, delayed = replace(clock, holds=held), replace(delayed, holds=held)
    assert moment_due(delayed, calendar, day) >= moment_due(clock, calendar, day)


@given(clock=clocks, calendar=calendars, more=free_days, day=which)
def test_more_holidays_never_give_an_earlier_deadline(clock: Clock, calendar: Calendar, more: dict[date, DayKind], day: str) -> None:
    rules = {one: DayRule(kind=kind, name="libur") for one, kind in more.items()}
    fuller = replace(calendar, days={**calendar.days, **rules})
    if clock.limit and clock.limit.follows and clock.holds:
        return  # a day of the schedule that was held and becomes a holiday is no longer owed
    if clock.limit and clock.limit.unit is Unit.MONTH and clock.holds:
        return  # likewise
    assert moment_due(clock, fuller, day) >= moment_due(clock, calendar, day)


@given(clock=clocks, calendar=calendars, day=which)
def test_holds_never_give_an_earlier_deadline(clock: Clock, calendar: Calendar, day: str) -> None:
    assert moment_due(clock, calendar, day) >= moment_due(replace(clock, holds=()), calendar, day)
    assert moment_due(clock, calendar, day) >= moment_due(replace(clock, holds=clock.holds[:1]), calendar, day)


@given(clock=clocks, calendar=calendars, days=st.integers(1, 30), day=which)
def test_an_extension_is_strictly_later(clock: Clock, calendar: Calendar, days: int, day: str) -> None:
    assert moment_due(replace(clock, extended=clock.extended + days), calendar, day) > moment_due(clock, calendar, day)


@given(clock=clocks, calendar=calendars, day=which)
def test_the_ledger_explains_exactly_the_deadline(clock: Clock, calendar: Calendar, day: str) -> None:
    ledger = day_ledger(clock, calendar, day=day)
    if clock.limit and clock.limit.unit in {Unit.MINUTE, Unit.HOUR} and not clock.limit.follows:
        assert ledger == []
        return
    deadline = calendar.local(moment_due(clock, calendar, day))
    assert ledger[-1].day == deadline.date()
    assert deadline.time() == calendar.closes
    assert [one.day for one in ledger] == [ledger[0].day + timedelta(days=step) for step in range(len(ledger))]
    assert ledger[0].day == calendar.local(clock.start).date()
    counted = [one.number for one in ledger if one.count is Count.COUNTED]
    assert counted == list(range(1, len(counted) + 1))
    for one in ledger:
        closing = calendar.moment(one.day, calendar.closes)
        if one.count is Count.COUNTED:
            assert day == "calendar" or calendar.works(one.day)
            assert not any(hold.covers(closing) for hold in clock.holds)
        elif one.count is Count.HELD:
            assert any(hold.covers(closing) for hold in clock.holds)
        elif one.count is not Count.START:
            assert calendar.rule(one.day).kind.value == one.count.value


@given(amount=st.integers(1, 40), start=moments, calendar=calendars, day=which)
def test_a_limit_in_days_counts_as_many_days(amount: int, start: datetime, calendar: Calendar, day: str) -> None:
    ledger = day_ledger(Clock(start=start, limit=TimeLimit(low=1, high=amount)), calendar, day=day)
    assert sum(one.count is Count.COUNTED for one in ledger) == amount
    assert ledger[-1].number == amount


@given(clock=clocks, calendar=calendars, day=which)
def test_no_deadline_comes_before_the_work_unless_the_schedule_ended(clock: Clock, calendar: Calendar, day: str) -> None:
    if clock.limit and clock.limit.follows:
        assert calendar.local(moment_due(clock, calendar, day)).date() >= calendar.local(clock.start).date()
    else:
        assert moment_due(clock, calendar, day) > clock.start


@given(start=days, number=st.integers(0, 60), calendar=calendars)
def test_counting_forth_and_back_agree(start: date, number: int, calendar: Calendar) -> None:
    assert working_days_between(start, after_working_days(start, number, calendar), calendar) == number

"""Deadlines in working days, and the ledger of days that explains them.

The day of activation is day 0 (or day 1, a setting); an activity is due at the end of office hours of day N. A day counts when it is a
working day of the calendar and the clock was running at closing time. Both the deadline and its explanation come from one walk over
the days, so they cannot disagree (domain notes section 5; Perpres 21/2023 for hours, the yearly joint decree for holidays).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from runut.core.procedure import TimeLimit, Unit

_ONE_DAY: Final = timedelta(days=1)
_HORIZON: Final = 366 * 30
"""Days to walk at most; a calendar without any working day must not loop for ever."""


class DayKind(StrEnum):
    """What a day is in a calendar."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint_leave"


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRule:
    """What a decree says of one day."""

    kind: DayKind
    name: str
    decree: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """The office's calendar: its week and hours, and what the adopted editions say of single days.

    ``week`` holds Python weekdays (Monday is 0); ``covers_to`` is the last day that an edition speaks for, beyond which a deadline is
    provisional; ``edition`` names what it was composed of.
    """

    days: Mapping[date, DayRule] = field(default_factory=dict)
    week: frozenset[int] = frozenset(range(5))
    opens: time = time(7, 30)
    closes: time = time(16, 0)
    zone: str = "Asia/Pontianak"
    covers_to: date = date.min
    edition: str = ""
    start_day_counts: bool = False

    def rule(self, day: date) -> DayRule:
        """Return what ``day`` is: the decree's word, else a working day or a weekend of the office's week."""
        kind = DayKind.WORKING if day.weekday() in self.week else DayKind.WEEKEND
        return self.days.get(day) or DayRule(kind=kind, name="")

    def works(self, day: date) -> bool:
        """Whether people work on ``day``."""
        rule = self.days.get(day)
        return rule.kind is DayKind.WORKING if rule else day.weekday() in self.week

    def local(self, at: datetime) -> datetime:
        """Return ``at`` in the office's time zone."""
        return at.astimezone(ZoneInfo(self.zone))

    def moment(self, day: date, hour: time) -> datetime:
        """Return ``hour`` of ``day`` in the office's time zone, as aware UTC."""
        return datetime.combine(day, hour, tzinfo=ZoneInfo(self.zone)).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One decree's word on a set of days (SKB, its amendments, a governor's decision)."""

    decree: str
    decided_on: date
    covers_to: date
    days: Mapping[date, DayRule]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """The clock stood still from ``since`` until ``until`` (None: it still does)."""

    since: datetime
    until: datetime | None = None
    reason: str = ""
    by: str = ""

    def covers(self, at: datetime) -> bool:
        """Whether the clock stood still at ``at``."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """All that a deadline derives from, besides the calendar.

    ``ends_on`` is the end date that a followed deliverable sets; ``extended`` the days that were added.
    """

    start: datetime
    limit: TimeLimit | None
    ends_on: date | None = None
    holds: tuple[Hold, ...] = ()
    extended: int = 0


class Count(StrEnum):
    """How a day of the ledger was treated."""

    START = "start"
    COUNTED = "counted"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    JOINT_LEAVE = "joint_leave"
    HELD = "held"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerDay:
    """One day between activation and deadline: how it was treated, its number when counted, and why."""

    day: date
    count: Count
    number: int = 0
    name: str = ""
    decree: str = ""


def compose(editions: Iterable[Edition], calendar: Calendar) -> Calendar:
    """Return ``calendar`` with the days of all ``editions``; of two that speak of one day, the later decree decides."""
    days: dict[date, DayRule] = {}
    covers_to = date.min
    decrees: list[str] = []
    for edition in sorted(editions, key=lambda one: (one.decided_on, one.decree)):
        days.update(edition.days)
        covers_to = max(covers_to, edition.covers_to)
        decrees.append(edition.decree)
    return Calendar(
        days=days,
        week=calendar.week,
        opens=calendar.opens,
        closes=calendar.closes,
        zone=calendar.zone,
        covers_to=covers_to,
        edition="; ".join(decrees),
        start_day_counts=calendar.start_day_counts,
    )


def due(clock: Clock, calendar: Calendar, *, day: str = "working") -> datetime | None:
    """Return when the work is due, as aware UTC; None without a time limit, or while the clock stands still.

    Args:
        clock: Activation, limit, holds and extensions.
        calendar: The office's calendar.
        day: ``working`` or ``calendar``: which days a limit in days, weeks or months counts.

    Source: SOP column "Waktu"; design section 4 rule 6.
    """
    if clock.limit is None or any(hold.until is None for hold in clock.holds):
        return None
    if clock.limit.unit in {Unit.MINUTE, Unit.HOUR} and not clock.limit.follows:
        minutes = clock.limit.high * (60 if clock.limit.unit is Unit.HOUR else 1)
        at = _after_office_minutes(clock, calendar, minutes)
        if not clock.extended:
            return at
        later = _after(calendar.local(at).date(), clock.extended, _counting(calendar, day))
        return calendar.moment(later, calendar.closes)
    last = next(iter(deque(_walk(clock, calendar, day), maxlen=1)), None)
    return calendar.moment(last.day, calendar.closes) if last else None


def day_ledger(clock: Clock, calendar: Calendar, *, day: str = "working", until: date | None = None) -> list[LedgerDay]:
    """Return every day from activation to the deadline, each with how it was treated and why.

    While the clock stands still there is no deadline: the ledger then ends with the day ``until`` (today), or without it with the day
    on which the clock stopped.
    """
    if clock.limit is None or (clock.limit.unit in {Unit.MINUTE, Unit.HOUR} and not clock.limit.follows):
        return []
    ledger: list[LedgerDay] = []
    stopped = next((calendar.local(hold.since).date() for hold in clock.holds if hold.until is None), None)
    for one in _walk(clock, calendar, day):
        if stopped is not None and one.day > (until or stopped):
            break
        ledger.append(one)
    return ledger


def provisional(at: datetime, calendar: Calendar) -> bool:
    """Whether a deadline lies beyond the days that any adopted edition speaks for."""
    return calendar.local(at).date() > calendar.covers_to


def working_days_between(start: date, end: date, calendar: Calendar) -> int:
    """Return how many working days lie after ``start`` up to and including ``end``; negative when ``end`` comes first."""
    if end < start:
        return -working_days_between(end, start, calendar)
    return sum(calendar.works(start + _ONE_DAY * step) for step in range(1, (end - start).days + 1))


def after_working_days(start: date, days: int, calendar: Calendar) -> date:
    """Return the day that is ``days`` working days after ``start``, and ``start`` itself for none."""
    return _after(start, days, calendar.works)


def _walk(clock: Clock, calendar: Calendar, day: str) -> Iterator[LedgerDay]:
    """Yield the days of a limit in days, weeks or months, or of a followed end date; the last one is the deadline."""
    limit = clock.limit
    if limit is None:
        return
    start = calendar.local(clock.start).date()
    counts = _counting(calendar, day)
    if limit.follows:
        # The end that was agreed, or the day of activation when it has passed: then the work is due at once.
        fixed = max(clock.ends_on or start, start)
        yield from _until(clock, calendar, start, fixed, counts=counts)
        return
    if limit.unit is Unit.MONTH:
        target = _add_months(start, limit.high)
        while not counts(target) and (target - start).days < _HORIZON:
            target += _ONE_DAY
        yield from _until(clock, calendar, start, target, counts=counts)
        return
    per_week = len(calendar.week) if day == "working" else 7
    amount = limit.high * (per_week if limit.unit is Unit.WEEK else 1) + clock.extended
    yield from _count(clock, calendar, amount, start, counts=counts)


def _count(clock: Clock, calendar: Calendar, amount: int, start: date, *, counts: Callable[[date], bool]) -> Iterator[LedgerDay]:
    number = 0
    # Work that begins after closing time cannot use its first day, whatever the setting says.
    first = 0 if calendar.start_day_counts and clock.start < calendar.moment(start, calendar.closes) else 1
    if first:
        yield LedgerDay(day=start, count=Count.START)
    for step in range(first, _HORIZON):
        day = start + _ONE_DAY * step
        if not counts(day):
            rule = calendar.rule(day)
            yield LedgerDay(day=day, count=Count(rule.kind.value), name=rule.name, decree=rule.decree)
        elif hold := _held(clock, calendar, day):
            yield LedgerDay(day=day, count=Count.HELD, name=hold.reason, decree=hold.by)
        else:
            number += 1
            yield LedgerDay(day=day, count=Count.COUNTED, number=number)
        if number >= amount:
            return


def _until(clock: Clock, calendar: Calendar, start: date, fixed: date, *, counts: Callable[[date], bool]) -> Iterator[LedgerDay]:
    """Yield the days to a fixed date, and beyond it one that counts for each that was held, and for each day of extension."""
    number = 0
    yield LedgerDay(day=start, count=Count.START)
    only_day_held = fixed == start and counts(start) and _held(clock, calendar, start) is not None
    owed = clock.extended + only_day_held
    for step in range(1, _HORIZON):
        day = start + _ONE_DAY * step
        if day > fixed and owed <= 0:
            return
        if not counts(day):
            rule = calendar.rule(day)
            yield LedgerDay(day=day, count=Count(rule.kind.value), name=rule.name, decree=rule.decree)
        elif hold := _held(clock, calendar, day):
            owed += day <= fixed
            yield LedgerDay(day=day, count=Count.HELD, name=hold.reason, decree=hold.by)
        else:
            number += 1
            owed -= day > fixed
            yield LedgerDay(day=day, count=Count.COUNTED, number=number)


def _held(clock: Clock, calendar: Calendar, day: date) -> Hold | None:
    if not clock.holds:
        return None
    closing = calendar.moment(day, calendar.closes)
    return next((hold for hold in clock.holds if hold.covers(closing)), None)


def _every_day(day: date) -> bool:
    return True


def _add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + _ONE_DAY * (day.day - 1), following - _ONE_DAY)


def _counting(calendar: Calendar, day: str) -> Callable[[date], bool]:
    """Return which days count: the calendar's working days, or every day."""
    return calendar.works if day == "working" else _every_day


def _after(start: date, days: int, counts: Callable[[date], bool]) -> date:
    """Return the ``days``-th day after ``start`` that counts."""
    day, left = start, days
    for _ in range(_HORIZON):
        if left <= 0:
            break
        day += _ONE_DAY
        left -= counts(day)
    return day


def _after_office_minutes(clock: Clock, calendar: Calendar, minutes: int) -> datetime:
    """Return the moment after which ``minutes`` of office hours have passed with the clock running."""
    left = timedelta(minutes=minutes)
    start = calendar.local(clock.start).date()
    for step in range(_HORIZON):
        day = start + _ONE_DAY * step
        if not calendar.works(day):
            continue
        opens = max(calendar.moment(day, calendar.opens), clock.start)
        for since, until in _running(opens, calendar.moment(day, calendar.closes), clock.holds):
            if until - since >= left:
                return since + left
            left -= until - since
    return calendar.moment(start + _ONE_DAY * _HORIZON, calendar.closes)


def _running(opens: datetime, closes: datetime, holds: Sequence[Hold]) -> Iterator[tuple[datetime, datetime]]:
    """Yield the stretches between ``opens`` and ``closes`` in which no hold stood."""
    for hold in sorted(holds, key=lambda one: one.since):
        if opens < hold.since < closes:
            yield opens, hold.since
        opens = max(opens, min(hold.until or closes, closes)) if hold.since < closes else opens
    if opens < closes:
        yield opens, closes

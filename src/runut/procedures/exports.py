"""The decreed days as files for other calendars (iCalendar, RFC 5545) and for spreadsheets (CSV)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from runut.base import exports
from runut.base.exports import ics_text
from runut.core.workdays import Calendar, DayKind, DayRule


def decreed_days(calendar: Calendar, year: int | None = None) -> list[tuple[date, DayRule]]:
    """Return the days that the adopted decrees name, of one year or of all, in order."""
    return sorted((day, rule) for day, rule in calendar.days.items() if year is None or day.year == year)


def ics_blocks(days: Iterable[tuple[date, DayRule]], *, name: str, say: Callable[[DayRule], str]) -> Iterator[bytes]:
    """Yield an iCalendar file; ``say`` words a day's kind. The same days give the same file, so a subscriber sees no false change."""
    return exports.ics_blocks("Calendar", (_event(day, rule, say(rule)) for day, rule in days), name=name)


def _event(day: date, rule: DayRule, kind: str) -> list[str]:
    return [
        f"UID:{day:%Y%m%d}@calendar.runut",
        f"DTSTAMP:{day:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{ics_text(rule.name)}",
        f"DESCRIPTION:{ics_text(f'{kind}. {rule.decree}')}",
        f"TRANSP:{'OPAQUE' if rule.kind is DayKind.WORKING else 'TRANSPARENT'}",
    ]


def csv_lines(days: Iterable[tuple[date, DayRule]], *, head: Sequence[str], say: Callable[[DayRule], str]) -> Iterator[bytes]:
    """Yield the days as a CSV file, line by line."""
    return exports.csv_lines(head, ([day.isoformat(), say(rule), rule.name, rule.decree] for day, rule in days))

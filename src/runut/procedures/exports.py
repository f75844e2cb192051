"""The decreed days as files for other calendars (iCalendar, RFC 5545) and for spreadsheets (CSV)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from runut.base.exports import csv_lines, ics_file, ics_text
from runut.core.workdays import Calendar, DayKind, DayRule


def decreed_days(calendar: Calendar, year: int | None = None) -> list[tuple[date, DayRule]]:
    """Return the days that the adopted decrees name, of one year or of all, in order."""
    return sorted((day, rule) for day, rule in calendar.days.items() if year is None or day.year == year)


def ics(days: Iterable[tuple[date, DayRule]], *, name: str, say: Callable[[DayRule], str]) -> str:
    """Return an iCalendar file; ``say`` words a day's kind. The same days give the same file, so a subscriber sees no false change."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Runut//Calendar//ID", "CALSCALE:GREGORIAN", f"X-WR-CALNAME:{ics_text(name)}"]
    for day, rule in days:
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day:%Y%m%d}@calendar.runut",
            f"DTSTAMP:{day:%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
            f"SUMMARY:{ics_text(rule.name)}",
            f"DESCRIPTION:{ics_text(f'{say(rule)}. {rule.decree}')}",
            f"TRANSP:{'OPAQUE' if rule.kind is DayKind.WORKING else 'TRANSPARENT'}",
            "END:VEVENT",
        ]
    return ics_file([*lines, "END:VCALENDAR"])


def table(days: Iterable[tuple[date, DayRule]], *, head: Sequence[str], say: Callable[[DayRule], str]) -> str:
    """Return a CSV file with a byte order mark, so that the office's spreadsheets read it as UTF-8; no cell is a formula."""
    rows = ([day.isoformat(), say(rule), rule.name, rule.decree] for day, rule in days)
    return b"".join(csv_lines(head, rows)).decode()

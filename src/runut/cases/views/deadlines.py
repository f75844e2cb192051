"""The calendar of deadlines: a month as a grid and as a list, and what I see as an iCalendar file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from runut.base.exports import streamed
from runut.base.numbers import whole
from runut.cases import exports, queries
from runut.cases.views.lines import Line, lines
from runut.core.workdays import Calendar, DayRule
from runut.people.access import Request, permission
from runut.procedures.months import year_of
from runut.procedures.queries import calendar

_YEARS = range(2000, 2101)
_BACK, _AHEAD = timedelta(days=92), timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day of the month with what is due on it."""

    day: date
    rule: DayRule
    works: bool
    lines: list[Line]


@permission("signed_in")
@require_safe
def month(request: Request) -> HttpResponse:
    """One month of deadlines. Queries: 2."""
    dates = calendar()
    today = dates.local(request.at).date()
    first = _month(request.GET.get("month", "")) or today.replace(day=1)
    following = (first + timedelta(days=32)).replace(day=1)
    mine = _mine(request)
    rows = queries.deadlines(
        who=request.standing, since=_midnight(first, dates), until=_midnight(following, dates), at=request.at, mine=mine
    )
    by_day: dict[date, list[Line]] = defaultdict(list)
    for line in lines(rows, at=request.at, dates=dates):
        assert line.row.due_at is not None
        by_day[dates.local(line.row.due_at).date()].append(line)
    cells = year_of(dates, first.year).months[first.month - 1]
    weeks = [
        [cell and Day(day=cell.day, rule=cell.rule, works=cell.works, lines=by_day.get(cell.day, [])) for cell in week]
        for week in cells.weeks
    ]
    context = {
        "first": first,
        "weeks": weeks,
        "weekdays": [date(2024, 1, number) for number in range(1, 8)],  # a Monday and the six days after it
        "days": [day for week in weeks for day in week if day and day.lines],
        "named": [day for week in weeks for day in week if day and day.rule.name],
        "today": today,
        "mine": mine,
        "count": len(rows),
        "earlier": _name((first - timedelta(days=1)).replace(day=1)),
        "later": _name(following),
    }
    return render(request, "cases/deadlines.html", context)


@permission("signed_in")
@require_safe
def calendar_file(request: Request) -> StreamingHttpResponse:
    """The deadlines that I see, from three months back to a year ahead, as an iCalendar file. Queries: 1."""
    rows = queries.deadlines(who=request.standing, since=request.at - _BACK, until=request.at + _AHEAD, at=request.at, mine=_mine(request))
    blocks = exports.ics_blocks(rows, name=_("Deadlines: %(name)s") % {"name": request.standing.name}, address=settings.ADDRESS)
    return streamed(blocks, "tenggat.ics")


def _mine(request: Request) -> bool:
    """Whether only what waits for the reader is shown: as asked, else so for everybody but the heads."""
    asked = request.GET.get("whose", "")
    who = request.standing
    return asked == "mine" if asked in {"mine", "all"} else not who.head and bool(who.offices or not who.sees_all)


def _month(text: str) -> date | None:
    said, _dash, rest = text.partition("-")
    year, number = whole(said, digits=4), whole(rest, digits=2)
    return date(year, number, 1) if year and year in _YEARS and number and number <= 12 else None


def _name(first: date) -> str:
    return f"{first:%Y-%m}" if first.year in _YEARS else ""


def _midnight(day: date, dates: Calendar) -> datetime:
    return datetime.combine(day, time.min, tzinfo=ZoneInfo(dates.zone)).astimezone(UTC)

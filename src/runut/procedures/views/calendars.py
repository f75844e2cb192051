"""The office's year, and its holidays for other calendars and spreadsheets."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from runut.base.exports import streamed
from runut.base.numbers import whole
from runut.core.workdays import DayRule
from runut.people.access import Request, may, permission
from runut.people.queries import organisation
from runut.procedures import exports, queries, words
from runut.procedures.months import year_of

YEARS: Final = range(2000, 2101)


@permission("signed_in")
@require_safe
def year(request: Request) -> HttpResponse:
    """The year's months with their working days, and which decree says what."""
    calendar = queries.calendar()
    today = calendar.local(request.at).date()
    chosen = _year(request) or today.year
    context = {
        "year": year_of(calendar, chosen),
        "today": today,
        "calendar": calendar,
        "covered": calendar.covers_to.year > 1,
        "earlier": chosen - 1 if chosen - 1 in YEARS else None,
        "later": chosen + 1 if chosen + 1 in YEARS else None,
        "week_head": [date(2024, 1, day) for day in range(1, 8)],  # a week that begins on a Monday, for its names
        "may_change": may("administrator", request.standing),
    }
    return render(request, "procedures/calendar.html", context)


@permission("signed_in")
@require_safe
def holidays_ics(request: Request) -> StreamingHttpResponse:
    """The decreed days as an iCalendar file."""
    name = _("Working calendar: %(office)s") % {"office": organisation().name}
    blocks = exports.ics_blocks(exports.decreed_days(queries.calendar(), _year(request)), name=name, say=_kind)
    return streamed(blocks, f"{_stem(request)}.ics")


@permission("signed_in")
@require_safe
def holidays_csv(request: Request) -> StreamingHttpResponse:
    """The decreed days as a table."""
    head = (_("Date"), _("Kind"), _("Name"), _("Decree"))
    blocks = exports.csv_lines(exports.decreed_days(queries.calendar(), _year(request)), head=head, say=_kind)
    return streamed(blocks, f"{_stem(request)}.csv")


def _kind(rule: DayRule) -> str:
    return str(words.KINDS[rule.kind.value])


def _stem(request: Request) -> str:
    return "-".join(filter(None, (_("holidays"), str(_year(request) or ""))))


def _year(request: Request) -> int | None:
    """Return the year that the address asks for; nonsense asks for none."""
    asked = whole(request.GET.get("year"), digits=4)
    return asked if asked and asked in YEARS else None

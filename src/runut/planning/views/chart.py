"""The schedule as its chart draws it: short rows, those of the page at once and all of them as data of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from runut.people.access import Request, permission
from runut.planning.queries.schedule import Plan, TaskRow
from runut.planning.views.place import Place
from runut.planning.views.schedule import plan_now, schedule_place

MILESTONE: Final = 1
DONE: Final = 2
CRITICAL: Final = 4


@permission("signed_in")
@require_safe
def bars(request: Request, case_id: int, key: str) -> HttpResponse:
    """All tasks of the schedule as the chart draws them. Queries: as the page of the tasks."""
    plan, _base = plan_now(schedule_place(request, case_id, key), request.at)
    return JsonResponse({"rows": rows(plan, plan.tasks)}, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})


def chart(place: Place, plan: Plan, *, first: int, page: int, today: date) -> dict[str, Any]:
    """Return what the chart needs to know of a plan that has an end, with the rows of the page that begins at ``first``."""
    assert plan.ends_on is not None
    return {
        "rows": rows(plan, plan.tasks[first : first + page]),
        "at": first,
        "total": len(plan.tasks),
        "first": _begin(plan).isoformat(),
        "last": plan.ends_on.isoformat(),
        "today": today.isoformat(),
        "lang": "en-GB" if get_language() == "en" else "id",  # days before months, as on every page
        "source": reverse("planning:bars", args=[place.case_id, place.key]),
        "task": reverse("planning:task", args=[place.case_id, place.key, 0]),
        "words": _words(),
    }


def rows(plan: Plan, tasks: Sequence[TaskRow]) -> list[list[Any]]:
    """Return of each task: number, name, days from the plan's first day to its own, days that it spans, flags, and what it waits for."""
    if plan.ends_on is None:
        return []
    first = _begin(plan)
    return [_row(one, plan, first) for one in tasks]


def _begin(plan: Plan) -> date:
    return min(one.starts_on for one in plan.schedule.tasks.values())


def _row(row: TaskRow, plan: Plan, first: date) -> list[Any]:
    timed = plan.timed(row.number)
    done = row.state == "done"
    flags = MILESTONE * row.milestone + DONE * done + CRITICAL * (timed.critical and not done)
    begin, length = (timed.starts_on - first).days, (timed.ends_on - timed.starts_on).days + 1
    return [row.number, row.name, begin, length, flags, [number for number, _lag in row.after]]


def _words() -> dict[str, str]:
    return {
        "today": _("today"),
        "milestone": _("milestone"),
        "critical": _("critical"),
        "done": _("done"),
        "after": _("Waits for"),
        "followers": _("Awaited by"),
        "found": _("%(nth)s of %(count)s found"),
        "none": _("No task has “%(text)s” in its name or as its number."),
        "waiting": _("is being fetched …"),
        "failed": _("The other tasks could not be fetched; load the page again."),
    }

"""The schedule: tasks in a table with the days on which they come, and as bars where there is a script."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from runut.base.numbers import whole
from runut.cases.queries import team
from runut.core.errors import Invalid, RunutError
from runut.core.workdays import Calendar, working_days_between
from runut.documents.queries import newest_form
from runut.people.access import Request, permission
from runut.planning.forms.tasks import BeginForm, TaskForm
from runut.planning.guards import KEY
from runut.planning.printing import SMALL
from runut.planning.queries import features, part_state
from runut.planning.queries.schedule import FORM, Baseline, Plan, TaskRow, removed_tasks, task_row
from runut.planning.scheduling import Timed
from runut.planning.services import tasks as services
from runut.planning.views.chart import chart
from runut.planning.views.files import number_of
from runut.planning.views.listed import answer, moved
from runut.planning.views.place import Place
from runut.planning.views.schedule import plan_now, schedule_place
from runut.procedures.queries import calendar

PAGE: Final = 100
"""Tasks on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One task with its days; ``slip`` is by how many working days it ends later than was filed."""

    row: TaskRow
    timed: Timed
    slip: int | None = None

    @property
    def critical(self) -> bool:
        """Whether a delay of it delays the whole."""
        return self.timed.critical and self.row.state != "done"


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def task_list(request: Request, case_id: int, key: str) -> HttpResponse:
    """The tasks; the buttons move, remove, put back, say when the work begins, and file. Queries: those of the case's page and 9."""
    place = schedule_place(request, case_id, key)
    return answer(request, place, draw=_draw, act=_act, back="planning:tasks")


def _draw(request: Request, place: Place, *, status: int = 200, **more: Any) -> HttpResponse:
    days = calendar()
    filed = newest_form(case_id=place.case_id, key=KEY, form=FORM)
    reasons = more.pop("reasons", ())
    try:
        plan, base = plan_now(place, request.at)
    except RunutError as refused:
        plan, base, reasons = Plan(tasks=(), starts_on=None), None, (*reasons, *refused.reasons)
    place_at = _first(request, plan)
    lines = [_line(one, plan, base, days) for one in plan.tasks[place_at : place_at + PAGE]]
    context = {
        **place.context(),
        "plan": plan,
        "lines": lines,
        "chart": chart(place, plan, first=place_at, page=PAGE, today=days.local(request.at).date()) if plan.ends_on else None,
        "before": plan.tasks[max(0, place_at - PAGE)].number if place_at else None,
        "next": plan.tasks[place_at + PAGE].number if place_at + PAGE < len(plan.tasks) else None,
        "long": len(plan.tasks) > SMALL,
        "base": base,
        "end_slip": working_days_between(base.ends_on, plan.ends_on, days) if base and plan.ends_on else 0,
        "gone": removed_tasks(case_id=place.case_id) if not place.against else [],
        "part": part_state(case_id=place.case_id, key=KEY),
        "filed": filed,
        "instead": place.instead() if filed is None else [],
        "may_file": not place.against and base is None,
        "begin": BeginForm(initial={"starts_on": plan.starts_on}),
        "reasons": reasons,
        **more,
    }
    return render(request, "planning/tasks.html", context, status=status)


def _first(request: Request, plan: Plan) -> int:
    """Return the place of the page's first task; nonsense gives the first page."""
    number = whole(request.GET.get("from"))
    return next((place for place, one in enumerate(plan.tasks) if one.number == number), 0)


def _line(row: TaskRow, plan: Plan, base: Baseline | None, days: Calendar) -> Line:
    timed = plan.timed(row.number)
    return Line(row=row, timed=timed, slip=base.slip(row.number, timed.ends_on, days) if base else None)


def _act(request: Request, place: Place) -> tuple[str, str]:
    post, who, at, case_id = request.POST, request.standing, request.at, place.case_id
    if "file" in post:
        services.file_schedule(case_id=case_id, name=place.name, who=who, at=at)
        return _("“%(name)s” is filed.") % {"name": place.name}, ""
    if "begin" in post:
        form = BeginForm(post)
        if not form.is_valid():
            raise Invalid(code="task_day_unreadable", value=post.get("starts_on", "")[:40])
        day: date = form.cleaned_data["starts_on"]
        services.begin_on(case_id=case_id, day=day, who=who, at=at)
        return _("The days are counted anew."), ""
    if number := moved(post, partial(services.move_task, case_id=case_id, who=who, at=at)):
        return "", f"#T{number}"
    if "remove" in post:
        number = number_of(post.get("remove"))
        services.remove_task(case_id=case_id, number=number, who=who, at=at)
        return _("#%(number)s is removed. It can be put back below the list.") % {"number": number}, "#removed"
    if "restore" in post:
        number = number_of(post.get("restore"))
        services.restore_task(case_id=case_id, number=number, who=who, at=at)
        return _("#%(number)s is back in the schedule.") % {"number": number}, f"#T{number}"
    raise Invalid


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def new_task(request: Request, case_id: int, key: str) -> HttpResponse:
    """Add a task."""
    return _form(request, schedule_place(request, case_id, key), None)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def edit_task(request: Request, case_id: int, key: str, number: int) -> HttpResponse:
    """Change a task."""
    return _form(request, schedule_place(request, case_id, key), task_row(case_id=case_id, number=number))


def _form(request: Request, place: Place, row: TaskRow | None) -> HttpResponse:
    form = _make_form(request, place, row)
    context = {**place.context(), "form": form, "task": row}
    if request.method != "POST":
        return render(request, "planning/task.html", context)
    if not form.is_valid():
        return render(request, "planning/task.html", context, status=422)
    try:
        if row is None:
            number = services.add_task(case_id=place.case_id, text=form.text(), who=request.standing, at=request.at)
        else:
            number, version = row.number, number_of(request.POST.get("version"))
            services.change_task(
                case_id=place.case_id, number=number, text=form.text(), version=version, who=request.standing, at=request.at
            )
    except RunutError as refused:
        return render(request, "planning/task.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("#%(number)s is saved.") % {"number": number})
    if "more" in request.POST:
        return redirect("planning:new_task", place.case_id, place.key)
    return redirect(reverse("planning:tasks", args=[place.case_id, place.key]) + f"#T{number}")


def _make_form(request: Request, place: Place, row: TaskRow | None) -> TaskForm:
    experts = [(one.user_id, f"{one.name} ({one.role})") for one in team(case_id=place.case_id) if one.to_on is None]
    if row and row.expert_id and row.expert_id not in dict(experts):
        experts.append((row.expert_id, row.expert))
    listed = [(one.number, f"{one.label} {one.name}") for one in features(case_id=place.case_id)]
    initial: dict[str, Any] = {}
    if row:
        initial = {name: getattr(row, name) for name in ("name", "milestone", "starts_on", "ends_on", "feature", "note")}
        initial |= {"days": row.days or None, "after": row.waits, "expert": row.expert_id}
    return TaskForm(request.POST or None, experts=experts, features=listed, initial=initial)

"""Tasks of the usability test: results, a new one, a session to enter, and the table."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from runut.base.exports import csv_lines, streamed
from runut.core.errors import RunutError
from runut.people.access import Request, permission
from runut.testing import queries, services
from runut.testing.access import access_tests
from runut.testing.forms import AttemptForm, SessionForm, TaskForm
from runut.testing.queries.tasks import table
from runut.testing.views.uat import context_of


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: Request, case_id: int) -> HttpResponse:
    """The tasks and what came of them; POST adds one."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    form = TaskForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = context_of(place) | {"form": form, "tasks": queries.usability_tasks(case_id), "against": place.against_adding}
    if request.method != "POST":
        return render(request, "testing/tasks.html", context)
    if not form.is_valid():
        return render(request, "testing/tasks.html", context, status=422)
    try:
        services.add_task(case_id=case_id, text=form.cleaned_data["text"], who=place.who, at=place.at)
    except RunutError as refused:
        return render(request, "testing/tasks.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("The task is added."))
    return redirect("testing:tasks", case_id)


@permission("signed_in")
@require_http_methods(["GET", "HEAD", "POST"])
def session(request: Request, case_id: int) -> HttpResponse:
    """Enter how one participant did the tasks."""
    place = access_tests(case_id=case_id, who=request.standing, at=request.at)
    tasks = queries.usability_tasks(case_id)
    data = request.POST if request.method == "POST" else None
    form = SessionForm(data, initial={"build": tasks.build})
    lines = [(one, AttemptForm(data, prefix=f"t{one.number}")) for one in tasks.lines]
    context: dict[str, Any] = context_of(place) | {"form": form, "lines": lines, "against": place.against_adding}
    if request.method != "POST":
        return render(request, "testing/task_session.html", context)
    valid = [form.is_valid(), *(each.is_valid() for _line, each in lines)]
    if not all(valid):
        return render(request, "testing/task_session.html", context, status=422)
    cleaned = {line.number: each.cleaned_data for line, each in lines if each.cleaned_data["outcome"]}
    done = {number: (one["outcome"], one["seconds"]) for number, one in cleaned.items()}
    try:
        services.record_attempts(case_id=case_id, done=done, who=place.who, at=place.at, **form.cleaned_data)
    except RunutError as refused:
        return render(request, "testing/task_session.html", context | {"reasons": refused.reasons}, status=refused.status)
    messages.success(request, _("The session with %(participant)s is recorded.") % {"participant": form.cleaned_data["participant"]})
    return redirect("testing:tasks", case_id)


@permission("signed_in")
@require_safe
def export(request: Request, case_id: int) -> StreamingHttpResponse:
    """Every attempt as CSV, also of earlier builds."""
    access_tests(case_id=case_id, who=request.standing, at=request.at)
    heads = [_("Number"), _("Task"), _("What is tested"), _("Participant"), _("Result"), _("Seconds")]
    return streamed(csv_lines(heads, table(queries.attempts(case_id))), "tugas.csv")

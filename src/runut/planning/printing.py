"""Printing the schedule: a short one while its reader waits, a long one by a job, so that no thread of the server is held for it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import override
from django_tasks import task

from runut.base.jobs import enqueue_on_commit
from runut.core.errors import Invalid, RunutError
from runut.documents.queries import newest_form
from runut.formats.printing.gantt import PAPERS, print_gantt
from runut.people.queries import Standing, organisation, standing
from runut.planning.models import Print
from runut.planning.queries import part_state
from runut.planning.queries.schedule import FORM, KEY, Baseline, Plan
from runut.planning.schedule_paper import schedule_paper
from runut.planning.views.place import Place
from runut.planning.views.schedule import plan_now, schedule_for
from runut.procedures.queries import calendar

SMALL: Final = 400
"""Tasks up to which a schedule is printed while its reader waits: two seconds or less."""
KEPT: Final = timedelta(days=1)
"""How long a paper that was made by a job can be downloaded."""


def print_schedule(place: Place, plan: Plan, base: Baseline | None, *, paper: str, at: datetime) -> bytes:
    """Return the paper of a plan that has an end, in the language that is active. Raises as `print_gantt`."""
    filed = newest_form(case_id=place.case_id, key=place.key, form=FORM)
    part = part_state(case_id=place.case_id, key=place.key)
    made = schedule_paper(place, plan, base, calendar(), filed=filed, part=part, paper=paper, at=at)
    return print_gantt(made, at=at)


def ask_print(*, case_id: int, paper: str, language: str, who: Standing, at: datetime) -> None:
    """Have the schedule of a case that they may see printed; it takes the place of what they asked for before. Queries: 3, and the job.

    Raises:
        Invalid: There is no such paper.
    """
    if paper not in PAPERS:
        raise Invalid
    told = {"paper": paper, "language": language, "asked_at": at, "state": "waiting", "tasks": 0, "refusal": None, "content": None}
    with transaction.atomic():
        row, _made = Print.objects.update_or_create(case_id=case_id, by_id=who.user_id, defaults=told)
        enqueue_on_commit(make_print, row.pk, at.isoformat())


@task()
def make_print(print_id: int, asked_at: str) -> None:
    """Print what was asked for, if nothing else was asked for since; what stands against it is kept as the sentence that the page shows."""
    asked = Print.objects.filter(pk=print_id, asked_at=datetime.fromisoformat(asked_at), state__in=["waiting", "making"])
    row = asked.defer("content").first()
    if row is None:
        return
    asked.update(state="making")
    try:
        who = standing(user_id=row.by_id, on=organisation().today(row.asked_at))
        place = schedule_for(case_id=row.case_id, key=KEY, who=who, at=row.asked_at)
        plan, base = plan_now(place, row.asked_at)
        if plan.ends_on is None:
            raise Invalid(code="schedule_none")
        asked.update(tasks=len(plan.tasks))
        with override(row.language):
            content = print_schedule(place, plan, base, paper=row.paper, at=row.asked_at)
    except RunutError as refused:
        why = refused.reasons[0]
        asked.update(state="failed", refusal={"code": why.code, "params": {name: str(value) for name, value in why.params.items()}})
    else:
        asked.update(state="made", content=content)


@task()
def forget_prints() -> None:
    """Take away the papers that were made a day ago: they are copies of what the office has, and can be made again."""
    Print.objects.filter(asked_at__lt=datetime.now(UTC) - KEPT).delete()

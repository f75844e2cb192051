"""Tasks of the usability test, and how each participant did them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Max

from runut.core.errors import ConcurrentChange, Invalid, Refused
from runut.core.legible import check_legible
from runut.people.queries import Standing
from runut.testing.access import access_tests
from runut.testing.models import TaskAttempt, UsabilityTask
from runut.testing.words import TASK_OUTCOMES

MOST_TASKS: Final = 30
MOST_SECONDS: Final = 7200


def add_task(*, case_id: int, text: str, who: Standing, at: datetime) -> UsabilityTask:
    """Add a task.

    Raises:
        NotFound: No such case for them.
        Refused: They have no part in the case, or it has ended.
        Invalid: It says nothing, or there are too many.
    """
    _access(case_id, who, at)
    if not text.strip():
        raise Invalid(code="text_missing")
    if len(text) > 300:
        raise Invalid(code="text_too_long", limit=300)
    check_legible(text)
    last = UsabilityTask.objects.filter(case_id=case_id).aggregate(last=Max("number"))["last"] or 0
    if last >= MOST_TASKS:
        raise Invalid(code="tasks_many", most=MOST_TASKS)
    try:
        with transaction.atomic():
            return UsabilityTask.objects.create(case_id=case_id, number=last + 1, text=text.strip(), made_by_id=who.user_id, made_at=at)
    except IntegrityError as error:
        raise ConcurrentChange from error


def record_attempts(*, case_id: int, build: str, participant: str, done: Mapping[int, tuple[str, int]], who: Standing, at: datetime) -> int:
    """Record how one participant did tasks: by number the outcome and the seconds. Entered again, the newest counts. Return how many.

    Raises:
        NotFound: No such case for them.
        Refused: They have no part in the case, or it has ended.
        Invalid: Build or participant is missing, nothing was attempted, or there is no such task, outcome or time.
    """
    _access(case_id, who, at)
    if not build.strip() or not participant.strip():
        raise Invalid(code="text_missing")
    if not done:
        raise Invalid(code="attempts_none")
    tasks = dict(UsabilityTask.objects.filter(case_id=case_id).values_list("number", "pk"))
    for number, (outcome, seconds) in done.items():
        if number not in tasks or outcome not in TASK_OUTCOMES:
            raise Invalid
        if not 1 <= seconds <= MOST_SECONDS:
            raise Invalid(code="attempt_seconds", number=number, most=MOST_SECONDS)
    TaskAttempt.objects.bulk_create(
        TaskAttempt(
            task_id=tasks[number],
            build=build.strip(),
            participant=participant.strip(),
            outcome=outcome,
            seconds=seconds,
            by_id=who.user_id,
            at=at,
        )
        for number, (outcome, seconds) in done.items()
    )
    return len(done)


def _access(case_id: int, who: Standing, at: datetime) -> None:
    place = access_tests(case_id=case_id, who=who, at=at)
    if place.against_adding:
        raise Refused(reasons=place.against_adding)

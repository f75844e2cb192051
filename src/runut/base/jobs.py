"""Work that does not belong in a request: jobs, and jobs that come again and again.

A job is a function marked with django-tasks' ``@task()``; it may run twice (a worker died after the work and before saying so), so it
must do no harm the second time. A room names its periodic jobs in ``AppConfig.ready()``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, ParamSpec

from django.core.management import call_command
from django.db import transaction
from django_tasks import task
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult

from runut.base import sql
from runut.base.models import Due

P = ParamSpec("P")

ATTEMPTS: Final = 5
"""How often a job is tried before it stays failed."""
FIRST_PAUSE: Final = timedelta(seconds=10)
"""How long a failed job waits; each further failure waits four times as long (10 s, 40 s, 2.7 min, 10.7 min)."""
KEPT: Final = timedelta(days=7)
"""How long finished jobs stay readable."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Periodic:
    """A job without arguments that comes every so often."""

    task: Task[[], Any]
    every: timedelta


_periodic: dict[str, Periodic] = {}


def enqueue_on_commit(job: Task[P, Any], *args: P.args, **kwargs: P.kwargs) -> None:
    """Have ``job`` run once the transaction around has been committed, and never if it is rolled back.

    The job is a row of the same database, written now: nothing is lost between the commit and the queue.

    Queries: 1.
    """
    job.enqueue(*args, **kwargs)


def periodic(name: str, job: Task[[], Any], *, every: timedelta) -> None:
    """Have ``job`` come ``every`` so often, on one worker of all, the first time when a worker starts.

    Raises:
        ValueError: Another job has this name.
    """
    if name in _periodic and _periodic[name].task != job:
        raise ValueError(f"a periodic job is named {name!r} already")
    _periodic[name] = Periodic(task=job, every=every)


def enqueue_due(*, at: datetime) -> int:
    """Enqueue the periodic jobs that are due; return how many.

    Queries: 1, and 2 for each job that is due.
    """
    known = {due.name: due.next_at for due in Due.objects.filter(name__in=_periodic)}
    count = 0
    for name, one in _periodic.items():
        if name in known and known[name] > at:
            continue
        with transaction.atomic():
            if _take(name, known.get(name), at + one.every):
                one.task.enqueue()
                count += 1
    return count


def _take(name: str, was: datetime | None, next_at: datetime) -> bool:
    """Whether this worker, and no other, moved the job's next time forward."""
    if was is None:
        return Due.objects.get_or_create(name=name, defaults={"next_at": next_at})[1]
    return Due.objects.filter(name=name, next_at=was).update(next_at=next_at) == 1


def pause_after(attempts: int) -> timedelta:
    """Return how long a job waits that has failed ``attempts`` times."""
    return FIRST_PAUSE * int(4 ** (attempts - 1))


@task()
def tidy() -> None:
    """Forget finished jobs after a week, and sign-ins that have run out; let the database know its tables."""
    newest = DBTaskResult.objects.order_by("-enqueued_at").values_list("enqueued_at", flat=True).first()
    if newest is not None:  # measured from the last job, so that no clock is asked
        DBTaskResult.objects.filter(finished_at__lt=newest - KEPT).delete()
    call_command("clearsessions")
    sql.weigh_tables()

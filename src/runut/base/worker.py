"""The worker: claims one job after the other, tries again what failed, and takes over from workers that fell silent.

django-tasks-db keeps the jobs and hands out each once; but a job whose worker was killed would stay claimed for ever. Here a worker's
heartbeat is the lease on what it runs: without one for `LEASE`, the job comes back, at most `jobs.ATTEMPTS` times.
"""

from __future__ import annotations

import os
import secrets
import socket
import threading
from datetime import UTC, datetime, timedelta
from traceback import format_exception
from typing import Any, Final

import structlog
from django.db import OperationalError, close_old_connections, connection, transaction
from django.db.models import Min
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from runut.base import jobs
from runut.base.models import Worker

LEASE: Final = timedelta(seconds=60)
"""How long a worker may be silent. A job must not hold SQLite's one write transaction for longer: heartbeats wait behind it."""
BEAT: Final = timedelta(seconds=10)
PAUSE: Final = 1.0
Job = DBTaskResult[Any, Any]
log = structlog.get_logger(__name__)


class WorkerLost(Exception):
    """The worker died or fell silent in the middle of the job."""


def run(stop: threading.Event, *, pause: float = PAUSE) -> None:
    """Work until ``stop`` is set; the job at hand is finished first."""
    name = f"{socket.gethostname()[:40]}-{os.getpid()}-{secrets.token_hex(4)}"
    beat(name, at=datetime.now(UTC))
    resting = threading.Event()
    heart = threading.Thread(target=_beat_until, args=(resting, name), name="heartbeat", daemon=True)
    heart.start()
    try:
        while not stop.is_set():
            if not _turn(name):
                stop.wait(pause)
    finally:
        resting.set()
        heart.join()
        Worker.objects.filter(name=name).delete()
        connection.close()


def _turn(name: str) -> bool:
    """Look after lost and due jobs, then run one; return whether there was one."""
    at = datetime.now(UTC)
    close_old_connections()
    try:
        recover(at=at)
        jobs.enqueue_due(at=at)
        return work_one(name, at=at)
    except OperationalError:  # the database restarts or is busy: the next turn tries again
        log.exception("database_away")
        return False


def beat(name: str, *, at: datetime) -> None:
    """Say that the worker ``name`` lives."""
    Worker.objects.update_or_create(name=name, defaults={"seen_at": at}, create_defaults={"seen_at": at, "started_at": at})


def work_one(name: str, *, at: datetime) -> bool:
    """Claim the next job and run it; return whether there was one."""
    job = _claim(name, at)
    if job is None:
        return False
    try:
        job.task.call(*job.args_kwargs["args"], **job.args_kwargs["kwargs"])
    except Exception as error:  # whatever a job does wrong is recorded with it, and must not stop the worker
        _again(job, error, at=datetime.now(UTC))
    else:
        _close(job, {"status": TaskResultStatus.SUCCESSFUL, "finished_at": datetime.now(UTC)})
    return True


def recover(*, at: datetime) -> int:
    """Give back the jobs of workers that fell silent, and forget those workers; return how many jobs.

    Queries: 2; 4 with running jobs and silent workers, and 1 for each lost job.
    """
    running = list(DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING))
    silent = [one.name for one in Worker.objects.all() if one.seen_at < at - LEASE]
    if silent:
        Worker.objects.filter(name__in=silent).delete()
    alive = set(Worker.objects.values_list("name", flat=True)) if running else set()
    lost = [job for job in running if job.worker_ids[-1] not in alive]
    for job in lost:
        _again(job, WorkerLost(job.worker_ids[-1]), at=at)
    return len(lost)


def oldest_silence(*, at: datetime) -> timedelta | None:
    """Return how long ago the worker that was silent longest gave a sign of life; None: there is no worker."""
    seen = Worker.objects.aggregate(seen=Min("seen_at"))["seen"]
    return at - seen if seen else None


def _claim(name: str, at: datetime) -> Job | None:
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__in=[get_date_max()])
    ready |= DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__lte=at)
    if not ready.exists():  # asked outside a transaction: on SQLite one would stop every writer, once a second
        return None
    with transaction.atomic():
        job = ready.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
        if job is not None:
            job.status, job.started_at, job.worker_ids = TaskResultStatus.RUNNING, at, [*job.worker_ids, name]
            job.save(update_fields=["status", "started_at", "worker_ids"])
    return job


def _again(job: Job, error: Exception, *, at: datetime) -> None:
    """Let the job wait and be tried again, or stay failed after the last attempt."""
    attempts = len(job.worker_ids)
    final = attempts >= jobs.ATTEMPTS
    log.error("job_failed" if final else "job_tried", job=str(job.id), task=job.task_path, attempt=attempts, exc_info=error)
    _close(
        job,
        {
            "status": TaskResultStatus.FAILED if final else TaskResultStatus.READY,
            "finished_at": at if final else None,
            "run_after": at + jobs.pause_after(attempts),
            "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
            "traceback": "".join(format_exception(error)),
        },
    )


def _close(job: Job, values: dict[str, object]) -> None:
    """Write how the job went, unless somebody else took it over meanwhile."""
    DBTaskResult.objects.filter(id=job.id, status=TaskResultStatus.RUNNING, started_at=job.started_at).update(**values)


def _beat_until(resting: threading.Event, name: str) -> None:
    try:
        while not resting.wait(BEAT.total_seconds()):
            close_old_connections()
            try:
                beat(name, at=datetime.now(UTC))
            except OperationalError:  # the next beat comes long before the lease ends
                log.exception("database_away")
    finally:
        connection.close()

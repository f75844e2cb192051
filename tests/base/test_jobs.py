"""Jobs: enqueued with the transaction, tried again, and taken over from workers that died."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings
from django.db import connection, transaction
from django_tasks_db.models import DBTaskResult

from runut.base import jobs, sql, worker
from runut.base.models import Due, Worker
from tests.base import chores

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def _work(name: str = "worker", *, at: datetime = AT) -> bool:
    return worker.work_one(name, at=at)


@pytest.mark.django_db
def test_a_job_runs_with_its_arguments(tmp_path: Path) -> None:
    jobs.enqueue_on_commit(chores.note, str(tmp_path / "out"), text="hello")
    assert _work()
    assert (tmp_path / "out").read_text() == "hello\n"
    assert not _work()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"


@pytest.mark.django_db(transaction=True)
def test_a_job_is_gone_when_the_transaction_is(tmp_path: Path) -> None:
    with transaction.atomic():
        jobs.enqueue_on_commit(chores.note, str(tmp_path / "out"))
        transaction.set_rollback(True)
    assert not _work()


@pytest.mark.django_db
def test_a_failed_job_waits_longer_each_time_and_then_stays_failed(tmp_path: Path) -> None:
    jobs.enqueue_on_commit(chores.fail, str(tmp_path / "out"))
    at = datetime.now(UTC)
    for attempt in range(1, jobs.ATTEMPTS + 1):
        assert _work(at=at)
        assert not _work(at=at), "it must wait"
        at = datetime.now(UTC) + jobs.pause_after(attempt) + timedelta(seconds=1)
    job = DBTaskResult.objects.get()
    assert (job.status, len(job.worker_ids), job.exception_class_path) == ("FAILED", jobs.ATTEMPTS, "builtins.ValueError")
    assert not _work(at=at + timedelta(days=1))
    assert (tmp_path / "out").read_text().count("tried") == jobs.ATTEMPTS


@pytest.mark.django_db
def test_a_job_of_a_living_worker_is_left_alone(tmp_path: Path) -> None:
    jobs.enqueue_on_commit(chores.note, str(tmp_path / "out"))
    worker.beat("slow", at=AT)
    DBTaskResult.objects.update(status="RUNNING", worker_ids=["slow"], started_at=AT)
    assert worker.recover(at=AT + worker.LEASE) == 0
    assert worker.recover(at=AT + worker.LEASE + timedelta(seconds=1)) == 1
    assert not Worker.objects.exists()
    assert _work(at=AT + worker.LEASE + jobs.pause_after(1) + timedelta(seconds=1))


@pytest.mark.django_db
def test_a_worker_that_wakes_up_late_does_not_overwrite_who_took_over(tmp_path: Path) -> None:
    jobs.enqueue_on_commit(chores.note, str(tmp_path / "out"))
    late = worker._claim("late", AT)
    assert late is not None
    worker.recover(at=AT + worker.LEASE)
    again = worker._claim("next", AT + timedelta(minutes=5))
    assert again is not None
    worker._close(late, {"status": "SUCCESSFUL"})
    assert DBTaskResult.objects.get().status == "RUNNING"


@pytest.mark.django_db
def test_a_job_that_kills_its_workers_is_given_up(tmp_path: Path) -> None:
    jobs.enqueue_on_commit(chores.note, str(tmp_path / "out"))
    at = AT
    for _ in range(jobs.ATTEMPTS):
        assert worker._claim("doomed", at)
        worker.recover(at=at)
        at += timedelta(hours=1)
    assert DBTaskResult.objects.get().status == "FAILED"
    assert DBTaskResult.objects.get().exception_class_path == "runut.base.worker.WorkerLost"


@pytest.mark.django_db
def test_a_periodic_job_comes_once_for_all_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_periodic", {})
    jobs.periodic("tests.tick", chores.tick, every=timedelta(hours=1))
    assert jobs.enqueue_due(at=AT) == 1
    assert jobs.enqueue_due(at=AT) == 0
    assert jobs.enqueue_due(at=AT + timedelta(minutes=59)) == 0
    assert jobs.enqueue_due(at=AT + timedelta(minutes=60)) == 1
    assert Due.objects.get().next_at == AT + timedelta(hours=2)


def test_two_periodic_jobs_cannot_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_periodic", {})
    jobs.periodic("tests.tick", chores.tick, every=timedelta(hours=1))
    with pytest.raises(ValueError, match=r"tests\.tick"):
        jobs.periodic("tests.tick", jobs.tidy, every=timedelta(hours=1))


@pytest.mark.django_db
def test_finished_jobs_are_forgotten_after_a_week(tmp_path: Path) -> None:
    jobs.enqueue_on_commit(chores.note, str(tmp_path / "out"))
    jobs.enqueue_on_commit(chores.note, str(tmp_path / "out"))
    old, fresh = DBTaskResult.objects.order_by("enqueued_at")
    DBTaskResult.objects.filter(id=old.id).update(status="SUCCESSFUL", finished_at=fresh.enqueued_at - timedelta(days=8))
    jobs.tidy.func()
    assert list(DBTaskResult.objects.values_list("id", flat=True)) == [fresh.id]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL looks by itself")
@pytest.mark.django_db
def test_sqlite_is_let_look_through_its_tables() -> None:
    Due.objects.create(name="tests.tick", next_at=AT)
    jobs.tidy.func()
    assert sql.read("SELECT stat FROM sqlite_stat1 WHERE tbl = 'base_due'", []) == [("1 1",)]


@pytest.mark.django_db(transaction=True)
def test_a_worker_stops_when_told_and_leaves_no_heartbeat(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_periodic", {})
    stop = threading.Event()
    thread = threading.Thread(target=worker.run, args=(stop,))
    thread.start()
    stop.set()
    thread.join(timeout=30)
    assert not thread.is_alive()
    assert not Worker.objects.exists()


@pytest.fixture
def other_process(tmp_path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A worker in a process of its own, on the same database."""
    names = connection.settings_dict
    if connection.vendor == "sqlite":
        address = f"sqlite:///{names['NAME']}"
    else:
        host, port = quote(names["HOST"], safe=""), names["PORT"]
        server = f"@/{names['NAME']}?host={host}" if names["HOST"].startswith("/") else f"@{host}:{port}/{names['NAME']}"
        address = f"postgresql://{quote(names['USER'])}:{quote(names['PASSWORD'])}{server}"
    program = "import django, threading; django.setup(); from runut.base import worker; worker.run(threading.Event(), pause=0.05)"
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "runut.config.settings",
        "RUNUT_VAR": str(tmp_path),
        "RUNUT_DATABASE_URL": address,
        "PYTHONPATH": str(Path(__file__).resolve().parent.parent.parent),
    }
    process = subprocess.Popen([sys.executable, "-c", program], env=environment)
    yield process
    process.kill()
    process.wait()


@pytest.mark.processes
@pytest.mark.django_db(transaction=True)
def test_a_job_comes_back_after_its_worker_was_killed(tmp_path: Path, other_process: subprocess.Popen[bytes]) -> None:
    out = tmp_path / "out"
    jobs.enqueue_on_commit(chores.hang_once, str(out))
    _until(out.exists)
    os.kill(other_process.pid, signal.SIGKILL)
    other_process.wait()

    now = datetime.now(UTC)
    assert DBTaskResult.objects.get(task_path__endswith="hang_once").status == "RUNNING"
    assert worker.recover(at=now) == 0, "the lease has not run out yet"
    assert worker.recover(at=now + worker.LEASE + timedelta(seconds=1)) == 1
    while _work(at=now + timedelta(hours=1)):
        pass
    assert out.read_text() == "started\nstarted\nfinished\n"


def _until(there: object) -> None:
    """Wait for another process, at most half a minute."""
    pause = threading.Event()
    for _ in range(600):
        if there():  # type: ignore[operator]
            return
        pause.wait(0.05)
    raise AssertionError("the worker did not start the job")


def test_the_tests_keep_their_own_folder() -> None:
    assert "runut-tests-" in str(settings.STATIC_ROOT)

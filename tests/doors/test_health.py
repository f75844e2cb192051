"""What a watcher is told."""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from runut.base import checks, middleware, worker


@pytest.mark.django_db
def test_all_is_well_while_a_worker_lives(client: Client) -> None:
    worker.beat("worker", at=datetime.now(UTC))
    answer = client.get("/healthz")
    assert (answer.status_code, set(answer.json().values())) == (200, {"ok"})
    assert "no-store" in answer.headers["Cache-Control"]


@pytest.mark.django_db
def test_without_a_worker_people_can_still_work(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"], answer.json()["worker"]) == (200, "degraded", "none")


@pytest.mark.django_db
def test_good_health_leaves_no_line_in_the_log_and_bad_health_does(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger=middleware.__name__):
        client.get("/healthz")
        assert not caplog.records
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM django_migrations WHERE app = 'base'")
        client.get("/healthz")
    assert "GET /healthz" in caplog.text


@pytest.mark.django_db
def test_a_silent_worker_shows(client: Client) -> None:
    worker.beat("worker", at=datetime.now(UTC) - worker.LEASE - timedelta(seconds=5))
    assert client.get("/healthz").json()["worker"] == "silent"


@pytest.mark.django_db
def test_a_missing_migration_fails(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'base'")
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["migrations"], answer.json()["status"]) == (503, "missing", "failing")


@pytest.mark.django_db
def test_a_full_disk_fails(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "free_bytes", lambda folder: 1024)
    assert client.get("/healthz").status_code == 503


@pytest.mark.django_db
def test_every_answer_is_strict_and_has_its_number(client: Client) -> None:
    headers = client.get("/healthz").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-inline" not in headers["Content-Security-Policy"]
    assert "camera=()" in headers["Permissions-Policy"]
    assert (headers["Referrer-Policy"], headers["X-Content-Type-Options"]) == ("same-origin", "nosniff")
    assert len(headers["X-Request-ID"]) == 36

"""Writers on SQLite wait for one another instead of failing."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction

from runut.base.models import Due

AT = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.mark.django_db(transaction=True)
def test_many_writers_at_once_all_succeed() -> None:
    Due.objects.create(name="counter", next_at=AT)
    faults: list[BaseException] = []

    def write() -> None:
        try:
            for _ in range(20):
                with transaction.atomic():
                    due = Due.objects.select_for_update().get(name="counter")
                    due.next_at += timedelta(seconds=1)
                    due.save()
        except BaseException as error:
            faults.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert Due.objects.get().next_at == AT + timedelta(seconds=120)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_fails_gives_its_turn_back() -> None:
    for _ in range(3):
        with transaction.atomic():
            Due.objects.create(name="never", next_at=AT)
            transaction.set_rollback(True)
    done = threading.Event()

    def write() -> None:
        Due.objects.create(name="other thread", next_at=AT)
        connection.close()
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    thread.join(timeout=20)
    assert done.is_set()
    assert list(Due.objects.values_list("name", flat=True)) == ["other thread"]

"""Lean statements: what is asked with a lock is answered as of the lock, and never after something was written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.transaction import atomic

from runut.base import sql
from runut.people.models import Unit

NAMES = ("SELECT name FROM people_unit WHERE name LIKE %s ORDER BY name", ["Contoh%"])
pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> int:
    return int(Unit.objects.create(name="Contoh 1").pk)


def rename(unit: int, name: str) -> None:
    sql.write("UPDATE people_unit SET name = %s WHERE id = %s", [name, unit])


def asked_of_database() -> int:
    """Read, and return how many statements that took."""
    asked = []

    def count(execute: Callable[..., Any], *told: Any) -> Any:
        asked.append(told)
        return execute(*told)

    with connection.execute_wrapper(count):
        assert sql.read(*NAMES) == [("Contoh 1",)]
    return len(asked)


def test_what_is_foreseen_is_read_once_and_then_anew(unit: int) -> None:
    with sql.transaction():
        assert sql.lock_row("people_unit", unit, foreseen=[NAMES])
        assert sql.read(*NAMES) == [("Contoh 1",)]
        assert asked_of_database() == 1


def test_what_was_foreseen_is_asked_anew_after_a_write(unit: int) -> None:
    with sql.transaction():
        sql.lock_row("people_unit", unit, foreseen=[NAMES])
        rename(unit, "Contoh 2")
        assert sql.read(*NAMES) == [("Contoh 2",)]


def test_what_was_foreseen_is_asked_anew_after_statements_written_together(unit: int) -> None:
    with sql.transaction():
        sql.lock_row("people_unit", unit, foreseen=[NAMES])
        assert sql.write_if([("UPDATE people_unit SET name = %s WHERE id = %s", ["Contoh 3", unit])])
        assert sql.read(*NAMES) == [("Contoh 3",)]


def test_what_was_foreseen_does_not_outlive_its_transaction(unit: int) -> None:
    with atomic():
        with sql.transaction():
            sql.lock_row("people_unit", unit, foreseen=[NAMES])
        Unit.objects.filter(pk=unit).update(name="Contoh 4")
        assert sql.read(*NAMES) == [("Contoh 4",)]


def test_what_is_foreseen_goes_to_postgresql_together_with_the_lock(unit: int) -> None:
    with sql.transaction():
        sql.lock_row("people_unit", unit, foreseen=[NAMES])
        assert asked_of_database() == (0 if connection.vendor == "postgresql" else 1)


def test_one_cursor_serves_all_statements_within_and_none_after(unit: int) -> None:
    with sql.one_cursor():
        first = sql._held.cursor
        sql.read(*NAMES)
        opened = sql._held.cursor
        with sql.one_cursor():
            sql.read(*NAMES)
            assert sql._held.cursor is opened
        assert sql._held.cursor is opened, "the inner one does not close it"
    assert first is None, "who asks nothing opens nothing"
    assert opened is not None
    assert sql._held.cursor is None
    assert sql.read(*NAMES) == [("Contoh 1",)]

"""Emptying the database after tests with real transactions, past the triggers that keep evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection
from django.db.backends.base.operations import BaseDatabaseOperations

_execute = BaseDatabaseOperations.execute_sql_flush


@contextmanager
def without_triggers() -> Iterator[None]:
    """Let statements through that the append-only triggers refuse; the triggers stand again afterwards."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
            yield
            cursor.execute("SET session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, statement in triggers:
            cursor.execute(statement)


def flush(operations: BaseDatabaseOperations, statements: Iterable[str]) -> None:
    """Empty every table, those too that no model knows (the search index)."""
    past = [one.replace(";", " CASCADE;") if one.startswith("TRUNCATE") else one for one in statements]
    with without_triggers():
        _execute(operations, [*past, "DELETE FROM cases_search"])


def install(patch: pytest.MonkeyPatch) -> None:
    """Make Django's own flush after a test with real transactions go this way."""
    patch.setattr(BaseDatabaseOperations, "execute_sql_flush", lambda self, statements: flush(self, statements))


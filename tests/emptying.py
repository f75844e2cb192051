"""Empties the test database after tests whose transactions were real.

Django's own way (`flush`) knows neither tables without a model, such as the search, nor that events refuse to be deleted.
"""

from __future__ import annotations

from typing import Any, Final

from django.db import connection, transaction

STAYS: Final = frozenset({"django_migrations", "django_content_type"})
"""What migrations left and no test writes."""


def empty(_: object = None) -> None:
    """Delete every row of every table; triggers that refuse it are put aside meanwhile."""
    (_empty_sqlite if connection.vendor == "sqlite" else _empty_postgresql)()


def _empty_postgresql() -> None:
    """Delete and not truncate: truncating writes a new file for each table and index, which takes twenty times as long when they are small."""
    tables = [table for table in connection.introspection.table_names() if table not in STAYS]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("; ".join(f"DELETE FROM {connection.ops.quote_name(table)}" for table in tables))
        cursor.execute("SELECT setval(seqrelid, seqstart, false) FROM pg_sequence")


def _empty_sqlite() -> None:
    with connection.constraint_checks_disabled(), transaction.atomic(), connection.cursor() as cursor:
        triggers = _rows(cursor, "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        for table, kind in _rows(cursor, "SELECT name, type FROM pragma_table_list WHERE schema = 'main'"):
            if kind in {"table", "virtual"} and table not in STAYS and not table.startswith("sqlite_"):
                cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        cursor.execute("DELETE FROM sqlite_sequence")
        for _, text in triggers:
            cursor.execute(text)


def _rows(cursor: Any, question: str) -> list[tuple[str, str]]:
    return [(row[0], row[1]) for row in cursor.execute(question).fetchall()]

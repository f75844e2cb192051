"""Whether the database has the tables of this release, and whether its file is whole."""

from __future__ import annotations

from functools import cache

from django.db import DatabaseError, OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def up_to_date() -> bool:
    """Whether every migration of this release was applied. Queries: 2."""
    return shipped() <= MigrationRecorder(connection).applied_migrations().keys()


def damage() -> list[str]:
    """Return what SQLite finds wrong with its own file, in its words; nothing on PostgreSQL, which watches over itself."""
    if connection.vendor != "sqlite":
        return []
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(10)")
            return [line for (line,) in cursor.fetchall() if line != "ok"]
    except OperationalError:  # it cannot be opened, which says nothing of what is in it
        raise
    except DatabaseError as error:
        return [str(error)]


@cache
def shipped() -> frozenset[tuple[str, str]]:
    """Return every migration of this release; a running process never gets others."""
    return frozenset(MigrationLoader(None).graph.nodes)

"""Whether the database has the tables of this release."""

from __future__ import annotations

from functools import cache

from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder


def up_to_date() -> bool:
    """Whether every migration of this release was applied. Queries: 2."""
    return shipped() <= MigrationRecorder(connection).applied_migrations().keys()


@cache
def shipped() -> frozenset[tuple[str, str]]:
    """Return every migration of this release; a running process never gets others."""
    return frozenset(MigrationLoader(None).graph.nodes)

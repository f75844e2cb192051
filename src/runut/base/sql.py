"""Lean SQL for the hot path: moments and JSON as both databases hold them.

Django's ORM costs more than the statements themselves when a case takes a step (benchmarks/README.md); here stand the few conversions that
raw statements need.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from typing import Any, cast

from django.db import connection


def read(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return every row of a SELECT. Queries: 1."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows


def write(statement: str, parameters: Sequence[Any]) -> int:
    """Return how many rows the statement changed. Queries: 1."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(parameters))
        return int(cursor.rowcount)


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert all ``rows`` with one statement. Queries: 1."""
    values = list(rows)
    marks = ", ".join(["(" + ", ".join(["%s"] * len(columns)) + ")"] * len(values))
    flat = [value for row in values for value in row]
    write(f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks}", flat)


def lock_row(table: str, pk: int) -> None:
    """Let nobody else write the row until the transaction ends; on SQLite the transaction itself is the lock. Queries: 1 on PostgreSQL.

    A statement of its own, before anything is read: in one that also joins, PostgreSQL waits for the lock, then takes the locked row as it
    is by then but the joined ones as they were before, and two who press at once would both find the same work item open.
    """
    if connection.vendor == "postgresql":
        read(f"SELECT 1 FROM {table} WHERE id = %s FOR UPDATE", [pk])


def put_moment(at: datetime | None) -> object:
    """Return an aware datetime as the database takes it."""
    return connection.ops.adapt_datetimefield_value(at) if at else None


def put_day(day: date | None) -> object:
    """Return a date as the database takes it."""
    return connection.ops.adapt_datefield_value(day) if day else None


def get_moment(value: object) -> datetime | None:
    """Return what a moment column gave as an aware UTC datetime."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else cast("datetime | None", value)
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def get_day(value: object) -> date | None:
    """Return what a date column gave."""
    return date.fromisoformat(value) if isinstance(value, str) else cast("date | None", value)


def get_json(value: object) -> Any:
    """Return what a JSON column gave."""
    return json.loads(value) if isinstance(value, str) else value

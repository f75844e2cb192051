"""Rows that many tests begin with are made by the services once in a process, and put back from memory for every test after it.

Walking a case to its sixth activity takes a hundred times as long as inserting what it left. What is put back is exactly what building inserted; where it
does not fit, because the test made something else before, it is built as the first time.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Hashable
from copy import deepcopy
from functools import cache
from typing import Any, Final, TypeVar

from django.db import IntegrityError, connection, transaction
from django.utils.translation import get_language

V = TypeVar("V")
Rows = dict[str, list[Any]]
"""Of each table what it holds; on PostgreSQL a row is a line of COPY."""

_HOUR: Final = 3600
_kept: dict[Hashable, tuple[Any, Rows]] = {}


def remembered(what: tuple[Hashable, ...], build: Callable[[], V]) -> V:
    """Return what ``build`` makes, which ``what`` tells whole: the first time by building, later by putting back the rows it inserted.

    Building that changes or deletes rows which were there before is never remembered.
    """
    if "PYTEST_CURRENT_TEST" not in os.environ:
        return build()  # a benchmark, in whose database there may be a million rows
    key = (*what, get_language(), connection.in_atomic_block, int(time.time()) // _HOUR)
    if key not in _kept:
        before = _all_rows()
        made = build()
        if (added := _added(before, _all_rows())) is not None:
            _kept[key] = (deepcopy(made), added)
        return made
    made, rows = _kept[key]
    try:
        with transaction.atomic():
            _put(rows)
    except IntegrityError:  # something stands where it would stand
        return build()
    return deepcopy(made)


def _added(before: Rows, after: Rows) -> Rows | None:
    """Return the rows that came; None: one that was there is gone or says something else."""
    if any(set(rows) - set(after[table]) for table, rows in before.items()):
        return None
    new = {table: [row for row in rows if row not in set(before[table])] for table, rows in after.items()}
    return {table: rows for table, rows in new.items() if rows}


def _all_rows() -> Rows:
    return {table: _read(table, columns) for table, columns in _tables().items()}


@cache
def _tables() -> dict[str, str]:
    """Return the columns of every table, as a statement names them; without those that another column makes."""
    with connection.cursor() as cursor:
        names = [name for name in connection.introspection.table_names(cursor) if not name.startswith(("django_migr", "cases_search_"))]
        if connection.vendor == "sqlite":
            columns = {name: [row[1] for row in cursor.execute(f'PRAGMA table_info("{name}")').fetchall()] for name in names}
            columns["cases_search"] = ["rowid", "words"]  # the words' own tables follow from these
        else:
            cursor.execute(
                "SELECT table_name, column_name FROM information_schema.columns"
                " WHERE table_schema = current_schema() AND is_generated = 'NEVER' ORDER BY ordinal_position"
            )
            columns = {}
            for table, column in cursor.fetchall():
                columns.setdefault(table, []).append(column)
    return {name: ", ".join(f'"{one}"' for one in columns[name]) for name in names}  # keys are checked when the transaction ends


def _read(table: str, columns: str) -> list[Any]:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            # With the sign a column has no declared type, so that a value comes as it is stored.
            values = ", ".join(f"+{one}" for one in columns.split(", "))
            return [tuple(row) for row in cursor.execute(f'SELECT {values} FROM "{table}"').fetchall()]
        with cursor.copy(f'COPY "{table}" ({columns}) TO STDOUT') as copy:
            return b"".join(copy).splitlines(keepends=True)


def _put(rows: Rows) -> None:
    tables = _tables()
    with connection.cursor() as cursor:
        for table, lines in rows.items():
            if connection.vendor == "sqlite":
                marks = ", ".join(["%s"] * len(lines[0]))
                cursor.executemany(f'INSERT INTO "{table}" ({tables[table]}) VALUES ({marks})', lines)
            else:
                with cursor.copy(f'COPY "{table}" ({tables[table]}) FROM STDIN') as copy:
                    copy.write(b"".join(lines))
        if connection.vendor == "postgresql":
            _count_on(cursor, rows)


def _count_on(cursor: Any, rows: Rows) -> None:
    """Let the next row of each table have a number of its own."""
    counted = [(table, name) for table in rows if (name := _counter(table))]
    if counted:
        cursor.execute(
            "SELECT " + ", ".join(f"""setval('{name}', GREATEST((SELECT MAX(id) FROM "{table}"), 1))""" for table, name in counted)
        )


@cache
def _counter(table: str) -> str | None:
    if '"id"' not in _tables()[table]:
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        found: str | None = cursor.fetchone()[0]
    return found

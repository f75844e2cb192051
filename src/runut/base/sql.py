"""Lean SQL for the hot path: moments and JSON as both databases hold them.

Django's ORM costs more than the statements themselves when a case takes a step (benchmarks/README.md); here stand the few conversions that
raw statements need.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache, partial
from typing import Any, TypeVar, cast

from django.db import IntegrityError, connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Model
from django.db.transaction import atomic

M = TypeVar("M", bound=Model)
Statement = tuple[str, Sequence[Any]]
"""A statement with its parameters."""


class _Held(threading.local):
    """What a thread keeps while `one_cursor` lasts, and what it asked ahead in `lock_row`."""

    within = False
    cursor: CursorWrapper | None = None
    foreseen: dict[tuple[str, tuple[Any, ...]], Any] | None = None


_held = _Held()


@dataclass(frozen=True, slots=True)
class Answer:
    """A SELECT of one row, none of it null, with the row that was its answer."""

    question: str
    row: Sequence[Any]

    def holds(self) -> str:
        """Return the condition that the answer is still this row; its parameters are the row's values."""
        return f"({', '.join(['%s'] * len(self.row))}) = ({self.question})"


def read(statement: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    """Return every row of a SELECT. Queries: 1; 0 where `lock_row` asked it already and nothing else was run since."""
    asked = _held.foreseen.pop((statement, tuple(parameters)), None) if _held.foreseen else None
    rows: list[tuple[Any, ...]] = (asked or _run(statement, parameters)).fetchall()
    return rows


def fetch(model: type[M], condition: str, parameters: Sequence[Any]) -> M | None:
    """Return the one row of ``model`` that meets ``condition``; None: there is none. Queries: 1.

    For the rows that every request asks for: Django composes the same statement anew each time, which takes ten times as long.
    """
    columns, converters = _columns(model, connection.vendor)
    rows = read(f"SELECT {', '.join(columns)} FROM {model._meta.db_table} WHERE {condition} LIMIT 1", parameters)
    if not rows:
        return None
    values = list(rows[0])
    for place, convert in converters:
        values[place] = convert(values[place])
    return model.from_db(connection.alias, columns.values(), values)


@cache
def _columns(model: type[Model], vendor: str) -> tuple[dict[str, str], list[tuple[int, Callable[[object], object]]]]:
    """Return columns with the names of their fields, and how to read those that the database gives in another form than Django."""
    fields = model._meta.concrete_fields
    columns = [field.get_col(model._meta.db_table) for field in fields]
    converters = [
        (place, partial(_converted, convert, column))
        for place, (field, column) in enumerate(zip(fields, columns, strict=True))
        for convert in (*connection.ops.get_db_converters(column), *field.get_db_converters(connection))
    ]
    return {str(field.column): str(field.attname) for field in fields}, cast("Any", converters)


def _converted(convert: Callable[..., object], column: object, value: object) -> object:
    return convert(value, column, connection)


def write(statement: str, parameters: Sequence[Any]) -> int:
    """Return how many rows the statement changed. Queries: 1."""
    return int(_run(statement, parameters).rowcount)


def write_if(statements: Sequence[Statement], *, given: Answer | None = None) -> bool:
    """Write one after the other; return whether the first changed a row, else the caller undoes it all.

    Args:
        statements: The first is an UPDATE that ends with its condition.
        given: What must be answered so still for the first to change anything.

    Queries: one each; on PostgreSQL, whose server is asked over a wire, all of them go there together.
    """
    (text, values), *rest = statements
    if given:
        text, values = f"{text} AND {given.holds()}", [*values, *given.row]
    if _postgresql():
        return _write_together(text, values, rest)
    if write(text, values) != 1:
        return False
    for statement in rest:
        write(*statement)
    return True


def _write_together(text: str, values: Sequence[Any], rest: Sequence[Statement]) -> bool:
    changing = connection.cursor()
    try:
        with one_cursor(), connection.wrap_database_errors, connection.connection.pipeline():
            _run_with(changing, text, values)
            for statement in rest:
                _run(*statement)
    except IntegrityError:
        if changing.rowcount == 1:
            raise
    return bool(changing.rowcount == 1)


@contextmanager
def one_cursor() -> Iterator[None]:
    """One cursor, opened by the first, for every statement of this module within: opening one costs as much as a small statement."""
    if _held.within:
        yield
        return
    _held.within = True
    try:
        yield
    finally:
        cursor, _held.cursor, _held.within = _held.cursor, None, False
        if cursor:
            cursor.__exit__(None, None, None)  # as Django closes it: silently, where the connection is gone


@contextmanager
def transaction() -> Iterator[None]:
    """All or nothing, with one cursor."""
    with atomic(), one_cursor():
        try:
            yield
        finally:
            _held.foreseen = None


def _run(statement: str, parameters: Sequence[Any]) -> Any:
    if _held.cursor is None and _held.within:
        _held.cursor = connection.cursor()
    # Without a cursor that is held not closed but let go at once: closing costs as much again.
    return _run_with(_held.cursor or connection.cursor(), statement, parameters)


def _run_with(cursor: CursorWrapper, statement: str, parameters: Sequence[Any]) -> Any:
    """Run a statement, after which nothing counts any more that was asked ahead of it."""
    _held.foreseen = None
    if type(cursor) is CursorWrapper and not cursor.db.execute_wrappers:
        # What Django's own does where nobody listens to statements; its way there costs as much as a small one.
        cursor.db.validate_no_broken_transaction()
        with cursor.db.wrap_database_errors:
            cursor.cursor.execute(statement, list(parameters))
        return cursor.cursor
    cursor.execute(statement, list(parameters))
    return cursor


def insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert all ``rows`` with one statement. Queries: 1."""
    write(*inserting(table, columns, rows))


def inserting(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> Statement:
    """Return the statement that inserts all ``rows``, for `write`."""
    values = list(rows)
    marks = ", ".join(["(" + ", ".join(["%s"] * len(columns)) + ")"] * len(values))
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES {marks}", [value for row in values for value in row]


def lock_row(table: str, pk: int, *, given: Answer | None = None, foreseen: Iterable[Statement] = ()) -> bool:
    """Let nobody else write the row until the transaction ends; on SQLite the transaction itself is the lock.

    A statement of its own, before anything is read: in one that also joins, PostgreSQL waits for the lock, then takes the locked row as it
    is by then but the joined ones as they were before, and two who press at once would both find the same work item open.

    Args:
        table: The row's table.
        pk: Its key.
        given: What must be answered so still.
        foreseen: What will be read next in this transaction. On PostgreSQL, whose server is asked over a wire, all of it goes there together;
            each is answered as it is once the row is locked.

    Return whether ``given`` is answered so still; always, without. Queries: 1 on PostgreSQL and 1 for each foreseen; on SQLite 1 for ``given``.
    """
    if _postgresql():
        condition, values = (f" AND {given.holds()}", given.row) if given else ("", ())
        # The beginning of the transaction goes with it.
        with one_cursor(), connection.wrap_database_errors, connection.connection.pipeline():
            found = _run(f"SELECT 1 FROM {table} WHERE id = %s{condition} FOR UPDATE", [pk, *values])
            # A cursor for each, which keeps the answer until it is wanted.
            asked = {(text, tuple(told)): _run_with(connection.cursor(), text, told) for text, told in foreseen}
        _held.foreseen = asked
        return given is None or bool(found.fetchall())
    return given is None or bool(read(f"SELECT 1 WHERE {given.holds()}", list(given.row)))


@cache
def _postgresql() -> bool:
    return connection.vendor == "postgresql"


def weigh_tables() -> None:
    """Let SQLite look through its tables, so that it chooses indexes by what is in them; PostgreSQL does so by itself. Queries: 2.

    Until it has, it holds any value of any column for rare, and reads a whole register of active cases for the few that a person works on.
    It looks at no more than a thousand rows of each index.
    """
    if not _postgresql():
        with transaction():
            read("PRAGMA analysis_limit = 1000", [])
            write("ANALYZE", [])


def put_moment(at: datetime | None) -> object:
    """Return an aware datetime as the database takes it: PostgreSQL as it is, SQLite as Django writes it there."""
    if at is None or _postgresql():
        return at
    return _moment_text(at if at.tzinfo is UTC else at.astimezone(UTC))


@lru_cache(maxsize=100)
def _moment_text(at: datetime) -> str:
    """Return a moment of UTC as SQLite holds it; one step writes the same in many columns."""
    return str(at.replace(tzinfo=None))


def put_day(day: date | None) -> object:
    """Return a date as the database takes it."""
    return day if day is None or _postgresql() else day.isoformat()


def get_moment(value: object) -> datetime | None:
    """Return what a moment column gave as an aware UTC datetime."""
    at = datetime.fromisoformat(value) if isinstance(value, str) else cast("datetime | None", value)
    return at.replace(tzinfo=UTC) if at and at.tzinfo is None else at


def get_day(value: object) -> date | None:
    """Return what a date column gave."""
    return date.fromisoformat(value) if isinstance(value, str) else cast("date | None", value)


def get_time(value: object) -> time:
    """Return what a column of a time of day gave."""
    return time.fromisoformat(value) if isinstance(value, str) else cast("time", value)


def get_json(value: object) -> Any:
    """Return what a JSON column gave."""
    return json.loads(value) if isinstance(value, str) else value

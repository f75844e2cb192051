"""Consistent copies of the database while people write, and back again, each by the means of its kind.

SQLite: its online backup, one read transaction that stops no writer. PostgreSQL: COPY of every table in one REPEATABLE READ transaction, in
text that any later version reads (docs/decisions/0006-backup-in-one-file.md).
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO, Any, Final

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor

from runut.safekeeping.manifest import SQLITE, Manifest

_MIGRATIONS: Final = "django_migrations"
_LATE: Final = """
SELECT DISTINCT r.relname FROM pg_constraint c JOIN pg_class r ON r.oid = c.conrelid
WHERE c.contype = 'f' AND NOT c.condeferrable"""


@contextmanager
def copies(folder: Path, manifest: Manifest) -> Iterator[Iterator[tuple[str, IO[bytes]]]]:
    """Give the members of one consistent copy, name and bytes, each valid until the next; what PostgreSQL needs goes to ``manifest``."""
    if connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            manifest.tables.update(_tables(cursor))
            yield _copied(cursor, manifest, folder)
        return
    with tempfile.NamedTemporaryFile(dir=folder, prefix=".runut-", suffix=".sqlite3") as copy:
        _snapshot(Path(copy.name))
        with Path(copy.name).open("rb") as file:
            yield iter([(SQLITE, file)])


def _snapshot(target: Path) -> None:
    source = f"file:{connection.settings_dict['NAME']}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as live, closing(sqlite3.connect(target)) as copy:
        live.backup(copy)  # all pages in one step: one snapshot, and it never begins anew
        copy.execute("PRAGMA journal_mode=DELETE").fetchall()


def _tables(cursor: Any) -> dict[str, list[str]]:
    names = sorted(name for name in connection.introspection.table_names(cursor) if name != _MIGRATIONS)
    return {name: [one.name for one in connection.introspection.get_table_description(cursor, name)] for name in names}


def _copied(cursor: Any, manifest: Manifest, folder: Path) -> Iterator[tuple[str, IO[bytes]]]:
    for table, columns in manifest.tables.items():
        with tempfile.TemporaryFile(dir=folder) as file:
            with cursor.copy(f"COPY {_quoted(table, columns)} TO STDOUT") as out:
                for block in out:
                    file.write(block)
            file.seek(0)
            yield f"database/{table}.copy", file


def _quoted(table: str, columns: Iterable[str]) -> str:
    quote = connection.ops.quote_name
    return f"{quote(table)} ({', '.join(quote(one) for one in columns)})"


def is_empty() -> bool:
    """Whether the database has no table at all."""
    return not connection.introspection.table_names()


def unknown_migrations(manifest: Manifest) -> bool:
    """Whether the backup knows changes of the tables that this release does not."""
    return not set(manifest.migrations) <= MigrationExecutor(connection).loader.disk_migrations.keys()


def place_sqlite(copy: Path) -> None:
    """Let a checked copy be the database.

    Raises:
        sqlite3.DatabaseError: It is damaged.
    """
    with closing(sqlite3.connect(copy)) as tried:
        found = tried.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok":
            raise sqlite3.DatabaseError(found)
    connection.close()
    name = Path(str(connection.settings_dict["NAME"]))
    for left in ("", "-wal", "-shm"):
        Path(f"{name}{left}").unlink(missing_ok=True)
    copy.chmod(0o600)
    copy.rename(name)


def load_postgresql(folder: Path, manifest: Manifest) -> None:
    """Make the tables as they were at the time of the backup and fill them, in one transaction.

    Triggers that keep evidence unchanged rest meanwhile; references are checked before they wake.
    """
    with transaction.atomic():
        executor = MigrationExecutor(connection)
        # Not the command: it puts rows of its own into the tables.
        executor.migrate(_newest(executor, set(manifest.migrations)))
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")  # making the tables left them checked at once
            tables = _in_order(cursor, manifest.tables)
            _each(cursor, "ALTER TABLE %s DISABLE TRIGGER USER", tables)
            _each(cursor, "DELETE FROM %s", reversed(tables))
            for table in tables:
                with (
                    (folder / f"{table}.copy").open("rb") as file,
                    cursor.copy(f"COPY {_quoted(table, manifest.tables[table])} FROM STDIN") as into,
                ):
                    while block := file.read(1024 * 1024):
                        into.write(block)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            _each(cursor, "ALTER TABLE %s ENABLE TRIGGER USER", tables)
            for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
                cursor.execute(statement)


def _newest(executor: MigrationExecutor, known: set[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return those of ``known`` on which no other of them builds; naming the others too would undo what follows them."""
    nodes = executor.loader.graph.node_map
    return sorted(one for one in known & nodes.keys() if not any(child.key in known for child in nodes[one].children))


def _in_order(cursor: Any, tables: Iterable[str]) -> list[str]:
    """Return the tables, last those whose references are checked row by row."""
    cursor.execute(_LATE)
    late = {name for (name,) in cursor.fetchall()}
    return sorted(tables, key=lambda table: (table in late, table))


def _each(cursor: Any, statement: str, tables: Iterable[str]) -> None:
    for table in tables:
        cursor.execute(statement % connection.ops.quote_name(table))

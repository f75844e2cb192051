"""Tables whose rows stay as they were written: the database itself refuses to change or delete them, on SQLite and on PostgreSQL.

For migrations, which stand alone: what a name or a statement here makes is in databases of offices already and does not change any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import migrations


def rows_stay(*tables: str, function: str, sentence: str) -> migrations.RunPython:
    """Return the operation after which every UPDATE, DELETE and TRUNCATE of ``tables`` fails with ``sentence``.

    ``function`` is the name of the trigger function that PostgreSQL keeps for them.
    """

    def forwards(apps: Any, schema_editor: Any) -> None:
        postgresql = schema_editor.connection.vendor == "postgresql"
        for statement in (_postgresql if postgresql else _sqlite)(tables, function, sentence):
            schema_editor.execute(statement, None)

    return migrations.RunPython(forwards, migrations.RunPython.noop)


def _postgresql(tables: Sequence[str], function: str, sentence: str) -> list[str]:
    refusal = f"$$ BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$"
    statements = [f"CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS {refusal}"]
    for table in tables:
        calls = f"EXECUTE FUNCTION {function}()"
        statements.append(f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW {calls}")
        statements.append(f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {calls}")
    return statements


def _sqlite(tables: Sequence[str], function: str, sentence: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"
        for table in tables
        for verb in ("UPDATE", "DELETE")
    ]

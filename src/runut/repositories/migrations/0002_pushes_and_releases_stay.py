"""The database itself refuses to change or delete what was pushed and released."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SENTENCE = "pushes and releases are never changed or deleted"
TABLES = ("repositories_push", "repositories_release")

POSTGRESQL = f"""
CREATE FUNCTION repositories_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION repositories_refuse();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION repositories_refuse();
"""
    for table in TABLES
)

SQLITE = [
    f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for table in TABLES
    for verb in ("UPDATE", "DELETE")
]


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, None)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("repositories", "0001_repositories_pushes_and_releases")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]

"""The database itself refuses to change or delete what was tried and answered."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SENTENCE = "what was tried and answered is never changed or deleted"
TABLES = ("testing_execution", "testing_answer")

POSTGRESQL = f"""
CREATE FUNCTION testing_refuse_tests() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
""" + "".join(
    f"""
CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION testing_refuse_tests();
CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION testing_refuse_tests();
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
    dependencies = [("testing", "0003_scenarios_runs_and_questionnaires")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]

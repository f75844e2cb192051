"""The database itself refuses to change or delete what was filed."""

from __future__ import annotations

from typing import Any

from django.db import migrations

SENTENCE = "filed versions are never changed or deleted"

POSTGRESQL = f"""
CREATE FUNCTION documents_version_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER documents_version_stays BEFORE UPDATE OR DELETE ON documents_documentversion
FOR EACH ROW EXECUTE FUNCTION documents_version_refuse();
CREATE TRIGGER documents_version_no_truncate BEFORE TRUNCATE ON documents_documentversion
FOR EACH STATEMENT EXECUTE FUNCTION documents_version_refuse();
"""

SQLITE = [
    f"CREATE TRIGGER documents_version_no_{verb.lower()} BEFORE {verb} ON documents_documentversion"
    f" BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
    for verb in ("UPDATE", "DELETE")
]


def forwards(apps: Any, schema_editor: Any) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, None)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_documents")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]

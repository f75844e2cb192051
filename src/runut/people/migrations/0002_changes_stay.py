"""The history of people can only grow: the database itself refuses to change or to delete a row of it."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

SQLITE = """CREATE TRIGGER people_change_no_{word} BEFORE {statement} ON people_change
    BEGIN SELECT RAISE(ABORT, 'people_change is append-only'); END"""
POSTGRESQL_FUNCTION = """CREATE FUNCTION people_change_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'people_change is append-only' USING ERRCODE = 'restrict_violation'; END $$"""
POSTGRESQL = [
    "CREATE TRIGGER people_change_no_change BEFORE UPDATE OR DELETE ON people_change FOR EACH ROW EXECUTE FUNCTION people_change_refuse()",
    "CREATE TRIGGER people_change_no_truncate BEFORE TRUNCATE ON people_change FOR EACH STATEMENT EXECUTE FUNCTION people_change_refuse()",
]


def guard(apps: Any, editor: Any) -> None:
    """Create the triggers in the words of the database at hand."""
    if editor.connection.vendor == "postgresql":
        for statement in [POSTGRESQL_FUNCTION, *POSTGRESQL]:
            editor.execute(statement)
        return
    for statement in ("UPDATE", "DELETE"):
        editor.execute(SQLITE.format(word=statement.lower(), statement=statement))


def unguard(apps: Any, editor: Any) -> None:
    """Drop them."""
    if editor.connection.vendor == "postgresql":
        editor.execute("DROP FUNCTION people_change_refuse() CASCADE")
        return
    for word in ("update", "delete"):
        editor.execute(f"DROP TRIGGER people_change_no_{word}")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0001_people")]
    operations: ClassVar = [migrations.RunPython(guard, unguard)]

"""The database itself refuses to change or delete events, and finds cases by words."""

from __future__ import annotations

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

SENTENCE = "events are append-only"

POSTGRESQL = f"""
CREATE FUNCTION cases_event_refuse() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER cases_event_append_only BEFORE UPDATE OR DELETE ON cases_event
FOR EACH ROW EXECUTE FUNCTION cases_event_refuse();
CREATE TRIGGER cases_event_no_truncate BEFORE TRUNCATE ON cases_event
FOR EACH STATEMENT EXECUTE FUNCTION cases_event_refuse();
CREATE TABLE cases_search (case_id bigint PRIMARY KEY REFERENCES cases_case (id), words tsvector NOT NULL);
CREATE INDEX cases_search_words ON cases_search USING gin (words);
"""

SQLITE = [
    f"CREATE TRIGGER cases_event_no_update BEFORE UPDATE ON cases_event BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    f"CREATE TRIGGER cases_event_no_delete BEFORE DELETE ON cases_event BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END",
    'CREATE VIRTUAL TABLE cases_search USING fts5(words, tokenize = "unicode61 remove_diacritics 0")',
]


def forwards(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL, None)
    else:
        for statement in SQLITE:
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_cases")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]

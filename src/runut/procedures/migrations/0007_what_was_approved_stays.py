"""The database itself refuses to change an approved text, what was submitted, and the record of who did what.

The guards of versions are made anew: they now name the new columns, and SQLite dropped them when it made the table anew.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

VERSION = "procedures_procedureversion"
DRAFT = "procedures_draft"
REVISION = "procedures_revision"
ACT = "procedures_draftact"

KEPT = ("procedure_id", "number", "text", "sha256", "note", "made_by_id", "made_at", "effective_from", "draft_id")
REWORDED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT)
REAPPROVED = "CAST(OLD.approved_as AS text) IS DISTINCT FROM CAST(NEW.approved_as AS text)"
RECONFIRMED = (
    "OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id) IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id)"
)

GUARDS = [
    # name, act, table, condition, sentence
    (
        "procedures_version_words",
        "UPDATE",
        VERSION,
        f"{REWORDED} OR {REAPPROVED} OR ({RECONFIRMED})",
        "a procedure version never changes",
    ),
    ("procedures_version_kept", "DELETE", VERSION, "TRUE", "a procedure version is never deleted"),
    ("procedures_draft_over", "UPDATE", DRAFT, "OLD.state IN ('approved', 'discarded')", "a draft that is over never changes"),
    (
        "procedures_draft_submitted",
        "UPDATE",
        DRAFT,
        "OLD.state = 'submitted' AND OLD.counter <> NEW.counter",
        "a submitted draft never changes",
    ),
    ("procedures_draft_kept", "DELETE", DRAFT, "TRUE", "a draft is never deleted"),
    ("procedures_revision_words", "UPDATE", REVISION, "TRUE", "a revision never changes"),
    ("procedures_revision_kept", "DELETE", REVISION, "TRUE", "a revision is never deleted"),
    ("procedures_act_words", "UPDATE", ACT, "TRUE", "what was done never changes"),
    ("procedures_act_kept", "DELETE", ACT, "TRUE", "what was done is never deleted"),
]
"""Beginning with the two of migration 0003 that are made anew."""


def forward(apps: Any, schema_editor: Any) -> None:
    _drop(schema_editor, GUARDS[:2])
    _make(schema_editor, GUARDS)


def backward(apps: Any, schema_editor: Any) -> None:
    _drop(schema_editor, GUARDS)
    words = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT[:-2])
    (name, act, table, _condition, sentence), kept, *_rest = GUARDS
    _make(schema_editor, [(name, act, table, f"{words} OR ({RECONFIRMED})", sentence), kept])


def _make(schema_editor: Any, guards: list[tuple[str, str, str, str, str]]) -> None:
    for name, act, table, condition, sentence in guards:
        for statement in _statements(schema_editor.connection.vendor, name, act, table, condition, sentence):
            schema_editor.execute(statement)


def _drop(schema_editor: Any, guards: list[tuple[str, str, str, str, str]]) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, _act, table, _condition, _sentence in guards:
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {name} ON {table}" if postgresql else f"DROP TRIGGER IF EXISTS {name}")
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {name}()")


def _statements(vendor: str, name: str, act: str, table: str, condition: str, sentence: str) -> list[str]:
    if vendor == "postgresql":
        gives = "OLD" if act == "DELETE" else "NEW"
        body = f"BEGIN IF {condition} THEN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {gives}; END"
        return [
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$",
            f"CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()",
        ]
    return [f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {_for_sqlite(condition)} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"]


def _for_sqlite(condition: str) -> str:
    """SQLite before 3.39 does not know IS DISTINCT FROM; its IS NOT means the same and also compares rows."""
    return condition.replace("IS DISTINCT FROM", "IS NOT").replace("TRUE", "1")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procedures", "0006_the_day_decides")]

    operations: ClassVar = [migrations.RunPython(forward, backward)]

"""The database itself refuses to change the words of a version or the days of an adopted edition."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations

VERSION = "procedures_procedureversion"
EDITION = "procedures_calendaredition"
DAY = "procedures_calendarday"

KEPT = ("procedure_id", "number", "text", "sha256", "note", "made_by_id", "made_at")
REWORDED = " OR ".join(f"OLD.{name} IS DISTINCT FROM NEW.{name}" for name in KEPT)
RECONFIRMED = (
    "OLD.confirmed_at IS NOT NULL AND (OLD.confirmed_at, OLD.confirmed_by_id) IS DISTINCT FROM (NEW.confirmed_at, NEW.confirmed_by_id)"
)

OF_OLD = f"EXISTS (SELECT 1 FROM {EDITION} WHERE id = OLD.edition_id AND adopted_at IS NOT NULL)"
OF_NEW = f"EXISTS (SELECT 1 FROM {EDITION} WHERE id = NEW.edition_id AND adopted_at IS NOT NULL)"

GUARDS = [
    # name, act, table, condition, sentence
    ("procedures_version_words", "UPDATE", VERSION, f"{REWORDED} OR ({RECONFIRMED})", "a procedure version never changes"),
    ("procedures_version_kept", "DELETE", VERSION, "TRUE", "a procedure version is never deleted"),
    ("procedures_edition_words", "UPDATE", EDITION, "OLD.adopted_at IS NOT NULL", "an adopted calendar edition never changes"),
    ("procedures_edition_kept", "DELETE", EDITION, "OLD.adopted_at IS NOT NULL", "an adopted calendar edition is never deleted"),
    ("procedures_day_added", "INSERT", DAY, OF_NEW, "the days of an adopted calendar edition never change"),
    ("procedures_day_words", "UPDATE", DAY, f"{OF_OLD} OR {OF_NEW}", "the days of an adopted calendar edition never change"),
    ("procedures_day_kept", "DELETE", DAY, OF_OLD, "the days of an adopted calendar edition never change"),
]


def forward(apps: Any, schema_editor: Any) -> None:
    for name, act, table, condition, sentence in GUARDS:
        for statement in _statements(schema_editor.connection.vendor, name, act, table, condition, sentence):
            schema_editor.execute(statement)


def backward(apps: Any, schema_editor: Any) -> None:
    postgresql = schema_editor.connection.vendor == "postgresql"
    for name, _act, table, _condition, _sentence in GUARDS:
        schema_editor.execute(f"DROP TRIGGER {name} ON {table}" if postgresql else f"DROP TRIGGER {name}")
        if postgresql:
            schema_editor.execute(f"DROP FUNCTION {name}()")


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
    dependencies: ClassVar = [("procedures", "0002_who_proposed_an_edition")]

    operations: ClassVar = [migrations.RunPython(forward, backward)]

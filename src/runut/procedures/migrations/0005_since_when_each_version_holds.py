"""Until now a version held from the moment it was made; whichever came last was the current one."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations
from django.db.models.functions import TruncDate


def forward(apps: Any, schema_editor: Any) -> None:
    apps.get_model("procedures", "ProcedureVersion").objects.update(effective_from=TruncDate("made_at"))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procedures", "0004_drafts_and_days_in_force")]

    operations: ClassVar = [migrations.RunPython(forward, migrations.RunPython.noop)]

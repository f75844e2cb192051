"""Which version new cases follow is read from the days; the mark beside them goes."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procedures", "0005_since_when_each_version_holds")]

    operations: ClassVar = [
        migrations.AlterField(model_name="procedureversion", name="effective_from", field=models.DateField()),
        migrations.RemoveConstraint(model_name="procedureversion", name="procedures_one_current_version"),
        migrations.RemoveField(model_name="procedureversion", name="is_current"),
    ]

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("procedures", "0001_sops_and_calendar")]

    operations: ClassVar = [
        migrations.AddField(
            model_name="calendaredition",
            name="proposed_by",
            field=models.CharField(blank=True, max_length=60, default=""),
            preserve_default=False,
        ),
    ]

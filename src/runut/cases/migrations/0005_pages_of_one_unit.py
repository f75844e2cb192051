from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_what_remarks_are_about_and_earlier_answers"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "status", "opened_at", "id"], name="cases_by_unit_opening"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "status", "title", "id"], name="cases_by_unit_title"),
        ),
    ]

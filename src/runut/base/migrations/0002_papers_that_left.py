from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0001_cache_workers_and_due_jobs"),
    ]

    operations = [
        migrations.CreateModel(
            name="IssuedPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("at", models.DateTimeField()),
                ("code", models.CharField(max_length=19)),
                ("sha256", models.CharField(max_length=64)),
                ("issued_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    models.Index(fields=["code", "sha256"], name="base_issued_by_code"),
                    models.Index(fields=["name", "at"], name="base_issued_by_name"),
                ],
            },
        ),
    ]

"""The database itself refuses to change or delete which commits name which number."""

from __future__ import annotations

from django.db import migrations

from runut.base.staying import rows_stay


class Migration(migrations.Migration):
    dependencies = [("repositories", "0003_what_pushes_brought")]

    operations = [
        rows_stay(
            "repositories_mention",
            function="repositories_mention_refuse",
            sentence="what a commit names is never changed or deleted",
        )
    ]

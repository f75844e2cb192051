"""The database itself refuses to change or delete what was pushed and released."""

from __future__ import annotations

from django.db import migrations

from runut.base.staying import rows_stay


class Migration(migrations.Migration):
    dependencies = [("repositories", "0001_repositories_pushes_and_releases")]

    operations = [
        rows_stay(
            "repositories_push",
            "repositories_release",
            function="repositories_refuse",
            sentence="pushes and releases are never changed or deleted",
        )
    ]

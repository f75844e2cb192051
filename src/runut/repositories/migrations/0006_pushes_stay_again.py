"""The database itself refuses again to change or delete what was pushed."""

from __future__ import annotations

from django.db import migrations

from runut.base.staying import rows_stay


class Migration(migrations.Migration):
    dependencies = [("repositories", "0005_projects_at_a_forge")]

    operations = [rows_stay("repositories_push", function="repositories_push_refuse", sentence="pushes are never changed or deleted")]

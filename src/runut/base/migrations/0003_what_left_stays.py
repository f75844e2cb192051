"""The database itself refuses to change or delete what is known of the papers that left."""

from __future__ import annotations

from django.db import migrations

from runut.base.staying import rows_stay


class Migration(migrations.Migration):
    dependencies = [("base", "0002_papers_that_left")]

    operations = [
        rows_stay("base_issuedpaper", function="base_issued_refuse", sentence="papers that left are never changed or deleted"),
    ]

"""The database itself refuses to change or delete what became of findings."""

from __future__ import annotations

from django.db import migrations

from runut.base.staying import rows_stay


class Migration(migrations.Migration):
    dependencies = [("testing", "0001_findings_and_reports")]

    operations = [
        rows_stay("testing_findingchange", function="testing_refuse", sentence="what was said of a finding is never changed or deleted")
    ]

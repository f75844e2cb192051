"""The database itself refuses to change or delete what was tried and answered."""

from __future__ import annotations

from django.db import migrations

from runut.base.staying import rows_stay


class Migration(migrations.Migration):
    dependencies = [("testing", "0003_scenarios_runs_and_questionnaires")]

    operations = [
        rows_stay(
            "testing_execution",
            "testing_answer",
            function="testing_refuse_tests",
            sentence="what was tried and answered is never changed or deleted",
        )
    ]

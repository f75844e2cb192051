"""The database itself refuses to change or delete what was answered to the checklist, and how tasks were done."""

from __future__ import annotations

from django.db import migrations

from runut.base.staying import rows_stay


class Migration(migrations.Migration):
    dependencies = [("testing", "0008_security_functions_and_tasks")]

    operations = [
        rows_stay(
            "testing_securityanswer",
            "testing_taskattempt",
            function="testing_refuse_answers",
            sentence="what was answered and how tasks were done is never changed or deleted",
        )
    ]

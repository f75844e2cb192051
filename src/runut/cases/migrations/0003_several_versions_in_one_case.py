"""A case can move to another version of its SOP; from then on its activities and rounds are numbered by that one: another leg."""

from __future__ import annotations

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("cases", "0002_append_only_events_and_search")]

    operations: ClassVar = [
        migrations.RemoveConstraint(model_name="workitem", name="cases_work_item_round_once"),
        migrations.AddField(model_name="case", name="leg", field=models.PositiveSmallIntegerField(db_default=0, default=0)),
        migrations.AddField(model_name="workitem", name="leg", field=models.PositiveSmallIntegerField(db_default=0, default=0)),
        migrations.AddConstraint(
            model_name="workitem",
            constraint=models.UniqueConstraint(fields=("case", "leg", "activity", "round"), name="cases_work_item_once"),
        ),
    ]

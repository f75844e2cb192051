from __future__ import annotations

from typing import Any, ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def _person(*, null: bool = False) -> Any:
    return models.ForeignKey(null=null, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL)


def _id() -> Any:
    return models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("people", "0002_changes_stay"),
        ("procedures", "0003_what_was_adopted_stays"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Draft",
            fields=[
                ("id", _id()),
                ("name", models.CharField(max_length=200)),
                ("source", models.CharField(blank=True, max_length=200)),
                ("state", models.CharField(default="draft", max_length=10)),
                ("counter", models.PositiveIntegerField(default=0)),
                ("note", models.TextField(blank=True)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                (
                    "based_on",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="procedures.procedureversion",
                    ),
                ),
                ("changed_by", _person()),
                ("made_by", _person()),
                (
                    "office",
                    models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.office"),
                ),
                (
                    "procedure",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="drafts", to="procedures.procedure"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["state", "changed_at", "id"], name="procedures_draft_by_state")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ["draft", "submitted", "approved", "discarded"])),
                        name="procedures_draft_state",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("state__in", ["submitted", "approved"]), _negated=True),
                            ("office__isnull", False),
                            _connector="OR",
                        ),
                        name="procedures_draft_submitted_to_an_office",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="DraftAct",
            fields=[
                ("id", _id()),
                ("kind", models.CharField(max_length=12)),
                ("note", models.TextField(blank=True)),
                ("at", models.DateTimeField()),
                ("counter", models.PositiveIntegerField()),
                ("acted_as", models.JSONField(default=dict)),
                ("by", _person()),
                (
                    "draft",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="acts", to="procedures.draft"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Revision",
            fields=[
                ("id", _id()),
                ("number", models.PositiveIntegerField()),
                ("content", models.JSONField()),
                ("questions", models.JSONField(default=list)),
                ("undo_to", models.PositiveIntegerField(null=True)),
                ("redo_to", models.PositiveIntegerField(null=True)),
                ("aside", models.BooleanField(default=False)),
                ("made_at", models.DateTimeField()),
                (
                    "draft",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="revisions", to="procedures.draft"),
                ),
                ("made_by", _person()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("aside", False)),
                        fields=("draft", "number"),
                        name="procedures_revision_number_once",
                    )
                ],
            },
        ),
        migrations.AddField(model_name="procedureversion", name="effective_from", field=models.DateField(null=True)),
        migrations.AddField(model_name="procedureversion", name="approved_as", field=models.JSONField(default=dict)),
        migrations.AddField(
            model_name="procedureversion",
            name="draft",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="version", to="procedures.draft"
            ),
        ),
    ]

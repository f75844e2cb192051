"""What stands under the organisation's name on paper."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import migrations, models


def line(length: int) -> models.CharField[Any, Any]:
    """Return a line that old rows have empty."""
    return models.CharField(blank=True, max_length=length, default="")


class Migration(migrations.Migration):
    dependencies: ClassVar = [("people", "0002_changes_stay")]
    operations: ClassVar = [
        migrations.AddField(model_name="organisation", name="address", field=line(300), preserve_default=False),
        migrations.AddField(model_name="organisation", name="telephone", field=line(60), preserve_default=False),
        migrations.AddField(model_name="organisation", name="email", field=line(254), preserve_default=False),
    ]

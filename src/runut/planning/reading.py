"""How the filed parts of a plan are read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from runut.documents.forms.reading import Reading, Table, day_value, long_value, text_value
from runut.planning.forms.features import PRIORITIES


def read_features(content: Mapping[str, Any]) -> Reading:
    """Return a filed feature list as a table."""
    words = {value: str(label) for value, label in PRIORITIES}
    heads = (_("Number"), _("Feature"), _("What for whom"), _("Priority"), _("Acceptance criteria"))
    rows = tuple(
        (
            text_value(f"F{one.get('number')}"),
            text_value(one.get("name")),
            long_value(one.get("purpose")),
            text_value(words.get(str(one.get("priority")), one.get("priority"))),
            long_value(one.get("criteria")),
        )
        for one in content.get("features", ())
    )
    return Reading(lines=(), tables=(Table(title=_("Features"), heads=heads, rows=rows),))


def read_schedule(content: Mapping[str, Any]) -> Reading:
    """Return a filed schedule: its two ends, and its tasks as a table."""
    heads = (_("Number"), _("Task"), _("Working days"), _("From"), _("Until"), _("Waits for"), _("Float"), _("Expert"))
    rows = tuple(
        (
            text_value(f"#{one.get('number')}"),
            text_value(one.get("name")),
            text_value(_("milestone") if one.get("milestone") else one.get("days")),
            day_value(one.get("starts_on")),
            day_value(one.get("ends_on")),
            text_value(", ".join(f"#{number}" + (f" +{lag}" if lag else "") for number, lag in one.get("after", ()))),
            text_value(_("critical") if one.get("slack") == 0 else one.get("slack")),
            text_value(one.get("expert")),
        )
        for one in content.get("tasks", ())
    )
    lines = ((_("Work begins"), day_value(content.get("starts_on"))), (_("Work ends"), day_value(content.get("ends_on"))))
    return Reading(lines=lines, tables=(Table(title=_("Tasks"), heads=heads, rows=rows),))

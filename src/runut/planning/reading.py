"""How the filed parts of a plan are read."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from runut.documents.forms.reading import Reading, Table, Value
from runut.planning.forms.features import PRIORITIES


def read_features(content: Mapping[str, Any]) -> Reading:
    """Return a filed feature list as a table."""
    words = {value: str(label) for value, label in PRIORITIES}
    heads = (_("Number"), _("Feature"), _("What for whom"), _("Priority"), _("Acceptance criteria"))
    rows = tuple(
        (
            _text(f"F{one.get('number')}"),
            _text(one.get("name")),
            _long(one.get("purpose")),
            _text(words.get(str(one.get("priority")), one.get("priority"))),
            _long(one.get("criteria")),
        )
        for one in content.get("features", ())
    )
    return Reading(lines=(), tables=(Table(title=_("Features"), heads=heads, rows=rows),))


def read_schedule(content: Mapping[str, Any]) -> Reading:
    """Return a filed schedule: its two ends, and its tasks as a table."""
    heads = (_("Number"), _("Task"), _("Working days"), _("From"), _("Until"), _("Waits for"), _("Float"), _("Expert"))
    rows = tuple(
        (
            _text(f"#{one.get('number')}"),
            _text(one.get("name")),
            _text(_("milestone") if one.get("milestone") else one.get("days")),
            _day(one.get("starts_on")),
            _day(one.get("ends_on")),
            _text(", ".join(f"#{number}" + (f" +{lag}" if lag else "") for number, lag in one.get("after", ()))),
            _text(_("critical") if one.get("slack") == 0 else one.get("slack")),
            _text(one.get("expert")),
        )
        for one in content.get("tasks", ())
    )
    lines = ((_("Work begins"), _day(content.get("starts_on"))), (_("Work ends"), _day(content.get("ends_on"))))
    return Reading(lines=lines, tables=(Table(title=_("Tasks"), heads=heads, rows=rows),))


def _day(value: object) -> Value:
    with suppress(ValueError):
        return Value(kind="day", value=date.fromisoformat(str(value)))
    return _text(value)


def _text(value: object) -> Value:
    return Value(kind="text", value=str(value)) if value else Value(kind="none")


def _long(value: object) -> Value:
    return Value(kind="long", value=str(value)) if value else Value(kind="none")

"""How the filed parts of a plan are read."""

from __future__ import annotations

from collections.abc import Mapping
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


def _text(value: object) -> Value:
    return Value(kind="text", value=str(value)) if value else Value(kind="none")


def _long(value: object) -> Value:
    return Value(kind="long", value=str(value)) if value else Value(kind="none")

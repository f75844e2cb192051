"""How a filed list of the development team is read; `cases` files it when the team is named."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from runut.documents.forms.reading import Reading, Table, Value


def read_team(content: Mapping[str, Any]) -> Reading:
    """Return the members as a table: who, as what, from which day."""
    rows = tuple((_text(one.get("name")), _text(one.get("role")), _day(one.get("from"))) for one in content.get("members", ()))
    return Reading(lines=(), tables=(Table(title=_("Members"), heads=(_("Name"), _("Role in the team"), _("From")), rows=rows),))


def _text(value: object) -> Value:
    return Value(kind="text", value=str(value)) if value else Value(kind="none")


def _day(value: object) -> Value:
    with suppress(ValueError):
        return Value(kind="day", value=date.fromisoformat(str(value)))
    return _text(value)

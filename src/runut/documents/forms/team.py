"""How a filed list of the development team is read; `cases` files it when the team is named."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from runut.documents.forms.reading import Reading, Table, Value


def read_team(content: Mapping[str, Any]) -> Reading:
    """Return the members as a table: who, as what, from which day, and until which where one was named."""
    fields = (("name", _text), ("role", _text), ("from", _day), ("to", _day))
    rows = tuple(tuple(read(one.get(key)) for key, read in fields) for one in content.get("members", ()))
    heads = (_("Name"), _("Role in the team"), _("From"), _("Until"))
    return Reading(lines=(), tables=(Table(title=_("Members"), heads=heads, rows=rows),))


def _text(value: object) -> Value:
    return Value(kind="text", value=str(value)) if value else Value(kind="none")


def _day(value: object) -> Value:
    with suppress(ValueError):
        return Value(kind="day", value=date.fromisoformat(str(value)))
    return _text(value)

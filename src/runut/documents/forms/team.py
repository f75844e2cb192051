"""How a filed list of the development team is read; `cases` files it when the team is named."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from runut.documents.forms.reading import Reading, Table, day_value, text_value


def read_team(content: Mapping[str, Any]) -> Reading:
    """Return the members as a table: who, as what, from which day, and until which where one was named."""
    fields = (("name", text_value), ("role", text_value), ("from", day_value), ("to", day_value))
    rows = tuple(tuple(read(one.get(key)) for key, read in fields) for one in content.get("members", ()))
    heads = (_("Name"), _("Role in the team"), _("From"), _("Until"))
    return Reading(lines=(), tables=(Table(title=_("Members"), heads=heads, rows=rows),))

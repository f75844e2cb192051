"""Between what a form holds and what canonical JSON can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.forms import Form
from django.http import QueryDict

from runut.core.ledger import timestamp


def plain(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``values`` as JSON holds them: days as ``2026-11-23``, moments as in events, decimals as text."""
    return {name: _plain(value) for name, value in values.items()}


def typed(form_class: type[Form], data: QueryDict, *, prefix: str | None = None) -> dict[str, Any]:
    """Return what was typed into a form, unjudged, to be shown again."""
    form = form_class(prefix=prefix)
    return {name: field.widget.value_from_datadict(data, {}, form.add_prefix(name)) for name, field in form.fields.items()}


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return timestamp(value)
        case date():
            return value.isoformat()
        case time():
            return value.strftime("%H:%M")
        case Decimal():
            return str(value)
        case bool() | int() | str() | None:
            return value
        case Mapping():
            return plain(value)
        case Sequence() | set():
            return [_plain(one) for one in value]
        case _:
            raise TypeError(f"{type(value).__name__} has no place in a form's content")

"""How a filed form is read: its fields with the labels under which they were asked, its tables with their heads."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.timezone import get_current_timezone
from django.utils.translation import gettext as _

from runut.base.sentences import moment
from runut.documents.forms.rows import Rows

Text = str | Promise


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value; ``kind`` is text, long (several lines), day, link or none."""

    kind: str
    value: Any = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Repeated rows."""

    title: Text
    heads: tuple[Text, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def cells(self) -> list[list[tuple[Text, Value]]]:
        """Every row with the head of each value beside it: a phone shows a row as a card."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A form's content as it is read."""

    lines: tuple[tuple[Text, Value], ...]
    tables: tuple[Table, ...]


def read(form_class: type[forms.Form], rows: Mapping[str, Rows], content: Mapping[str, Any]) -> Reading:
    """Return ``content`` under the labels of the form; what the form asks no more keeps its own name."""
    fields = form_class.base_fields
    known = [(field.label or name, value_of(field, content.get(name))) for name, field in fields.items()]
    other = [(name, Value(kind="long", value=str(value))) for name, value in content.items() if name not in fields and name not in rows]
    return Reading(lines=(*known, *other), tables=tuple(_table(one, content.get(name) or []) for name, one in rows.items()))


def text_value(value: object) -> Value:
    """Return what is said in a few words."""
    return Value(kind="text", value=str(value)) if value or value == 0 else Value(kind="none")


def long_value(value: object) -> Value:
    """Return what may have several lines."""
    return Value(kind="long", value=str(value)) if value else Value(kind="none")


def day_value(value: object) -> Value:
    """Return a day that was filed as text; whatever else stands there as it is."""
    with suppress(ValueError):
        return Value(kind="day", value=date.fromisoformat(str(value)))
    return text_value(value)


def value_of(field: forms.Field, value: Any) -> Value:
    """Return one value as the field means it."""
    if value is None or value in ("", []):
        return Value(kind="none")
    if isinstance(field, forms.BooleanField):
        return Value(kind="text", value=_("yes") if value else _("no"))
    if isinstance(field, forms.DateField):
        with suppress(ValueError):
            return Value(kind="day", value=date.fromisoformat(str(value)))
    if isinstance(field, forms.DateTimeField):
        with suppress(ValueError):
            return Value(kind="text", value=moment(datetime.fromisoformat(str(value))))
    if isinstance(field, forms.TimeField):
        return Value(kind="text", value=f"{str(value)[:5].replace(':', '.')} {_zone()}")
    if isinstance(field, forms.URLField):
        return Value(kind="link", value=str(value))
    if isinstance(field, forms.ChoiceField):
        named = dict(field.choices)  # type: ignore[arg-type]
        chosen = value if isinstance(value, list) else [value]
        return Value(kind="text", value=", ".join(str(named.get(one, one)) for one in chosen))
    return Value(kind="long" if isinstance(field.widget, forms.Textarea) else "text", value=str(value))


def _zone() -> str:
    return datetime(2026, 1, 1, tzinfo=get_current_timezone()).tzname() or ""


def _table(rows: Rows, content: list[Mapping[str, Any]]) -> Table:
    fields = rows.form_class.base_fields
    return Table(
        title=rows.title,
        heads=tuple(field.label or name for name, field in fields.items()),
        rows=tuple(tuple(value_of(field, row.get(name)) for name, field in fields.items()) for row in content),
    )

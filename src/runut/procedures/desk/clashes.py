"""What two people changed at once, as the page tells it; and fields and what was typed in them, as words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from runut.base.sentences import word
from runut.core.procedure import END, Part, Unit
from runut.procedures import words
from runut.procedures.desk.answers import time_fields
from runut.procedures.drafting.content import Content, column_of, number_of
from runut.procedures.drafting.fields import Clash


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A clash in words; ``inputs`` are the form fields that would send what was typed once more."""

    anchor: str
    where: str
    theirs: str
    mine: str
    gone: bool
    inputs: tuple[tuple[str, str], ...]


def told(clash: Clash, content: Content) -> Told:
    """Return a clash in words."""
    return Told(
        anchor=anchor(clash.field),
        where=field_words(clash.field, content),
        theirs=_said(clash.field, clash.theirs, content),
        mine=_said(clash.field, clash.mine, content),
        gone=clash.gone,
        inputs=() if clash.gone else tuple(_inputs(clash.field, clash.mine)),
    )


def anchor(field: str) -> str:
    """Return the id of a field on the page."""
    return field.replace(".", "-").replace("_", "-")


def field_words(field: str, content: Content) -> str:
    """Return a field as words: ``Activity 5, Time``."""
    kind, _dot, rest = field.partition(".")
    if kind == "identity":
        return str(words.FIELDS.get(rest, rest))
    one_id, _dot, name = rest.partition(".")
    if kind == "column":
        column = column_of(content, int(one_id))
        what = words.FIELDS["held_by"] if name == "held" else words.FIELDS["name"]
        return f"{column['name'] if column else words.FIELDS['lane']}, {what}"
    number = number_of(content, int(one_id))
    where = _("activity %(number)s") % {"number": number} if number else str(words.FIELDS["activity"])
    if name.startswith("part."):
        column = column_of(content, int(name.removeprefix("part.")))
        return f"{where}, {column['name'] if column else words.FIELDS['performers']}"
    return f"{where}, {words.FIELDS.get(name, name)}"


def _said(field: str, value: Any, content: Content) -> str:
    if field.endswith(".then") and value is not None:
        return _target(value, content) if value else _("the next activity")
    return typed_words(value, content)


def typed_words(value: Any, content: Content) -> str:
    """Return what a field holds as words."""
    if value in (None, "", [], {}):
        return _("nothing")
    if isinstance(value, Mapping):
        if "amount" in value or "as" in value:
            amount, unit = time_fields(value)
            return f"{amount} {words.UNITS[Unit(unit)]}" if amount else unit.removeprefix("as:")
        return ", ".join(str(one) for one in value.values())
    if isinstance(value, list) and isinstance(value[0], Mapping):
        return "; ".join(f"{word(one['outcome'])}: {_target(one['to'], content)}" for one in value)
    if isinstance(value, list):
        return "\n".join(map(str, value))
    return str(words.PARTS[Part(value)]) if value in set(Part) else str(value)


def _target(to: int | str, content: Content) -> str:
    return _("the case ends") if to == END else _("activity %(number)s") % {"number": number_of(content, int(to)) or "?"}


def _inputs(field: str, value: Any) -> Iterator[tuple[str, str]]:
    if field.endswith(".time"):
        amount, unit = time_fields(value)
        yield from ((f"{field}.amount", amount), (f"{field}.unit", unit))
    elif field.endswith(".decision"):
        row = field.removesuffix(".decision")
        for index, one in enumerate(value or [{"outcome": "", "to": 0}]):
            yield from ((f"{row}.outcome.{index}", one["outcome"]), (f"{row}.to.{index}", str(one["to"])))
    elif field == "identity.approved_by":
        yield from ((f"{field}.{part}", value.get(part, "")) for part in ("position", "name"))
    else:
        yield field, "\n".join(value) if isinstance(value, list) else str(value)

"""The identity block as fields."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from runut.procedures import words
from runut.procedures.drafting.content import DATES, LISTS, TEXTS

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One field of the identity block; ``kind`` is the type of its input, ``lines`` or ``select``."""

    name: str
    label: StrOrPromise
    kind: str
    value: str
    wide: bool = False
    rows: int = 2
    options: tuple[tuple[str, str], ...] = ()

    @property
    def anchor(self) -> str:
        """Its id on the page, without what comes before."""
        return self.name.replace("_", "-").replace(".", "-")


def identity_fields(identity: Mapping[str, Any]) -> Iterator[Field]:
    """Yield the fields in the order of the form."""
    approval = identity.get("approved_by") or {}
    for name in TEXTS:
        yield Field(
            name=name,
            label=words.FIELDS["number"] if name == "number" else _("Name of the SOP"),
            kind="text",
            value=str(identity.get(name, "")),
        )
    for name in DATES:
        yield Field(name=name, label=words.FIELDS[name], kind="date", value=str(identity.get(name, "")))
    yield Field(name="day", label=words.FIELDS["day"], kind="select", value=str(identity.get("day", "working")), options=_days())
    yield Field(name="approved_by.position", label=_("Enacted by (position)"), kind="text", value=str(approval.get("position", "")))
    yield Field(name="approved_by.name", label=_("Enacted by (name)"), kind="text", value=str(approval.get("name", "")))
    for name in LISTS:
        values = list(identity.get(name) or [])
        yield Field(name=name, label=words.FIELDS[name], kind="lines", value="\n".join(values), wide=True, rows=max(2, len(values) + 1))


def _days() -> tuple[tuple[str, str], ...]:
    return ("working", _("working days")), ("calendar", _("calendar days"))

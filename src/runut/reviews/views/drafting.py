"""The form of a remark: what it can be tied to, and where a picture is chosen, the picture to press a spot on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _

from runut.cases.things import thing, things
from runut.reviews.forms import DraftForm

MOST: Final = 200
"""Things of one heading that are listed; others are come to from their own page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """The form, the picture of the chosen thing (its address, empty: it has none) and what it is called; ``left`` is how many are not listed."""

    form: DraftForm
    picture: str
    label: str
    left: int


def desk(case_id: int, *, data: Any = None, typed: Mapping[str, Any] | None = None) -> Desk:
    """Return the form, bound to ``data``, or with what was ``typed`` into it; either says what is chosen."""
    named = str((data if data is not None else typed or {}).get("thing") or "")
    chosen = thing(case_id, named)
    headings, left = _headings(case_id, named)
    if chosen and not any(value == named for _name, choices in headings for value, _label in choices):
        headings.append((_("Chosen"), [(named, chosen[1].label)]))
    picture = chosen[0].picture(case_id, chosen[1].key) if chosen else ""
    form = DraftForm(data, initial=dict(typed or {}), things=headings, spotted=bool(picture))
    return Desk(form=form, picture=picture, label=chosen[1].label if chosen else "", left=left)


def _headings(case_id: int, named: str) -> tuple[list[tuple[str, list[tuple[str, str]]]], int]:
    """Return what can be chosen by its headings, and how many things are not listed."""
    found: dict[str, list[tuple[str, str]]] = {}
    left = 0
    for kind, those in things(case_id):
        for one in those:
            choices = found.setdefault(one.group or str(_(kind.name)), [])
            if len(choices) < MOST:
                choices.append((f"{kind.key}:{one.key}", one.label))
            else:
                left += f"{kind.key}:{one.key}" != named
    return list(found.items()), left

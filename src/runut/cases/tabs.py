"""The parts of a case as links; rooms above this one have theirs among them."""

from __future__ import annotations

from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _


def tabs(case_id: int, active: str) -> list[dict[str, Any]]:
    """Return the parts of a case as tabs; a part whose room is not there is left out."""
    names = (
        ("cases:case", _("Now"), "case"),
        ("documents:papers", _("Documents"), "documents"),
        ("cases:responses", _("Responses"), "responses"),
        ("cases:history", _("History"), "history"),
        ("cases:people", _("People"), "people"),
    )
    found = [(address_of(name, case_id), label, key) for name, label, key in names]
    return [{"href": href, "label": label, "active": key == active} for href, label, key in found if href]


def address_of(name: str, *parts: object) -> str:
    """Return the address, or nothing when the room that it belongs to is not installed."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""

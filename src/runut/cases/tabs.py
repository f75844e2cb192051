"""The parts of a case as links; rooms above this one have theirs among them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from runut.people.queries import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """A part of a case: a URL name that takes the case's id, the message id of its label, and who sees it in which case."""

    key: str
    address: str
    label: str
    shown: Callable[[int, Standing, datetime], bool] = lambda case_id, who, at: True


_TABS: list[Tab] = [
    Tab(key="case", address="cases:case", label=gettext_noop("Now")),
    Tab(key="documents", address="documents:papers", label=gettext_noop("Documents")),
    Tab(key="responses", address="cases:responses", label=gettext_noop("Responses")),
    Tab(key="history", address="cases:history", label=gettext_noop("History")),
    Tab(key="people", address="cases:people", label=gettext_noop("People")),
]


def register_tab(tab: Tab, *, after: str) -> None:
    """Add the part of a room above, behind the part ``after``; for `AppConfig.ready()`."""
    if all(one.key != tab.key for one in _TABS):
        place = next(number for number, one in enumerate(_TABS, 1) if one.key == after)
        _TABS.insert(place, tab)


def tabs(case_id: int, active: str, *, who: Standing, at: datetime) -> list[dict[str, Any]]:
    """Return the parts of a case that ``who`` sees; a part whose room is not there is left out."""
    found = [(address_of(one.address, case_id), one) for one in _TABS if one.shown(case_id, who, at)]
    return [{"href": href, "label": _(one.label), "active": one.key == active} for href, one in found if href]


def address_of(name: str, *parts: object) -> str:
    """Return the address, or nothing when the room that it belongs to is not installed."""
    try:
        return reverse(name, args=parts)
    except NoReverseMatch:
        return ""

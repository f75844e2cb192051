"""What rooms above say of a case on its page, beside the request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Said = Callable[[int], Mapping[str, Any] | None]
"""Takes the case's id; returns what the template draws, or None when there is nothing to say. Queries: 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """A part of the case's page: its template finds `panel` and `case`."""

    template: str
    said: Said


Offered = Callable[[Any], Mapping[str, Any] | None]
"""Takes the page of a case (`runut.cases.queries.CasePage`) whose turn is its reader's; returns what the template draws, or None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Another way to record the turn, above the form of whose turn it is: its template finds `offer` and `case`."""

    template: str
    offered: Offered


_PANELS: list[Panel] = []
_OFFERS: list[Offer] = []


def register_panel(panel: Panel) -> None:
    """Add the panel of a room above; for `AppConfig.ready()`."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def register_offer(offer: Offer) -> None:
    """Add the offer of a room above; for `AppConfig.ready()`."""
    if offer not in _OFFERS:
        _OFFERS.append(offer)


def offers(page: Any) -> list[tuple[str, Mapping[str, Any]]]:
    """Return template and content of each offer that there is for whose turn it is."""
    found = [(one.template, one.offered(page)) for one in _OFFERS]
    return [(template, offered) for template, offered in found if offered is not None]


def panels(case_id: int) -> list[tuple[str, Mapping[str, Any]]]:
    """Return template and content of each panel that has something to say. Queries: 1 for each."""
    found = [(one.template, one.said(case_id)) for one in _PANELS]
    return [(template, said) for template, said in found if said is not None]

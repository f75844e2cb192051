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


_PANELS: list[Panel] = []


def register_panel(panel: Panel) -> None:
    """Add the panel of a room above; for `AppConfig.ready()`."""
    if panel not in _PANELS:
        _PANELS.append(panel)


def panels(case_id: int) -> list[tuple[str, Mapping[str, Any]]]:
    """Return template and content of each panel that has something to say. Queries: 1 for each."""
    found = [(one.template, one.said(case_id)) for one in _PANELS]
    return [(template, said) for template, said in found if said is not None]

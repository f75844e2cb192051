"""Where a case of an SOP begins, as far as the SOP's page wants to lead there; the room of the cases, which is above this one, tells it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

_TOLD: Final[list[Callable[[str], str]]] = []


def listen(address: Callable[[str], str]) -> None:
    """Register who begins cases; called in ``AppConfig.ready()``. ``address(key)`` gives the page that begins one of the SOP ``key``."""
    if address not in _TOLD:
        _TOLD.append(address)


def address(key: str) -> str:
    """Return the page that begins a case of the SOP ``key``; empty where nothing is told."""
    return next((told(key) for told in _TOLD), "")

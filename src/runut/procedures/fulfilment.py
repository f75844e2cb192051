"""How deliverables are fulfilled, as far as whoever writes an SOP wants to know; the room of the cases, which is above this one, tells it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

_TOLD: Final[list[Callable[[], Mapping[str, str]]]] = []


def listen(tools: Callable[[], Mapping[str, str]]) -> None:
    """Register who knows tools; called in ``AppConfig.ready()``. ``tools()`` gives the message id of each tool's name by the deliverable's key."""
    if tools not in _TOLD:
        _TOLD.append(tools)


def tools() -> dict[str, str]:
    """Return the message id of the tool for each key that has one; every other deliverable is fulfilled by a file."""
    return {key: name for told in _TOLD for key, name in told().items()}

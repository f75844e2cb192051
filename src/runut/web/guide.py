"""Invented values for /styleguide/."""

from __future__ import annotations

from typing import Any


def context() -> dict[str, Any]:
    """Return what the style guide shows."""
    return {}

"""Rows of this room."""

from __future__ import annotations

from runut.acceptance.models.sheets import Line, Part, Step

__all__ = ["Line", "Part", "Step"]

"""Everything that reads in this room."""

from __future__ import annotations

from runut.repositories.queries.pushes import Pushed, has_code, pushes

__all__ = ["Pushed", "has_code", "pushes"]

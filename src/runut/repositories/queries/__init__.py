"""Everything that reads in this room."""

from __future__ import annotations

from runut.repositories.queries.pushes import Mentioned, Pushed, has_code, mentions, push_page, pushes, pushes_between

__all__ = ["Mentioned", "Pushed", "has_code", "mentions", "push_page", "pushes", "pushes_between"]

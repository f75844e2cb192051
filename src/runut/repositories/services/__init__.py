"""Everything that writes in this room."""

from __future__ import annotations

from runut.repositories.services.pushes import note_all, note_pushes, push_from, told
from runut.repositories.services.releases import Manual, make_release
from runut.repositories.services.repositories import address, make_repository

__all__ = ["Manual", "address", "make_release", "make_repository", "note_all", "note_pushes", "push_from", "told"]

"""What the people of a rehearsal do with the tools of the rooms, in a case that an example application tells: by the same services that pages call."""

from __future__ import annotations

from runut.rehearsal.rooms.crew import Crew
from runut.rehearsal.rooms.scene import Scene

__all__ = ["Crew", "Scene"]

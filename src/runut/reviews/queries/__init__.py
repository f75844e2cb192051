"""Everything that reads the rows of this room."""

from __future__ import annotations

from runut.reviews.queries.presentations import (
    Attendee,
    Invited,
    Meeting,
    against_hosting,
    home_of,
    material,
    meeting,
    meeting_by_code,
    meeting_of,
    meetings,
    round_of,
)

__all__ = [
    "Attendee",
    "Invited",
    "Meeting",
    "against_hosting",
    "home_of",
    "material",
    "meeting",
    "meeting_by_code",
    "meeting_of",
    "meetings",
    "round_of",
]

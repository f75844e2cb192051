"""Everything that reads the rows of this room."""

from __future__ import annotations

from runut.reviews.queries.changes import Change, changes_since
from runut.reviews.queries.deciding import advice, against_deciding, counsel
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
    minutes_of,
    presented,
    round_of,
    taken_over,
)
from runut.reviews.queries.responses import (
    Drafted,
    DraftView,
    OpinionView,
    VerdictView,
    against_drafting,
    against_viewing,
    drafted_for,
    material_hashes,
    proposed_for,
    responding,
)

__all__ = [
    "Attendee",
    "Change",
    "DraftView",
    "Drafted",
    "Invited",
    "Meeting",
    "OpinionView",
    "VerdictView",
    "advice",
    "against_deciding",
    "against_drafting",
    "against_hosting",
    "against_viewing",
    "changes_since",
    "counsel",
    "drafted_for",
    "home_of",
    "material",
    "material_hashes",
    "meeting",
    "meeting_by_code",
    "meeting_of",
    "meetings",
    "minutes_of",
    "presented",
    "proposed_for",
    "responding",
    "round_of",
    "taken_over",
]

"""Everything that writes the rows of this room."""

from __future__ import annotations

from runut.reviews.services.attendance import close_attendance, enter_attendee, open_attendance, sign_attendance, strike_attendee
from runut.reviews.services.presentations import Planned, change_presentation, mark_held, plan_presentation
from runut.reviews.services.responses import confirm_reading, draft_proposals, draft_remark, give_view, judge_answer, take_back_remark

__all__ = [
    "Planned",
    "change_presentation",
    "close_attendance",
    "confirm_reading",
    "draft_proposals",
    "draft_remark",
    "enter_attendee",
    "give_view",
    "judge_answer",
    "mark_held",
    "open_attendance",
    "plan_presentation",
    "sign_attendance",
    "strike_attendee",
    "take_back_remark",
]

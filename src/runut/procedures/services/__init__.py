"""What this room writes: drafts and versions of SOPs, and editions of the calendar."""

from __future__ import annotations

from runut.procedures.services.approval import approve_draft, return_draft, submit_draft, withdraw_draft
from runut.procedures.services.carrying import take_in_version
from runut.procedures.services.drafts import (
    Saved,
    answer_questions,
    discard_draft,
    redo_draft,
    save_draft,
    start_draft,
    take_aside,
    undo_draft,
)
from runut.procedures.services.editions import adopt_edition, draft_edition, edit_edition, propose_edition, remove_edition
from runut.procedures.services.hours import change_hours
from runut.procedures.services.versions import confirm_version, install_shipped, install_text

__all__ = [
    "Saved",
    "adopt_edition",
    "answer_questions",
    "approve_draft",
    "change_hours",
    "confirm_version",
    "discard_draft",
    "draft_edition",
    "edit_edition",
    "install_shipped",
    "install_text",
    "propose_edition",
    "redo_draft",
    "remove_edition",
    "return_draft",
    "save_draft",
    "start_draft",
    "submit_draft",
    "take_aside",
    "take_in_version",
    "undo_draft",
    "withdraw_draft",
]

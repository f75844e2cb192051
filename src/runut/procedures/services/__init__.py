"""What this room writes: versions of the SOP, and editions of the calendar."""

from __future__ import annotations

from runut.procedures.services.editions import adopt_edition, draft_edition, edit_edition, propose_edition, remove_edition
from runut.procedures.services.hours import change_hours
from runut.procedures.services.versions import confirm_version, install_shipped, install_text, new_version

__all__ = [
    "adopt_edition",
    "change_hours",
    "confirm_version",
    "draft_edition",
    "edit_edition",
    "install_shipped",
    "install_text",
    "new_version",
    "propose_edition",
    "remove_edition",
]

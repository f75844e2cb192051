"""The sentences about presentations and the responses to them; part of `runut.core.sentences.SENTENCES`, the rules are the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.core.wording import gettext_noop

_ = gettext_noop

RESPONSES: Final[Mapping[str, str]] = {
    "response_closed": _("Views and remarks are given while the decision of an activity with a response is open; it is not open now."),
    "response_not_yours": _("Only those who take part in activity %(activity)s draft remarks; only %(performer)s give their view."),
    "material_unread": _("You did not attend the presentation: confirm first that you have read the sealed material."),
    "material_changed": _("The material changed after you opened the page. Read it again, then confirm."),
    "quorum_missing": _(
        "This office asks for the view of %(needed)s of %(performer)s before the decision; %(given)s of them have given theirs."
    ),
    "proposal_none": _("Choose at least one of the proposed remarks."),
    "view_reason": _("Say why you do not agree, or why you abstain."),
    "thing_unknown": _("What the remark is tied to is not there any more. Choose it again."),
    "presentation_past": _("Activity %(activity)s is complete; a presentation is planned again when the case comes back to it."),
    "presentation_ends": _("A presentation ends after it begins."),
    "presentation_place": _("Say where it is held: a place, or the address of the meeting."),
    "presentation_nobody": _("Invite at least somebody."),
    "attendance_code": _("No attendance list shows this code now. Read the code in the room again; it changes every two minutes."),
    "attendance_often": _("Too many codes were tried. Wait a minute, then type the code again."),
}

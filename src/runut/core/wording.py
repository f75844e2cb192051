"""The sentences about the text of an SOP: what its check finds, and what an exchange with other programs refuses.

Part of `runut.core.sentences.SENTENCES`, in a file of its own because they are many; the rules are the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue and return it as it is."""
    return message


_ = gettext_noop

FINDINGS: Final[Mapping[str, str]] = {
    # identity block
    "identity_missing": _("“%(field)s” of the identity block is empty."),
    "revision_missing": _("“Tanggal Revisi” is empty; it holds the day of the last revision, or the planned day of the next review."),
    "dates_order": _("“%(field)s” (%(day)s) lies before the day on which the SOP was made (%(made)s)."),
    "effective_day_off": _("The SOP takes effect on %(day)s, which is no working day of the office's calendar."),
    "law_repealed": _("“%(law)s” has been repealed; %(successor)s stands in its place."),
    "law_undated": _("“%(law)s” has a number but no year, so it cannot be found."),
    "law_vague": _("“%(law)s” names no single regulation; a legal basis has a kind, a number and a year."),
    # performers
    "performer_unused": _("“%(performer)s” has a column, but takes part in no activity."),
    "performers_order": _("The columns follow the sequence of the activities, from the left: %(order)s."),
    # activities
    "activity_no_time": _("The activity has no time limit, so it can never be late."),
    "activity_no_output": _("The activity leaves nothing that shows it was done."),
    "activity_no_requirement": _("The activity needs nothing; the quality standard names what it starts from."),
    "actor_in_text": _("The sentence names who acts (“%(actor)s”); the column says that already."),
    # decisions and paths
    "outcomes_same": _("Every outcome leads to the same place, so the decision decides nothing."),
    "outcomes_many": _("The decision has %(count)s outcomes; the diamond of the form has two exits."),
    "loop_unlimited": _("This leads back to activity %(target)s, and nothing says how often that may happen."),
    "end_early": _("The case can end here, beside the end after activity %(last)s; the form knows one “Selesai”."),
    # what is needed, and what is left
    "input_unsourced": _("“%(deliverable)s” comes from outside; Keterkaitan or Peralatan should name its source."),
    "requirement_unsourced": _("No activity leaves “%(deliverable)s”, and neither Keterkaitan nor Peralatan names its source."),
    "requirement_late": _("“%(deliverable)s” is left only by activity %(makers)s, which comes after this one."),
    "requirement_some_paths": _("“%(deliverable)s” is left by activity %(makers)s, but not on the way %(path)s."),
    "output_unused": _("Nobody uses “%(deliverable)s”: no later activity needs it, and it is no end product."),
}

EXCHANGE: Final[Mapping[str, str]] = {
    "procedure_not_json": _("The file is not readable JSON: %(detail)s"),
}
"""What keeps a file of another program from being read."""

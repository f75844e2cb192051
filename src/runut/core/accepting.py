"""The sentences about installing and comparing; part of `runut.core.sentences.SENTENCES`, the rules are the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from runut.core.wording import gettext_noop

_ = gettext_noop

ACCEPTANCE: Final[Mapping[str, str]] = {
    "comparison_none": _("Neither an approved feature nor anything presented is filed here, so there is nothing to compare yet."),
    "comparison_open": _("%(count)s of %(all)s lines are not compared yet; each needs its verdict before the comparison is filed."),
    "comparison_installed": _("Say what is installed: “differs” and “more than promised” need it."),
    "comparison_verdict": _("The verdict is: matches, differs, is not there, or more than promised."),
    "comparison_more_only": _("A line that nobody promised is always “more than promised”."),
    "comparison_many": _("A comparison takes at most %(most)s lines that nobody promised."),
    "guide_own_work": _(
        "The installation guide is carried out by somebody who did not write it; you filed it, or belong to the team that did."
    ),
    "guide_unreadable": _(
        "No step can be read from the installation guide: it is no Markdown or text with a numbered list or sections. Write the steps by hand."
    ),
    "run_sheet_begun": _("The run sheet has steps already; take them out first, or go on with them."),
    "run_sheet_none": _("The run sheet has no step yet; there is nothing to file."),
    "run_sheet_open": _("%(count)s of %(all)s steps are not carried out yet; each needs its result before the run sheet is filed."),
    "run_sheet_many": _("A run sheet takes at most %(most)s steps."),
    "step_result": _("The result of a step is: done, differs, or not in the guide."),
    "step_observed": _("Say what was observed: a step that differs, or that the guide does not describe, needs it."),
    "step_minutes": _("Minutes are a number from 0 to %(most)s."),
    "evidence_foreign": _("This paper is not among the papers of the case; choose another or send a file."),
}
"""What run sheet, comparison and installation report refuse."""

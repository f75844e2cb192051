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
    "evidence_foreign": _("This paper is not among the papers of the case; choose another or send a file."),
}
"""What run sheet, comparison and installation report refuse."""

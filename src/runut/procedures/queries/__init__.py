"""What this room answers: the SOP of a case, the one for new cases, and the calendar that decides deadlines."""

from __future__ import annotations

from runut.procedures.queries.calendars import (
    calendar,
    calendar_answer,
    calendar_under,
    calendar_with,
    forget_calendar,
    remembered_calendar,
)
from runut.procedures.queries.drafts import (
    ActRow,
    DraftRow,
    DraftView,
    aside_view,
    draft_history,
    draft_list,
    draft_row,
    draft_view,
    drafts_for,
    drafts_of,
    not_held,
)
from runut.procedures.queries.editions import EditionRow, EditionView, edition, edition_list
from runut.procedures.queries.procedures import ProcedureRow, procedure_list, procedure_row, procedures_in_force
from runut.procedures.queries.versions import (
    VersionName,
    VersionRow,
    forget_versions,
    procedure_version,
    version,
    version_before,
    version_choices,
    version_in_force,
    version_list,
    version_name,
    version_of_text,
    version_text,
)

__all__ = [
    "ActRow",
    "DraftRow",
    "DraftView",
    "EditionRow",
    "EditionView",
    "ProcedureRow",
    "VersionName",
    "VersionRow",
    "aside_view",
    "calendar",
    "calendar_answer",
    "calendar_under",
    "calendar_with",
    "draft_history",
    "draft_list",
    "draft_row",
    "draft_view",
    "drafts_for",
    "drafts_of",
    "edition",
    "edition_list",
    "forget",
    "not_held",
    "procedure_list",
    "procedure_row",
    "procedure_version",
    "procedures_in_force",
    "remembered_calendar",
    "version",
    "version_before",
    "version_choices",
    "version_in_force",
    "version_list",
    "version_name",
    "version_of_text",
    "version_text",
]


def forget() -> None:
    """Empty what this process remembers; for whoever exchanges the database under it (restore, tests)."""
    forget_versions()
    forget_calendar()

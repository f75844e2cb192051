"""What this room answers: the SOP of a case, the one for new cases, and the calendar that decides deadlines."""

from __future__ import annotations

from runut.procedures.queries.calendars import calendar, calendar_with, forget_calendar
from runut.procedures.queries.editions import EditionRow, EditionView, edition, edition_list
from runut.procedures.queries.versions import (
    VersionRow,
    current_version,
    forget_versions,
    procedure_version,
    version,
    version_before,
    version_list,
    version_text,
)

__all__ = [
    "EditionRow",
    "EditionView",
    "VersionRow",
    "calendar",
    "calendar_with",
    "current_version",
    "edition",
    "edition_list",
    "forget",
    "procedure_version",
    "version",
    "version_before",
    "version_list",
    "version_text",
]


def forget() -> None:
    """Empty what this process remembers; for whoever exchanges the database under it (restore, tests)."""
    forget_versions()
    forget_calendar()

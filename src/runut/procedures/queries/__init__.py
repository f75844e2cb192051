"""What this room answers: the SOP of a case, the one for new cases, and the calendar that decides deadlines."""

from __future__ import annotations

from runut.procedures.queries.calendars import calendar, forget_calendar
from runut.procedures.queries.versions import current_version, forget_versions, procedure_version

__all__ = ["calendar", "current_version", "forget", "procedure_version"]


def forget() -> None:
    """Empty what this process remembers; for whoever exchanges the database under it (restore, tests)."""
    forget_versions()
    forget_calendar()

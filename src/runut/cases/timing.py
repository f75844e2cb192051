"""How far a deadline is, in working days as people count them."""

from __future__ import annotations

from datetime import datetime

from runut.core.workdays import Calendar, working_days_between


def days_left(due_at: datetime | None, *, at: datetime, calendar: Calendar) -> int | None:
    """Return the working days until ``due_at``: 0 today, negative once it has passed on an earlier day; None without a deadline.

    A deadline of Friday is one day late on Saturday already, though no working day lies between.
    """
    if due_at is None:
        return None
    today, last = calendar.local(at).date(), calendar.local(due_at).date()
    days = working_days_between(today, last, calendar)
    if days == 0 and last != today:
        return -1 if last < today else 1
    return days

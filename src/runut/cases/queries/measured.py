"""How the activities of a version of an SOP went over many cases: what its evaluation asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from runut.cases.models import Case, WorkItem
from runut.core.workdays import working_days_between
from runut.procedures.queries import calendar


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """One activity: how often it was completed, how often after its deadline, how often in a later round, and the working days of each time."""

    done: int = 0
    late: int = 0
    again: int = 0
    days: tuple[int, ...] = ()

    @property
    def mean(self) -> float | None:
        """The working days on an average; None before the first time."""
        return sum(self.days) / len(self.days) if self.days else None


def measured(*, version_id: int, since: datetime, until: datetime, rehearsals: bool) -> Mapping[int, Measured]:
    """Return the activities of a version by number, as they were completed from ``since`` to ``until`` in cases that follow it. Queries: 1.

    ``rehearsals``: of rehearsed cases, or else of the office's own.
    """
    days, found = calendar(), dict[int, Measured]()
    rows = WorkItem.objects.filter(
        case__version_id=version_id, case__is_rehearsal=rehearsals, state="completed", closed_at__gte=since, closed_at__lte=until
    )
    for number, round_, begun, due, closed in rows.order_by("id").values_list("activity", "round", "scheduled_at", "due_at", "closed_at"):
        assert closed is not None  # completed ones are closed
        before, took = found.get(number, Measured()), working_days_between(days.local(begun).date(), days.local(closed).date(), days)
        late = due is not None and closed > due
        found[number] = Measured(
            done=before.done + 1, late=before.late + late, again=before.again + (round_ > 1), days=(*before.days, took)
        )
    return found


def case_numbers(*, version_id: int, since: datetime, until: datetime, rehearsals: bool) -> Mapping[str, int]:
    """Return how many cases of a version were begun and how many ended in which way in that time. Queries: 1."""
    found: dict[str, int] = {}
    rows = Case.objects.filter(version_id=version_id, is_rehearsal=rehearsals)
    for opened, ended, status in rows.values_list("opened_at", "ended_at", "status"):
        if since <= opened <= until:
            found["begun"] = found.get("begun", 0) + 1
        if ended and since <= ended <= until:
            found[status] = found.get(status, 0) + 1
    return found

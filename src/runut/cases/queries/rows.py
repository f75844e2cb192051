"""A case as lists show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import QuerySet

from runut.cases.models import Case
from runut.core.procedure import Activity, HeldBy, Performer, Procedure
from runut.procedures.queries import procedure_version

FIELDS: Final = (
    "id",
    "number",
    "title",
    "unit_id",
    "unit__name",
    "version_id",
    "status",
    "activity",
    "round",
    "turn_key",
    "due_at",
    "due_order",
    "open_remarks",
    "opened_at",
    "changed_at",
    "ended_at",
    "ending_reason",
    "is_rehearsal",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One line of a list of cases. ``performer`` is whom the case waits for and ``part`` what they do there (acts, decides, receives);
    ``late`` says whether its deadline has passed.
    """

    id: int
    number: str
    title: str
    unit: str
    status: str
    activity: int | None
    activity_text: str
    activities: int
    round: int
    performer: str
    part: str
    due_at: datetime | None
    late: bool
    open_remarks: int
    opened_at: datetime
    changed_at: datetime
    ended_at: datetime | None
    ending_reason: str
    is_rehearsal: bool


def row_values() -> QuerySet[Case, dict[str, Any]]:
    """Return the cases with the columns that `case_row` reads."""
    rows: QuerySet[Case, dict[str, Any]] = Case.objects.values(*FIELDS)
    return rows


def case_row(values: dict[str, Any], *, at: datetime) -> CaseRow:
    """Return one row as a line of a list; no query once the SOP's version is known to the process."""
    procedure = procedure_version(values["version_id"])
    number = values["activity"]
    due_at = values["due_at"]
    return CaseRow(
        id=values["id"],
        number=values["number"] or "",
        title=values["title"],
        unit=values["unit__name"],
        status=values["status"],
        activity=number,
        activity_text=procedure.activity(number).text if number else "",
        activities=len(procedure.activities),
        round=values["round"],
        performer=performer_name(procedure, values["turn_key"]) if number else "",
        part=_part(procedure.activity(number), procedure, values["turn_key"]) if number else "",
        due_at=due_at,
        late=bool(due_at and due_at < at and values["status"] == "active"),
        open_remarks=values["open_remarks"],
        opened_at=values["opened_at"],
        changed_at=values["changed_at"],
        ended_at=values["ended_at"],
        ending_reason=values["ending_reason"],
        is_rehearsal=values["is_rehearsal"],
    )


def case_rows(found: Iterable[dict[str, Any]], *, at: datetime) -> list[CaseRow]:
    """Return rows as lines of a list."""
    return [case_row(values, at=at) for values in found]


def performer_name(procedure: Procedure, turn_key: str) -> str:
    """Return the name of the performer that a case waits for, from what `Case.turn_key` holds."""
    names = [one.name for one in _behind(procedure, turn_key)]
    return names[0] if names else turn_key


def _behind(procedure: Procedure, turn_key: str) -> list[Performer]:
    held_by = {"@unit": HeldBy.UNIT, "@team": HeldBy.TEAM}.get(turn_key)
    return [one for one in procedure.performers if one.key == turn_key or (held_by and one.held_by is held_by)]


def _part(activity: Activity, procedure: Procedure, turn_key: str) -> str:
    keys = {one.key for one in _behind(procedure, turn_key)}
    return next((one.part.value for one in activity.turns if one.key in keys), "")

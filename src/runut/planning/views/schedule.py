"""Where the pages of the schedule stand, and the schedule as they show it."""

from __future__ import annotations

from datetime import datetime

from runut.people.access import Request
from runut.people.queries import Standing
from runut.planning.guards import KEY, against_tasks, is_under_way
from runut.planning.queries.schedule import Baseline, Plan, baseline, plan_of
from runut.planning.views.place import Place, place_for


def schedule_place(request: Request, case_id: int, key: str) -> Place:
    """Return the place of the schedule for who asks. Raises as `place_for`."""
    return schedule_for(case_id=case_id, key=key, who=request.standing, at=request.at)


def schedule_for(*, case_id: int, key: str, who: Standing, at: datetime) -> Place:
    """Return the place of the schedule; what stands against changing it is the tasks' own. Raises as `place_for`."""
    place = place_for(case_id=case_id, key=key, known=KEY, who=who, at=at)
    page = place.page
    return Place(page=page, key=key, name=place.name, against=against_tasks(page.procedure, page.position, page.actor))


def plan_now(place: Place, at: datetime) -> tuple[Plan, Baseline | None]:
    """Return the schedule as it is to be shown: as planned while it is planned, as it goes (against what was filed) once it is followed."""
    followed = is_under_way(place.page.procedure, place.page.position)
    sealed = followed or bool(place.against and place.against[0].code in {"document_sealed", "case_ended"})
    plan = plan_of(case_id=place.case_id, at=at if followed else None)
    return plan, baseline(case_id=place.case_id) if sealed else None

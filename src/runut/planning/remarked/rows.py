"""Features and tasks as what a remark can be tied to: what differs now is told against the list that was filed when the remark was raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any, Final

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from runut.base.sentences import day
from runut.cases.things import Kind, Raised, Since, Thing
from runut.core.errors import RunutError
from runut.documents.queries import Version, form_content, papers_of
from runut.planning.forms.features import PRIORITIES
from runut.planning.guards import KEY as SCHEDULE
from runut.planning.queries import features
from runut.planning.queries.schedule import FORM as TASKS
from runut.planning.queries.schedule import plan_content, plan_of, task_rows
from runut.planning.services.features import FORM as FEATURES
from runut.planning.services.features import KEY as ANALYSIS

Row = Mapping[str, Any]
_FEATURE: Final = {
    "name": gettext_noop("Feature"),
    "purpose": gettext_noop("What for whom"),
    "priority": gettext_noop("Priority"),
    "criteria": gettext_noop("Acceptance criteria"),
}
_TASK: Final = {
    "name": gettext_noop("Task"),
    "days": gettext_noop("Working days"),
    "starts_on": gettext_noop("From"),
    "ends_on": gettext_noop("Until"),
    "after": gettext_noop("Waits for"),
    "expert": gettext_noop("Expert"),
    "feature": gettext_noop("Feature"),
}


def _features(case_id: int) -> list[Thing]:
    """Return the features of the list. Queries: 1."""
    return [Thing(key=str(one.number), label=f"{one.label} {one.name}") for one in features(case_id=case_id)]


def _tasks(case_id: int) -> list[Thing]:
    """Return the tasks of the schedule. Queries: 2."""
    return [Thing(key=str(one.number), label=f"{one.label} {one.name}") for one in task_rows(case_id=case_id)]


def _feature_address(case_id: int, key: str, _place: str) -> str:
    return reverse("planning:features", args=[case_id, ANALYSIS]) + f"#F{key}"


def _task_address(case_id: int, key: str, _place: str) -> str:
    return reverse("planning:tasks", args=[case_id, SCHEDULE]) + f"?from={key}#T{key}"


def _features_since(case_id: int, raised: Sequence[Raised]) -> list[Since | None]:
    """Return how features differ from the list that was filed when the remarks were raised. Queries: 2, and 1 for each of its versions."""
    now = {str(one.number): one.content() for one in features(case_id=case_id)}
    then = _filed(case_id, ANALYSIS, FEATURES, "features")
    return [_since(one, then, now, _FEATURE, _feature_address(case_id, one[0].get("key", ""), "")) for one in raised]


def _tasks_since(case_id: int, raised: Sequence[Raised]) -> list[Since | None]:
    """Return how tasks differ from the schedule that was filed when the remarks were raised. Queries: 4, and 1 for each of its versions."""
    now: dict[str, Row] = {}
    with suppress(RunutError):  # a schedule that cannot be counted says so on its own page
        plan = plan_of(case_id=case_id)
        now = {str(one["number"]): one for one in plan_content(plan)["tasks"]} if plan.ends_on else {}
    then = _filed(case_id, SCHEDULE, TASKS, "tasks")
    return [_since(one, then, now, _TASK, _task_address(case_id, one[0].get("key", ""), "")) for one in raised]


def _filed(case_id: int, key: str, form: str, rows: str) -> Callable[[datetime], tuple[Version, Mapping[str, Row]] | None]:
    """Return what finds the list that was filed last before a moment, its rows by number."""
    versions = [one for paper in papers_of(case_id) if paper.key == key for one in paper.versions if one.form == form]
    versions.sort(key=lambda one: one.filed_at, reverse=True)
    read: dict[int, Mapping[str, Row]] = {}

    def find(at: datetime) -> tuple[Version, Mapping[str, Row]] | None:
        version = next((one for one in versions if one.filed_at <= at), None)
        if version is None:
            return None
        if version.id not in read:
            read[version.id] = {str(one["number"]): one for one in form_content(version)[rows]}
        return version, read[version.id]

    return find


def _since(
    raised: Raised,
    filed: Callable[[datetime], tuple[Version, Mapping[str, Row]] | None],
    now: Mapping[str, Row],
    fields: Mapping[str, str],
    address: str,
) -> Since | None:
    tied, at = raised
    key, found = tied.get("key", ""), filed(at)
    was = found[1].get(key) if found else None
    if found is None or was is None:
        return None
    then, one = reverse("documents:version", args=[found[0].id]), now.get(key)
    if one is None:
        return Since(state="gone", then=then)
    pairs = [(_(label), _said(name, was.get(name)), _said(name, one.get(name))) for name, label in fields.items()]
    lines = tuple((label, before, after) for label, before, after in pairs if before != after)
    return Since(state="changed" if lines else "same", lines=lines, then=then, now=address)


def _said(name: str, value: Any) -> str:
    """Return a cell of a filed list in words."""
    match name, value:
        case "priority", str():
            return str(dict(PRIORITIES).get(value, value))
        case "starts_on" | "ends_on", str():
            return day(date.fromisoformat(value))
        case "after", [*pairs]:
            return ", ".join(f"#{number}" + (f" +{lag}" if lag else "") for number, lag in pairs)
        case "feature", int():
            return f"F{value}"
    return "" if value is None else str(value)


FEATURE: Final = Kind(key="feature", name=gettext_noop("Features"), find=_features, address=_feature_address, since=_features_since)
TASK: Final = Kind(key="task", name=gettext_noop("Tasks"), find=_tasks, address=_task_address, since=_tasks_since)

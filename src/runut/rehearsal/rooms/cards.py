"""The board of an example application while it is developed: each card moves on the days on which its task was planned."""

from __future__ import annotations

from datetime import date
from typing import Final

from runut.cases import services
from runut.core.workdays import working_days_between
from runut.planning.queries.schedule import Plan, plan_of, task_rows
from runut.planning.services.board import comment, limit_columns, move_card
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.plan import change_days
from runut.rehearsal.rooms.scene import Scene

AGAIN: Final = "Pengembangan dibuka kembali oleh tanggapan atas hasil; jadwal yang disetujui sudah berakhir."
_LIMIT: Final = 5
"""Cards that are worked on at once at most."""


def work(scene: Scene, example: Example) -> None:
    """Move the cards day by day, as far as the story goes; tell what an example says of its tasks.

    A task that takes longer than planned (``slips``) is found out on its first day: from then on the schedule shows by how much all slips.
    """
    at = scene.on(scene.began_on, minutes=120)
    limit_columns(case_id=scene.case_id, most={"doing": _LIMIT}, who=scene.member(at=at), at=at)
    slips = dict(example.texts.get("slips", ()))
    said = {one["task"]: one["text"] for one in example.texts.get("comments", ())}
    for day in scene.days(1, scene.pace(6, scene.item.round)):
        plan = plan_of(case_id=scene.case_id)
        begun = [one.number for one in plan.tasks if not one.milestone and plan.timed(one.number).starts_on == day]
        for number in begun:
            at = scene.on(day, minutes=70)
            if number in slips:
                change_days(case_id=scene.case_id, number=number, days=slips.pop(number), who=scene.member(at=at), at=at)
            if number in said:
                comment(case_id=scene.case_id, number=number, text=said[number], who=scene.member(number, at=at), at=at)
            _move(scene, number, "doing", day)
        for number in _ending(plan_of(case_id=scene.case_id), day):
            _move(scene, number, "done", day)


def work_again(scene: Scene) -> None:
    """Do the tasks that the rejection put on the board, one of them begun each day."""
    for place, row in enumerate(one for one in task_rows(case_id=scene.case_id) if one.state != "done"):
        first, last = (scene.clock.forward(scene.began_on, days) for days in (1 + place, 2 + place))
        _move(scene, row.number, "doing", first)
        _move(scene, row.number, "done", last)


def extend(scene: Scene) -> None:
    """Let a head move the deadline to where a reopened development can keep it: the schedule has ended before."""
    at, due = scene.on(scene.began_on, minutes=60), scene.item.due_at
    end = scene.clock.forward(scene.began_on, scene.pace(6, scene.item.round) + 1)
    if due is None or scene.day(due) >= end:
        return
    days = working_days_between(scene.day(due), end, scene.clock.calendar)
    head = scene.parts.head(scene.page.procedure, at)
    services.extend(case_id=scene.case_id, days=days, why=AGAIN, who=head, at=at)


def _ending(plan: Plan, day: date) -> list[int]:
    return [one.number for one in plan.tasks if plan.timed(one.number).ends_on == day and one.state != "done"]


def _move(scene: Scene, number: int, state: str, day: date) -> None:
    row = next(one for one in task_rows(case_id=scene.case_id) if one.number == number)
    at = scene.on(day, minutes=80 if state == "doing" else 420)
    move_card(case_id=scene.case_id, number=number, state=state, version=row.version, who=scene.member(number, at=at), at=at)

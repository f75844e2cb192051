"""Presentations of an example application and the responses to them: planned, attended, recorded; read, remarked on, judged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from typing import Any, Final

from runut.cases.queries import Item, access_page
from runut.cases.things import things
from runut.core.guards import Act
from runut.documents.services import file_form
from runut.people.queries import Standing
from runut.rehearsal.rooms.example import Example
from runut.rehearsal.rooms.scene import Scene
from runut.reviews import codes
from runut.reviews.queries import home_of, material, material_hashes, meeting_of, taken_over
from runut.reviews.services import (
    Planned,
    close_attendance,
    confirm_reading,
    draft_remark,
    enter_attendee,
    give_view,
    judge_answer,
    mark_held,
    open_attendance,
    plan_presentation,
    sign_attendance,
)

_BEGINS, _ENDS = time(13, 0), time(14, 30)
PARTS: Final = {4: "plan", 7: "result"}
"""Which presentation, as the texts of an example call it, an activity is."""


def hold(scene: Scene, example: Example, *, key: str) -> None:
    """Plan the presentation for the day on which its activity was opened, and let those who come sign the list."""
    told, case_id = example.round(f"{key.partition('_')[0]}_meeting", scene.item.round), scene.case_id
    at = scene.on(scene.began_on, minutes=60)
    host = scene.member(at=at)
    invited = {
        "performers": [[one, scene.page.procedure.performer(one).name] for one in told["performers"]],
        "units": [],
        "people": [],
        "others": told["others"],
    }
    planned = Planned(
        held_on=scene.began_on,
        began_at=_BEGINS,
        ended_at=_ENDS,
        place=told["place"],
        link="",
        agenda="\n".join(told["agenda"]),
        letter_number=told["letter"],
        invited=invited,
        similar=[],
    )
    made = plan_presentation(case_id=case_id, key=key, planned=planned, who=host, at=at)
    opened = scene.on(scene.began_on, minutes=325)
    asked: dict[str, Any] = {"case_id": case_id, "presentation_id": made, "who": host}
    open_attendance(**asked, at=opened)
    secret = _meeting(scene, key).secret
    for place, who in enumerate(_coming(scene, key, at=opened), 1):
        signed = opened + timedelta(minutes=place, seconds=17 * place)
        sign_attendance(code=codes.code_at(secret, signed), who=who, at=signed)
    for name in told["guests"]:
        enter_attendee(**asked, name=name, position="Narasumber", at=opened + timedelta(minutes=20))
    close_attendance(**asked, at=opened + timedelta(minutes=30))


def _coming(scene: Scene, key: str, *, at: datetime) -> Iterator[Standing]:
    yield from (scene.parts.cast.standing(one, scene.day(at)) for one in scene.parts.team(at))
    yield from (scene.holder("technical_team", index, at=at) for index in range(2))
    if key.startswith("result"):
        yield scene.user(at=at)


def _meeting(scene: Scene, key: str) -> Any:
    found = meeting_of(case_id=scene.case_id, key=key, round_=scene.item.round)
    assert found is not None
    return found


def record(scene: Scene, example: Example, item: Item, who: Standing, at: datetime) -> None:
    """File the record of the presentation after it was held."""
    at = max(at, scene.on(scene.began_on, minutes=430))
    told, meeting = example.round(f"{item.key.partition('_')[0]}_meeting", scene.item.round), _meeting(scene, item.key)
    content = {
        "held_on": meeting.held_on.isoformat(),
        "began_at": meeting.began_at.isoformat(timespec="minutes"),
        "place": meeting.place,
        "minutes": told["minutes"],
        "actions": [{"by_on": "", **one} for one in told["actions"]],
    }
    if item.key == "result_presentation":
        content |= {"shown": told["shown"], "left_out": told["left_out"]}
    else:
        content["similar"] = told["similar"]
    page = access_page(case_id=scene.case_id, who=who, at=at)
    content |= taken_over(meeting, material(page, home_of(page, item.key)))
    file_form(case_id=scene.case_id, key=item.key, name=item.name, form=item.key, content=content, who=who, at=at)
    mark_held(presentation_id=meeting.id, at=at)


def respond(scene: Scene, example: Example, *, part: str) -> None:
    """Let the technical team read the material, say what it thinks, and judge the answers of the earlier round."""
    told, at = example.round(f"{part}_response", scene.item.round), scene.on(scene.began_on, minutes=180)
    for place, one in enumerate(told["views"]):
        who, moment = scene.holder("technical_team", place, at=at), at + timedelta(minutes=25 * place)
        if place:  # the first has attended, and that suffices
            page = access_page(case_id=scene.case_id, who=who, at=moment)
            confirm_reading(case_id=scene.case_id, seen=material_hashes(page), who=who, at=moment)
        give_view(case_id=scene.case_id, view=one["view"], why=one["why"], who=who, at=moment)
    for place, one in enumerate(told.get("remarks", ())):
        who, moment = scene.holder("technical_team", place, at=at), at + timedelta(minutes=60 + 7 * place)
        thing = _thing(scene.case_id, one["about"])
        draft_remark(case_id=scene.case_id, text=one["text"], must=one["must"], thing=thing, place=one.get("place", ""), who=who, at=moment)
    for number in range(1, scene.page.position.remarks + 1) if scene.item.round > 1 else ():
        if number in example.texts[f"{part}_judged"]:
            judge_answer(case_id=scene.case_id, number=number, closed=True, who=scene.holder("technical_team", at=at), at=at)


def _thing(case_id: int, about: str) -> str:
    """Return the thing that a remark is tied to: the first whose label begins so; empty where nothing does."""
    for kind, those in things(case_id):
        for one in those:
            if one.label.startswith(about):
                return f"{kind.key}:{one.key}"
    return ""


def decision(scene: Scene, example: Example, outcome: str) -> Act:
    """Return what is decided: the reason is the example's, the remarks were drafted."""
    part = "plan" if scene.item.activity == 5 else "result"
    told = example.round(f"{part}_response", scene.item.round)
    seen = frozenset(scene.page.seen)
    if outcome == "rejected":
        return Act(outcome=outcome, reason=told["reason"], remarks=(), seen=seen)
    return Act(outcome=outcome, note=told["reason"], seen=seen)

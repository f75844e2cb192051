"""The page and the API refuse the same act of the same person with the same sentence and the same status."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.api.site import api
from runut.planning.services import FeatureText, add_feature
from runut.planning.services.screens import add_screens
from runut.reviews.queries import drafted_for
from tests.builders import Story, begin
from tests.cast import cast
from tests.doors.test_api import Caller
from tests.rooms.planning.gallery import png, staged

AT = datetime.now(UTC) - timedelta(days=1)
# act, who, what the page sends, what the API sends
ACTS = [
    ("hold", "registrar", {"why": " "}, {"reason": " "}),
    ("hold", "technical_one", {"why": "Anggaran"}, {"reason": "Anggaran"}),
    ("resume", "registrar", {"why": ""}, {}),
    ("resume", "technical_one", {"why": ""}, {}),
    ("extend", "technical_one", {"why": "Libur", "days": 2, "shown": "2"}, {"reason": "Libur", "days": 2}),
    ("extend", "division_head", {"why": " ", "days": 2, "shown": "2"}, {"reason": " ", "days": 2}),
    ("deviate", "registrar", {"why": "Sudah", "target": 4, "shown": "4"}, {"reason": "Sudah", "activity": 4}),
    ("deviate", "division_head", {"why": " ", "target": 4, "shown": "4"}, {"reason": " ", "activity": 4}),
    ("cancel", "registrar", {"why": "Tidak jadi"}, {"reason": "Tidak jadi"}),
    ("cancel", "division_head", {"why": " "}, {"reason": " "}),
]
# who, the thing, what the page sends, what the API sends beside it
DRAFTS = [
    ("technical_two", "screen:9.1", {}),
    ("technical_two", "document:x", {}),
    ("developer_one", "", {}),
    ("user", "", {}),
    ("technical_two", "screen", {"place": "101 % / 4 %", "x": "101", "y": "4"}),
    ("technical_two", "", {"text": "x" * 4001}),
    ("technical_two", "", {"text": " "}),
]
TURNS = [
    ("registrar", {"outcome": ""}),
    ("technical_one", {"outcome": ""}),
    ("division_head", {"outcome": "approved"}),
    ("registrar", {"outcome": "approved"}),
]


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 2, where nothing has been supplied yet."""
    return begin(cast(AT), to=2)


def _page(story: Story, who: str, act: str, data: dict[str, Any]) -> Any:
    client = Client(headers={"Accept-Language": "en"})
    user = get_user_model().objects.get(pk=getattr(story.cast, who))
    type(user).objects.filter(pk=user.pk).update(language="en")
    client.force_login(user)
    return client.post(reverse(act if ":" in act else f"cases:{act}", args=[story.case_id]), data)


def _agree(page: Any, answer: Any) -> None:
    assert page.status_code == answer.status_code
    shown = html.unescape(page.content.decode())
    sentences = [one["sentence"] for one in answer.json()["reasons"]]
    assert sentences
    assert answer.json()["code"] != "time_backwards"
    assert [one for one in sentences if one not in shown] == []


@pytest.mark.parametrize(("act", "who", "typed", "sent"), ACTS)
def test_an_act_beside_the_flow_is_refused_alike(story: Story, act: str, who: str, typed: dict[str, Any], sent: dict[str, Any]) -> None:
    answer = Caller(story.cast, getattr(story.cast, who)).post(f"/cases/{story.case_id}/{act}", **sent)
    page = _page(story, who, act, typed | {"events": str(story.page().case.events)})
    assert answer.status_code in {403, 409}
    _agree(page, answer)


@pytest.mark.parametrize(("who", "act"), TURNS)
def test_a_record_of_the_turn_is_refused_alike(story: Story, who: str, act: dict[str, str]) -> None:
    caller = Caller(story.cast, getattr(story.cast, who))
    saw = caller.get(f"/cases/{story.case_id}").json()["saw"]
    answer = caller.post(f"/cases/{story.case_id}/complete", saw=saw, **act)
    page = _page(story, who, "record", {name: saw[name] for name in ("activity", "round", "turn")} | act)
    assert answer.status_code in {403, 409}
    _agree(page, answer)


@pytest.fixture
def presented(db: None) -> Story:
    """A case that waits for the response to its plan, with a feature and a screen in it."""
    story = begin(cast(AT), to=2)
    story.name_team(story.cast.developer_one)
    team: dict[str, Any] = {"case_id": story.to(3).case_id, "who": story.cast.standing(story.cast.developer_one), "at": story.at}
    add_feature(text=FeatureText(name="Ambil nomor"), **team)
    add_screens(files=[(staged(png()), "Masuk.png")], **team)
    return story.to(5)


def _thing(caller: Caller, story: Story, kind: str) -> dict[str, str]:
    (found,) = caller.get(f"/cases/{story.case_id}/things?kind={kind}").json()
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize(("who", "thing", "more"), DRAFTS)
def test_a_tied_remark_is_refused_alike(presented: Story, who: str, thing: str, more: dict[str, str]) -> None:
    caller = Caller(presented.cast, getattr(presented.cast, who))
    if thing == "screen":
        thing = _thing(caller, presented, "screen")["thing"]
    sent = {"text": "Tombol kecil", "weight": "must", "thing": thing} | more
    answer = caller.post(f"/cases/{presented.case_id}/drafts", **{name: value for name, value in sent.items() if name not in {"x", "y"}})
    page = _page(presented, who, "reviews:response", {"draft": "yes", **sent})
    assert answer.status_code in {403, 404, 409, 422}
    if answer.status_code == 422:  # the page's own form refuses it, in its words and beside the field
        assert page.status_code == 422
    else:
        _agree(page, answer)
    assert drafted_for(presented.page()).remarks == ()


def test_a_tied_remark_is_drafted_taken_back_and_decided_at_the_api_as_on_the_page(presented: Story) -> None:
    caller, decider = (Caller(presented.cast, getattr(presented.cast, one)) for one in ("technical_two", "technical_one"))
    address = f"/cases/{presented.case_id}/drafts"
    screen, feature = _thing(caller, presented, "screen"), _thing(caller, presented, "feature")
    assert (feature["label"], len(screen["sha256"])) == ("F1 Ambil nomor", 64)
    sent = {"text": "Tombol kecil", "thing": screen["thing"], "place": "31.5 % / 42 %"}
    made = [caller.post(address, **sent).json()["id"] for _ in range(2)]
    assert (
        _page(
            presented, "technical_two", "reviews:response", {"draft": "yes", **sent, "weight": "must", "x": "31.5", "y": "42"}
        ).status_code
        == 302
    )
    first, _second, typed = caller.get(address).json()
    assert first["about"] == typed["about"]
    assert (first["id"], first["weight"], first["about"]["place"], first["about"]["sha256"]) == (
        made[0],
        "must",
        sent["place"],
        screen["sha256"],
    )
    stranger = Caller(presented.cast, presented.cast.user)
    assert stranger.delete(f"{address}/{made[0]}").json()["code"] == "response_not_yours"
    assert [caller.delete(f"{address}/{one}").status_code for one in (made[0], typed["id"], made[0])] == [204, 204, 404]
    saw = decider.get(f"/cases/{presented.case_id}").json()["saw"]
    remark = {"text": "Kriterianya kurang", "weight": "suggestion", "thing": feature["thing"]}
    wrong = decider.post(
        f"/cases/{presented.case_id}/complete", saw=saw, outcome="rejected", reason="Belum", remarks=[remark | {"thing": "feature:9"}]
    )
    assert (wrong.status_code, wrong.json()["code"]) == (409, "thing_unknown")
    decider.post(f"/cases/{presented.case_id}/complete", saw=saw, outcome="rejected", reason="Belum", remarks=[remark])
    told = [(one["text"], one["about"]["label"], one["drafted_by"]) for one in caller.get(f"/cases/{presented.case_id}/remarks").json()]
    assert told == [("Tombol kecil", "Masuk, version 1", "Tini Contoh"), ("Kriterianya kurang", "F1 Ambil nomor", "")]
    assert caller.get(address).json() == []


def test_the_description_says_what_a_remark_can_be_tied_to() -> None:
    described = api.get_openapi_schema()
    fields = described["components"]["schemas"]["RemarkIn"]["properties"]
    assert "/things" in fields["thing"]["description"] and "31.5 % / 42 %" in fields["place"]["description"]
    assert set(described["paths"]["/api/v1/cases/{case_id}/drafts"]) == {"get", "post"}

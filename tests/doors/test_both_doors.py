"""The page and the API refuse the same act of the same person with the same sentence and the same status."""

from __future__ import annotations

import html
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from tests.builders import Story, begin
from tests.cast import cast
from tests.doors.test_api import Caller

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
TURNS = [
    ("registrar", {"outcome": ""}),
    ("technical_one", {"outcome": ""}),
    ("division_head", {"outcome": "approved"}),
    ("registrar", {"outcome": "approved"}),
]


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 2, where nothing has been supplied yet."""
    return begin(cast(AT)).to(2)


def _page(story: Story, who: str, act: str, data: dict[str, Any]) -> Any:
    client = Client(headers={"Accept-Language": "en"})
    user = get_user_model().objects.get(pk=getattr(story.cast, who))
    type(user).objects.filter(pk=user.pk).update(language="en")
    client.force_login(user)
    return client.post(reverse(f"cases:{act}", args=[story.case_id]), data)


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

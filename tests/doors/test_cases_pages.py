"""The pages of cases: what each person gets, what forms refuse and keep, and that a second press does nothing twice."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.cases import queries
from tests.builders import Story, another, begin
from tests.cast import Cast, cast

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db

PARTS = ("case", "responses", "history", "events", "people", "team", "hold", "resume", "extend", "deviate", "cancel")
PLACES = ("my_work", "deadlines", "deadlines_ics", "register", "register_csv", "register_xlsx", "new")
PEOPLE = ("administrator", "auditor", "user", "technical_one", "registrar", "developer_one", "division_head", "bureau_head", "outsider")


@pytest.fixture(autouse=True)
def _now() -> Any:
    with time_machine.travel(AT.replace(hour=4), tick=False):
        yield


@pytest.fixture
def office() -> Cast:
    return cast(AT)


@pytest.fixture
def story(office: Cast) -> Story:
    return begin(office)


def client_of(user_id: int) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.get(pk=user_id))
    return client


def text_of(response: Any) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    found: str = body.decode(errors="replace")
    return found


def saw(story: Story, by: int) -> dict[str, Any]:
    page = story.page(by)
    assert page.saw is not None
    return {"activity": page.saw.activity, "round": page.saw.round, "turn": page.saw.turn, "seen": list(page.seen)}


@pytest.mark.parametrize("person", PEOPLE)
def test_everybody_gets_the_lists(story: Story, person: str) -> None:
    client = client_of(getattr(story.cast, person))
    for name in PLACES:
        response = client.get(reverse(f"cases:{name}"))
        assert response.status_code == 200, name
        text_of(response)


@pytest.mark.parametrize("activity", [1, 5, 0])
def test_every_part_of_a_case_is_there_in_every_activity(office: Cast, activity: int) -> None:
    story = begin(office).to(activity)
    for person in (office.administrator, office.division_head, office.user):
        client = client_of(person)
        for part in PARTS:
            response = client.get(reverse(f"cases:{part}", args=[story.case_id]))
            assert response.status_code == 200, part
            text_of(response)


def test_a_case_of_another_unit_is_not_there(story: Story) -> None:
    client = client_of(story.cast.outsider)
    for part in PARTS:
        assert client.get(reverse(f"cases:{part}", args=[story.case_id])).status_code == 404, part

"""So many git clients at once, and no more."""

from __future__ import annotations

import base64
from datetime import UTC, datetime
from http import HTTPStatus

import pytest
from django.test import Client
from pytest_django import Settings

from runut.people.services import issue_token
from runut.repositories import turns
from runut.repositories.services import make_repository
from tests.builders import Story


def test_a_turn_that_is_given_back_is_there_again(settings: Settings) -> None:
    settings.GIT_AT_ONCE = 2
    first, second = turns.take(), turns.take()
    assert first is not None
    assert second is not None
    assert turns.take(patience=0) is None
    turns.give_back(first)
    third = turns.take(patience=0)
    assert third is not None
    turns.give_back(second)
    turns.give_back(third)


def test_who_comes_when_all_are_taken_is_told_to_come_again(
    story: Story, client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.GIT_AT_ONCE = 1
    monkeypatch.setattr(turns.take, "__kwdefaults__", {"patience": 0.1})
    story.to(2)
    made = make_repository(
        case_id=story.case_id, title="Source code repository", who=story.cast.standing(story.cast.registrar), at=story.at
    )
    secret = issue_token(
        name="uji", scopes=["repositories:read"], days=1, who=story.cast.standing(story.cast.technical_one), at=datetime.now(UTC)
    )
    headers = {"Authorization": "Basic " + base64.b64encode(f"x:{secret}".encode()).decode()}
    address = f"/git/{made.name}.git/info/refs?service=git-upload-pack"
    turn = turns.take()
    assert turn is not None
    answer = client.get(address, headers=headers)
    assert (answer.status_code, answer.headers.get("Retry-After")) == (HTTPStatus.SERVICE_UNAVAILABLE, "30"), answer.content
    assert "setengah menit" in answer.content.decode()
    turns.give_back(turn)
    answer = client.get(address, headers=headers)
    assert answer.status_code == HTTPStatus.OK
    assert b"service=git-upload-pack" in b"".join(answer.streaming_content)  # type: ignore[attr-defined]
    answer.close()
    free = turns.take(patience=0)
    assert free is not None
    turns.give_back(free)

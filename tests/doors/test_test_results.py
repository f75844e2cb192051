"""A pipeline reports its tests with a token; what the page refuses, the API refuses in the same words."""

from __future__ import annotations

import html
import io
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.builders import Story, begin
from tests.cast import cast
from tests.doors.test_api import Caller

AT = datetime.now(UTC) - timedelta(days=1)
PASSED = b'<testsuite><testcase name="test_uat_1_masuk"/><testcase name="lain"/></testsuite>'


@pytest.fixture
def story(db: None, tmp_path: Path, settings: Settings) -> Story:
    settings.FILES_FOLDER = tmp_path / "files"
    return begin(cast(AT), to=6)


def report(story: Story, who: str, content: bytes, scopes: tuple[str, ...] = ("tests:write",), **said: str) -> Any:
    upload = io.BytesIO(content)
    upload.name = "junit.xml"
    client = Caller(story.cast, getattr(story.cast, who), scopes).client
    return client.post(f"/api/v1/cases/{story.case_id}/test-results", data={"file": upload, **said})


def on_the_page(story: Story, who: str, content: bytes, **said: str) -> Any:
    upload = io.BytesIO(content)
    upload.name = "junit.xml"
    day = f"{datetime.now(UTC):%Y-%m-%d}"
    return signed_in(story, who).post(reverse("testing:automated", args=[story.case_id]), data={"upload": upload, "tested_on": day, **said})


def signed_in(story: Story, who: str) -> Client:
    user = get_user_model().objects.get(pk=getattr(story.cast, who))
    type(user).objects.filter(pk=user.pk).update(language="en")
    client = Client()
    client.force_login(user)
    return client


def test_a_pipeline_reports_and_the_page_shows_it(story: Story) -> None:
    first = report(story, "developer_one", PASSED, build="v1.0")
    assert first.status_code == 201
    assert (first.json()["number"], first.json()["passed"], first.json()["failed"], first.json()["build"]) == (1, 2, 0, "v1.0")
    again = report(story, "developer_one", PASSED, build="v1.0")
    assert (again.status_code, again.json()) == (200, first.json())
    assert on_the_page(story, "developer_one", PASSED, build="v1.0").status_code == 302
    shown = signed_in(story, "user").get(reverse("testing:automated", args=[story.case_id])).content.decode()
    assert "v1.0" in shown
    assert "Report 2" not in shown


def test_a_token_for_other_things_reports_nothing(story: Story) -> None:
    answer = report(story, "developer_one", PASSED, ("cases:write", "documents:write"), build="v1.0")
    assert (answer.status_code, answer.json()["code"]) == (403, "scope_missing")
    assert report(story, "developer_one", PASSED).status_code == 422


@pytest.mark.parametrize(
    ("who", "content"), [("developer_one", b"{}"), ("developer_one", PASSED[:-9]), ("outsider", PASSED), ("administrator", PASSED)]
)
def test_both_doors_refuse_alike(story: Story, who: str, content: bytes) -> None:
    answer, page = report(story, who, content, build="v1.0"), on_the_page(story, who, content, build="v1.0")
    assert answer.status_code == page.status_code
    assert answer.status_code in {404, 409, 422}
    if answer.status_code != 404:  # a page that is not there says so in its own words
        shown = html.unescape(page.content.decode())
        assert [one["sentence"] for one in answer.json()["reasons"] if one["sentence"] not in shown] == []

"""A case at the office's own forge, in the browser: every state of its source code, from the button to the release, with the forge away in between.

The office is a small one of its own, served by this process: the demonstration office has no forge.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from runut.base import worker
from runut.base.env import ForgeChosen
from runut.people.sealing import unseal
from runut.repositories.models import ForgeProject
from runut.repositories.services.looking import look_project
from tests.browser.conftest import Seat
from tests.browser.eyes import faults
from tests.builders import Story, begin
from tests.cast import cast
from tests.forges import TOKEN, Answer, FakeForge, running
from tests.rooms.repositories.test_projects import NONE, A, B, packed

LATER = datetime(2099, 1, 1, tzinfo=UTC)
AWAY: Answer = (503, {"message": "later"}, {})


@pytest.fixture
def fake(live_server: LiveServer, settings: Settings, tmp_path: Path) -> Iterator[FakeForge]:
    """A forge, and this process's office that has it."""
    settings.GIT_FOLDER, settings.FILES_FOLDER = tmp_path / "git", tmp_path / "files"
    with running("gitlab") as forge:
        settings.FORGE = ForgeChosen(kind="gitlab", address=forge.address, token=TOKEN, group="biro")
        settings.ADDRESS = live_server.url
        yield forge


@pytest.fixture
def story(fake: FakeForge) -> Story:
    """A case at activity 2 with a developer in its team; most of its people have an account at the forge."""
    made = begin(cast(datetime.now(UTC) - timedelta(days=1))).to(2)
    made.name_team(made.cast.developer_one)
    people = get_user_model().objects.in_bulk([made.cast.developer_one, made.cast.technical_one, made.cast.auditor])
    fake.accounts = {one.email: f"u{pk}" for pk, one in people.items()}
    return made


def work() -> None:
    """Let the worker do all that waits, what was put off and what failed once too."""
    while worker.work_one("uji", at=LATER):
        pass


def told(story: Story, address: str, ref: str, after: str, text: str) -> None:
    """Let the forge tell a push to ``address``, over the wire."""
    secret = unseal(ForgeProject.objects.get(case_id=story.case_id).secret) or ""
    commit = {"id": after, "message": text, "timestamp": "2026-11-23T09:00:00+07:00", "author": {"name": "Dewi"}}
    data = {"ref": ref, "before": NONE, "after": after, "commits": [commit], "total_commits_count": 1, "user_name": "Dewi di GitLab"}
    headers = {"X-Gitlab-Token": secret, "X-Gitlab-Event": "Push Hook", "Content-Type": "application/json"}
    with urllib.request.urlopen(urllib.request.Request(address, json.dumps(data).encode(), headers)) as answer:
        assert json.load(answer) == {"noted": True}


def test_a_project_is_made_pushed_to_looked_at_and_released(story: Story, fake: FakeForge, seat: Seat) -> None:
    found: list[str] = []
    keeper = seat(story.cast.registrar, "id")
    _made(story, fake, keeper, found)
    team = seat(story.cast.developer_one, "en")
    _pushed(story, fake, keeper, team, found)
    _released(story.to(6), fake, team, found)
    assert not found, "\n".join(found)


def _made(story: Story, fake: FakeForge, page: Page, found: list[str]) -> None:
    """Press the button while the name is taken, while the forge is away, and then not."""
    form = reverse("repositories:repository", args=[story.case_id, "source_repository"])
    page.goto(form)
    found += faults(page, name="a project that can be made")
    fake.made, fake.description = True, "Milik orang lain"
    page.locator("form[action$='/forge/'] button").click()
    expect(page.locator(".notice-info")).to_contain_text("sedang membuat proyeknya")
    expect(page.locator("form[action$='/forge/']")).to_have_count(0)
    found += faults(page, name="a project that is being made")
    work()
    page.locator(".notice-info a").click()
    expect(page.locator(".refusal-error")).to_contain_text("sudah ada proyek")
    found += faults(page, name="a name that is taken")
    fake.made, fake.answers = False, {"hooks": AWAY}
    page.locator("form[action$='/forge/'] button").click()
    work()
    page.reload()
    expect(page.locator(".refusal-warning")).to_contain_text("gangguan (503)")
    found += faults(page, name="a forge that is away while it makes")
    fake.answers = {}
    page.locator("form[action$='/forge/'] button").click()
    work()
    page.goto(reverse("repositories:code", args=[story.case_id]))
    expect(page.locator("section[aria-labelledby=members]")).to_contain_text("tidak punya akun")
    expect(page.locator("section[aria-labelledby=pushes]")).to_have_count(0)
    found += faults(page, name="a project without a push")


def _pushed(story: Story, fake: FakeForge, keeper: Page, team: Page, found: list[str]) -> None:
    """Tell one push, let another be found, and ask a forge that is away, then one that no longer takes the token."""
    [address] = fake.hooks
    told(story, address, "refs/heads/main", B, "Langkah pertama")
    fake.branches, fake.tags, fake.commits = {"main": B, "cetak": A}, ["v1.0"], [A]
    look_project.call(ForgeProject.objects.get(case_id=story.case_id).pk)
    work()
    team.goto(reverse("repositories:code", args=[story.case_id]))
    expect(team.locator("section[aria-labelledby=pushes]")).to_contain_text("cetak was found at the forge; no message told who pushed it")
    expect(team.locator("section[aria-labelledby=pushes]")).to_contain_text("Dewi di GitLab pushed main")
    expect(team.locator("section[aria-labelledby=tags]")).to_contain_text("v1.0")
    found += faults(team, name="pushes told and found")
    for answer, said in ((AWAY, "gangguan (503)"), ((403, {"message": "403 Forbidden"}, {}), "(403)")):
        fake.answers = {"protect": answer}
        keeper.locator("form[action$='/forge/'] button").click()
        work()
        keeper.reload()
        expect(keeper.locator(".refusal-warning")).to_contain_text(said)
    found += faults(keeper, name="a forge that refuses")
    fake.answers = {}
    keeper.locator("form[action$='/forge/'] button").click()
    work()
    keeper.reload()
    expect(keeper.locator(".refusal-warning")).to_have_count(0)


def _released(story: Story, fake: FakeForge, team: Page, found: list[str]) -> None:
    """Release the forge's tag: once with a path that it does not have, then without."""
    fake.archive = packed({"requirements.txt": b"Django==5.2.1\n", "docs/pengguna.md": b"Isi\n"})
    team.goto(reverse("repositories:release", args=[story.case_id, "application"]))
    found += faults(team, name="a tag to release")
    team.fill("[name=notes]", "Yang pertama")  # once: what was typed stays
    for path, name in (("docs/lain", "a release that is refused"), ("docs/pengguna.md", "a release that is filed")):
        team.fill("[name=path_user_guide]", path)
        team.locator("main form button[type=submit]").last.click()
        expect(team.locator(".notice-info")).to_contain_text("is being fetched from GitLab")
        work()
        team.locator(".notice-info a").click()
        expect(team.locator(".notice-info")).to_have_count(0)
        found += faults(team, name=name)
    expect(team.locator("section[aria-labelledby=released]")).to_contain_text("v1.0")
    team.goto(reverse("repositories:code", args=[story.case_id]))
    expect(team.locator("section[aria-labelledby=released]")).to_contain_text("Yang pertama")
    found += faults(team, name="a project with a release")

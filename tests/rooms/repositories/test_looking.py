"""What stands at the office's own forge and no message told: found by a look, noted once, and only when no message comes after all."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from runut.base.env import ForgeChosen
from runut.cases.mentions import namings
from runut.cases.services import cancel
from runut.core.errors import ForgeFailed
from runut.repositories.models import ForgeProject, Push
from runut.repositories.queries import pushes
from runut.repositories.services.looking import look_all, look_project, note_untold
from tests.builders import Story
from tests.clients import client_in
from tests.forges import TOKEN, FakeForge, running
from tests.rooms.repositories.test_projects import A, B, found, made, payload, tell, work

C = "c" * 40


@pytest.fixture(params=["gitlab", "forgejo"])
def fake(request: pytest.FixtureRequest, settings: Settings) -> Iterator[FakeForge]:
    with running(request.param) as forge:
        settings.FORGE = ForgeChosen(kind=request.param, address=forge.address, token=TOKEN, group="biro")
        yield forge


one = pytest.mark.parametrize("fake", ["gitlab"], indirect=True)
"""For what the kind of the forge does not touch."""


def look(story: Story) -> None:
    """Let the worker look, and look again."""
    look_project.call(found(story).id)
    work(story)


def noted(story: Story) -> list[tuple[str, str, str, int | None]]:
    """Return what is noted, oldest first."""
    repository = ForgeProject.objects.get(case_id=story.case_id).repository_id or 0
    return [(one.name, one.ref, one.kind, one.commits) for one in pushes(repository_id=repository)][::-1]


def test_what_no_message_told_is_noted_with_its_commits_and_told_as_found(story: Story, fake: FakeForge) -> None:
    made(story)
    fake.branches, fake.tags, fake.commits = {"cetak": A, "main": B, "antre": C, "masuk": A}, ["v1.0"], [B]
    assert look_all.call() == 1
    work(story)
    assert noted(story) == [] and [one["name"] for one in found(story).tags] == ["v1.0"]
    work(story)
    assert noted(story) == [
        ("", "main", "made", 1),
        ("", "antre", "made", 1),
        ("", "cetak", "made", 1),
        ("", "masuk", "made", 1),
        ("", "v1.0", "made", 0),
    ]
    assert fake.between == f"{B}..{A}"  # a new branch is counted from the main branch on
    who = story.cast.standing(story.cast.technical_one)
    assert [one.label for one in namings(story.case_id, 2, who=who, at=story.at)] == [B[:8]]
    shown = client_in(story, "technical_one").get(reverse("cases:history", args=[story.case_id])).content.decode()
    assert "ditemukan di forge" in shown and "1 commit dikirim ke main" in shown
    code = client_in(story, "technical_one").get(reverse("repositories:code", args=[story.case_id])).content.decode()
    assert "antre ditemukan di forge; tidak ada pesan yang menyebut siapa pengirimnya" in code
    look_project.call(found(story).id)
    assert not DBTaskResult.objects.filter(status="READY", task_path__endswith="note_untold").exists()


@one
def test_a_message_that_comes_after_all_says_who_pushed_and_the_look_nothing(story: Story, fake: FakeForge) -> None:
    project = made(story)
    fake.branches = {"main": B}
    look_project.call(project.id)
    tell(fake, project, payload(fake, story))
    work(story)
    assert noted(story) == [("Dewi Contoh", "main", "made", 25)]


def test_a_message_that_comes_after_it_was_found_adds_nothing(story: Story, fake: FakeForge) -> None:
    project = made(story)
    fake.branches, fake.commits = {"main": B}, [B]
    look(story)
    assert tell(fake, project, payload(fake, story)).json() == {"noted": True}
    assert note_untold.call(project.id, {"refs/heads/main": B}) == 0
    assert noted(story) == [("", "main", "made", 1)]
    tell(fake, project, payload(fake, story, before=B, after=A, commits=[]), delivery="2")
    assert [one[0] for one in noted(story)] == ["", "Dewi Contoh"]


@one
def test_what_moved_on_meanwhile_waits_for_the_next_look(story: Story, fake: FakeForge) -> None:
    made(story)
    fake.branches = {"main": B}
    look_project.call(found(story).id)
    fake.branches = {"main": C}
    work(story)
    assert noted(story) == []
    look(story)
    assert [one.commit for one in pushes(repository_id=Push.objects.get().repository_id)] == [C]


@one
def test_removed_branches_are_noted_and_a_forge_that_names_nothing_removes_nothing(story: Story, fake: FakeForge) -> None:
    made(story)
    fake.branches = {"main": B, "cetak": A}
    look(story)
    fake.branches = {"main": B}
    look(story)
    assert noted(story)[-1] == ("", "cetak", "removed", 0)
    code = client_in(story, "technical_one").get(reverse("repositories:code", args=[story.case_id])).content.decode()
    assert "cetak tidak ada lagi di forge" in code
    fake.branches = {}
    look_project.call(found(story).id)
    assert not DBTaskResult.objects.filter(status="READY", task_path__endswith="note_untold").exists()


def test_a_tag_that_was_told_by_its_own_object_is_not_found_again(story: Story, fake: FakeForge) -> None:
    project = made(story)
    fake.tags = ["v1.0"]
    made_of = fake.contract["tag"].get("target") or fake.contract["tag"]["id"]
    tell(fake, project, payload(fake, story, ref="refs/tags/v1.0", after=made_of, commits=[]))
    look_project.call(project.id)
    assert not DBTaskResult.objects.filter(status="READY", task_path__endswith="note_untold").exists()


@one
def test_a_branch_whose_commits_the_forge_does_not_tell_is_noted_without_them(story: Story, fake: FakeForge) -> None:
    made(story)
    fake.branches, fake.answers = {"main": B}, {"commits": (404, {"message": "404 Commit Not Found"}, {})}
    look(story)
    assert noted(story) == [("", "main", "made", None)]


@one
def test_a_forge_that_is_away_stands_on_the_page_until_a_look_finds_it(story: Story, fake: FakeForge) -> None:
    project = made(story)
    fake.answers = {"branches": (503, {"message": "later"}, {})}
    with pytest.raises(ForgeFailed):
        look_project.call(project.id)
    code = client_in(story, "technical_one").get(reverse("repositories:code", args=[story.case_id])).content.decode()
    assert "gangguan (503)" in code
    fake.answers = {}
    look_project.call(project.id)
    assert found(story).refusal == []


@one
def test_what_only_an_administrator_mends_stays_until_it_is_asked_for_again(story: Story, fake: FakeForge) -> None:
    project = made(story)
    ForgeProject.objects.update(refusal=[{"code": "forge_token", "params": {"status": "403"}}])
    look_project.call(project.id)
    fake.answers = {"tags": (503, {"message": "later"}, {})}
    with pytest.raises(ForgeFailed):
        look_project.call(project.id)
    assert [one.code for one in found(story).refusal] == ["forge_token"]


@one
def test_an_ended_case_is_looked_at_no_more(story: Story, fake: FakeForge) -> None:
    made(story)
    cancel(case_id=story.case_id, why="Batal", who=story.cast.standing(story.cast.division_head), at=story.at)
    assert look_all.call() == 0

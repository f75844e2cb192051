"""A case's project at the office's own forge: asked for by a click, made by a job, and told of by signed messages."""

from __future__ import annotations

import hashlib
import hmac
import io
import json
import tarfile
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from runut.base import worker
from runut.base.env import ForgeChosen
from runut.cases.mentions import namings
from runut.cases.models import TeamMember
from runut.cases.services import cancel
from runut.core.errors import ForgeFailed, NotFound
from runut.core.sentences import reason
from runut.documents.queries import current_form, papers_of
from runut.people.sealing import unseal
from runut.repositories.access import access_repository
from runut.repositories.models import ForgeProject, Push, Release
from runut.repositories.queries import pushes
from runut.repositories.queries.forging import Forged, project_of
from runut.repositories.queries.releases import released
from runut.repositories.safekeeping import check_repositories
from runut.repositories.services import note_all
from runut.repositories.services.forging import fit_all, make_project
from tests.builders import Story
from tests.clients import client_in
from tests.forges import TOKEN, FakeForge, running

A, B, NONE = "a" * 40, "b" * 40, "0" * 40


@pytest.fixture(params=["gitlab", "forgejo"])
def fake(request: pytest.FixtureRequest, settings: Settings) -> Iterator[FakeForge]:
    with running(request.param) as forge:
        settings.FORGE = ForgeChosen(kind=request.param, address=forge.address, token=TOKEN, group="biro")
        settings.ADDRESS = "https://runut.example.test"
        yield forge


def press(story: Story, who: str = "registrar") -> Any:
    return client_in(story, who).post(reverse("repositories:make_there", args=[story.case_id]))


def form(story: Story) -> str:
    shown = client_in(story, "registrar").get(reverse("repositories:repository", args=[story.case_id, "source_repository"]))
    return str(shown.content.decode())


def work(story: Story) -> None:
    worker.work_one("uji", at=story.at.replace(year=2099))


def found(story: Story) -> Forged:
    project = project_of(case_id=story.case_id)
    assert project is not None
    return project


def made(story: Story) -> Forged:
    press(story)
    work(story)
    return found(story)


def logins(story: Story, *who: str) -> dict[str, str]:
    rows = get_user_model().objects.in_bulk([getattr(story.cast, one) for one in who])
    return {rows[getattr(story.cast, one)].email: f"u{getattr(story.cast, one)}" for one in who}


def test_one_click_makes_the_project_and_files_its_address(story: Story, fake: FakeForge) -> None:
    story.name_team(story.cast.developer_one)
    fake.accounts = logins(story, "developer_one", "technical_one", "user", "administrator", "auditor")
    fake.tags = ["v1.0"]
    assert press(story).status_code == 302
    assert (
        "sedang membuat proyeknya" in form(story)
        and current_form(case_id=story.case_id, key="source_repository", form="repository") is None
    )
    work(story)
    project = found(story)
    assert (project.state, project.refusal, [one["name"] for one in project.tags]) == ("made", [], ["v1.0"])
    _, content = current_form(case_id=story.case_id, key="source_repository", form="repository") or (None, {})
    assert content["address"] == "https://git.example.test/biro/PA-2026-0001.git"
    writes, reads = (30, 20) if fake.kind == "gitlab" else ("write", "read")
    account = "{}" if fake.kind == "gitlab" else "u{}"
    expected = {account.format(story.cast.developer_one): writes, account.format(story.cast.technical_one): reads}
    expected |= {account.format(one): reads for one in (story.cast.administrator, story.cast.auditor)}
    assert fake.members == expected and fake.protected == {"main"}
    secret = unseal(ForgeProject.objects.get().secret) or ""
    assert (
        fake.hooks == {f"https://runut.example.test/hooks/forge/{project.id}/": secret} and secret not in ForgeProject.objects.get().secret
    )
    assert "Kepala Bidang" not in project.strangers and project.strangers


def test_who_left_the_team_is_let_out_and_an_ended_case_is_only_read(story: Story, fake: FakeForge) -> None:
    story.name_team(story.cast.developer_one)
    fake.accounts = logins(story, "developer_one", "developer_two")
    made(story)
    [first] = fake.members
    story.name_team(story.cast.developer_two)
    TeamMember.objects.filter(user_id=story.cast.developer_one).update(to_on=story.at.date())
    assert press(story, "developer_two").headers["Location"].endswith("/code/")
    work(story)
    [(second, level)] = fake.members.items()
    assert second != first and level in {30, "write"} and fake.asked.count("make") == 1
    cancel(case_id=story.case_id, why="Batal", who=story.cast.standing(story.cast.division_head), at=story.at)
    get_user_model().objects.filter(pk=story.cast.registrar).update(is_active=False)  # who asked for the project has left
    assert fit_all.call() == 1
    work(story)
    assert list(fake.members.values()) in [[20], ["read"]]


def test_what_the_forge_refuses_stands_on_the_page_with_a_button_to_try_again(story: Story, fake: FakeForge) -> None:
    fake.made, fake.description = True, "Milik orang lain"
    assert made(story).state == "failed"
    shown = form(story)
    assert "Di forge sudah ada proyek “PA-2026-0001”" in shown and "Coba lagi" in shown and "Buat repositori" in shown
    fake.made = False
    assert made(story).state == "made"


def test_a_forge_that_is_away_is_asked_again_by_the_worker_and_begun_work_is_gone_on_with(story: Story, fake: FakeForge) -> None:
    fake.answers = {"hooks": (503, {"message": "later"}, {})}
    project = made(story)
    assert (project.state, [one.code for one in project.refusal]) == ("making", ["forge_broken"])
    assert "Forge sedang mengalami gangguan (503)" in form(story)
    fake.answers = {}
    work(story)
    assert found(story).state == "made" and fake.asked.count("make") == 1


def test_a_click_without_the_right_or_without_a_forge_asks_nothing(story: Story, fake: FakeForge, settings: Settings) -> None:
    assert press(story, "technical_one").status_code == 409 or press(story, "technical_one").status_code == 403
    settings.FORGE = None
    assert press(story).status_code == 502 and "Buat proyek di" not in form(story)
    assert not ForgeProject.objects.exists()


def test_a_case_that_stands_still_meanwhile_is_told_and_nothing_is_filed(story: Story, fake: FakeForge) -> None:
    from runut.repositories.services import make_repository

    press(story)
    make_repository(case_id=story.case_id, title="x", who=story.cast.standing(story.cast.registrar), at=story.at)
    work(story)
    project = found(story)
    assert (project.state, [one.code for one in project.refusal]) == ("failed", ["repository_exists"])


def test_git_and_backup_do_not_look_for_it_here(story: Story, fake: FakeForge) -> None:
    made(story)
    with pytest.raises(NotFound):
        access_repository(name="PA-2026-0001", who=story.cast.standing(story.cast.technical_one), at=story.at)
    assert list(check_repositories()) == [] and note_all.call() == 0


def payload(fake: FakeForge, story: Story, **more: Any) -> dict[str, Any]:
    email = next(iter(logins(story, "developer_one")))
    commits = [
        {
            "id": sha,
            "message": f"{text}\n\nIsi",
            "timestamp": "2026-11-23T09:00:00+07:00",
            "url": "",
            "author": {"name": "Dewi", "email": email},
        }
        for sha, text in ((A, "Langkah <satu> #1"), (B, "Langkah dua #2"))
    ]
    data: dict[str, Any] = {"ref": "refs/heads/main", "before": NONE, "after": B, "commits": commits, **more}
    if fake.kind == "gitlab":
        return data | {"object_kind": "push", "total_commits_count": 25, "user_name": "Dewi di GitLab", "user_email": email}
    return data | {"commits": commits[::-1], "total_commits": 25, "pusher": {"login": "dewi", "full_name": "", "email": email}}


def tell(fake: FakeForge, project: Forged, data: Any, *, secret: str = "", event: str = "push", delivery: str = "1") -> Any:
    body = data if isinstance(data, bytes) else json.dumps(data).encode()
    secret = secret or str(unseal(ForgeProject.objects.get(pk=project.id).secret))
    signed = hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    events = {"push": "Push Hook", "ping": "Pipeline Hook", "delete": "Push Hook"}
    headers = {"X-Gitlab-Token": secret, "X-Gitlab-Event": events[event], "X-Gitlab-Event-UUID": delivery}
    if fake.kind == "forgejo":
        headers = {"X-Forgejo-Signature": signed, "X-Forgejo-Event": event, "X-Forgejo-Delivery": delivery}
    address = reverse("repositories:told", args=[project.id])
    return Client(enforce_csrf_checks=True).post(address, body, content_type="application/json", headers=headers)


def test_a_signed_push_becomes_a_row_once(story: Story, fake: FakeForge) -> None:
    project = made(story)
    for _ in range(2):
        assert tell(fake, project, payload(fake, story)).json() == {"noted": True}
    [told] = pushes(repository_id=Push.objects.get().repository_id)
    assert (told.name, told.ref, told.kind, told.commits) == ("Dewi Contoh", "main", "made", 25)
    assert told.lines == ("Langkah dua #2", "Langkah <satu> #1")
    [named] = namings(story.case_id, 1, who=story.cast.standing(story.cast.technical_one), at=story.at)
    between = "/-" if fake.kind == "gitlab" else ""
    assert named.address == f"https://git.example.test/biro/PA-2026-0001{between}/commit/{A}"
    shown = client_in(story, "technical_one").get(reverse("cases:history", args=[story.case_id])).content.decode()
    assert "25 commit dikirim ke main" in shown and "Langkah &lt;satu&gt; #1" in shown and "dan 23 lagi" in shown
    code = client_in(story, "technical_one").get(reverse("repositories:code", args=[story.case_id])).content.decode()
    assert project.address in code and f"commit/{B}" in code


def test_a_stranger_who_pushes_keeps_the_name_that_the_forge_knows(story: Story, fake: FakeForge) -> None:
    project = made(story)
    tell(fake, project, payload(fake, story) | {"user_email": None, "pusher": {"login": "dewi", "email": "x@example.test"}})
    assert [one.name for one in pushes(repository_id=Push.objects.get().repository_id)] == [
        "Dewi di GitLab" if fake.kind == "gitlab" else "dewi"
    ]


def test_without_the_right_signature_nothing_is_noted_and_nothing_is_told_of_the_project(story: Story, fake: FakeForge) -> None:
    project = made(story)
    wrong = tell(fake, project, payload(fake, story), secret="salah")
    absent = Client().post(reverse("repositories:told", args=[project.id + 9]), b"{}", content_type="application/json")
    assert (wrong.status_code, wrong.json()) == (403, absent.json()) and absent.status_code == 403
    assert wrong.json()["code"] == reason("forge_signature").code
    assert not Push.objects.exists()


@pytest.mark.parametrize("data", [b"", b"[]", b"not json", b"{}", b"[" * 5000])
def test_what_is_no_push_is_refused_by_a_sentence(story: Story, fake: FakeForge, data: bytes) -> None:
    project = made(story)
    assert tell(fake, project, data).json()["code"] == "forge_push"
    for wrong in ({"ref": "refs/runut/x"}, {"after": "main"}, {"commits": [{"id": "x"}]}, {"ref": "refs/heads/\n"}, {"before": None}):
        assert tell(fake, project, payload(fake, story) | wrong).status_code == 422
    assert not Push.objects.exists()


def test_other_events_are_taken_and_not_noted_and_huge_ones_not_read(story: Story, fake: FakeForge) -> None:
    project = made(story)
    assert tell(fake, project, payload(fake, story), event="ping").json() == {"noted": False}
    assert tell(fake, project, b"x" * (5 * 1024 * 1024 + 1)).status_code == 413
    assert not Push.objects.exists()


def test_a_removed_branch_is_told_as_removed(story: Story, fake: FakeForge) -> None:
    project = made(story)
    removed = {"ref": "cetak", "ref_type": "branch", "sender": {"login": "dewi"}}
    gone = payload(fake, story, ref="refs/heads/cetak") | {"before": A, "after": NONE, "commits": [], "total_commits_count": 0}
    tell(fake, project, gone if fake.kind == "gitlab" else removed, event="delete")
    assert [(one.ref, one.kind) for one in pushes(repository_id=Push.objects.get().repository_id)] == [("cetak", "removed")]


def test_a_project_that_is_gone_asks_nothing(fake: FakeForge, db: None) -> None:
    make_project.call(77)
    assert fake.asked == []


def test_a_failing_job_says_so_to_the_worker(story: Story, fake: FakeForge) -> None:
    fake.answers = {"make": (500, b"", {})}
    press(story)
    with pytest.raises(ForgeFailed):
        make_project.call(found(story).id)


def packed(files: dict[str, bytes]) -> bytes:
    """An archive as forges make them: everything below one folder."""
    told = io.BytesIO()
    with tarfile.open(fileobj=told, mode="w:gz") as tar:
        for name, content in files.items():
            info = tarfile.TarInfo(f"pa-2026-0001-v1.0-{A}/{name}")
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    return told.getvalue()


def release(story: Story, **more: str) -> Any:
    data = {"tag": "v1.0", "notes": "Yang pertama", "path_user_guide": "docs/pengguna", "path_installation_guide": "docs/pasang.md", **more}
    return client_in(story, "developer_one").post(reverse("repositories:release", args=[story.case_id, "application"]), data)


def release_page(story: Story) -> str:
    return str(client_in(story, "developer_one").get(reverse("repositories:release", args=[story.case_id, "application"])).content.decode())


@pytest.fixture
def ready(story: Story, fake: FakeForge) -> Story:
    """A case at activity 6 whose project at the forge has a tag."""
    fake.tags = ["v1.0"]
    files = {
        "requirements.txt": b"Django==5.2.1\n",
        "docs/pasang.md": b"1. Pasang\n",
        "docs/pengguna/satu.md": b"Satu\n",
        "../../keluar": b"x",
    }
    fake.archive = packed(files)
    made(story)
    work(story)  # the tag, which no message told
    return story.to(6)


def test_a_tag_of_the_forge_is_released_as_one_of_ours(ready: Story, fake: FakeForge) -> None:
    assert "v1.0" in release_page(ready) and "tidak dapat dipindahkan" not in release_page(ready)
    assert release(ready).status_code == 302
    assert "Arsip v1.0 sedang diambil dari" in release_page(ready) and release(ready).status_code == 409
    work(ready)
    [done] = released(repository_id=Release.objects.get().repository_id)
    commit = fake.contract["tag"]["commit"].get("id") or fake.contract["tag"]["commit"]["sha"]
    assert (done.commit, done.archive_sha256) == (commit, hashlib.sha256(fake.archive).hexdigest())
    _, content = current_form(case_id=ready.case_id, key="application", form="release") or (None, {})
    assert (content["tag"], content["parts"], content["sha256"]) == ("v1.0", 1, done.archive_sha256)
    names = {paper.key: paper.current.filename for paper in papers_of(ready.case_id) if paper.key.endswith("guide")}
    assert names == {"user_guide": "pengguna.tar", "installation_guide": "pasang.md"}
    assert "sedang diambil" not in release_page(ready) and done.archive_sha256 in release_page(ready)


def test_what_stands_against_a_release_is_told_and_it_can_be_asked_again(ready: Story, fake: FakeForge) -> None:
    release(ready, path_user_guide="docs/lain")
    work(ready)
    assert "tidak punya berkas atau folder “docs/lain”" in release_page(ready)
    whole, fake.archive = fake.archive, b"<html>bukan arsip</html>"
    release(ready)
    work(ready)
    assert "Jawaban forge tidak sesuai" in release_page(ready)
    fake.archive, fake.tags = whole, []
    release(ready)
    work(ready)
    assert "Forge tidak punya tag “v1.0”" in release_page(ready) and not Release.objects.exists()
    fake.tags, fake.answers = ["v1.0"], {"archive": (503, b"", {})}
    release(ready)
    work(ready)
    assert "gangguan (503)" in release_page(ready)
    fake.answers = {}
    work(ready)
    assert Release.objects.count() == 1

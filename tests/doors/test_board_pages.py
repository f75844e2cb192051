"""The pages of the board, without a script and for one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from pytest_django import Settings

from runut.documents.queries import papers_of
from runut.planning.queries.board import board
from runut.planning.services import tasks
from runut.planning.services.tasks import TaskText
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in
from tests.rooms.planning.conftest import AT

pytestmark = pytest.mark.django_db
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def story(tmp_path: Path, settings: Settings) -> Story:
    settings.FILES_FOLDER = tmp_path / "files"
    story = begin(cast(AT), to=3)
    rows = [TaskText(name=f"Tugas <{one}>", number=one, days=one) for one in range(1, 5)]
    tasks.import_tasks(case_id=story.case_id, rows=rows, who=story.cast.standing(story.cast.developer_one), at=story.at)
    return story


def at(story: Story, name: str = "cards", *more: object) -> str:
    return reverse(f"planning:{name}", args=[story.case_id, *more])


def doing(story: Story) -> list[int]:
    return [one.number for one in board(case_id=story.case_id)[1].cards]


def test_a_card_is_moved_by_its_button_and_the_case_shows_how_far_the_work_is(story: Story) -> None:
    client = client_in(story)
    shown = client.get(at(story)).content.decode()
    assert 'value="2:1:doing"' in shown and "Tugas &lt;2&gt;" in shown
    assert client.post(at(story), {"move": "2:1:doing"}).headers["Location"].endswith("#T2")
    assert doing(story) == [2]
    client.post(at(story), {"move": "4:1:done"})
    case = client_in(story, "user").get(reverse("cases:case", args=[story.case_id])).content.decode()
    assert "40% hari kerja, 1 dari 4 tugas" in case and at(story) in case


def test_of_two_who_move_the_second_is_told_on_the_board_as_it_is(story: Story) -> None:
    client_in(story).post(at(story), {"move": "1:1:doing"})
    second = client_in(story, "developer_two")
    answer = second.post(at(story), {"move": "1:1:done"})
    assert answer.status_code == 409 and "Dewi Contoh mengubah #1" in answer.content.decode()
    assert second.post(at(story), {"move": "1:1:done"}, headers=SCRIPT).json() == {"refused": True}
    assert "Dewi Contoh mengubah #1" in second.get(at(story)).content.decode()
    assert doing(story) == [1]
    assert second.post(at(story), {"move": "1:2:review"}, headers=SCRIPT).json() == {"version": 3}


def test_limits_are_set_and_a_full_column_says_so(story: Story) -> None:
    client = client_in(story)
    client.post(at(story), {"limits": "yes", "most-doing": "1"})
    client.post(at(story), {"move": "1:1:doing"})
    answer = client.post(at(story), {"move": "2:1:doing"})
    assert answer.status_code == 409 and "paling banyak 1 tugas" in answer.content.decode()
    assert "penuh" in answer.content.decode()
    refused = client.post(at(story), {"limits": "yes", "most-doing": "banyak"})
    assert refused.status_code == 422
    assert 'value="banyak"' in refused.content.decode()


@pytest.mark.parametrize("move", ["", "1", "1:1", "x:1:doing", "1:x:doing", "1:1:elsewhere", "1:1:doing:more"])
def test_nonsense_moves_nothing(story: Story, move: str) -> None:
    assert client_in(story).post(at(story), {"move": move}).status_code == 422
    assert doing(story) == []


def test_a_card_has_a_page_of_its_own_to_move_speak_and_attach(story: Story) -> None:
    client = client_in(story)
    page = at(story, "card", 3)
    version = re.search(r'name="version" value="(\d+)"', client.get(page).content.decode())
    assert version
    client.post(page, {"state": "doing", "version": version[1]})
    client.post(page, {"comment": "yes", "text": "Menunggu <data>"})
    client.post(page, {"attach": "yes", "upload": SimpleUploadedFile("catatan.txt", b"Isi")})
    shown = client.get(page).content.decode()
    assert "Menunggu &lt;data&gt;" in shown and "memindahkannya ke “dikerjakan”" in shown and "catatan.txt" in shown
    assert any(paper.title.startswith("#3") for paper in papers_of(story.case_id))
    assert client.post(page, {"comment": "yes", "text": " "}).status_code == 422
    assert client.get(at(story, "card", 99)).status_code == 404


def test_who_only_reads_sees_the_board_and_why_nothing_moves(story: Story) -> None:
    for who in ("user", "technical_one", "auditor"):
        shown = client_in(story, who).get(at(story)).content.decode()
        assert "Tugas &lt;1&gt;" in shown and 'name="move"' not in shown
    assert client_in(story, "technical_one").post(at(story), {"move": "1:1:doing"}).status_code == 403


def test_the_board_is_named_as_the_project_board_by_one_button(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"
    story = begin(cast(AT), to=2)
    client = client_in(story, "registrar")
    assert at(story, "use_board") in client.get(reverse("planning:board", args=[story.case_id, "project_board"])).content.decode()
    assert client.post(at(story, "use_board")).status_code == 302
    version = next(paper for paper in papers_of(story.case_id) if paper.key == "project_board").current
    assert at(story) in client.get(reverse("documents:version", args=[version.id])).content.decode()

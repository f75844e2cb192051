"""Source code in the pages of a case: pushes in its history, and tasks that commits name."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from runut.planning.services.tasks import TaskText, add_task
from runut.repositories.services import make_repository
from tests import gits
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tmp_path: Path, settings: Settings) -> Story:
    settings.FILES_FOLDER, settings.GIT_FOLDER = tmp_path / "files", tmp_path / "git"
    story = begin(cast(AT), to=2)
    keeper = story.cast.standing(story.cast.registrar)
    make_repository(case_id=story.case_id, title="Source code repository", who=keeper, at=story.at)
    story.to(3)
    add_task(case_id=story.case_id, text=TaskText(name="Halaman masuk"), who=story.cast.standing(story.cast.developer_one), at=story.at)
    return story


def push(story: Story, *messages: str) -> list[str]:
    from runut.repositories.models import Repository

    story.at += timedelta(minutes=1)
    return gits.push(Repository.objects.get().pk, *messages, user_id=story.cast.developer_one, at=story.at)


def text_of(story: Story, name: str, *more: object, who: str = "developer_one", **query: str) -> str:
    response = client_in(story, who).get(reverse(name, args=[story.case_id, *more]), query)
    assert response.status_code == 200
    return response.content.decode()


def titles(shown: str) -> list[str]:
    return re.findall('<p class="timeline-title">(.*?)</p>', shown)


def test_pushes_stand_in_the_history_in_time_order_and_are_told_apart(story: Story) -> None:
    push(story, "Langkah <pertama>", "Langkah kedua")
    story.file("schedule", ends_on=datetime(2027, 2, 26, tzinfo=UTC).date())
    shown = text_of(story, "cases:history")
    filed, pushed, begun = titles(shown)[:3]
    assert "schedule" in filed and pushed == "2 commit dikirim ke main" and begun.startswith("Kegiatan 3 dimulai")
    assert "Langkah kedua<br>Langkah &lt;pertama&gt;" in shown and "bukan bagian dari rantai peristiwa" in shown
    oldest = text_of(story, "cases:history", order="oldest")
    assert titles(oldest)[-3:] == [begun, pushed, filed]


def test_the_history_can_show_pushes_alone_and_the_chain_alone(story: Story) -> None:
    push(story, "Langkah pertama")
    alone = text_of(story, "cases:history", kind="push")
    assert "1 commit dikirim ke main" in alone and "Kegiatan 3 dimulai" not in alone.split('id="events"')[1]
    chain = text_of(story, "cases:history", kind="chain")
    assert "1 commit dikirim ke main" not in chain and "Kegiatan 3 dimulai" in chain
    assert "1 commit dikirim ke main" not in text_of(story, "cases:history", activity="3")


def test_who_does_not_read_the_code_is_told_of_no_push(story: Story) -> None:
    push(story, "Rahasia dapur")
    for query in ({}, {"kind": "push"}):
        shown = text_of(story, "cases:history", who="user", **query)
        assert "Rahasia dapur" not in shown and "dikirim" not in shown


def test_each_push_stands_on_one_page_of_the_history(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    from runut.cases.views import history

    for number in range(6):
        push(story, f"Langkah nomor {number}")
        story.file("schedule", ends_on=datetime(2027, 2, 26, tzinfo=UTC).date())
    monkeypatch.setattr(history, "_SIZE", 4)
    for order in ("", "oldest"):
        seen, query = [], {"order": order}
        while True:
            shown = text_of(story, "cases:history", **query).split('id="events"')[1]
            seen += [int(one) for one in re.findall("Langkah nomor ([0-9])", shown)]
            if 'rel="next"' not in shown:
                break
            query["cursor"] = shown.split('rel="next" href="')[1].split("cursor=")[1].split('"')[0].split("&")[0]
        assert seen == sorted(seen, reverse=not order) and sorted(seen) == list(range(6))


def test_thirty_pushes_ask_no_more_than_one_and_many_are_cut_with_a_way_to_the_rest(story: Story) -> None:
    client, address = client_in(story), reverse("cases:history", args=[story.case_id])

    def asked() -> int:
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    push(story, "Paling awal")
    one = asked()
    for number in range(30):
        push(story, f"Langkah {number}")
    assert asked() == one <= 26
    for number in range(21):
        push(story, f"Lagi {number}")
    shown = text_of(story, "cases:history")
    assert "Paling awal" not in shown and 'href="?kind=push"' in shown


def test_a_commit_leads_to_the_task_that_it_names_and_the_task_back(story: Story) -> None:
    [sha] = push(story, "<script>alert(1)</script> #1 dan #99\n\nIsi <b>tebal</b> #1")
    link = f'<a href="/cases/{story.case_id}/cards/1/" title="Halaman masuk">#1</a>'
    page = text_of(story, "repositories:commit", sha)
    assert f"&lt;script&gt;alert(1)&lt;/script&gt; {link} dan #99" in page and f"Isi &lt;b&gt;tebal&lt;/b&gt; {link}" in page
    for name in ("repositories:commits", "repositories:code"):
        assert link in text_of(story, name)
    card = text_of(story, "planning:card", 1)
    assert "Commit yang menyebut tugas ini" in card and f"/code/commits/{sha}/" in card
    assert "menyebut tugas ini" not in text_of(story, "planning:card", 1, who="user")

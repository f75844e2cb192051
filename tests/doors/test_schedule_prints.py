"""The paper of a long schedule: asked for on a page, made by a job, downloaded; a short one comes at once."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from pytest_django import Settings

from runut.core.errors import PrintFailed
from runut.planning import printing
from runut.planning.models import Print
from runut.planning.printing import ask_print, forget_prints, make_print
from runut.planning.services.tasks import TaskText, import_tasks
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in
from tests.formats.pdf_text import page_texts
from tests.rooms.planning.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def story(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Story:
    settings.FILES_FOLDER = tmp_path / "files"
    monkeypatch.setattr(printing, "SMALL", 3)
    monkeypatch.setattr("runut.planning.views.task_export.SMALL", 3)
    monkeypatch.setattr("runut.planning.views.tasks.SMALL", 3)
    return begin(cast(AT), to=3)


def plan(story: Story, many: int) -> None:
    rows = [TaskText(name=f"Langkah {number}", number=number, days=2) for number in range(1, many + 1)]
    import_tasks(case_id=story.case_id, rows=rows, who=story.cast.standing(story.cast.developer_one), at=story.at)


def at(story: Story, name: str, *more: object) -> str:
    return reverse(f"planning:{name}", args=[story.case_id, "schedule", *more])


def test_a_short_schedule_comes_at_once_and_a_long_one_is_made_by_a_job(story: Story) -> None:
    client = client_in(story)
    plan(story, 3)
    assert client.get(at(story, "export_tasks", "pdf"))["Content-Type"] == "application/pdf"
    plan(story, 2)
    assert client.get(at(story, "export_tasks", "pdf")).headers["Location"] == at(story, "print")
    assert at(story, "print") in client.get(at(story, "tasks")).content.decode()
    assert client.get(at(story, "printed")).status_code == 404
    assert client.post(at(story, "print"), {"paper": "a3"}).headers["Location"] == at(story, "print")
    waiting = client.get(at(story, "print")).content.decode()
    assert "menunggu gilirannya" in waiting and 'hx-trigger="every 2s"' in waiting
    row = Print.objects.get()
    make_print.func(row.pk, row.asked_at.isoformat())
    made = client.get(at(story, "print")).content.decode()
    assert "5 tugas" in made and "hx-trigger" not in made and at(story, "printed") in made
    text = "".join(page_texts(client.get(at(story, "printed")).content))
    assert "#5Langkah2" in text
    assert client_in(story, "developer_two").get(at(story, "printed")).status_code == 404, "each has their own"


def test_an_auditor_has_it_made_by_a_job_as_everybody(story: Story) -> None:
    plan(story, 4)
    client = client_in(story, "auditor")
    assert client.get(at(story, "export_tasks", "pdf")).headers["Location"] == at(story, "print")
    assert client.post(at(story, "print"), {"paper": "a4"}).headers["Location"] == at(story, "print")
    row = Print.objects.get(by_id=story.cast.auditor)
    make_print.func(row.pk, row.asked_at.isoformat())
    assert client.get(at(story, "printed")).content.startswith(b"%PDF")


def test_a_newer_asking_takes_the_place_of_the_older_and_nonsense_is_refused(story: Story) -> None:
    plan(story, 4)
    who, client = story.cast.standing(story.cast.developer_one), client_in(story)
    ask_print(case_id=story.case_id, paper="a4", language="id", who=who, at=story.at)
    old = Print.objects.get().asked_at
    ask_print(case_id=story.case_id, paper="a3", language="en", who=who, at=story.at + timedelta(seconds=1))
    make_print.func(Print.objects.get().pk, old.isoformat())
    assert Print.objects.get().state == "waiting"
    assert client.post(at(story, "print"), {"paper": "a0"}).status_code == 422
    make_print.func(Print.objects.get().pk, Print.objects.get().asked_at.isoformat())
    assert "Requesting" in "".join(page_texts(client.get(at(story, "printed")).content)), "in the language in which it was asked for"
    forget_prints.func()
    assert not Print.objects.exists(), "the story is older than a day"


def test_what_stands_against_a_paper_is_told_on_its_page(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    who, client = story.cast.standing(story.cast.developer_one), client_in(story)
    ask_print(case_id=story.case_id, paper="a4", language="id", who=who, at=story.at)
    make_print.func(Print.objects.get().pk, Print.objects.get().asked_at.isoformat())
    assert (Print.objects.get().refusal or {})["code"] == "schedule_none"
    assert "tidak dapat dibuat" in client.get(at(story, "print")).content.decode()

    def broken(*_given: object, **_more: object) -> bytes:
        raise PrintFailed(code="print_long", seconds=60)

    plan(story, 4)
    monkeypatch.setattr(printing, "print_gantt", broken)
    ask_print(case_id=story.case_id, paper="a4", language="id", who=who, at=story.at)
    make_print.func(Print.objects.get().pk, Print.objects.get().asked_at.isoformat())
    assert Print.objects.get().state == "failed"
    assert "60" in client.get(at(story, "print")).content.decode()

"""The pages of the schedule: a table that works by plain forms, files in and out, and a slip that is told where the deadline is."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from runut.documents.queries import papers_of
from runut.planning.queries.schedule import task_rows
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in
from tests.formats.pdf_text import page_texts
from tests.rooms.planning.conftest import AT
from tests.rooms.planning.test_task_files import PROJECT

pytestmark = pytest.mark.django_db
KEY = "schedule"


@pytest.fixture
def story(tmp_path: Path, settings: Settings) -> Story:
    settings.FILES_FOLDER = tmp_path / "files"
    return begin(cast(AT), to=3)


def at(story: Story, name: str = "tasks", *more: object) -> str:
    return reverse(f"planning:{name}", args=[story.case_id, KEY, *more])


def charted(shown: str) -> dict[str, Any]:
    """Return what the page tells its chart."""
    return dict(json.loads(html.unescape(re.search(r'<script id="chart"[^>]*>(.*?)</script>', shown, re.DOTALL)[1])))  # type: ignore[index]


def add(client: Client, story: Story, name: str, **more: str) -> None:
    answer = client.post(at(story, "new_task"), {"name": name, "days": "2", **more})
    assert answer.status_code == 302, answer.content.decode()[:2000]


def test_a_schedule_is_planned_and_filed_by_plain_forms(story: Story) -> None:
    client = client_in(story)
    add(client, story, "Rancang", expert=str(story.cast.developer_one))
    add(client, story, "Bangun", days="5", after="1+1")
    add(client, story, "Siap", milestone="on", after="2")
    client.post(at(story), {"begin": "yes", "starts_on": "2026-12-01"})
    shown = client.get(at(story)).content.decode()
    assert "10 Desember 2026" in shown and "kritis" in shown and "tonggak" in shown
    assert charted(shown)["first"] == "2026-12-01"
    assert charted(shown)["rows"] == [[1, "Rancang", 0, 2, 4, []], [2, "Bangun", 3, 7, 4, [1]], [3, "Siap", 9, 1, 5, [2]]]
    assert client.get(at(story, "bars")).json() == {"rows": charted(shown)["rows"]}
    client.post(at(story), {"up": "3"})
    assert [one.number for one in task_rows(case_id=story.case_id)] == [1, 3, 2]
    client.post(at(story), {"file": "yes"})
    version = next(paper for paper in papers_of(story.case_id) if paper.key == KEY).current
    assert str(version.ends_on) == "2026-12-10"
    read = client.get(reverse("documents:version", args=[version.id])).content.decode()
    assert "Bangun" in read and "#1 +1" in read


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"name": "", "days": "2"}, "field-error"),
        ({"name": "A", "days": "0"}, "field-error"),
        ({"name": "A", "days": "2", "after": "satu"}, "bukan daftar tugas"),
        ({"name": "A", "days": "2", "after": "99"}, "tidak memuat tugas #99"),
        ({"name": "A", "days": "2", "ends_on": "2026-12-01"}, "memerlukan tanggal mulai"),
        ({"name": "A", "days": "2", "expert": "1"}, "field-error"),
    ],
)
def test_what_cannot_be_planned_is_said_beside_what_was_typed(story: Story, sent: dict[str, str], said: str) -> None:
    answer = client_in(story).post(at(story, "new_task"), sent)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert task_rows(case_id=story.case_id) == ()


def test_a_circle_is_told_by_the_tasks_that_make_it(story: Story) -> None:
    client = client_in(story)
    add(client, story, "Rancang")
    add(client, story, "Bangun", after="1")
    answer = client.post(at(story, "task", 1), {"name": "Rancang", "days": "2", "after": "2", "version": "1"})
    assert answer.status_code == 409
    assert "#1 Rancang → #2 Bangun → #1 Rancang" in answer.content.decode()


def test_an_ms_project_file_is_looked_at_and_then_written(story: Story) -> None:
    client = client_in(story)
    shown = client.post(at(story, "import_tasks"), {"upload": SimpleUploadedFile("r.xml", PROJECT.encode())}).content.decode()
    assert "3 tugas akan ditambahkan" in shown and "Tugas ringkasan dilewati: 1" in shown and "selain selesai-ke-mulai" in shown
    assert task_rows(case_id=story.case_id) == ()
    table = html.unescape(re.search(r'<textarea name="table"[^>]*>(.*?)</textarea>', shown, re.DOTALL)[1])  # type: ignore[index]
    assert client.post(at(story, "import_tasks"), {"table": table}).status_code == 302
    rows = task_rows(case_id=story.case_id)
    assert [(one.name, one.days, one.expert) for one in rows] == [
        ("Rancang & bahas", 5, "Dewi Contoh"),
        ("Bangun", 3, ""),
        ("Siap", 0, ""),
    ]
    half = client.post(at(story, "import_tasks"), {"upload": SimpleUploadedFile("r.xml", PROJECT.encode()[:900])})
    assert half.status_code == 422 and "bukan berkas MS Project yang utuh" in half.content.decode()
    assert len(task_rows(case_id=story.case_id)) == 3


def test_five_thousand_rows_are_imported_though_only_some_are_shown_and_not_one_more(story: Story) -> None:
    client = client_in(story)
    rows = "".join(f"{number},Pekerjaan {number},1,{number - 1 or ''}\n" for number in range(1, 5001))
    file = SimpleUploadedFile("banyak.csv", ("nomor,tugas,hari,menunggu\n" + rows).encode())
    shown = client.post(at(story, "import_tasks"), {"upload": file}).content.decode()
    assert "4800 baris lagi tidak ditampilkan di sini" in shown and shown.count("<tr><td data-label") == 200
    table = html.unescape(re.search(r'<textarea name="table"[^>]*>(.*?)</textarea>', shown, re.DOTALL)[1])  # type: ignore[index]
    assert client.post(at(story, "import_tasks"), {"table": table}).status_code == 302
    found = task_rows(case_id=story.case_id)
    assert (len(found), found[-1].name, found[-1].waits) == (5000, "Pekerjaan 5000", "4999")
    one = SimpleUploadedFile("satu.csv", b"tugas\nSatu lagi\n")
    refused = client.post(at(story, "import_tasks"), {"upload": one})
    assert refused.status_code == 422 and "5000" in refused.content.decode()


def test_rows_that_the_page_could_not_carry_are_refused_before_they_are_shown(story: Story) -> None:
    rows = "".join(f"Pekerjaan {number},{'x' * 3000}\n" for number in range(1800))
    file = SimpleUploadedFile("berat.csv", ("tugas,catatan\n" + rows).encode())
    refused = client_in(story).post(at(story, "import_tasks"), {"upload": file})
    assert refused.status_code == 422 and "berat.csv" in refused.content.decode() and "<textarea" not in refused.content.decode()


def test_it_is_given_out_for_other_programs_and_read_in_again(story: Story) -> None:
    client = client_in(story)
    add(client, story, "Rancang <b>")
    add(client, story, "=Bangun", after="1+2")
    assert client.get(at(story, "export_tasks", "ics")).getvalue().decode().count("BEGIN:VEVENT") == 2
    for ending in ("csv", "xlsx", "xml"):
        data = client.get(at(story, "export_tasks", ending)).getvalue()
        shown = client.post(at(story, "import_tasks"), {"upload": SimpleUploadedFile(f"a.{ending}", data)}).content.decode()
        assert "2 tugas akan ditambahkan" in shown and "Rancang &lt;b&gt;" in shown and "1+2" in shown, ending
    assert client.get(at(story, "export_tasks", "doc")).status_code == 404


def test_it_is_printed_with_its_critical_path_in_the_readers_language(story: Story) -> None:
    client = client_in(story)
    assert client.get(at(story, "export_tasks", "pdf")).status_code == 404, "nothing is planned yet"
    add(client, story, "Rancang")
    add(client, story, "Bangun", after="1+2")
    assert "list.pdf?paper=a3" in client.get(at(story)).content.decode()
    answer = client.get(at(story, "export_tasks", "pdf") + "?paper=a3")
    words = "".join("".join(page_texts(answer.content)).split())
    assert answer["Content-Type"] == "application/pdf" and "attachment" in answer["Content-Disposition"]
    assert all(word in words for word in ("Rancang(kritis)", "#1+2", "konsep,belumdisimpan", "SistemAntrean"))
    client.post(reverse("people:preferences"), {"language": "en", "theme": "auto"})
    in_english = client.get(at(story, "export_tasks", "pdf"))
    english = "".join("".join(page_texts(in_english.content)).split())
    assert "Rancang(critical)" in english and "draft,notfiledyet" in english


def test_a_slip_is_told_and_the_deadline_stays(story: Story) -> None:
    client = client_in(story)
    client.post(at(story), {"begin": "yes", "starts_on": "2026-12-01"})
    add(client, story, "Rancang", days="5")
    client.post(at(story), {"file": "yes"})
    story.to(6)
    due = story.page().due_at
    answer = client.post(at(story, "task", 1), {"name": "Rancang", "days": "10", "version": "1"})
    assert answer.status_code == 302
    shown = client_in(story, "division_head").get(at(story)).content.decode()
    assert "kini 5 hari kerja lebih lambat" in shown and "lambat 5 hari kerja" in shown and "perpanjangan" in shown
    assert story.page().due_at == due


def test_a_long_schedule_comes_in_pages(story: Story) -> None:
    client = client_in(story)
    text = "Nomor,Pekerjaan\n" + "".join(f"{one},Tugas {one}\n" for one in range(1, 206))
    shown = client.post(at(story, "import_tasks"), {"upload": SimpleUploadedFile("a.csv", text.encode())}).content.decode()
    table = html.unescape(re.search(r'<textarea name="table"[^>]*>(.*?)</textarea>', shown, re.DOTALL)[1])  # type: ignore[index]
    client.post(at(story, "import_tasks"), {"table": table})
    first = client.get(at(story)).content.decode()
    assert first.count('<tr id="T') == 100 and "?from=101" in first
    last = client.get(at(story) + "?from=201").content.decode()
    assert last.count('<tr id="T') == 5 and "?from=101" in last
    assert client.get(at(story) + "?from=nonsense").status_code == 200

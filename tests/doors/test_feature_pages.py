"""The pages of the feature list: plain forms, every refusal in place with what was typed, and a file looked at before it is written."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from runut.documents.queries import papers_of
from runut.planning.queries import features
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in
from tests.rooms.planning.conftest import AT

pytestmark = pytest.mark.django_db
KEY = "analysis_document"


@pytest.fixture
def story(tmp_path: Path, settings: Settings) -> Story:
    settings.FILES_FOLDER = tmp_path / "files"
    return begin(cast(AT), to=3)


def at(story: Story, name: str = "features", *more: object) -> str:
    return reverse(f"planning:{name}", args=[story.case_id, KEY, *more])


def add(client: Client, story: Story, name: str, **more: str) -> None:
    answer = client.post(at(story, "new_feature"), {"name": name, "priority": "must", **more})
    assert answer.status_code == 302, answer.content.decode()[:2000]


def names(story: Story) -> list[str]:
    return [one.name for one in features(case_id=story.case_id)]


def test_a_list_is_written_put_in_order_and_filed_by_plain_buttons(story: Story) -> None:
    client = client_in(story)
    for name in ("Masuk", "Rekap", "Unduh"):
        add(client, story, name)
    assert client.post(at(story), {"up": "3"}).headers["Location"].endswith("#F3")
    assert names(story) == ["Masuk", "Unduh", "Rekap"]
    client.post(at(story), {"move": "2", "before": "1"}, headers={"X-Requested-With": "XMLHttpRequest"})
    assert names(story) == ["Rekap", "Masuk", "Unduh"]
    client.post(at(story), {"remove": "3"})
    assert "Kembalikan" in client.get(at(story)).content.decode()
    client.post(at(story), {"restore": "3"})
    assert names(story) == ["Rekap", "Masuk", "Unduh"]
    client.post(at(story), {"file": "yes"})
    version = next(paper for paper in papers_of(story.case_id) if paper.key == KEY).current
    shown = client.get(reverse("documents:version", args=[version.id])).content.decode()
    assert all(one in shown for one in ("F2", "Rekap", "wajib", at(story)))


def test_who_only_reads_sees_the_list_and_no_button(story: Story) -> None:
    add(client_in(story), story, "Masuk <b>tebal</b>", criteria="Terlihat")
    for who in ("user", "technical_one", "auditor"):
        shown = client_in(story, who).get(at(story)).content.decode()
        assert "Masuk &lt;b&gt;tebal" in shown and "Terlihat" in shown
        assert 'name="remove"' not in shown and 'name="file"' not in shown
    assert client_in(story, "outsider").get(at(story)).status_code == 404


def test_of_two_who_change_a_feature_the_second_keeps_what_they_typed(story: Story) -> None:
    first, second = client_in(story), client_in(story, "developer_two")
    add(first, story, "Masuk")
    seen = re.search(r'name="version" value="(\d+)"', second.get(at(story, "feature", 1)).content.decode())
    assert seen
    first.post(at(story, "feature", 1), {"name": "Masuk dengan NIP", "priority": "must", "version": seen[1]})
    answer = second.post(at(story, "feature", 1), {"name": "Masuk dengan kartu", "priority": "must", "version": seen[1]})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "Dewi Contoh mengubah ini" in shown and "Masuk dengan kartu" in shown and "Masuk dengan NIP" in shown
    again = re.search(r'name="version" value="(\d+)"', shown)
    assert again and again[1] != seen[1]
    second.post(at(story, "feature", 1), {"name": "Masuk dengan kartu", "priority": "must", "version": again[1]})
    assert names(story) == ["Masuk dengan kartu"]


def test_a_sealed_list_says_why_it_cannot_change(story: Story) -> None:
    client = client_in(story)
    add(client, story, "Masuk")
    story.to(4)
    assert "milik kegiatan yang sudah selesai" in client.get(at(story)).content.decode()
    answer = client.post(at(story), {"remove": "1"})
    assert answer.status_code == 409 and names(story) == ["Masuk"]


@pytest.mark.parametrize("sent", [{}, {"up": "x"}, {"up": "-1"}, {"move": "1", "before": "y"}, {"remove": "9" * 12}])
def test_nonsense_is_refused(story: Story, sent: dict[str, str]) -> None:
    client = client_in(story)
    add(client, story, "Masuk")
    assert client.post(at(story), sent).status_code == 422
    assert client.post(at(story), {"up": "77"}).status_code == 404


def test_a_file_is_looked_at_first_and_then_written_whole(story: Story) -> None:
    client = client_in(story)
    file = SimpleUploadedFile("fitur.csv", b"Fitur;Prioritas\nMasuk;wajib\n=Rekap;bisa\n")
    shown = client.post(at(story, "import_features"), {"upload": file}).content.decode()
    assert "2 fitur akan ditambahkan" in shown and names(story) == []
    assert '<td data-label="Prioritas">' in shown
    table = re.search(r'<textarea name="table"[^>]*>(.*?)</textarea>', shown, re.DOTALL)
    assert table
    assert client.post(at(story, "import_features"), {"table": html.unescape(table[1])}).status_code == 302
    assert names(story) == ["Masuk", "=Rekap"]
    exported = client.get(at(story, "export_features", "csv"))
    assert "'=Rekap" in exported.getvalue().decode() and exported.headers["Content-Disposition"].startswith("attachment")
    assert client.get(at(story, "export_features", "xlsx")).getvalue().startswith(b"PK")
    assert client.get(at(story, "export_features", "pdf")).status_code == 404


def test_a_file_with_faults_writes_nothing_and_names_the_rows(story: Story) -> None:
    client = client_in(story)
    file = SimpleUploadedFile("fitur.csv", b"Fitur,Prioritas\nMasuk,wajib\n,bisa\nRekap,segera\n")
    answer = client.post(at(story, "import_features"), {"upload": file})
    shown = answer.content.decode()
    assert answer.status_code == 422 and names(story) == []
    assert "Baris 3" in shown and "Baris 4" in shown and "segera" in shown and 'name="table"' not in shown


@pytest.mark.parametrize("table", ["", "x", "{}", "[1]", '[["Fitur"],[1]]', '[["Fitur"]]', "[" * 100_000])
def test_rows_that_no_page_of_ours_sent_are_refused(story: Story, table: str) -> None:
    answer = client_in(story).post(at(story, "import_features"), {"table": table})
    assert answer.status_code == 422 and names(story) == []


def test_no_file_and_an_empty_file_get_a_sentence(story: Story) -> None:
    client = client_in(story)
    assert "Pilih sekurang-kurangnya satu berkas" in client.post(at(story, "import_features"), {}).content.decode()
    empty = client.post(at(story, "import_features"), {"upload": SimpleUploadedFile("kosong.csv", b"")})
    assert empty.status_code == 422 and "kosong.csv" in empty.content.decode()


def test_a_document_in_place_of_the_list_is_named_beside_it(story: Story) -> None:
    assert "belum disimpan" in client_in(story).get(at(story)).content.decode()
    filed = story.to(4)
    page = client_in(filed).get(at(filed)).content.decode()
    assert "Disimpan sebagai dokumen" in page
    assert "belum disimpan" not in page


def test_a_case_that_has_ended_says_so_quietly(story: Story) -> None:
    client = client_in(story, "auditor")
    assert "Mengapa ini belum dapat diubah" in client.get(at(story)).content.decode()
    page = client.get(at(story.to(0))).content.decode()
    assert "Proyek telah berakhir" in page
    assert "Mengapa ini belum dapat diubah" not in page

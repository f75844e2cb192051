"""Who files which papers on the pages of a case, and who finds them."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from runut.cases.queries import events
from runut.documents.queries import papers_of, storage
from runut.documents.store import store
from tests.clients import client_of
from tests.doors.documents.asking import PDF, PNG, body, named, upload_url
from tests.rooms.documents.office import Office


def test_a_file_is_filed_and_the_person_comes_back_to_the_case(office: Office) -> None:
    data = {"upload": named("Laporan.pdf", PDF), "title": "Laporan hasil analisis", "note": "Naskah akhir"}
    response = client_of(office.cast.user).post(upload_url(office, "analysis_report"), data)
    assert (response.status_code, response.headers["Location"]) == (302, reverse("cases:case", args=[office.case_id]))
    (paper,) = papers_of(office.case_id)
    assert (paper.title, paper.current.media_type, paper.current.note) == ("Laporan hasil analisis", "application/pdf", "Naskah akhir")
    assert storage().incoming == 0


def test_several_files_are_several_papers_named_as_they_are(office: Office) -> None:
    data = {"upload": [named("satu_dua.txt", b"satu"), named("tiga.txt", b"tiga")]}
    assert client_of(office.cast.registrar).post(upload_url(office), data).status_code == 302
    assert [paper.title for paper in papers_of(office.case_id)] == ["satu dua", "tiga"]


def test_a_file_becomes_the_next_version_of_the_chosen_paper(office: Office) -> None:
    office.upload("analysis_report", b"satu", by=office.cast.registrar, title="Laporan")
    (paper,) = papers_of(office.case_id)
    client = client_of(office.cast.registrar)
    assert f'value="{paper.id}" selected' in client.get(upload_url(office, "analysis_report")).content.decode()
    data = {"upload": named("lain.txt", b"dua"), "paper": paper.id, "title": "Diabaikan"}
    assert client.post(upload_url(office, "analysis_report"), data).status_code == 302
    (paper,) = papers_of(office.case_id)
    assert (paper.title, [one.number for one in paper.versions]) == ("Laporan", [2, 1])
    assert [one.data["name"] for one in events(case_id=office.case_id) if one.kind == "file"] == ["Laporan", "Laporan"]
    several = {"upload": [named("a.txt", b"a"), named("b.txt", b"b")], "paper": paper.id}
    response = client.post(upload_url(office, "analysis_report"), several)
    assert response.status_code == 422 and len(papers_of(office.case_id)) == 1


def test_a_schedule_is_asked_for_its_end(office: Office) -> None:
    office.to_planning()
    client = client_of(office.cast.developer_one)
    page = client.get(upload_url(office, "schedule")).content.decode()
    assert 'type="date"' in page and 'name="ends_on"' in page
    response = client.post(upload_url(office, "schedule"), {"upload": named("a.txt", b"a")})
    assert response.status_code == 422
    response = client.post(upload_url(office, "schedule"), {"upload": named("a.txt", b"a"), "ends_on": "2027-02-26"})
    assert response.status_code == 302
    assert next(one for one in papers_of(office.case_id) if one.key == "schedule").current.ends_on == date(2027, 2, 26)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("user", 302),
        ("registrar", 302),
        ("division_head", 302),
        ("technical_one", 403),
        ("auditor", 403),
        ("developer_one", 404),
        ("outsider", 404),
    ],
)
def test_each_files_what_is_theirs(office: Office, who: str, status: int) -> None:
    client = client_of(getattr(office.cast, who))
    response = client.post(upload_url(office, "analysis_report"), {"upload": named("a.txt", b"a"), "note": "Catatan saya"})
    assert response.status_code == status
    assert len(papers_of(office.case_id)) == (status == 302)
    if who == "technical_one":
        assert "Catatan saya" in response.content.decode()


@pytest.mark.parametrize("name", ["version", "preview", "download", "refile", "remove"])
@pytest.mark.parametrize(
    ("who", "seen"), [("outsider", False), ("developer_one", False), ("auditor", True), ("user", True), ("bureau_head", True)]
)
def test_people_of_other_units_find_nothing(office: Office, name: str, who: str, *, seen: bool) -> None:
    made = office.upload("analysis_report", PNG, by=office.cast.registrar)
    client = client_of(getattr(office.cast, who))
    method = client.post if name == "refile" else client.get
    response = method(reverse(f"documents:{name}", args=[made]))
    assert (response.status_code != 404) is seen
    assert (client.get(reverse("documents:papers", args=[office.case_id])).status_code == 200) is seen
    assert client.get(reverse(f"documents:{name}", args=[10**30])).status_code in {404, 405}
    body(response)


def test_whoever_is_not_signed_in_writes_nothing_to_the_disk(office: Office) -> None:
    response = Client().post(upload_url(office, "analysis_report"), {"upload": named("a.txt", b"a" * 100_000)})
    assert response.status_code == 302 and "/account/login" in response.headers["Location"]
    assert not (store().root / "incoming").exists()


def test_a_sealed_deliverable_is_refused_with_its_sentence(office: Office) -> None:
    office.to_planning()
    client = client_of(office.cast.registrar)
    response = client.post(upload_url(office, "development_mandate"), {"upload": named("a.txt", b"a")})
    assert response.status_code == 409
    assert "Perencanaan" in response.content.decode()
    assert 'name="upload"' not in client.get(upload_url(office, "development_mandate")).content.decode()
    assert client.get(upload_url(office, "nothing_like_it")).status_code == 404


def test_the_script_that_shows_progress_is_told_where_to_go_and_the_message_waits(office: Office) -> None:
    client, home = client_of(office.cast.registrar), reverse("documents:papers", args=[office.case_id])
    response = client.post(upload_url(office), {"upload": named("surat.txt", b"a")}, headers={"x-requested-with": "XMLHttpRequest"})
    assert (response.status_code, response.headers["HX-Redirect"]) == (204, home)
    assert "surat.txt" in client.get(home).content.decode().partition('id="flash"')[2].partition("</div>")[0]

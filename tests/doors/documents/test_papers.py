"""The list of a case's papers, and a paper that is filed again, taken out or read as it is."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from runut.documents.queries import papers_of
from runut.documents.services import file_form
from tests.clients import client_of
from tests.rooms.documents.office import MONDAY, Office


def test_the_list_says_what_is_missing_and_who_supplies_it_and_that_nothing_was_scanned(office: Office) -> None:
    office.upload("analysis_report", b"laporan", by=office.cast.registrar, title="Laporan")
    page = client_of(office.cast.user).get(reverse("documents:papers", args=[office.case_id])).content.decode()
    for text in ("Laporan", "belum dipindai", "belum ada", "belum waktunya", "menyediakannya", "Subbag"):
        assert text in page, text


def test_the_list_costs_the_same_for_one_paper_and_thirty(office: Office, django_assert_max_num_queries: Any) -> None:
    client = client_of(office.cast.registrar)
    url = reverse("documents:papers", args=[office.case_id])
    office.upload("", b"0", by=office.cast.registrar, title="0")
    client.get(url)
    with django_assert_max_num_queries(25) as one:
        client.get(url)
    for number in range(1, 30):
        office.upload("", str(number).encode(), by=office.cast.registrar, title=str(number))
    with django_assert_max_num_queries(25) as thirty:
        client.get(url)
    assert len(one) == len(thirty)


def test_a_version_is_filed_again_as_it_is(office: Office) -> None:
    made = office.upload("analysis_report", b"laporan", by=office.cast.registrar)
    client = client_of(office.cast.user)
    response = client.post(reverse("documents:refile", args=[made]))
    assert response.status_code == 302
    assert [one.number for one in papers_of(office.case_id)[0].versions] == [2, 1]
    assert client.post(reverse("documents:refile", args=[made])).status_code == 409
    assert client.get(reverse("documents:refile", args=[made])).status_code == 405


def test_a_paper_is_taken_out_after_a_question_and_with_a_reason(office: Office) -> None:
    made = office.upload("analysis_report", b"laporan", by=office.cast.registrar)
    client, url = client_of(office.cast.user), reverse("documents:remove", args=[made])
    assert client.get(url).status_code == 200
    assert client.post(url, {"why": " "}).status_code == 422
    response = client.post(url, {"why": "Salah berkas"})
    assert (response.status_code, response.headers["Location"]) == (302, reverse("documents:papers", args=[office.case_id]))
    assert papers_of(office.case_id)[0].removed_at is not None
    assert client.get(reverse("documents:version", args=[made])).status_code == 200
    assert client.post(url, {"why": "Salah berkas"}).status_code == 409


def test_a_form_that_no_room_shows_is_still_readable(office: Office) -> None:
    content = {"Kesimpulan": "Layak <b>", "Daftar": ["satu", {"nama": "dua"}], "Setuju": True, "Kosong": None, "Tanpa": []}
    who = office.cast.standing(office.cast.registrar)
    made = file_form(case_id=office.case_id, key="development_mandate", name="Mandat", form="mandate", content=content, who=who, at=MONDAY)
    page = client_of(office.cast.user).get(reverse("documents:version", args=[made])).content.decode()
    for text in ("Layak &lt;b&gt;", "satu", "nama", "dua", "ya", "tidak disebutkan"):
        assert text in page, text

"""The page of a native form, as a room makes one: presenting a plan, with those who attended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django import forms
from django.test import Client
from django.urls import include, path, reverse
from pytest_django import Settings

from runut.config import urls
from runut.documents.forms import FormPage, Rows, register_show, shows
from runut.documents.forms.shows import Show
from runut.documents.queries import current_form, papers_of
from tests.clients import client_of
from tests.rooms.documents.office import Office, make_office


class Attendee(forms.Form):
    name = forms.CharField(label="Nama", max_length=80)
    arrived_at = forms.TimeField(label="Pukul", required=False)


class Presentation(forms.Form):
    held_on = forms.DateField(label="Tanggal")
    minutes = forms.CharField(label="Notula", widget=forms.Textarea)


class PresentationPage(FormPage):
    key = "plan_presentation"
    keys = ("plan_presentation", "result_presentation")
    form = "presentation_test"
    title = "Presentasi"
    form_class = Presentation
    rows: ClassVar[Mapping[str, Rows]] = {"attendees": Rows(form_class=Attendee, title="Hadirin", least=1, spare=2)}
    show_template = "documents/show.html"


app = ([path("cases/<int:case_id>/presentation/<slug:key>/", PresentationPage.as_view(), name="presentation")], "reviews_test")
urlpatterns = [*urls.urlpatterns, path("", include(app))]
handler403, handler404 = urls.handler403, urls.handler404


@pytest.fixture(autouse=True)
def _site(tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.FILES_FOLDER = tmp_path / "files"
    settings.ROOT_URLCONF = __name__
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shows, "_shows", {})
        PresentationPage.register()
        yield


@pytest.fixture
def office(db: None) -> Office:
    office = make_office().to_planning()
    people = office.cast
    office.upload("regulations", b"peraturan", by=people.developer_one)
    office.upload("schedule", b"jadwal", by=people.developer_one, ends_on=date(2027, 2, 26))
    for key in ("mockups", "business_flow", "analysis_document"):
        office.upload(key, key.encode(), by=people.developer_one)
    office.certify(people.developer_one)
    return office


def url(office: Office, key: str = "plan_presentation") -> str:
    return reverse("reviews_test:presentation", args=[office.case_id, key])


def sent(base: int = 0, *, names: tuple[str, ...] = ("Ani",), **changes: Any) -> dict[str, Any]:
    rows = {f"attendees-{index}-name": name for index, name in enumerate(names)}
    rows |= {"attendees-TOTAL_FORMS": str(len(names)), "attendees-INITIAL_FORMS": "0"}
    return {"base": base, "held_on": "2026-12-01", "minutes": "Rencana dibahas", **rows, **changes}


def filed(office: Office) -> tuple[int, dict[str, Any]]:
    found = current_form(case_id=office.case_id, key="plan_presentation", form="presentation_test")
    assert found is not None
    return found[0].number, found[1]


def test_a_form_is_filed_and_shown_again_with_its_values(office: Office) -> None:
    browser = client_of(office.cast.developer_one)
    empty = browser.get(url(office)).content.decode()
    assert 'name="base" value="0"' in empty and empty.count('-name"') >= 2
    response = browser.post(url(office), sent(names=("Ani", "", "Budi")) | {"attendees-0-arrived_at": "09:30"})
    assert (response.status_code, response.headers["Location"]) == (302, reverse("cases:case", args=[office.case_id]))
    rows = [{"name": "Ani", "arrived_at": "09:30"}, {"name": "Budi", "arrived_at": None}]
    assert filed(office) == (1, {"held_on": "2026-12-01", "minutes": "Rencana dibahas", "attendees": rows})
    again = browser.get(url(office)).content.decode()
    assert "Rencana dibahas" in again and 'value="Budi"' in again and 'value="2026-12-01"' in again


def test_an_emptied_row_is_gone_and_too_few_are_refused(office: Office) -> None:
    browser = client_of(office.cast.developer_one)
    browser.post(url(office), sent(names=("Ani", "Budi")))
    base = papers_of(office.case_id)[-1].current.id
    assert browser.post(url(office), sent(base, names=("", "Budi")) | {"attendees-INITIAL_FORMS": "2"}).status_code == 302
    assert [one["name"] for one in filed(office)[1]["attendees"]] == ["Budi"]
    base = papers_of(office.case_id)[-1].current.id
    response = browser.post(url(office), sent(base, names=("", "")))
    assert response.status_code == 422 and "sekurang-kurangnya 1 baris" in response.content.decode()


def test_rows_are_added_without_filing_or_judging_anything(office: Office) -> None:
    browser = client_of(office.cast.developer_one)
    response = browser.post(url(office), sent(7, names=("Ani",), held_on="", minutes="Setengah jadi") | {"add-attendees": "yes"})
    page = response.content.decode()
    assert response.status_code == 200
    assert 'name="attendees-TOTAL_FORMS" value="6"' in page and 'value="Ani"' in page and "Setengah jadi" in page
    assert 'name="base" value="7"' in page and "field-error" not in page
    assert [one for one in papers_of(office.case_id) if one.key == "plan_presentation"] == []


@pytest.mark.parametrize("total", ["", "abc", "-1", "999999999999"])
def test_nonsense_in_the_count_of_rows_breaks_nothing(office: Office, total: str) -> None:
    browser = client_of(office.cast.developer_one)
    data = sent() | {"attendees-TOTAL_FORMS": total}
    assert browser.post(url(office), data).status_code == 422
    assert browser.post(url(office), data | {"add-attendees": "yes"}).status_code == 200


def test_a_wrong_field_is_told_and_the_text_stays(office: Office) -> None:
    response = client_of(office.cast.developer_one).post(url(office), sent(held_on="besok"))
    page = response.content.decode()
    assert response.status_code == 422 and "besok" in page and "Rencana dibahas" in page and 'value="Ani"' in page


def test_who_opened_the_form_before_a_newer_version_is_told_once(office: Office) -> None:
    first, second = client_of(office.cast.developer_one), client_of(office.cast.developer_two)
    assert first.post(url(office), sent()).status_code == 302
    response = second.post(url(office), sent(minutes="Catatan kedua"))
    page = response.content.decode()
    newest = papers_of(office.case_id)[-1].current
    assert response.status_code == 409
    assert "Dewi Contoh" in page and "Catatan kedua" in page
    assert f'name="base" value="{newest.id}"' in page and reverse("documents:version", args=[newest.id]) in page
    assert second.post(url(office), sent(newest.id, minutes="Catatan kedua")).status_code == 302
    assert filed(office)[0] == 2


def test_who_may_not_file_is_told_why_and_keeps_the_text(office: Office) -> None:
    browser = client_of(office.cast.user)
    opened = browser.get(url(office)).content.decode()
    assert "Mengapa ini belum dapat disimpan" in opened
    assert "<textarea" not in opened, "nothing to type in where nothing can be filed"
    response = browser.post(url(office), sent())
    assert response.status_code == 403 and "Rencana dibahas" in response.content.decode()
    assert client_of(office.cast.outsider).get(url(office)).status_code == 404
    assert Client().get(url(office)).status_code == 302


def test_a_deliverable_that_the_page_does_not_serve_is_not_found(office: Office) -> None:
    browser = client_of(office.cast.developer_one)
    assert browser.get(url(office, "schedule")).status_code == 404
    assert browser.post(url(office, "result_presentation"), sent()).status_code == 409


def test_a_form_is_shown_by_one_room_only() -> None:
    with pytest.raises(ValueError, match="shown already"):
        register_show(Show(form="presentation_test", template="documents/show.html"))

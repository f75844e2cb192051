"""A request on its page: entered once, refused with what was typed."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.builders import Story
from tests.clients import client_of
from tests.doors.cases.asking import text_of

pytestmark = pytest.mark.django_db


def test_an_auditor_is_told_why_they_enter_no_request(story: Story) -> None:
    page = text_of(client_of(story.cast.auditor).get(reverse("cases:new")))
    assert "Auditor membaca semuanya" in page
    assert "<textarea" not in page


def test_a_unit_enters_a_request_and_is_told_what_comes_next(story: Story) -> None:
    client = client_of(story.cast.user)
    data = {"title": "Katalog Benih", "purpose": "Petani", "unit": story.cast.requesting_unit}
    response = client.post(reverse("cases:new"), data, follow=True)
    assert response.redirect_chain[0][1] == 302
    page = text_of(response)
    assert "Katalog Benih" in page
    assert "Selanjutnya: simpan dokumen yang diperlukan kegiatan 1" in page
    assert "Laporan Hasil analisis" in page


def test_a_request_pressed_twice_is_one_request_and_the_same_form_with_other_words_is_another(story: Story) -> None:
    client = client_of(story.cast.user)
    once = str(client.get(reverse("cases:new")).context["form"]["once"].value())
    data = {"title": "Katalog Benih", "purpose": "Petani", "unit": story.cast.requesting_unit, "once": once}
    first, second = (client.post(reverse("cases:new"), data)["Location"] for _ in range(2))
    assert first == second
    assert client.post(reverse("cases:new"), {**data, "title": "Katalog Bibit"})["Location"] != first
    other = client_of(story.cast.registrar).post(reverse("cases:new"), data)["Location"]
    assert other != first


def test_a_unit_cannot_ask_in_the_name_of_another(story: Story) -> None:
    client = client_of(story.cast.user)
    response = client.post(reverse("cases:new"), {"title": "Milik orang", "purpose": "teks saya", "unit": story.cast.other_unit})
    assert response.status_code == 422
    assert "teks saya" in text_of(response)


@pytest.mark.parametrize("data", [{}, {"title": " "}, {"title": "x" * 201}, {"title": "a\x00b"}, {"title": "a", "unit": "nonsense"}])
def test_a_request_with_nonsense_is_refused_on_its_page(story: Story, data: dict[str, str]) -> None:
    client = client_of(story.cast.registrar)
    assert client.post(reverse("cases:new"), data).status_code == 422

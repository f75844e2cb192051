"""How long an SOP takes, on its page: figures known by hand, nonsense answered with a sentence, and what cannot be simulated saying why."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from runut.procedures import queries, services
from runut.procedures.drafting.content import empty
from runut.procedures.forms.simulation import ChanceField, DaysField
from runut.procedures.services.versions import SHIPPED
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT, text_of
from tests.rooms.procedures.writing import draft_of, row_field, write

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(office: Cast) -> str:
    return reverse("procedures:simulation", args=[queries.version_in_force(on=office.today)[0]])


def test_without_loops_the_shipped_sop_takes_18_working_days_and_its_schedule(office: Cast, address: str) -> None:
    page = text_of(client_of(office.user).get(address))
    assert "Hari kerja: 3 + 1 + 5 + 1 + 1 + jadwal + 1 + 3 + 1 + 2 = 18 , ditambah jadwal kegiatan 6" in page
    assert "18 hari kerja, rata-rata yang diperkirakan 18 hari kerja bila tidak ada yang kembali" in page
    assert "sampai 17 Desember 2026" in page  # 18 working days after Monday, 23 November, with no edition adopted


def test_a_chance_makes_rounds_and_the_page_says_where_each_figure_comes_from(office: Cast, address: str) -> None:
    page = text_of(client_of(office.user).get(address, {"chance.5.rejected": "40 %", "scheduled": "60", "rework": "10-20"}))
    assert "82,67 hari kerja, rata-rata" in page  # 18 + 60, and 2/3 rounds of 7 days more
    assert "Kegiatan 5 “tidak disetujui”: kembali ke kegiatan 3 40% 5 + 1 + 1 7" in page
    assert "Kegiatan 9 “tidak disetujui”: kembali ke kegiatan 6 0% 15 + 1 + 3 + 1 20" in page
    assert "8,33 1,67 × 5" in page  # on the flowchart
    assert "Ya 60% Tidak 40%" in page


def test_the_page_speaks_english_too(office: Cast, address: str) -> None:
    get_user_model().objects.filter(pk=office.user).update(language="en")
    page = text_of(client_of(office.user).get(address, {"chance.5.rejected": "40", "calendar": "6"}))
    assert "22.67 working days expected, on average" in page
    assert "8.33 1.67 × 5" in page and "Expected working days" in page
    assert "and the schedule of activity 6" in page


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"chance.5.rejected": "100"}, "proyek terus kembali ke kegiatan 5"),
        ({"chance.5.rejected": "99,9999"}, "proyek terus kembali ke kegiatan"),
        ({"chance.5.rejected": "-1"}, "“-1” bukan peluang"),
        ({"chance.5.rejected": "101"}, "“101” bukan peluang"),
        ({"chance.5.rejected": "sering"}, "“sering” bukan peluang"),
        ({"chance.5.rejected": "nan"}, "“nan” bukan peluang"),
        ({"chance.5.rejected": "4" * 5000}, "20"),
        ({"scheduled": "80-40"}, "Jumlah hari adalah dua bilangan berurutan"),
        ({"scheduled": "999999999"}, "dari 0 sampai 10000"),
        ({"scheduled": "²"}, "“²” bukan jumlah hari kerja"),
        ({"rework": "-"}, "“-” bukan jumlah hari kerja"),
        ({"start": "9999-12-31"}, "empat angka"),
        ({"start": "kapan-kapan"}, "Proyek dimulai pada"),
        ({"calendar": "8"}, "Kalender"),
        ({"runs": "0"}, "Proyek rekaan"),
        ({"runs": "10001"}, "Proyek rekaan"),
        ({"seed": "\x00"}, "Benih dadu"),
    ],
)
def test_nonsense_gets_a_sentence_and_keeps_the_form(office: Cast, address: str, asked: dict[str, str], said: str) -> None:
    response = client_of(office.user).get(address, asked)
    page = text_of(response)
    assert response.status_code == 422
    assert said in page.partition("Yang tidak disebut SOP")[0]
    assert "Dari mana setiap angka" not in page


def test_what_the_form_does_not_ask_is_not_listened_to(office: Cast, address: str) -> None:
    page = text_of(client_of(office.user).get(address, {"chance.5.approved": "10", "chance.99.rejected": "x", "back": "1", "start": ""}))
    assert "= 18 ," in page
    assert "Desember" not in page  # no start, no dates


def test_few_cases_are_run_when_each_is_long(office: Cast, address: str) -> None:
    page = text_of(client_of(office.user).get(address, {"chance.5.rejected": "99,9", "runs": "10000"}))
    assert "yang dijalankan lebih sedikit daripada yang diminta" in page


def test_a_draft_is_simulated_as_it_was_saved(office: Cast) -> None:
    who = office.standing(office.registrar)
    draft = draft_of(queries.version_in_force(on=office.today)[0], who=who, at=AT)
    address = reverse("procedures:draft_simulation", args=[draft])
    write(draft, {row_field(draft, 3, "time"): {"amount": 9, "unit": "day"}}, who=who, at=AT)
    client = client_of(office.registrar)
    assert "3 + 1 + 9 + 1 + 1 + jadwal + 1 + 3 + 1 + 2 = 22" in text_of(client.get(address))
    assert address in client.get(reverse("procedures:draft", args=[draft])).content.decode()


def test_a_draft_that_breaks_the_rules_says_which(office: Cast) -> None:
    draft = services.start_draft(content=empty("Kosong"), who=office.standing(office.registrar), at=AT)
    response = client_of(office.registrar).get(reverse("procedures:draft_simulation", args=[draft]))
    page = text_of(response)
    assert response.status_code == 200
    assert "SOP ini belum dapat disimulasikan:" in page
    assert "Hitung" not in page


def test_the_version_leads_here_and_what_is_not_there_is_not_found(office: Cast, address: str) -> None:
    client = client_of(office.user)
    assert address in client.get(reverse("procedures:current", args=[SHIPPED])).content.decode()
    assert client.get(reverse("procedures:simulation", args=[99999])).status_code == 404
    assert client_of(office.registrar).get(reverse("procedures:draft_simulation", args=[99999])).status_code == 404


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_chance_or_days_or_a_sentence(text: str) -> None:
    with suppress(ValidationError):
        chance = ChanceField().clean(text)
        assert chance is None or 0 <= chance <= 1
    with suppress(ValidationError):
        span = DaysField().clean(text)
        assert span is None or min(span) >= 0

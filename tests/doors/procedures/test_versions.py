"""The pages of an SOP: the official form, its versions side by side, and its files."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.http import HttpResponse
from django.urls import reverse

from runut.procedures import queries, services
from runut.procedures.drafting import editing
from runut.procedures.drafting.content import Content
from runut.procedures.services.versions import SHIPPED
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT, address_of, page_of
from tests.rooms.procedures.writing import draft_of, next_version, row_field, write

pytestmark = pytest.mark.django_db


def test_the_sop_is_shown_as_the_official_form(office: Cast) -> None:
    page = page_of(client_of(office.user).get(reverse("procedures:current", args=[SHIPPED])))
    for text in ("Mutu baku", "Persyaratan", "Keluaran", "Keterangan", "12 Mei 2021", "Adrninistrasi", "Mejakukan", "3 hari kerja"):
        assert text in page
    assert "kegiatan 1, 2, 8, 9, 10 merupakan hasil pembacaan" in page
    assert "Alternatif: Kepala Bidang sendiri" in page
    assert "Perlu dipastikan.</td>" not in page


def test_the_pages_speak_english_too(office: Cast) -> None:
    get_user_model().objects.filter(pk=office.administrator).update(language="en")
    client = client_of(office.administrator)
    assert "Quality standard" in page_of(client.get(reverse("procedures:current", args=[SHIPPED])))
    assert "Confirm as read" in page_of(client.get(reverse("procedures:current", args=[SHIPPED])))
    assert "working days" in page_of(client.get(reverse("procedures:calendar")))


def test_confirming_as_read_takes_the_mark_away(office: Cast) -> None:
    client = client_of(office.bureau_head)
    response = client.post(reverse("procedures:confirm", args=[queries.version_in_force(on=office.today)[0]]), follow=True)
    page = page_of(response)
    assert "Pelaksana telah dipastikan." in page
    assert "perlu dipastikan" not in page


def test_what_the_office_changes_is_a_new_version_with_its_difference_in_words(office: Cast) -> None:
    made = next_version(queries.version_in_force(on=office.today)[0], office, {"3.time": {"amount": 7, "unit": "day"}}, at=AT)
    client = client_of(office.user)
    page = page_of(client.get(reverse("procedures:difference", args=[made])))
    assert "5 hari kerja" in page
    assert "7 hari kerja" in page
    assert "Disahkan" in page_of(client.get(reverse("procedures:version", args=[made])))
    assert "Hasil rapat" in page_of(client.get(reverse("procedures:versions", args=[SHIPPED])))


def _three(office: Cast) -> list[int]:
    """Versions 1, 2 with a row more and another text, and 3 that says what 2 says but for one time."""
    first = queries.version_in_force(on=office.today)[0]

    def more(content: Content) -> Content:
        made = editing.add_row(content, content["rows"][2]["id"])
        made["rows"][3]["text"] = "Memeriksa kelengkapan"
        return made

    second = next_version(first, office, {"6.text": "Proses Pengembangan aplikasi oleh Tim Ahli"}, at=AT, then=more)
    return [first, second, next_version(second, office, {"4.time": {"amount": 2, "unit": "day"}}, at=AT)]


def test_two_versions_stand_side_by_side_with_their_drawings(office: Cast) -> None:
    _first, second, _third = _three(office)
    page = page_of(client_of(office.user).get(reverse("procedures:difference", args=[second])))
    assert "Versi 1 dan versi 2 berdampingan" in page
    assert "1 baru" in page and "1 berubah" in page and "9 kegiatan sama" in page
    assert "Tim <del>Pengembang</del>" in page and "Tim <ins>Ahli</ins>" in page
    assert "Kegiatan 6, kini 7" in page and "tidak ada pada “Versi 1”" in page
    drawings = page.split('<svg class="sopmap-drawing"')
    assert "is-changed" in drawings[1] and "is-added" not in drawings[1]
    assert "is-added" in drawings[2] and 'id="sopmap-new-title"' in drawings[2]
    get_user_model().objects.filter(pk=office.user).update(language="en")
    page = page_of(client_of(office.user).get(reverse("procedures:difference", args=[second])))
    assert "Version 1 and version 2 side by side" in page
    assert "Activity 6, now 7" in page and "9 activities the same" in page and "not in “Version 1”" in page


def test_any_two_versions_are_chosen_by_the_form(office: Cast) -> None:
    first, second, third = _three(office)
    client = client_of(office.user)
    asked = client.get(reverse("procedures:difference", args=[second]), {"with": third, "new": first})
    assert asked.headers["Location"] == reverse("procedures:difference", args=[first]) + f"?with={third}"
    page = page_of(client.get(asked.headers["Location"]))
    assert "Versi 3 dan versi 1 berdampingan" in page and "1 dihapus" in page
    assert f'<option value="{third}" selected>' in page and f'<option value="{first}" selected>' in page


def test_the_same_version_twice_says_that_they_say_the_same(office: Cast) -> None:
    first = queries.version_in_force(on=office.today)[0]
    client = client_of(office.user)
    assert "Isinya sama" in page_of(client.get(reverse("procedures:difference", args=[first]), {"with": first}))
    assert "berdampingan" not in page_of(client.get(reverse("procedures:difference", args=[first])))


def test_only_versions_of_one_sop_are_compared(office: Cast) -> None:
    first = queries.version_in_force(on=office.today)[0]
    alien = services.install_text(key="surat-masuk", text=queries.version_text(first).replace("Pengembangan Aplikasi", "Surat"), at=AT)
    client = client_of(office.user)
    assert client.get(reverse("procedures:difference", args=[first]), {"with": alien}).status_code == 404
    for nonsense in ("99999", "9" * 30, "-1", "x", "²"):
        status = client.get(reverse("procedures:difference", args=[first]), {"new": nonsense}).status_code
        assert status == (404 if nonsense == "99999" else 200)


def test_who_approves_a_draft_sees_both_texts_side_by_side(office: Cast) -> None:
    who = office.standing(office.registrar)
    draft_id = draft_of(queries.version_in_force(on=office.today)[0], who=who, at=AT)
    write(draft_id, {row_field(draft_id, 3, "time"): {"amount": 9, "unit": "day"}}, who=who, at=AT)
    counter = queries.draft_row(draft_id).counter
    services.submit_draft(draft_id=draft_id, seen=counter, note="Hasil rapat", office_id=office.offices["bureau_head"], who=who, at=AT)
    page = page_of(client_of(office.bureau_head).get(reverse("procedures:draft", args=[draft_id])))
    assert "<del>5</del> hari kerja" in page and "<ins>9</ins> hari kerja" in page and "Konsep ini" in page


@pytest.mark.parametrize(("name", "shown"), [("user", True), ("registrar", True), ("auditor", False), ("administrator", False)])
def test_who_may_begin_a_case_is_led_to_it(office: Cast, name: str, shown: bool) -> None:
    client = client_of(getattr(office, name))
    begin = f"{reverse('cases:new')}?procedure={SHIPPED}"
    for page in ("list", "current"):
        assert (f'href="{begin}"' in page_of(client.get(address_of(page)))) is shown
    asked = page_of(client.get(begin))
    assert ('name="title"' in asked) is shown


def test_no_case_begins_with_a_version_that_is_replaced(office: Cast) -> None:
    first, second, _third = _three(office)
    client = client_of(office.registrar)
    for version_id in (first, second):
        assert reverse("cases:new") not in page_of(client.get(reverse("procedures:version", args=[version_id]))).partition("<main")[2]


def test_the_file_of_a_version_is_its_text_byte_for_byte(office: Cast) -> None:
    version_id, _procedure = queries.version_in_force(on=office.today)
    response = client_of(office.user).get(reverse("procedures:file", args=[version_id]))
    assert isinstance(response, HttpResponse)
    assert response.content.decode() == queries.version_text(version_id)
    assert response.headers["Content-Disposition"] == 'attachment; filename="pengembangan-aplikasi-v1.toml"'


@pytest.mark.parametrize(
    ("ending", "begins"), [("pdf", b"%PDF-1.7"), ("docx", b"PK"), ("xlsx", b"PK"), ("svg", b"<svg "), ("bpmn", b"<?xml"), ("json", b"{")]
)
def test_a_version_is_printed_in_the_official_form(office: Cast, ending: str, begins: bytes) -> None:
    version_id = queries.version_in_force(on=AT.date())[0]
    found = client_of(office.user).get(reverse("procedures:printed", args=[version_id, ending]))
    assert found.status_code == 200
    assert found.content.startswith(begins)
    assert found["Content-Disposition"] == f'attachment; filename="pengembangan-aplikasi-v1.{ending}"'


def test_a_form_that_nobody_prints_is_not_there(office: Cast) -> None:
    version_id = queries.version_in_force(on=AT.date())[0]
    assert client_of(office.user).get(reverse("procedures:printed", args=[version_id, "odt"])).status_code == 404
    assert client_of(office.user).get(reverse("procedures:printed", args=[999_999, "svg"])).status_code == 404


def test_the_form_speaks_the_reader_s_language(office: Cast) -> None:
    version_id = queries.version_in_force(on=AT.date())[0]
    client = client_of(office.user)
    address = reverse("procedures:printed", args=[version_id, "svg"])
    assert ">Ya </tspan>" in client.get(address).content.decode()
    get_user_model().objects.filter(pk=office.user).update(language="en")
    assert ">Yes </tspan>" in client.get(address).content.decode()

"""The editor of an SOP and the way to its approval, by hand and without JavaScript, as a browser would send it."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from lxml import html as lxml_html

from runut.core.errors import Refused
from runut.formats import toml
from runut.procedures import queries, services
from runut.procedures.drafting import editing
from runut.procedures.drafting.content import of_file, to_file
from tests.cast import Cast, cast
from tests.clients import client_of
from tests.formats.procedures import grown
from tests.rooms.procedures.writing import draft_of, enact, row_field, write

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
LETTERS = """SOP Surat Masuk
No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\tKeterangan
\t\tPetugas Agenda\tKepala Biro\tKelengkapan\tWaktu\tOutput\t
1\tMencatat surat masuk\t√\t\tSurat\t30 menit\tSurat tercatat\t
2\tMemberi disposisi\t\t√\tSurat tercatat\t1 hari\tDisposisi\t
"""
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(hours=2), tick=False):
        yield


@pytest.fixture
def office() -> Cast:
    made = cast(AT)
    services.install_shipped(at=AT)
    return made


@pytest.fixture
def draft(office: Cast) -> int:
    return draft_of(queries.version_in_force(on=office.today)[0], who=office.standing(office.registrar), at=AT)


def _text(response: Any) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode())))


def _sent(response: Any) -> dict[str, str]:
    """What a browser would send of the form of the editor when nothing was changed."""
    tree = lxml_html.fromstring(response.content.decode())
    form = next(one for one in tree.forms if one.get("id") == "sop")
    sent = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
    return {**sent, **{one.get("name"): one.get("value") for one in tree.xpath("//input[@form='sop']")}}


def _address(draft: int, name: str = "draft") -> str:
    return reverse(f"procedures:{name}", args=[draft])


def _activity(draft: int, number: int) -> dict[str, Any]:
    found: dict[str, Any] = queries.draft_view(draft).data["activity"][number - 1]
    return found


def test_sending_the_page_as_it_is_changes_nothing(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    response = client.post(_address(draft), _sent(client.get(_address(draft))))
    assert response.status_code == 302
    assert queries.draft_row(draft).counter == 1


def test_a_draft_with_faults_is_drawn_as_far_as_it_goes(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    assert "question mark" not in _text(client.get(_address(draft)))
    sent = _sent(client.get(_address(draft)))
    rows = [row["id"] for row in queries.draft_view(draft).content["rows"]]
    sent = {name: "" if name.startswith(f"row.{rows[2]}.part.") else value for name, value in sent.items()} | {f"row.{rows[4]}.to.1": "0"}
    client.post(_address(draft), sent)
    assert queries.draft_view(draft).procedure() is None
    for reader in (office.registrar, office.auditor):  # in the editor, and as a reader sees it
        page = client_of(reader).get(_address(draft)).content.decode()
        assert page.count('class="sopmap-drawing') == 1
        assert 'aria-label="3: belum ditentukan siapa mengerjakan"' in page
        assert 'aria-label="5: tujuannya belum dipilih"' in page
        assert "tanda tanya menandai" in page


def test_what_is_missing_is_named_as_the_page_names_it(office: Cast) -> None:
    client = client_of(office.registrar)
    begun = client.post(reverse("procedures:new"), {"empty": "1", "name": ""})
    draft = int(begun["Location"].rstrip("/").rsplit("/", 1)[1])
    for name in ("draft", "draft_simulation"):
        page = _text(client.get(_address(draft, name)))
        assert "“Nama” tidak ada" in page
        assert "“name”" not in page
    assert '<th scope="col" class="desk-lane"><span>Pelaksana</span></th>' in client.get(_address(draft)).content.decode()
    assert "“SOP tanpa nama”" in _text(client.get(_address(draft, "discard_draft")))


def test_every_field_of_the_table_is_saved(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    sent = _sent(client.get(_address(draft)))
    view = queries.draft_view(draft)
    row, column = view.content["rows"][2]["id"], view.content["columns"][0]["id"]
    last = view.content["rows"][-1]["id"]
    sent |= {
        "identity.number": "12/SOP/2026",
        "identity.legal_basis": "UU 1/2020\r\n\r\n  PP 2/2021 ",
        "identity.effective_on": "2027-01-04",
        f"column.{column}.name": "Pemohon",
        f"row.{row}.text": "Menyusun\r\nrencana",
        f"row.{row}.time.amount": "2-4",
        f"row.{row}.time.unit": "week",
        f"row.{row}.outputs": "Jadwal Pengembangan Aplikasi\nNotula rapat",
        f"row.{row}.part.{column}": "attends",
        f"row.{view.content['rows'][4]['id']}.to.1": str(last),
    }
    client.post(_address(draft), sent)
    data = queries.draft_view(draft).data
    assert data["procedure"]["number"] == "12/SOP/2026"
    assert data["procedure"]["legal_basis"] == ["UU 1/2020", "PP 2/2021"]
    assert data["procedure"]["effective_on"].isoformat() == "2027-01-04"
    assert data["performer"][0]["name"] == "Pemohon"
    third = data["activity"][2]
    assert third["text"] == "Menyusun\nrencana"
    assert third["time"] == {"amount": [2, 4], "unit": "week"}
    assert third["outputs"] == [
        {"key": "schedule", "name": "Jadwal Pengembangan Aplikasi"},
        {"key": "notula_rapat", "name": "Notula rapat"},
    ]
    assert {"key": "user", "part": "attends"} in third["performers"]
    assert data["activity"][4]["decision"] == {"approved": 6, "rejected": 10}


def test_a_row_can_lead_elsewhere(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    sent = _sent(client.get(_address(draft)))
    rows = [one["id"] for one in queries.draft_view(draft).content["rows"]]
    client.post(_address(draft), {**sent, f"row.{rows[1]}.then": str(rows[3]), f"row.{rows[2]}.then": "end"})
    assert (_activity(draft, 2)["then"], _activity(draft, 3)["then"]) == (4, "end")
    again = _sent(client.get(_address(draft)))
    assert (again[f"row.{rows[1]}.then"], again[f"row.{rows[2]}.then"], again[f"row.{rows[3]}.then"]) == (str(rows[3]), "end", "0")


def test_two_who_lead_a_row_elsewhere_are_told(office: Cast, draft: int) -> None:
    client = client_of(office.technical_one)
    sent = _sent(client.get(_address(draft)))
    field, rows = row_field(draft, 2, "then"), [one["id"] for one in queries.draft_view(draft).content["rows"]]
    write(draft, {field: rows[3]}, who=office.standing(office.registrar), at=AT)
    page = _text(client.post(_address(draft), {**sent, field: "end"}))
    assert "kegiatan 4" in page
    assert "proyek berakhir" in page


@pytest.mark.parametrize(
    ("act", "texts"),
    [
        ("up", ["Menyediakan", "Menjelaskan", "Tim Pengembang"]),
        ("below", ["Menjelaskan", "Menyediakan", ""]),
        ("remove", ["Menjelaskan", "Tim Pengembang", "Tim pengembang"]),
    ],
)
def test_buttons_of_a_row_save_what_was_typed_and_then_act(office: Cast, draft: int, act: str, texts: list[str]) -> None:
    client = client_of(office.registrar)
    sent = _sent(client.get(_address(draft)))
    second = queries.draft_view(draft).content["rows"][1]["id"]
    sent |= {"identity.number": "7", "do": f"{act}:{second}"}
    response = client.post(_address(draft), sent)
    assert response.headers["Location"].endswith(f"#row-{second}")
    view = queries.draft_view(draft)
    assert [
        one["text"].startswith(text) if text else one["text"] == "" for one, text in zip(view.data["activity"], texts, strict=False)
    ] == [True] * 3
    assert view.data["procedure"]["number"] == "7"


def test_columns_are_added_moved_and_put_behind_offices(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    sent = _sent(client.get(_address(draft)))
    client.post(_address(draft), {**sent, "do": "add-column"})
    view = queries.draft_view(draft)
    assert len(view.data["performer"]) == 7
    made = view.content["columns"][-1]["id"]
    sent = _sent(client.get(_address(draft)))
    client.post(_address(draft), {**sent, f"column.{made}.name": "Kepala Seksi Arsip", f"column.{made}.held": "office:"})
    assert queries.draft_view(draft).data["performer"][-1] == {
        "key": "kepala_seksi_arsip",
        "name": "Kepala Seksi Arsip",
        "held_by": "office",
    }
    assert "jabatan baru “Kepala Seksi Arsip”" in _text(client.get(_address(draft)))


def test_undo_and_redo_are_buttons(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    client.post(_address(draft), {"do": "undo", "seen": "2"})
    assert "number" not in queries.draft_view(draft).data["procedure"]
    client.post(_address(draft), {"do": "redo", "seen": "3"})
    assert queries.draft_view(draft).data["procedure"]["number"] == "7"
    assert client.post(_address(draft), {"do": "redo", "seen": "4"}).status_code == 409


def test_what_cannot_be_read_is_told_and_the_rest_is_saved(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    sent = _sent(client.get(_address(draft)))
    row = queries.draft_view(draft).content["rows"][2]["id"]
    response = client.post(
        _address(draft), {**sent, f"row.{row}.time.amount": "lama", f"row.{row}.note": "Tersimpan", "identity.created_on": "kemarin"}
    )
    page = _text(response)
    assert "“lama” bukan jumlah waktu" in page
    assert "“kemarin” bukan tanggal" in page
    assert _activity(draft, 3)["note"] == "Tersimpan"
    assert _activity(draft, 3)["time"] == {"amount": 5, "unit": "day"}


def test_the_second_of_two_editors_is_told_and_can_take_theirs_or_mine(office: Cast, draft: int) -> None:
    first, second = client_of(office.registrar), client_of(office.technical_one)
    sent = _sent(second.get(_address(draft)))
    field = row_field(draft, 3, "text")
    write(draft, {field: "Pertama", row_field(draft, 4, "note"): "Dari yang pertama"}, who=office.standing(office.registrar), at=AT)
    response = second.post(_address(draft), {**sent, field: "Kedua"})
    page = _text(response)
    assert "Orang lain mengubah hal yang sama" in page
    assert "Pertama" in page
    assert "Kedua" in page
    assert (_activity(draft, 3)["text"], _activity(draft, 4)["note"]) == ("Pertama", "Dari yang pertama")
    second.post(_address(draft), {"seen": str(queries.draft_row(draft).counter), field: "Kedua"})
    assert _activity(draft, 3)["text"] == "Kedua"
    assert "disimpan terpisah" in _text(first.get(_address(draft, "draft_history")))


def test_others_who_saved_elsewhere_are_told_of(office: Cast, draft: int) -> None:
    client = client_of(office.technical_one)
    sent = _sent(client.get(_address(draft)))
    write(draft, {row_field(draft, 4, "note"): "Lain"}, who=office.standing(office.registrar), at=AT)
    response = client.post(_address(draft), {**sent, row_field(draft, 3, "note"): "Saya"})
    assert "Tulisan Anda berdua tetap ada" in _text(response)
    assert (_activity(draft, 3)["note"], _activity(draft, 4)["note"]) == ("Saya", "Lain")


def test_htmx_gets_only_what_nobody_types_in(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    field = row_field(draft, 3, "note")
    quiet = client.post(_address(draft), {"seen": "1", field: "Baru"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="bar" hx-swap-oob="true"' in quiet
    assert "<textarea" not in quiet
    whole = client.post(_address(draft), {"seen": "2", "do": "add-row"}, headers={"HX-Request": "true"})
    assert whole.headers["HX-Retarget"] == "#desk"
    assert "<textarea" in whole.content.decode()


def test_findings_stand_beside_their_rows(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    write(draft, {row_field(draft, 3, "text"): ""}, who=office.standing(office.registrar), at=AT)
    page = client.get(_address(draft)).content.decode()
    assert "1 kesalahan" in _text(client.get(_address(draft)))
    row = queries.draft_view(draft).content["rows"][2]["id"]
    assert f'href="#row-{row}-text"' in page


def test_a_deliverable_is_fulfilled_by_another_tool(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    page = client.get(_address(draft)).content.decode()
    assert 'name="deliverable.final_report"' in page
    client.post(_address(draft), {**_sent(client.get(_address(draft))), "deliverable.mockups": "mockups_file"})
    assert [one["key"] for one in _activity(draft, 3)["outputs"]] == ["schedule", "mockups_file", "business_flow", "analysis_document"]


# beginning


def test_a_draft_begins_with_a_file_with_text_or_with_nothing(office: Cast) -> None:
    client = client_of(office.registrar)
    sent = BytesIO(LETTERS.encode())
    sent.name = "surat.txt"
    by_file = client.post(reverse("procedures:new"), {"file": sent, "read": "file"})
    by_text = client.post(reverse("procedures:new"), {"text": LETTERS, "read": "text"})
    empty = client.post(reverse("procedures:new"), {"empty": "1", "name": "Arsip"})
    ids = [int(one.headers["Location"].rstrip("/").rpartition("/")[2]) for one in (by_file, by_text, empty)]
    for one in ids[:2]:
        data = queries.draft_view(one).data
        assert [row["text"] for row in data["activity"]] == ["Mencatat surat masuk", "Memberi disposisi"]
    assert queries.draft_row(ids[0]).source == "surat.txt"
    assert queries.draft_view(ids[2]).data["procedure"] == {"name": "Arsip"}
    for one in ids:
        assert client.get(_address(one)).status_code == 200


def test_what_cannot_be_read_begins_nothing(office: Cast) -> None:
    client = client_of(office.registrar)
    picture = BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    picture.name = "sop.png"
    for sent in ({}, {"text": "bukan tabel"}, {"file": picture}):
        response = client.post(reverse("procedures:new"), sent)
        assert response.status_code == 422
        assert "Tidak ada yang dimulai" in _text(response)
    assert queries.draft_list().rows == []


def test_questions_are_answered_on_the_page(office: Cast) -> None:
    client = client_of(office.registrar)
    location = client.post(reverse("procedures:new"), {"text": LETTERS.replace("\t√\t\tSurat\t", "\t\t\tSurat\t")}).headers["Location"]
    draft = int(location.rstrip("/").rpartition("/")[2])
    asked = queries.draft_view(draft).questions
    assert "Siapa pelaksana kegiatan 1?" in _text(client.get(location))
    answer = {"seen": "1", "one": str(asked[0][0]), f"choice.{asked[0][0]}": "1"}
    assert client.post(_address(draft, "answer"), answer).status_code == 302
    assert len(queries.draft_view(draft).questions) == len(asked) - 1
    assert _activity(draft, 1)["performers"] == (asked[0][2].choices[1])
    if len(asked) > 1:
        client.post(_address(draft, "answer"), {"seen": "2", "all": "1"})
    assert queries.draft_view(draft).questions == ()


def test_an_answer_that_is_no_choice_is_what_was_guessed(office: Cast) -> None:
    client = client_of(office.registrar)
    location = client.post(reverse("procedures:new"), {"text": LETTERS.replace("\t√\t\tSurat\t", "\t\t\tSurat\t")}).headers["Location"]
    draft = int(location.rstrip("/").rpartition("/")[2])
    index, _field, question = queries.draft_view(draft).questions[0]
    assert client.post(_address(draft, "answer"), {"seen": "1", "one": str(index), f"choice.{index}": "9" * 5000}).status_code == 302
    assert _activity(draft, 1)["performers"] == question.guess


# to the approval


def test_the_way_to_a_version_and_its_case(office: Cast) -> None:
    writer, head = client_of(office.registrar), client_of(office.bureau_head)
    location = writer.post(reverse("procedures:new"), {"text": LETTERS}).headers["Location"]
    draft = int(location.rstrip("/").rpartition("/")[2])
    if queries.draft_view(draft).questions:
        writer.post(_address(draft, "answer"), {"seen": "1", "all": "1"})
    counter = queries.draft_row(draft).counter
    page = _text(writer.get(_address(draft, "submit")))
    assert "pilih jabatan yang mengesahkan SOP ini" in page
    sent = {"seen": str(counter), "office": str(office.offices["bureau_head"]), "note": "SOP pertama"}
    assert writer.post(_address(draft, "submit"), sent).status_code == 302
    assert "Menunggu pengesahan Anda" in _text(head.get(reverse("procedures:drafts")))
    assert "Keputusan Anda" in _text(head.get(_address(draft)))
    assert "Keputusan Anda" not in _text(writer.get(_address(draft)))
    approved = head.post(_address(draft, "approve"), {"seen": str(counter)}, follow=True)
    page = _text(approved)
    assert "SOP telah disahkan." in page
    assert "Belum ada pemangku jabatan berikut" in page
    assert "Petugas Agenda" in page
    assert "Surat Masuk" in _text(writer.get(reverse("procedures:list")))
    assert "Pilih prosedur" in _text(client_of(office.user).get(reverse("cases:new")))


def test_a_refusal_stands_on_the_page_of_the_draft(office: Cast, draft: int) -> None:
    writer, head = client_of(office.registrar), client_of(office.bureau_head)
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    assert writer.post(_address(draft, "submit"), {"seen": "2", "note": "x"}).status_code == 422
    writer.post(_address(draft, "submit"), {"seen": "2", "note": "x", "office": str(office.offices["bureau_head"])})
    assert writer.post(_address(draft), {"seen": "2", "identity.number": "8"}).status_code == 409
    assert writer.post(_address(draft, "approve"), {"seen": "2"}).status_code == 403
    assert head.post(_address(draft, "give_back"), {"why": " "}).status_code == 409
    assert head.post(_address(draft, "give_back"), {"why": "Nomor belum benar"}).status_code == 302
    assert "Nomor belum benar" in _text(writer.get(_address(draft, "draft_history")))


def test_a_draft_that_is_over_is_read(office: Cast, draft: int) -> None:
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    enact(draft, office, at=AT)
    client = client_of(office.registrar)
    page = client.get(_address(draft)).content.decode()
    assert "konsep disahkan" in page
    assert "data-editor" not in page


def test_an_earlier_state_can_be_made_a_draft_of_its_own(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    history = client.get(_address(draft, "draft_history")).content.decode()
    address = re.search(r'href="(/procedures/drafts/\d+/history/\d+/)"', history)
    assert address
    assert "Jadikan konsep tersendiri" in _text(client.get(address[1]))
    made = int(client.post(address[1]).headers["Location"].rstrip("/").rpartition("/")[2])
    assert to_file(queries.draft_view(made).content)["procedure"]["number"] == "7"


def test_a_draft_of_a_table_without_sense_can_still_be_shown(office: Cast) -> None:
    client = client_of(office.registrar)
    location = client.post(reverse("procedures:new"), {"empty": "1"}).headers["Location"]
    assert "SOP tanpa nama" in _text(client.get(location))
    draft = int(location.rstrip("/").rpartition("/")[2])
    assert client.get(_address(draft, "submit")).status_code == 200
    refused = client.post(_address(draft, "submit"), {"seen": "1", "note": "x", "office": str(office.offices["bureau_head"])})
    assert refused.status_code == 422
    assert "belum dapat dijalankan" in _text(refused)


def _large(office: Cast, rows: int, performers: int) -> int:
    content = of_file(toml.plain(grown(rows, performers=performers)))
    return services.start_draft(content=content, who=office.standing(office.registrar), at=AT)


def _as_a_browser(client: Client, address: str, sent: dict[str, str]) -> Any:
    return client.post(address, urlencode(sent), content_type="application/x-www-form-urlencoded")


def test_an_sop_of_sixty_activities_and_twelve_performers_is_saved_whole_without_javascript(office: Cast) -> None:
    draft = _large(office, 60, 12)
    client = client_of(office.registrar)
    sent = _sent(client.get(_address(draft)))
    assert len(sent) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    last = queries.draft_view(draft).content["rows"][-1]["id"]
    assert _as_a_browser(client, _address(draft), sent | {f"row.{last}.note": "Sampai di sini"}).status_code == 302
    assert _activity(draft, 60)["note"] == "Sampai di sini"
    assert {key: value for key, value in _activity(draft, 60).items() if key != "note"} == toml.plain(grown(60, performers=12))["activity"][
        59
    ]


def test_a_form_with_more_fields_than_any_sop_is_refused_with_a_sentence(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    response = _as_a_browser(client, _address(draft), {f"row.1.part.{number}": "" for number in range(20_001)})
    assert response.status_code == 413
    assert queries.draft_row(draft).counter == 1


def test_a_form_that_is_no_table_keeps_the_usual_limit(office: Cast, draft: int) -> None:
    response = _as_a_browser(client_of(office.registrar), _address(draft, "submit"), {f"a{number}": "" for number in range(1_001)})
    assert response.status_code == 413


def test_a_long_form_needs_its_token_all_the_same(office: Cast, draft: int) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(pk=office.registrar))
    page = client.get(_address(draft))
    sent = _sent(page)
    assert _as_a_browser(client, _address(draft), sent).status_code == 403
    token = page.context["csrf_token"]
    assert _as_a_browser(client, _address(draft), sent | {"csrfmiddlewaretoken": str(token)}).status_code == 302


def test_an_sop_that_is_too_large_for_the_browser_is_refused_and_a_full_one_takes_no_more(office: Cast) -> None:
    with pytest.raises(Refused) as refused:
        _large(office, 301, 4)
    assert refused.value.reasons[0].code == "draft_large"
    full = of_file(toml.plain(grown(300, performers=40)))
    assert editing.add_row(full) == editing.split_row(full, full["rows"][0]["id"]) == editing.add_column(full) == full


def test_the_page_of_a_full_sop_says_so(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runut.procedures.desk.values.MOST_ROWS", 5)
    monkeypatch.setattr("runut.procedures.desk.values.MOST_COLUMNS", 3)
    page = client_of(office.registrar).get(_address(_large(office, 5, 3)))
    assert "SOP di sini memuat paling banyak 5 kegiatan" in _text(page)
    assert "SOP di sini memuat paling banyak 3 pelaksana" in _text(page)
    assert "add-row" not in page.content.decode() and "add-column" not in page.content.decode()

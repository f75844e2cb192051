"""The editor of an SOP by hand and without JavaScript, as a browser would send it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from runut.procedures import queries
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT, text_of
from tests.doors.procedures.editor import activity_of, address_of, sent_of
from tests.rooms.procedures.writing import row_field, write

pytestmark = pytest.mark.django_db


def test_sending_the_page_as_it_is_changes_nothing(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    response = client.post(address_of(draft), sent_of(client.get(address_of(draft))))
    assert response.status_code == 302
    assert queries.draft_row(draft).counter == 1


def test_a_draft_with_faults_is_drawn_as_far_as_it_goes(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    assert "question mark" not in text_of(client.get(address_of(draft)))
    sent = sent_of(client.get(address_of(draft)))
    rows = [row["id"] for row in queries.draft_view(draft).content["rows"]]
    sent = {name: "" if name.startswith(f"row.{rows[2]}.part.") else value for name, value in sent.items()} | {f"row.{rows[4]}.to.1": "0"}
    client.post(address_of(draft), sent)
    assert queries.draft_view(draft).procedure() is None
    for reader in (office.registrar, office.auditor):  # in the editor, and as a reader sees it
        page = client_of(reader).get(address_of(draft)).content.decode()
        assert page.count('class="sopmap-drawing') == 1
        assert 'aria-label="3: belum ditentukan siapa mengerjakan"' in page
        assert 'aria-label="5: tujuannya belum dipilih"' in page
        assert "tanda tanya menandai" in page


def test_what_is_missing_is_named_as_the_page_names_it(office: Cast) -> None:
    client = client_of(office.registrar)
    begun = client.post(reverse("procedures:new"), {"empty": "1", "name": ""})
    draft = int(begun["Location"].rstrip("/").rsplit("/", 1)[1])
    for name in ("draft", "draft_simulation"):
        page = text_of(client.get(address_of(draft, name)))
        assert "“Nama” tidak ada" in page
        assert "“name”" not in page
    assert '<th scope="col" class="desk-lane"><span>Pelaksana</span></th>' in client.get(address_of(draft)).content.decode()
    assert "“SOP tanpa nama”" in text_of(client.get(address_of(draft, "discard_draft")))


def test_every_field_of_the_table_is_saved(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    sent = sent_of(client.get(address_of(draft)))
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
    client.post(address_of(draft), sent)
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
    sent = sent_of(client.get(address_of(draft)))
    rows = [one["id"] for one in queries.draft_view(draft).content["rows"]]
    client.post(address_of(draft), {**sent, f"row.{rows[1]}.then": str(rows[3]), f"row.{rows[2]}.then": "end"})
    assert (activity_of(draft, 2)["then"], activity_of(draft, 3)["then"]) == (4, "end")
    again = sent_of(client.get(address_of(draft)))
    assert (again[f"row.{rows[1]}.then"], again[f"row.{rows[2]}.then"], again[f"row.{rows[3]}.then"]) == (str(rows[3]), "end", "0")


def test_two_who_lead_a_row_elsewhere_are_told(office: Cast, draft: int) -> None:
    client = client_of(office.technical_one)
    sent = sent_of(client.get(address_of(draft)))
    field, rows = row_field(draft, 2, "then"), [one["id"] for one in queries.draft_view(draft).content["rows"]]
    write(draft, {field: rows[3]}, who=office.standing(office.registrar), at=AT)
    page = text_of(client.post(address_of(draft), {**sent, field: "end"}))
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
    sent = sent_of(client.get(address_of(draft)))
    second = queries.draft_view(draft).content["rows"][1]["id"]
    sent |= {"identity.number": "7", "do": f"{act}:{second}"}
    response = client.post(address_of(draft), sent)
    assert response.headers["Location"].endswith(f"#row-{second}")
    view = queries.draft_view(draft)
    assert [
        one["text"].startswith(text) if text else one["text"] == "" for one, text in zip(view.data["activity"], texts, strict=False)
    ] == [True] * 3
    assert view.data["procedure"]["number"] == "7"


def test_columns_are_added_moved_and_put_behind_offices(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    sent = sent_of(client.get(address_of(draft)))
    client.post(address_of(draft), {**sent, "do": "add-column"})
    view = queries.draft_view(draft)
    assert len(view.data["performer"]) == 7
    made = view.content["columns"][-1]["id"]
    sent = sent_of(client.get(address_of(draft)))
    client.post(address_of(draft), {**sent, f"column.{made}.name": "Kepala Seksi Arsip", f"column.{made}.held": "office:"})
    assert queries.draft_view(draft).data["performer"][-1] == {
        "key": "kepala_seksi_arsip",
        "name": "Kepala Seksi Arsip",
        "held_by": "office",
    }
    assert "jabatan baru “Kepala Seksi Arsip”" in text_of(client.get(address_of(draft)))


def test_undo_and_redo_are_buttons(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    client.post(address_of(draft), {"do": "undo", "seen": "2"})
    assert "number" not in queries.draft_view(draft).data["procedure"]
    client.post(address_of(draft), {"do": "redo", "seen": "3"})
    assert queries.draft_view(draft).data["procedure"]["number"] == "7"
    assert client.post(address_of(draft), {"do": "redo", "seen": "4"}).status_code == 409


def test_what_cannot_be_read_is_told_and_the_rest_is_saved(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    sent = sent_of(client.get(address_of(draft)))
    row = queries.draft_view(draft).content["rows"][2]["id"]
    response = client.post(
        address_of(draft), {**sent, f"row.{row}.time.amount": "lama", f"row.{row}.note": "Tersimpan", "identity.created_on": "kemarin"}
    )
    page = text_of(response)
    assert "“lama” bukan jumlah waktu" in page
    assert "“kemarin” bukan tanggal" in page
    assert activity_of(draft, 3)["note"] == "Tersimpan"
    assert activity_of(draft, 3)["time"] == {"amount": 5, "unit": "day"}


def test_the_second_of_two_editors_is_told_and_can_take_theirs_or_mine(office: Cast, draft: int) -> None:
    first, second = client_of(office.registrar), client_of(office.technical_one)
    sent = sent_of(second.get(address_of(draft)))
    field = row_field(draft, 3, "text")
    write(draft, {field: "Pertama", row_field(draft, 4, "note"): "Dari yang pertama"}, who=office.standing(office.registrar), at=AT)
    response = second.post(address_of(draft), {**sent, field: "Kedua"})
    page = text_of(response)
    assert "Orang lain mengubah hal yang sama" in page
    assert "Pertama" in page
    assert "Kedua" in page
    assert (activity_of(draft, 3)["text"], activity_of(draft, 4)["note"]) == ("Pertama", "Dari yang pertama")
    second.post(address_of(draft), {"seen": str(queries.draft_row(draft).counter), field: "Kedua"})
    assert activity_of(draft, 3)["text"] == "Kedua"
    assert "disimpan terpisah" in text_of(first.get(address_of(draft, "draft_history")))


def test_others_who_saved_elsewhere_are_told_of(office: Cast, draft: int) -> None:
    client = client_of(office.technical_one)
    sent = sent_of(client.get(address_of(draft)))
    write(draft, {row_field(draft, 4, "note"): "Lain"}, who=office.standing(office.registrar), at=AT)
    response = client.post(address_of(draft), {**sent, row_field(draft, 3, "note"): "Saya"})
    assert "Tulisan Anda berdua tetap ada" in text_of(response)
    assert (activity_of(draft, 3)["note"], activity_of(draft, 4)["note"]) == ("Saya", "Lain")


def test_htmx_gets_only_what_nobody_types_in(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    field = row_field(draft, 3, "note")
    quiet = client.post(address_of(draft), {"seen": "1", field: "Baru"}, headers={"HX-Request": "true"}).content.decode()
    assert 'id="bar" hx-swap-oob="true"' in quiet
    assert "<textarea" not in quiet
    whole = client.post(address_of(draft), {"seen": "2", "do": "add-row"}, headers={"HX-Request": "true"})
    assert whole.headers["HX-Retarget"] == "#desk"
    assert "<textarea" in whole.content.decode()


def test_findings_stand_beside_their_rows(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    write(draft, {row_field(draft, 3, "text"): ""}, who=office.standing(office.registrar), at=AT)
    page = client.get(address_of(draft)).content.decode()
    assert "1 kesalahan" in text_of(client.get(address_of(draft)))
    row = queries.draft_view(draft).content["rows"][2]["id"]
    assert f'href="#row-{row}-text"' in page


def test_a_deliverable_is_fulfilled_by_another_tool(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    page = client.get(address_of(draft)).content.decode()
    assert 'name="deliverable.final_report"' in page
    client.post(address_of(draft), {**sent_of(client.get(address_of(draft))), "deliverable.mockups": "mockups_file"})
    assert [one["key"] for one in activity_of(draft, 3)["outputs"]] == ["schedule", "mockups_file", "business_flow", "analysis_document"]

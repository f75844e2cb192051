"""From a draft to a version: submitted, refused, given back, approved, and what stays of it."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from runut.procedures import queries
from runut.procedures.drafting.content import to_file
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT, text_of
from tests.doors.procedures.editor import LETTERS, address_of
from tests.rooms.procedures.writing import enact, write

pytestmark = pytest.mark.django_db


def test_the_way_to_a_version_and_its_case(office: Cast) -> None:
    writer, head = client_of(office.registrar), client_of(office.bureau_head)
    location = writer.post(reverse("procedures:new"), {"text": LETTERS}).headers["Location"]
    draft = int(location.rstrip("/").rpartition("/")[2])
    if queries.draft_view(draft).questions:
        writer.post(address_of(draft, "answer"), {"seen": "1", "all": "1"})
    counter = queries.draft_row(draft).counter
    page = text_of(writer.get(address_of(draft, "submit")))
    assert "pilih jabatan yang mengesahkan SOP ini" in page
    sent = {"seen": str(counter), "office": str(office.offices["bureau_head"]), "note": "SOP pertama"}
    assert writer.post(address_of(draft, "submit"), sent).status_code == 302
    assert "Menunggu pengesahan Anda" in text_of(head.get(reverse("procedures:drafts")))
    assert "Keputusan Anda" in text_of(head.get(address_of(draft)))
    assert "Keputusan Anda" not in text_of(writer.get(address_of(draft)))
    approved = head.post(address_of(draft, "approve"), {"seen": str(counter)}, follow=True)
    page = text_of(approved)
    assert "SOP telah disahkan." in page
    assert "Belum ada pemangku jabatan berikut" in page
    assert "Petugas Agenda" in page
    assert "Surat Masuk" in text_of(writer.get(reverse("procedures:list")))
    assert "Pilih prosedur" in text_of(client_of(office.user).get(reverse("cases:new")))


def test_a_refusal_stands_on_the_page_of_the_draft(office: Cast, draft: int) -> None:
    writer, head = client_of(office.registrar), client_of(office.bureau_head)
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    assert writer.post(address_of(draft, "submit"), {"seen": "2", "note": "x"}).status_code == 422
    writer.post(address_of(draft, "submit"), {"seen": "2", "note": "x", "office": str(office.offices["bureau_head"])})
    assert writer.post(address_of(draft), {"seen": "2", "identity.number": "8"}).status_code == 409
    assert writer.post(address_of(draft, "approve"), {"seen": "2"}).status_code == 403
    assert head.post(address_of(draft, "give_back"), {"why": " "}).status_code == 409
    assert head.post(address_of(draft, "give_back"), {"why": "Nomor belum benar"}).status_code == 302
    assert "Nomor belum benar" in text_of(writer.get(address_of(draft, "draft_history")))


def test_a_draft_that_is_over_is_read(office: Cast, draft: int) -> None:
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    enact(draft, office, at=AT)
    client = client_of(office.registrar)
    page = client.get(address_of(draft)).content.decode()
    assert "konsep disahkan" in page
    assert "data-editor" not in page


def test_an_earlier_state_can_be_made_a_draft_of_its_own(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    write(draft, {"identity.number": "7"}, who=office.standing(office.registrar), at=AT)
    history = client.get(address_of(draft, "draft_history")).content.decode()
    address = re.search(r'href="(/procedures/drafts/\d+/history/\d+/)"', history)
    assert address
    assert "Jadikan konsep tersendiri" in text_of(client.get(address[1]))
    made = int(client.post(address[1]).headers["Location"].rstrip("/").rpartition("/")[2])
    assert to_file(queries.draft_view(made).content)["procedure"]["number"] == "7"


def test_a_draft_of_a_table_without_sense_can_still_be_shown(office: Cast) -> None:
    client = client_of(office.registrar)
    location = client.post(reverse("procedures:new"), {"empty": "1"}).headers["Location"]
    assert "SOP tanpa nama" in text_of(client.get(location))
    draft = int(location.rstrip("/").rpartition("/")[2])
    assert client.get(address_of(draft, "submit")).status_code == 200
    refused = client.post(address_of(draft, "submit"), {"seen": "1", "note": "x", "office": str(office.offices["bureau_head"])})
    assert refused.status_code == 422
    assert "belum dapat dijalankan" in text_of(refused)

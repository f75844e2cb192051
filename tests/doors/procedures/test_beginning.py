"""A draft of an SOP begins: with a file, with pasted text, with nothing; and the questions that its source left open."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse

from runut.procedures import queries
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import text_of
from tests.doors.procedures.editor import LETTERS, activity_of, address_of

pytestmark = pytest.mark.django_db


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
        assert client.get(address_of(one)).status_code == 200


def test_what_cannot_be_read_begins_nothing(office: Cast) -> None:
    client = client_of(office.registrar)
    picture = BytesIO(b"\x89PNG\r\n\x1a\n" + b"0" * 100)
    picture.name = "sop.png"
    for sent in ({}, {"text": "bukan tabel"}, {"file": picture}):
        response = client.post(reverse("procedures:new"), sent)
        assert response.status_code == 422
        assert "Tidak ada yang dimulai" in text_of(response)
    assert queries.draft_list().rows == []


def test_questions_are_answered_on_the_page(office: Cast) -> None:
    client = client_of(office.registrar)
    location = client.post(reverse("procedures:new"), {"text": LETTERS.replace("\t√\t\tSurat\t", "\t\t\tSurat\t")}).headers["Location"]
    draft = int(location.rstrip("/").rpartition("/")[2])
    asked = queries.draft_view(draft).questions
    assert "Siapa pelaksana kegiatan 1?" in text_of(client.get(location))
    answer = {"seen": "1", "one": str(asked[0][0]), f"choice.{asked[0][0]}": "1"}
    assert client.post(address_of(draft, "answer"), answer).status_code == 302
    assert len(queries.draft_view(draft).questions) == len(asked) - 1
    assert activity_of(draft, 1)["performers"] == (asked[0][2].choices[1])
    if len(asked) > 1:
        client.post(address_of(draft, "answer"), {"seen": "2", "all": "1"})
    assert queries.draft_view(draft).questions == ()


def test_an_answer_that_is_no_choice_is_what_was_guessed(office: Cast) -> None:
    client = client_of(office.registrar)
    location = client.post(reverse("procedures:new"), {"text": LETTERS.replace("\t√\t\tSurat\t", "\t\t\tSurat\t")}).headers["Location"]
    draft = int(location.rstrip("/").rpartition("/")[2])
    index, _field, question = queries.draft_view(draft).questions[0]
    assert client.post(address_of(draft, "answer"), {"seen": "1", "one": str(index), f"choice.{index}": "9" * 5000}).status_code == 302
    assert activity_of(draft, 1)["performers"] == question.guess

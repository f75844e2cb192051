"""Remarks on a case's pages: answered together, by whose turn it is, and shown with their answers."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Story, begin
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.cases.asking import address, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent_back(office: Cast) -> Story:
    story = begin(office, to=5)
    story.reject("Belum lengkap", "Jadwal terlalu singkat", "Alur belum ada")
    return story


def test_remarks_are_answered_together_and_half_an_answer_is_kept(sent_back: Story) -> None:
    client = client_of(sent_back.cast.developer_one)
    page = text_of(client.get(address("case", sent_back)))
    assert "Jadwal terlalu singkat" in page
    data = {
        "number": ["1", "2"],
        "remark-1-text": "Sudah",
        "remark-1-change": "Jadwal",
        "remark-2-text": "Baru separuh",
        "remark-2-change": "",
    }
    half = client.post(address("answers", sent_back), data)
    assert half.status_code == 409
    assert "Baru separuh" in text_of(half)
    assert sent_back.position.open_remarks == {2}
    done = client.post(address("answers", sent_back), {"number": "2", "remark-2-text": "Sudah", "remark-2-change": "Alur"}, follow=True)
    assert "Tidak ada lagi yang terbuka" in text_of(done)
    assert sent_back.position.open_remarks == frozenset()


def test_an_answer_that_came_second_is_told_so_and_not_lost(sent_back: Story) -> None:
    client = client_of(sent_back.cast.developer_one)
    both: dict[str, Any] = {"number": ["1", "2"]}
    for number in (1, 2):
        both |= {f"remark-{number}-text": f"Sudah {number}", f"remark-{number}-change": "Jadwal"}
    assert client.post(address("answers", sent_back), both).status_code == 302
    late = client.post(address("answers", sent_back), {"number": "2", "remark-2-text": "Jawaban kedua", "remark-2-change": "Alur"})
    assert late.status_code == 409
    assert "Catatan 2 sudah ditanggapi" in text_of(late)
    assert "Jawaban kedua" in text_of(late)


@pytest.mark.parametrize("data", [{}, {"number": ["x", "9" * 30]}, {"number": "7", "remark-7-text": "a", "remark-7-change": "b"}])
def test_answers_to_nothing_are_refused_on_the_page(sent_back: Story, data: dict[str, Any]) -> None:
    assert client_of(sent_back.cast.developer_one).post(address("answers", sent_back), data).status_code == 409


def test_only_who_has_the_turn_answers(sent_back: Story) -> None:
    data = {"number": "1", "remark-1-text": "Sudah", "remark-1-change": "Jadwal"}
    assert client_of(sent_back.cast.technical_one).post(address("answers", sent_back), data).status_code == 403


def test_responses_show_remarks_answers_and_named_versions(sent_back: Story) -> None:
    sent_back.answer(1)
    page = text_of(client_of(sent_back.cast.division_head).get(address("responses", sent_back)))
    assert "Tidak disetujui" in page
    assert "Alur belum ada" in page
    assert "Belum dijawab." in page
    assert sent_back.page(sent_back.cast.auditor).items[2].filed[0].sha256 in page

"""Recording a turn: once, by whose turn it is, and nothing typed is lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from tests.builders import Story, begin
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.cases.asking import address, text_of

pytestmark = pytest.mark.django_db


def saw(story: Story, by: int) -> dict[str, Any]:
    """Return the hidden fields of the page that somebody looks at."""
    page = story.page(by)
    assert page.saw is not None
    return {"activity": page.saw.activity, "round": page.saw.round, "turn": page.saw.turn, "seen": list(page.seen)}


def test_a_turn_is_recorded_once_however_often_the_button_is_pressed(office: Cast) -> None:
    story = begin(office, to=4)
    story.supply()
    client = client_of(office.developer_one)
    data = {**saw(story, office.developer_one), "note": "Sudah dipresentasikan"}
    done = client.post(address("record", story), data, follow=True)
    assert "Berikutnya kegiatan 5: Tim Teknis Bidang Pengelolaan LPSE" in text_of(done)
    again = client.post(address("record", story), data)
    assert again.status_code == 409
    page = text_of(again)
    assert "Orang lain lebih dahulu" in page
    assert "Sudah dipresentasikan" in page
    assert story.activity == 5


def test_what_is_missing_is_named_with_who_supplies_it(office: Cast) -> None:
    story = begin(office, to=3)
    client = client_of(office.developer_one)
    page = text_of(client.get(address("case", story)))
    assert "Kegiatan 3 memerlukan “Standar Peraturan yang terkait”" in page
    assert 'id="act"' in page
    assert "Catat dan teruskan" not in page
    refused = client.post(address("record", story), {**saw(story, office.developer_one), "note": "Selesai semua"})
    assert refused.status_code == 409
    assert "Selesai semua" in text_of(refused)


def test_who_does_not_have_the_turn_is_told_whose_it_is(office: Cast) -> None:
    story = begin(office, to=3)
    client = client_of(office.registrar)
    page = text_of(client.get(address("case", story)))
    assert "Gilirannya sendiri bukan milik Anda" in page, "they may file what activity 3 needs"
    assert "Saat ini tidak ada yang harus Anda lakukan di sini" in text_of(client_of(office.division_head).get(address("case", story)))
    refused = client.post(address("record", story), saw(story, office.registrar))
    assert refused.status_code == 403
    assert "Tim Pengembangan Sistem Informasi" in text_of(refused)


def test_a_rejection_keeps_everything_typed_until_it_is_whole(office: Cast) -> None:
    story = begin(office, to=5)
    client = client_of(office.technical_one)
    data = {**saw(story, office.technical_one), "outcome": "rejected", "remark": ["Perbaiki <b>jadwal</b>", ""], "note": "catatan kecil"}
    refused = client.post(address("record", story), data)
    assert refused.status_code == 409
    page = text_of(refused)
    assert "alasan" in page
    assert "Perbaiki &lt;b&gt;jadwal&lt;/b&gt;" in page
    assert 'value="rejected" checked' in page
    more = client.post(address("record", story), {**data, "add": "remark"})
    assert more.status_code == 200
    assert text_of(more).count('name="remark"') == 3
    assert story.activity == 5
    done = client.post(address("record", story), {**data, "reason": "Terlalu singkat"}, follow=True)
    assert "kegiatan 3, putaran 2" in text_of(done)
    assert story.activity == 3


def test_a_document_that_changed_under_the_reader_stops_the_decision(office: Cast) -> None:
    story = begin(office, to=5)
    data = saw(story, office.technical_one) | {"seen": ["0" * 64], "outcome": "approved"}
    refused = client_of(office.technical_one).post(address("record", story), data)
    assert refused.status_code == 409
    assert story.activity == 5


@pytest.mark.parametrize(
    "nonsense",
    [
        {},
        {"activity": "x"},
        {"activity": "1", "round": "1", "turn": "-1"},
        {"note": "x" * 4001},
        {"remark": ["x\x00"]},
        {"remark": ["x"] * 51},
    ],
)
def test_nonsense_in_the_form_of_a_turn_is_refused_on_the_page(story: Story, nonsense: dict[str, Any]) -> None:
    client = client_of(story.cast.registrar)
    whole = saw(story, story.cast.registrar) if "activity" not in nonsense and nonsense else {}
    assert client.post(address("record", story), whole | nonsense).status_code == 422

"""The page on which a response is prepared, the decision that takes it, and the response on paper: the same refusals at page and API."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from runut.cases.queries import decisions, remarks
from runut.documents.queries import papers_of
from runut.people.services import issue_token
from runut.planning.services import FeatureText, add_feature
from runut.planning.services.screens import add_screens
from runut.reviews.queries import material_hashes
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_in
from tests.formats.pdf_text import page_texts
from tests.rooms.planning.gallery import png, staged

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    return begin(cast(AT), to=5)


def address(story: Story) -> str:
    return reverse("reviews:response", args=[story.case_id])


def decide(story: Story, **more: Any) -> Any:
    item = story.position.item
    assert item is not None
    sent = {"activity": item.activity, "round": item.round, "turn": item.turn, "seen": list(story.page().seen)}
    return client_in(story, "technical_one").post(reverse("cases:record", args=[story.case_id]), sent | more)


def flat(pdf: bytes) -> str:
    return re.sub(r"[\s\u200b]", "", "".join(page_texts(pdf)))


def test_members_prepare_and_one_decides(story: Story) -> None:
    mockup = next(paper.current for paper in papers_of(story.case_id) if paper.key == "mockups")
    member = client_in(story, "technical_two")
    page = member.get(address(story)).content.decode()
    assert f'value="document:{mockup.id}"' in page and 'name="give"' not in page
    sent = {"draft": "yes", "text": "Tombol terlalu kecil", "weight": "must", "thing": f"document:{mockup.id}", "place": "hlm. 2"}
    assert member.post(address(story), sent).status_code == 302
    assert member.post(address(story), {"read": "yes", "seen": list(material_hashes(story.page()))}).status_code == 302
    assert member.post(address(story), {"give": "yes", "view": "disagree", "reason": "Belum siap"}).status_code == 302
    case_page = client_in(story, "technical_one").get(reverse("cases:case", args=[story.case_id])).content.decode()
    assert "1 catatan yang harus diperbaiki" in case_page and "1 pendapat diberikan" in case_page
    assert decide(story, outcome="rejected", reason="Rencana belum matang").status_code == 302
    (one,) = remarks(case_id=story.case_id)
    assert (one.text, one.weight, one.drafted_by, one.about["place"]) == ("Tombol terlalu kecil", "must", "Tini Contoh", "hlm. 2")


def test_what_is_wrong_is_said_and_what_was_typed_stays(story: Story) -> None:
    member = client_in(story, "technical_two")
    answer = member.post(address(story), {"draft": "yes", "text": "", "weight": "must", "place": "hlm. 9"})
    assert answer.status_code == 422 and "hlm. 9" in answer.content.decode()
    assert member.post(address(story), {"give": "yes", "view": "agree"}).status_code == 409
    assert member.post(address(story), {"give": "yes", "view": "never"}).status_code == 422
    assert member.post(address(story), {"take_back": "77"}).status_code == 404
    assert member.post(address(story), {"close": "x"}).status_code == 409
    assert client_in(story, "user").post(address(story), {"draft": "yes", "text": "a", "weight": "must"}).status_code == 403


def test_the_page_says_so_when_no_response_is_prepared(story: Story) -> None:
    story.to(6)
    assert "Tidak ada tanggapan yang sedang disusun" in client_in(story, "user").get(address(story)).content.decode()


@time_machine.travel(AT + timedelta(hours=2), tick=False)  # a token has an end
def test_the_decider_weighs_their_own_remarks_on_the_page_and_in_the_api(story: Story) -> None:
    refused = decide(story, outcome="rejected", reason="Belum", remark=["Saran saja"], weight=["suggestion"])
    assert refused.status_code == 409
    assert "sekurangnya satu hal yang harus diperbaiki" in refused.content.decode()
    assert '<option value="suggestion" selected>' in refused.content.decode()
    item = story.position.item
    assert item is not None
    token = issue_token(
        name="Uji", scopes=["cases:write", "cases:read"], days=3, who=story.cast.standing(story.cast.technical_one), at=datetime.now(UTC)
    )
    asked = {
        "saw": {"activity": item.activity, "round": item.round, "turn": item.turn},
        "outcome": "rejected",
        "reason": "Belum",
        "remarks": [{"text": "Saran saja", "weight": "suggestion"}],
    }
    headers = {"authorization": f"Bearer {token}"}
    api = f"/api/v1/cases/{story.case_id}/complete"
    answer = Client().post(api, asked, content_type="application/json", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (409, "must_fix_missing")
    answer = Client().post(
        api, asked | {"remarks": ["Jadwal", {"text": "Saran", "weight": "suggestion"}]}, content_type="application/json", headers=headers
    )
    assert answer.status_code == 200, answer.content
    shown = Client().get(f"/api/v1/cases/{story.case_id}/remarks", headers=headers).json()
    assert [(one["text"], one["weight"]) for one in shown] == [("Jadwal", ""), ("Saran", "suggestion")]


def test_the_next_round_closes_reopens_and_shows_what_changed(story: Story) -> None:
    decide(story, outcome="rejected", reason="Belum", remark=["Jadwal", "Alur"], weight=["must", "must"])
    story.to(5)
    member = client_in(story, "technical_one")
    page = member.get(address(story)).content.decode()
    assert "Yang berubah sejak putaran lalu" in page and "Alasan catatan 2 dibuka lagi" in page
    assert member.post(address(story), {"close": "1"}).status_code == 302
    assert member.post(address(story), {"reopen": "2"}).status_code == 409
    assert member.post(address(story), {"reopen": "2", "why-2": "Alur masih kosong"}).status_code == 302
    assert decide(story, outcome="approved").status_code == 409
    assert decide(story, outcome="rejected", reason="Satu lagi").status_code == 302
    shown = member.get(reverse("cases:responses", args=[story.case_id])).content.decode()
    assert "Dibuka lagi oleh Tono Contoh: Alur masih kosong" in shown
    assert "ditutup" in shown
    number = decisions(case_id=story.case_id)[0].event.number
    assert reverse("reviews:response_paper", args=[story.case_id, number, "en", "docx"]) in shown


def test_the_response_is_a_letter_in_both_languages(story: Story) -> None:
    client_in(story, "technical_two").post(address(story), {"draft": "yes", "text": "Tombol terlalu kecil", "weight": "must"})
    decide(story, outcome="rejected", reason="Rencana belum matang", note="Lihat lampiran")
    one = decisions(case_id=story.case_id)[0].event
    client = client_in(story, "user")
    said = {
        "id": ("TANGGAPAN", "TIDAKDISETUJUI", "harusdiperbaiki", "Disusunoleh"),
        "en": ("RESPONSE", "REJECTED", "mustbefixed", "Draftedby"),
    }
    for language, words in said.items():
        answer = client.get(reverse("reviews:response_paper", args=[story.case_id, one.number, language, "pdf"]))
        assert answer["Content-Type"] == "application/pdf"
        text = flat(answer.content)
        common = (
            "Tomboltterlalukecil".replace("tt", "t"),
            "Rencanabelummatang",
            "Lihatlampiran",
            "TonoContoh",
            one.data["documents"][0]["sha256"],
        )
        assert [word for word in (*words, *common) if word not in text] == []
    for number, language in ((one.number, "fr"), (one.number - 1, "id"), (9999, "id")):
        assert client.get(reverse("reviews:response_paper", args=[story.case_id, number, language, "pdf"])).status_code == 404
    assert (
        client_in(story, "outsider").get(reverse("reviews:response_paper", args=[story.case_id, one.number, "id", "pdf"])).status_code
        == 404
    )


def test_a_remark_begun_on_a_page_is_tied_to_it_and_a_picture_is_shown_to_press_on(story: Story) -> None:
    story.certify("rejected", remarks=("Mockup belum ada",), why="Belum lengkap")
    asked: dict[str, Any] = {"case_id": story.case_id, "who": story.cast.standing(story.cast.developer_one), "at": story.at}
    (number, *_more) = add_screens(files=[(staged(png(1)), "Masuk.png")], **asked)
    add_feature(text=FeatureText(name="Ambil nomor"), **asked)
    story.to(5)
    member, here = client_in(story, "technical_two"), address(story)
    screen = reverse("planning:screen", args=[story.case_id, number])
    assert f'href="{here}?about=screen:{number}.1#draft"' in member.get(screen).content.decode()
    assert "?about=screen" not in client_in(story, "developer_one").get(screen).content.decode()
    page = member.get(f"{here}?about=screen:{number}.1").content.decode()
    assert f'<option value="screen:{number}.1" selected>' in page and 'name="x"' in page and 'name="place"' not in page
    typed = {"text": "Tombol terlalu kecil", "weight": "must", "thing": "feature:1"}
    looked = member.post(here, typed | {"look": "yes"}).content.decode()
    assert "Tombol terlalu kecil</textarea>" in looked and 'name="place"' in looked and "Belum ada catatan yang disusun" in looked
    spot = typed | {"draft": "yes", "thing": f"screen:{number}.1", "x": "12.50"}
    assert "Titik memerlukan kedua angka" in member.post(here, spot).content.decode()
    assert member.post(here, spot | {"y": "40"}).status_code == 302
    drafted = member.get(here).content.decode()
    assert f'href="{screen}?version=1&amp;spot=12.5,40#shown"' in drafted and "12.5 % / 40 %" in drafted


def test_a_long_list_is_cut_and_says_so_and_what_is_not_listed_can_still_be_chosen(story: Story, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runut.reviews.views.drafting.MOST", 1)
    page = client_in(story, "technical_two").get(address(story)).content.decode()
    assert page.count('<option value="document:') == 1 and "hal tidak tercantum" in page
    last = papers_of(story.case_id)[-1].current
    chosen = client_in(story, "technical_two").get(f"{address(story)}?about=document:{last.id}").content.decode()
    assert f'<option value="document:{last.id}" selected>' in chosen

"""The pages of presentations: planned, invited to, signed on a phone, recorded with the list as it was signed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
import time_machine
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from docx.oxml.ns import qn

from runut.documents.queries import current_form, papers_of
from runut.reviews import codes
from runut.reviews.queries import Meeting, meetings
from tests.builders import Story, another, begin
from tests.cast import cast
from tests.clients import client_in
from tests.formats.pdf_text import page_texts

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
NOW = AT.replace(hour=6)
pytestmark = pytest.mark.django_db
TYPED: dict[str, Any] = {
    "held_on": "2026-11-26",
    "began_at": "09:00",
    "ended_at": "11:00",
    "place": "Aula lantai 2",
    "agenda": "Pembukaan\nPaparan",
    "performers": ["technical_team"],
    "others": "Rina, pendamping",
    "letter_number": "005/12/BPBJ",
}
RECORD: dict[str, Any] = {
    "held_on": "2026-11-26",
    "began_at": "09:05",
    "place": "Aula lantai 2",
    "minutes": "Dibahas dan disepakati",
    "base": "0",
    "actions-0-what": "Lengkapi jadwal",
    "actions-0-who": "Dewi Contoh",
    "actions-0-by_on": "2026-11-27",
    **{
        f"{name}-{part}": value
        for name in ("attendees", "similar", "actions")
        for part, value in (("TOTAL_FORMS", "1"), ("INITIAL_FORMS", "0"))
    },
}


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def story() -> Story:
    return begin(cast(AT), to=4)


def planned(story: Story) -> Meeting:
    answer = client_in(story, "developer_one").post(reverse("reviews:planning", args=[story.case_id, "plan_presentation"]), TYPED)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return meetings(case_id=story.case_id)[0]


def opened(story: Story) -> tuple[Meeting, str]:
    found = planned(story)
    client_in(story, "developer_one").post(reverse("reviews:room", args=[story.case_id, found.id]), {"attendance": "open"})
    return found, codes.code_at(found.secret, NOW)


def test_it_is_planned_shown_and_changed(story: Story) -> None:
    found = planned(story)
    client = client_in(story, "developer_one")
    shown = client.get(reverse("reviews:presentation", args=[story.case_id, found.id])).content.decode()
    assert all(word in shown for word in ("26 November 2026", "09.00–11.00 WIB", "Aula lantai 2", "Rina, pendamping"))
    address = reverse("reviews:change", args=[story.case_id, found.id])
    assert 'value="2026-11-26"' in client.get(address).content.decode()
    assert client.post(address, TYPED | {"place": "Aula 3", "sequence": "0"}).status_code == 302
    assert client.post(address, TYPED | {"sequence": "0"}).status_code == 409, "somebody changed it meanwhile"
    assert meetings(case_id=story.case_id)[0].place == "Aula 3"


def test_what_is_missing_is_said_and_nothing_typed_is_lost(story: Story) -> None:
    answer = client_in(story, "developer_one").post(
        reverse("reviews:planning", args=[story.case_id, "plan_presentation"]), TYPED | {"ended_at": "08:00"}
    )
    assert answer.status_code == 422
    assert "Rina, pendamping" in answer.content.decode()
    assert not meetings(case_id=story.case_id)


def test_similar_applications_are_found_by_words_and_chosen(story: Story) -> None:
    other = another(story.cast, title="Pendaftaran Vaksin Daring").to(2)
    client = client_in(story, "registrar")
    address = reverse("reviews:planning", args=[story.case_id, "plan_presentation"])
    found = client.post(address, TYPED | {"search": "yes", "words": "vaksin"}).content.decode()
    assert "Pendaftaran Vaksin Daring" in found and "Rina, pendamping" in found
    assert not meetings(case_id=story.case_id), "searching plans nothing"
    client.post(address, TYPED | {"words": "vaksin", "similar": [str(other.case_id)]})
    (chosen,) = meetings(case_id=story.case_id)[0].similar
    assert (chosen["id"], chosen["title"]) == (other.case_id, "Pendaftaran Vaksin Daring")


def test_the_invitation_is_a_letter_with_the_hashes_of_what_is_presented(story: Story) -> None:
    found = planned(story)
    client = client_in(story, "technical_one")
    answer = client.get(reverse("reviews:letter", args=[story.case_id, found.id, "pdf"]))
    assert answer["Content-Type"] == "application/pdf"
    text = re.sub(r"[\s\u200b]", "", "".join(page_texts(answer.content)))
    hashes = [paper.current.sha256 for paper in papers_of(story.case_id) if paper.key == "schedule"]
    assert all(word in text for word in ("005/12/BPBJ", "PROVINSICONTOH", "26November2026", "Rina,pendamping", *hashes))
    english = Client(headers={"accept-language": "en"})
    user = get_user_model().objects.get(pk=story.cast.technical_one)
    user.language = "en"
    user.save(update_fields=["language"])
    english.force_login(user)
    answer = english.get(reverse("reviews:letter", args=[story.case_id, found.id, "pdf"]))
    assert "Youareinvited" in re.sub(r"[\s\u200b]", "", "".join(page_texts(answer.content)))


def test_the_calendar_file_comes_as_one(story: Story) -> None:
    answer = client_in(story, "user").get(reverse("reviews:calendar", args=[story.case_id, planned(story).id]))
    assert answer["Content-Type"].startswith("text/calendar")
    assert b"BEGIN:VEVENT\r\n" in answer.getvalue()


def test_the_code_is_on_the_hosts_page_alone(story: Story) -> None:
    found, code = opened(story)
    address = reverse("reviews:room", args=[story.case_id, found.id])
    page = client_in(story, "developer_one").get(address)
    assert code in page.content.decode() and '<svg class="qr"' in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert code not in client_in(story, "technical_one").get(address).content.decode()


def test_a_person_signs_with_one_tap_after_the_picture(story: Story) -> None:
    found, code = opened(story)
    phone = client_in(story, "outsider")
    page = phone.get(reverse("reviews:attend"), {"code": code}).content.decode()
    assert found.case_title in page and 'name="code" value="' + code in page
    done = phone.post(reverse("reviews:attend"), {"code": code})
    assert done.status_code == 200
    assert [one.user_id for one in meetings(case_id=story.case_id)[0].attendees] == [story.cast.outsider]
    assert phone.get(reverse("reviews:presentation", args=[story.case_id, found.id])).status_code == 404, "the case stays closed to them"


def test_who_is_not_signed_in_comes_back_with_the_code(story: Story) -> None:
    _found, code = opened(story)
    answer = Client().get(reverse("reviews:attend"), {"code": code})
    assert answer.status_code == 302
    assert f"code%3D{code}" in answer["Location"]


def test_guessing_codes_is_stopped(story: Story) -> None:
    opened(story)
    phone = client_in(story, "outsider")
    got = [phone.post(reverse("reviews:attend"), {"code": f"AAAA{number:02}"}).status_code for number in range(22)]
    assert got[:20] == [409] * 20 and got[20:] == [429, 429]


def test_the_record_takes_the_list_as_it_was_signed(story: Story) -> None:
    found, code = opened(story)
    client_in(story, "technical_one").post(reverse("reviews:attend"), {"code": code})
    host = client_in(story, "developer_one")
    host.post(reverse("reviews:room", args=[story.case_id, found.id]), {"enter": "yes", "name": "Rina Contoh", "position": "Pendamping"})
    address = reverse("reviews:plan", args=[story.case_id, "plan_presentation"])
    page = host.get(address).content.decode()
    assert 'value="2026-11-26"' in page and "Rina Contoh" in page and "attendees-0-name" not in page
    answer = host.post(address, RECORD | {"attendees-0-name": "Orang Lain"})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    version, content = current_form(case_id=story.case_id, key="plan_presentation", form="plan_presentation") or (None, {})
    assert version is not None
    assert [(one["name"], one["how"]) for one in content["attendees"]] == [("Tono Contoh", "signed"), ("Rina Contoh", "by_hand")]
    assert {one["sha256"] for one in content["material"]} == {
        paper.current.sha256
        for paper in papers_of(story.case_id)
        if paper.key in {"schedule", "mockups", "business_flow", "analysis_document"}
    }
    assert content["actions"] == [{"what": "Lengkapi jadwal", "who": "Dewi Contoh", "by_on": "2026-11-27"}]
    assert meetings(case_id=story.case_id)[0].held
    shown = host.get(reverse("documents:version", args=[version.id])).content.decode()
    assert all(
        word in shown
        for word in ("Lengkapi jadwal", "27 Nov 2026", "Pendamping", "23 November 2026, 13.00 WIB", content["material"][0]["sha256"])
    )
    assert client_in(story, "outsider").post(reverse("reviews:attend"), {"code": code}).status_code == 409, (
        "the list is closed with the record"
    )
    lists = said(host.get(reverse("reviews:attendance_list", args=[story.case_id, found.id, "docx"])))
    assert {"Tono Contoh", "Rina Contoh", "23 November 2026, 13.00 WIB", "dicatat oleh Dewi Contoh"} <= lists
    minutes = host.get(reverse("reviews:presentation", args=[story.case_id, found.id])).content.decode()
    address = reverse("documents:letter", args=[version.id, "docx"])
    assert address in minutes
    assert {"Lengkapi jadwal", "27 November 2026", "Dibahas dan disepakati", content["material"][0]["sha256"]} <= said(host.get(address))


def said(answer: Any) -> set[str]:
    """The texts of a letter that came as DOCX."""
    assert answer.status_code == 200
    return {one.text for one in docx.Document(BytesIO(answer.content)).element.iter(qn("w:t"))}


def test_the_list_can_be_signed_by_hand_before(story: Story) -> None:
    found = planned(story)
    text = said(client_in(story, "user").get(reverse("reviews:attendance_list", args=[story.case_id, found.id, "docx"])))
    assert {"Rina, pendamping", "DAFTAR HADIR", "Tanda tangan"} <= text


def test_without_a_signed_list_who_attended_is_typed(story: Story) -> None:
    planned(story)
    host = client_in(story, "developer_one")
    address = reverse("reviews:plan", args=[story.case_id, "plan_presentation"])
    assert host.post(address, RECORD).status_code == 422
    assert host.post(address, RECORD | {"attendees-0-name": "Tono Contoh"}).status_code == 302
    assert meetings(case_id=story.case_id)[0].held


def test_the_list_of_presentations_says_what_can_be_planned(story: Story) -> None:
    address = reverse("reviews:presentations", args=[story.case_id])
    assert (
        reverse("reviews:planning", args=[story.case_id, "plan_presentation"])
        in client_in(story, "developer_one").get(address).content.decode()
    )
    assert "/presentations/plan/plan_presentation/" not in client_in(story, "technical_one").get(address).content.decode()

"""Beside the flow: hold, extension, deviation, another version, cancellation, each with what follows shown before."""

from __future__ import annotations

from typing import Any

import pytest

from runut.cases import queries
from tests.builders import Story
from tests.clients import client_of
from tests.doors.cases.asking import address, text_of
from tests.rooms.cases.test_other_version import a_check_after_activity_two
from tests.rooms.procedures.writing import next_version

pytestmark = pytest.mark.django_db


def test_an_extension_shows_its_consequence_before_it_is_confirmed(story: Story) -> None:
    client = client_of(story.cast.division_head)
    page = text_of(client.get(address("extend", story)))
    assert "26 November 2026" in page
    assert "27 November 2026" in page
    events = queries.access_case(case_id=story.case_id, who=story.cast.standing(story.cast.auditor)).events
    data = {"events": events, "shown": "1", "days": 3, "why": "Libur panjang"}
    not_yet = client.post(address("extend", story), data)
    assert not_yet.status_code == 200
    assert "1 Desember 2026" in text_of(not_yet)
    done = client.post(address("extend", story), data | {"shown": "3"}, follow=True)
    assert "Tenggat kini 1 Desember 2026" in text_of(done)
    twice = client.post(address("extend", story), data | {"shown": "3"})
    assert twice.status_code == 409
    assert "Orang lain lebih dahulu" in text_of(twice)


def test_hold_and_resume_ask_for_a_reason_and_say_what_follows(story: Story) -> None:
    client = client_of(story.cast.registrar)
    assert client.post(address("hold", story), {"why": " "}).status_code == 409
    assert client.post(address("hold", story), {"why": "Menunggu anggaran"}).status_code == 302
    page = text_of(client.get(address("case", story)))
    assert "Menunggu anggaran" in page
    assert "Dihentikan sementara sejak" in page
    assert client.post(address("hold", story), {"why": "lagi"}).status_code == 409
    assert client.post(address("resume", story), {"why": ""}).status_code == 302
    assert story.position.status == "active"


def test_a_deviation_is_confirmed_for_the_activity_that_was_shown(story: Story) -> None:
    client = client_of(story.cast.bureau_head)
    shown = client.post(address("deviate", story), {"target": 4, "preview": "yes"})
    assert shown.status_code == 200
    assert "pindah ke kegiatan 4" in text_of(shown)
    assert client.post(address("deviate", story), {"target": 4, "why": "Sudah ada rencana", "shown": "5"}).status_code == 200
    assert story.activity == 1
    assert client.post(address("deviate", story), {"target": 4, "why": "Sudah ada rencana", "shown": "4"}).status_code == 302
    assert story.activity == 4


def test_a_case_is_cancelled_once_and_for_good(story: Story) -> None:
    client = client_of(story.cast.division_head)
    assert client.post(address("cancel", story), {"why": "Tidak jadi"}).status_code == 302
    page = text_of(client.get(address("case", story)))
    assert "Tidak jadi" in page
    second = client.post(address("cancel", story), {"why": "lagi pula"})
    assert (second.status_code, "lagi pula" in text_of(second)) == (409, True)


def test_acts_of_heads_are_refused_to_others_with_the_reason(story: Story) -> None:
    client = client_of(story.cast.registrar)
    for act, data in (("extend", {"days": 1, "shown": "1"}), ("deviate", {"target": 3, "shown": "3"}), ("cancel", {})):
        page = client.get(address(act, story))
        assert "Hanya pimpinan" in text_of(page), act
        assert client.post(address(act, story), {"why": "x", **data}).status_code == 403, act


@pytest.mark.parametrize(
    ("act", "data"), [("extend", {"days": "x"}), ("extend", {"days": 0}), ("deviate", {"target": 99}), ("hold", {"events": "x"})]
)
def test_nonsense_beside_the_flow_is_refused_on_the_page(story: Story, act: str, data: dict[str, Any]) -> None:
    assert client_of(story.cast.division_head).post(address(act, story), {"why": "y", **data}).status_code == 422


def test_a_head_moves_a_case_to_another_version_after_seeing_what_follows(story: Story) -> None:
    made = next_version(story.page().case.version_id, story.cast, at=story.cast.at, then=a_check_after_activity_two)
    client = client_of(story.cast.division_head)
    here = address("version", story)
    page = text_of(client.get(here))
    assert "Versi 2" in page
    assert "berlanjut sebagai kegiatan" in page
    sent = {"version": str(made), "target": "", "why": "SOP diperbarui", "events": str(story.page().case.events)}
    assert client.post(here, sent).status_code == 200, "nothing is done before what follows was shown"
    assert story.page().case.version_id != made
    assert client.post(here, {**sent, "shown": f"{made}-0", "why": " "}).status_code == 409
    assert client.post(here, {**sent, "shown": f"{made}-0"}).status_code == 302
    assert story.page().case.version_id == made
    assert "dipindahkan ke versi 2" in text_of(client.get(address("history", story)))
    assert client_of(story.cast.registrar).post(here, {**sent, "shown": f"{made}-0"}).status_code == 422

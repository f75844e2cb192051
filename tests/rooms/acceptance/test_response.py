"""What differs is proposed as remarks to whoever responds, and a rejection makes exactly those lines work on the board."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.acceptance import services
from runut.acceptance.services import Carried, Shown
from runut.cases.proposing import proposals
from runut.cases.queries import remarks
from runut.cases.rework import rework_links
from runut.core.errors import Invalid, NotPermitted
from runut.planning.queries.board import board
from runut.reviews.services import draft_proposals
from tests.builders import Story
from tests.rooms.acceptance.presented import file_comparison, filed, judge_all, present, to_comparison
from tests.rooms.acceptance.test_run_sheet import put_guide


def asked(story: Story, by: int | None = None) -> dict[str, Any]:
    return {"case_id": story.case_id, "who": story.cast.standing(by or story.cast.technical_one), "at": story.at}


@pytest.fixture
def responding(story: Story) -> Story:
    """A case at activity 9 whose feature 2 differs, whose feature 3 is missing, and whose guide leaves one thing out."""
    story.to(3)
    features = [{"number": number, "name": name} for number, name in enumerate(("Masuk", "Daftar", "Rekap"), 1)]
    filed(story, "analysis_document", "features", {"features": features})
    put_guide(story.to(6), b"1. Salin berkas\n")
    present(story)
    services.take_guide(**asked(story))
    copied = Carried(text="Salin berkas", result="done")
    services.change_step(**asked(story), number=1, carried=copied, version=1, shown=Shown())
    services.add_step(**asked(story), carried=Carried(text="Buka port 5432", result="silent", observed="Ditolak"), shown=Shown())
    services.file_run_sheet(**asked(story))
    judge_all(story, feature_2="differs", feature_3="missing")
    file_comparison(story)
    filed(story, "installation_report", "note", {"text": "laporan"})
    story.certify()
    assert story.activity == 9
    return story


KEYS = frozenset({"installation_report"})


def test_what_differs_must_be_fixed_and_what_the_guide_leaves_out_is_suggested(responding: Story) -> None:
    found = {one.key: one for one in proposals(responding.case_id, KEYS)}
    assert {key: one.must for key, one in found.items()} == {"feature-2": True, "feature-3": True, "step-2": False}
    assert found["feature-2"].thing == "line:feature-2"
    assert found["step-2"].thing.startswith("document:") and found["step-2"].place == "Buka port 5432"
    assert proposals(responding.case_id, {"schedule"}) == []


def test_a_rejection_makes_exactly_the_drafted_lines_tasks(responding: Story) -> None:
    assert draft_proposals(**asked(responding), keys=frozenset({"feature-2", "feature-3", "step-2"})) == 3
    assert draft_proposals(**asked(responding), keys=frozenset({"feature-2"})) == 0  # it is drafted already
    responding.reject("Belum sesuai")
    assert responding.activity == 6
    told = {one.number: (one.about.get("key", ""), one.weight) for one in remarks(case_id=responding.case_id)}
    assert sorted(key for key, weight in told.values() if weight == "must") == ["feature-2", "feature-3"]
    links = rework_links(responding.case_id)
    assert links.keys() == {number for number, (_key, weight) in told.items() if weight == "must"}
    names = [card.name for lane in board(case_id=responding.case_id) for card in lane.cards]
    assert [one.split(":")[0] for one in names] == ["F2 Daftar", "F3 Rekap"]


def test_only_who_takes_part_drafts_and_nothing_chosen_is_said(responding: Story) -> None:
    with pytest.raises(NotPermitted):
        draft_proposals(**asked(responding, responding.cast.developer_one), keys=frozenset({"feature-2"}))
    with pytest.raises(Invalid) as refused:
        draft_proposals(**asked(responding), keys=frozenset())
    assert refused.value.code == "proposal_none"
    assert draft_proposals(**asked(responding), keys=frozenset({"'; --"})) == 0


def test_the_page_proposes_and_drafts_without_javascript(responding: Story, client: Client) -> None:
    client.force_login(get_user_model().objects.get(pk=responding.cast.technical_one))
    address = reverse("reviews:response", args=[responding.case_id])
    page = client.get(address).content.decode()
    assert page.count('name="proposal"') == 3
    assert client.post(address, {"propose": "yes", "proposal": ["feature-2"]}).status_code == 302
    page = client.get(address).content.decode()
    assert page.count('name="proposal"') == 2
    assert f'href="{reverse("acceptance:comparison", args=[responding.case_id])}#feature-2"' in page
    assert client.post(address, {"propose": "yes"}).status_code == 422


def test_a_case_without_a_comparison_has_nothing_to_propose(story: Story) -> None:
    to_comparison(story)
    assert proposals(story.case_id, KEYS) == []

"""The plan of a case on one page: how each part stands, and what changed since it was decided on."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from runut.core.errors import Refused
from runut.documents.queries import papers_of
from runut.documents.services import remove_document
from runut.planning.queries.plan import Plan, plan_of
from runut.planning.queries.screens import gallery
from runut.planning.services.flows import begin_flow, file_flow, save_flow
from runut.planning.services.screens import add_screens, add_version, comment_screen
from tests.builders import ENDS_ON, Story, begin
from tests.cast import cast
from tests.clients import client_of
from tests.formats.test_bpmn_diagram import FLOW
from tests.rooms.planning.gallery import png, staged

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _files(tmp_path: Path, settings: Settings) -> None:
    settings.FILES_FOLDER = tmp_path / "files"


@pytest.fixture
def story(db: None) -> Story:
    """A case at activity 3."""
    return begin(cast(AT), to=3)


def team(story: Story) -> dict[str, Any]:
    return {"case_id": story.case_id, "who": story.cast.standing(story.cast.developer_one), "at": story.at}


def plan(story: Story) -> Plan:
    return plan_of(story.page(by=story.cast.developer_one))


def states(story: Story) -> dict[str, str]:
    return {one.line.key: one.line.state for one in plan(story).pieces}


def changes(story: Story) -> dict[str, tuple[str, int, int]]:
    return {one.title: (one.state, one.before, one.now.number if one.now else 0) for one in plan(story).changes}


def test_it_shows_what_activity_3_leaves_and_what_is_missing(story: Story) -> None:
    found = plan(story)
    assert found.activity.number == 3
    assert set(states(story).values()) == {"missing"}
    assert {"schedule", "mockups", "business_flow", "analysis_document", "regulations"} == set(states(story))
    assert len(found.missing) == 5
    assert (found.decision, found.changes) == (None, ())


def test_it_works_on_files_alone(story: Story) -> None:
    story.supply()
    assert set(states(story).values()) == {"filed"}
    story.to(6)
    found = plan(story)
    assert found.missing == ()
    assert found.decision is not None
    assert {one.state for one in found.changes} == {"same"}


def test_after_a_rejection_it_compares_by_hash_with_what_was_rejected(story: Story) -> None:
    first, second = add_screens(files=[(staged(png(1)), "Masuk.png"), (staged(png(2)), "Daftar.png")], **team(story))
    story.to(5)
    story.reject("Belum lengkap", "Daftar terlalu padat", "Jadwal terlalu singkat")
    add_version(document_id=first, upload=staged(png(3)), filename="b.png", **team(story))
    add_version(document_id=second, upload=staged(png(2)), filename="sama.png", **team(story))
    add_screens(files=[(staged(png(4)), "Rekap.png")], **team(story))
    story.file("schedule", ends_on=ENDS_ON, text="jadwal baru")
    remove_document(
        document_id=next(one.id for one in papers_of(story.case_id) if one.key == "business_flow"), why="Diganti",
        who=team(story)["who"], at=story.at,
    )  # fmt: skip
    found = changes(story)
    assert found["Masuk"] == ("changed", 1, 2)
    assert found["Daftar"] == ("same", 1, 2), "another version of the same bytes has not changed"
    assert found["Rekap"] == ("new", 0, 1)
    assert found["schedule"] == ("changed", 1, 2)
    assert found["business_flow"] == ("gone", 1, 0)
    assert found["analysis_document"][0] == "same"
    decision = plan(story).decision
    assert decision is not None
    assert [(one.text, bool(one.answered_at)) for one in decision.remarks] == [
        ("Daftar terlalu padat", False),
        ("Jadwal terlalu singkat", False),
    ]
    story.answer(decision.remarks[0].number)
    answered = plan(story).decision
    assert answered is not None
    assert [bool(one.answered_at) for one in answered.remarks] == [True, False]


def test_it_counts_open_comments_and_drafts_that_are_not_filed(story: Story) -> None:
    (screen,) = add_screens(files=[(staged(png()), "Masuk.png")], **team(story))
    comment_screen(document_id=screen, version=1, text="Kecil", **team(story))
    begin_flow(name="Alur", **team(story))
    assert {one.line.key: one.waiting for one in plan(story).pieces if one.waiting} == {"mockups": 1, "business_flow": 1}
    assert gallery(story.case_id).screens[0].waiting == 1


def test_a_diagram_that_was_changed_after_it_was_filed_holds_the_activity(story: Story) -> None:
    made = begin_flow(name="Alur", **team(story))
    file_flow(flow_id=made, **team(story))
    save_flow(flow_id=made, data=FLOW, revision=1, **team(story))
    story.supply()
    assert [one.line.key for one in plan(story).pieces if one.unfiled] == ["business_flow"]
    with pytest.raises(Refused):
        story.certify()
    file_flow(flow_id=made, **team(story))
    assert not any(one.unfiled for one in plan(story).pieces)
    story.certify()
    assert story.activity == 4


def test_a_draft_that_was_never_filed_holds_nobody_up(story: Story) -> None:
    begin_flow(name="Alur", **team(story))
    story.supply()
    story.certify()
    assert story.activity == 4


def test_the_page_costs_the_same_for_a_small_plan_and_for_a_large_one(
    story: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    add_screens(files=[(staged(png(number)), f"{number}.png") for number in range(8)], **team(story))
    for number in range(4):
        begin_flow(name=f"Alur {number}", **team(story))
    story.to(5)
    page = story.page(by=story.cast.developer_one)
    with django_assert_num_queries(9):
        plan_of(page)


def test_the_page_is_a_part_of_the_case_and_says_all_of_it(story: Story) -> None:
    add_screens(files=[(staged(png(1)), "Masuk.png")], **team(story))
    story.to(5)
    story.reject("Belum lengkap", "Daftar terlalu padat")
    client = client_of(story.cast.user)
    page = client.get(reverse("planning:plan", args=[story.case_id])).content.decode()
    assert all(text in page for text in ("Rencana", "Masuk", "Daftar terlalu padat", "sama"))
    assert reverse("planning:mockups", args=[story.case_id, "mockups"]) in page, "who only reads it is led to the pictures too"
    case = client.get(reverse("cases:case", args=[story.case_id])).content.decode()
    assert reverse("planning:plan", args=[story.case_id]) in case

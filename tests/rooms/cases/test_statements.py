"""What a step costs the database: few statements, and no more in a later round; counted, because times depend on the machine."""

from __future__ import annotations

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext

from runut.cases.services import certify
from runut.core.guards import Act
from tests.builders import Story, begin
from tests.cast import Cast

MOST = 8
"""Statements to complete a work item (design section 9)."""
FILED = 4
"""More, where a decision files the first version of the response that it makes."""
REMARKS = 1
ADVISED = 1
"""More, where a decision asks whether anything was drafted before it."""
_FRAME = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE")


def statements(story: Story, act: Act | None = None) -> list[str]:
    who, at = story.cast.standing(story.performer()), story.at + timedelta(minutes=1)
    with CaptureQueriesContext(connection) as asked:
        certify(case_id=story.case_id, act=act or Act(), who=who, at=at)
    story.at = at
    found = [one["sql"].strip() for one in asked.captured_queries]
    return [one for one in found if not one.startswith(_FRAME)]


def test_completing_a_work_item_takes_eight_statements_at_most(office: Cast) -> None:
    story = begin(office, to=3)
    story.supply()
    assert len(statements(story)) <= MOST
    assert story.activity == 4


def test_a_turn_within_an_activity_takes_fewer(story: Story) -> None:
    story.supply()
    assert len(statements(story)) < MOST
    assert story.activity == 1


def test_a_decision_takes_four_more_to_file_its_response_and_one_for_remarks(office: Cast) -> None:
    story = begin(office, to=5)
    rejected = Act(outcome="rejected", reason="Belum lengkap", remarks=("Jadwal", "Mockup"))
    assert len(statements(story, rejected)) <= MOST + FILED + REMARKS + ADVISED
    story.to(5)
    assert len(statements(story, Act(outcome="approved"))) < MOST + FILED + ADVISED


def test_round_nine_takes_as_many_statements_as_round_two(office: Cast) -> None:
    story = begin(office, to=5)
    counts = []
    for _ in range(2, 10):
        story.reject("Belum lengkap", "Jadwal")
        story.supply()
        counts.append(len(statements(story)))
        story.to(5)
    assert set(counts) == {counts[0]}

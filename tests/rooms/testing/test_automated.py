"""A report of automated tests is kept first and read second; its counts speak for the build, or against it."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest

from runut.core.errors import Invalid
from runut.documents.queries import papers_of
from runut.documents.uploads import store_stream
from runut.testing import queries
from runut.testing.models import AutomatedReport
from runut.testing.services import import_results
from tests.builders import Story
from tests.formats.scans.test_junit import REPORT


def bring(story: Story, text: str, day: int = 20, build: str = "v1.0") -> AutomatedReport:
    staged = store_stream(BytesIO(text.encode()))
    who = story.cast.standing(story.cast.developer_one)
    on = date(2026, 11, day)
    return import_results(case_id=story.case_id, upload=staged, filename="junit.xml", build=build, tested_on=on, who=who, at=story.at)[0]


def test_its_counts_are_taken_over_and_told(story: Story) -> None:
    made = bring(story, REPORT)
    assert made.counts == {"pass": 1, "fail": 1, "error": 1, "skipped": 1}
    [one] = queries.automated(story.case_id)
    assert (one.passed, one.failed, one.skipped) == (1, 2, 1)
    assert [each["name"] for each in one.failures] == ["two", "three"]
    [point] = queries.strength(case_id=story.case_id, on=story.cast.today).of("automated")
    assert not point.strong
    assert made.version_id in {paper.current.id for paper in papers_of(story.case_id)}


def test_all_passed_speaks_for_the_build(story: Story) -> None:
    bring(story, '<testsuite><testcase name="a"/></testsuite>')
    [point] = queries.strength(case_id=story.case_id, on=story.cast.today).of("automated")
    assert point.strong


def test_a_damaged_report_is_kept_and_nothing_of_it_is_taken_over(story: Story) -> None:
    with pytest.raises(Invalid):
        bring(story, REPORT[:-20])
    assert not AutomatedReport.objects.exists()
    assert "junit.xml" in {paper.title for paper in papers_of(story.case_id)}
    with pytest.raises(Invalid) as caught:
        bring(story, REPORT, day=30)
    assert caught.value.code == "test_day_later"


def test_the_same_file_about_the_same_build_is_taken_over_once(story: Story) -> None:
    made = bring(story, REPORT)
    assert bring(story, REPORT, day=21) == made
    assert bring(story, REPORT, build="v1.1").number == 2
    assert bring(story, REPORT.replace("boom", "bang")).number == 3
    assert len(papers_of(story.case_id)) >= 1
    assert AutomatedReport.objects.count() == 3


def test_a_test_that_names_a_scenario_is_told_beside_it(story: Story) -> None:
    bring(story, '<testsuite><testcase name="test_uat_3_a"/><testcase name="UAT-3"><failure/></testcase><testcase name="b"/></testsuite>')
    assert queries.automated(story.case_id)[0].scenarios == {3: (1, 1)}

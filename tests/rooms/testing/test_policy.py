"""The office's rule on open findings stands against presenting, where the tests are documented here."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from runut.core.errors import Invalid, Refused
from runut.documents.queries import current_form
from runut.testing import policy, queries
from runut.testing.queries import Filters
from runut.testing.services import file_tests
from tests.builders import Story
from tests.formats.scans import own
from tests.rooms.testing.conftest import bring, judge

pytestmark = pytest.mark.django_db


def file(story: Story) -> None:
    who = story.cast.standing(story.cast.developer_one)
    file_tests(case_id=story.case_id, name="Dokumentasi pengujian", loaded_from=None, who=who, at=story.at)


def presenting(story: Story) -> list[str]:
    """What stands against recording activity 7, once everything else is there."""
    story.to(7).supply()
    return [one.code for one in story.page().missing]


def test_an_open_critical_finding_stands_against_the_presentation(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    file(story)
    assert presenting(story) == ["findings_open"]
    with pytest.raises(Refused) as caught:
        story.certify()
    assert [one.params for one in caught.value.reasons] == [{"count": 2}]
    judge(story, 1, "fixed", by=story.cast.technical_one)
    judge(story, 3, "accepted", by=story.cast.division_head, why="Kunci sudah dicabut")
    assert presenting(story) == []
    assert story.to(8).activity == 8


def test_a_later_activity_is_not_stopped_so_that_it_can_send_the_case_back(story: Story) -> None:
    file_ready = own.NUCLEI.splitlines()[1]  # only something to know
    bring(story, file_ready)
    file(story)
    story.to(8)
    bring(story, json.dumps(own.TRIVY), by=story.cast.technical_one)
    story.to(9)
    story.reject("Ada celah gawat", "Perbaiki temuan 2")
    assert story.activity == 6


def test_an_office_that_files_its_own_documentation_is_not_judged(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    assert presenting(story) == []


@pytest.mark.parametrize(("rule", "count"), [("off", 0), ("critical", 1), ("high", 2), ("medium", 3), ("info", 3)])
def test_the_office_sets_its_rule(story: Story, settings: Settings, rule: str, count: int) -> None:
    settings.OPEN_FINDINGS_BLOCK = rule
    bring(story, json.dumps(own.TRIVY))
    file(story)
    assert sum(int(str(one.params["count"])) for one in queries.strength(case_id=story.case_id, on=story.cast.today).against) == count
    assert len(presenting(story)) == bool(count)


def test_the_filed_version_says_what_the_tests_proved_then(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    file(story)
    found = current_form(case_id=story.case_id, key="test_documentation", form="testing")
    assert found is not None
    assert found[1]["findings"] == {"open": {"high": 1, "medium": 1, "critical": 1}}
    assert [(one["code"], one["strong"]) for one in found[1]["points"] if one["part"] == "pentest"] == [
        ("pentest_last", True),
        ("pentest_open", False),
    ]


def test_nothing_tested_is_nothing_to_file(story: Story) -> None:
    with pytest.raises(Refused) as caught:
        file(story)
    assert [one.code for one in caught.value.reasons] == ["tests_none"]


def test_no_open_finding_is_only_told_where_somebody_looked_for_one(story: Story, client: Client) -> None:
    client.force_login(get_user_model().objects.get(pk=story.cast.developer_one))
    address = reverse("testing:page", args=[story.case_id])
    good_news = "Tidak ada temuan terbuka yang menghalangi"
    assert good_news not in client.get(address).content.decode()
    bring(story, own.NUCLEI.splitlines()[1])
    assert good_news in client.get(address).content.decode()


def test_an_acceptance_ends_on_its_day_and_the_finding_counts_as_open_again(story: Story) -> None:
    bring(story, json.dumps(own.TRIVY))
    file(story)
    judge(story, 1, "fixed", by=story.cast.technical_one)
    today = story.cast.today
    for until in (None, today):
        with pytest.raises(Invalid) as caught:
            judge(story, 3, "accepted", by=story.cast.division_head, until=until)
        assert caught.value.code == "acceptance_until"
    judge(story, 3, "accepted", by=story.cast.division_head, until=today + timedelta(days=30))
    with pytest.raises(Refused):  # it stands so already
        judge(story, 3, "accepted", by=story.cast.division_head, until=today + timedelta(days=30))

    def state(days: int) -> tuple[list[str], int, list[int]]:
        on = today + timedelta(days=days)
        listed = queries.finding_list(case_id=story.case_id, filters=Filters(state="open"), on=on).rows
        codes = [one.code for one in policy.objections(story.case_id, on)]
        return codes, sum(queries.counts(story.case_id, on)["open"].values()), [one["number"] for one in listed]

    assert state(30) == ([], 1, [2])
    assert state(31) == (["findings_open", "acceptance_over"], 2, [3, 2])
    judge(story, 3, "accepted", by=story.cast.division_head, until=today + timedelta(days=60))
    assert state(31) == ([], 1, [2])

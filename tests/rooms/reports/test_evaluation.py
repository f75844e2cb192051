"""The evaluation of an SOP: what the records of its cases show, and room for what only people can say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import translation

from runut.cases.models import Case
from runut.formats.printing.letter import Table
from runut.reports.evaluation import Seen, evaluation, seen
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_of
from tests.rooms.reports.conftest import AT

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    """A case whose plan was sent back once, and whose second response came much too late."""
    found = begin(cast(AT), to=5)
    found.reject("Terlalu singkat", "Perpanjang")
    found.to(5)
    found.at += timedelta(days=30)
    return found.to(6)


def asked(story: Story, *, later: int = 0) -> Seen:
    return seen(version_id=story.page().case.version_id, at=story.at + timedelta(days=later))


def monitored(found: Seen) -> list[tuple[str, ...]]:
    with translation.override("id"):
        tables = [one for one in evaluation(found).parts if isinstance(one, Table)]
    assert len(tables) == 2 and all(row[2:] == ("", "", "") for row in tables[1].rows), "the questions are answered by hand"
    return list(tables[0].rows)


def test_each_activity_is_told_by_what_was_recorded(story: Story) -> None:
    rows = monitored(asked(story))
    assert [row[4] for row in rows] == [*["berjalan baik"] * 4, "tidak berjalan baik", *["belum terukur"] * 5]
    assert "selesai 2 kali" in rows[4][3] and "terlambat: 1" in rows[4][3] and "pada putaran berikutnya: 1" in rows[4][3]
    assert rows[0][2] == "3 hari kerja" and rows[0][5:] == ("", "")
    found = asked(story)
    assert found.cases == {"begun": 1} and found.activities[5].days[0] == 0 and found.activities[5].days[1] >= 19


def test_what_is_longer_ago_than_six_months_no_longer_counts(story: Story) -> None:
    assert {row[4] for row in monitored(asked(story, later=200))} == {"belum terukur"}


def test_rehearsals_count_only_in_an_office_of_rehearsals(story: Story) -> None:
    Case.objects.update(is_rehearsal=True)
    assert asked(story).activities == {}


def test_it_is_offered_to_who_reads_every_project(story: Story) -> None:
    version, shown = story.page().case.version_id, {}
    address = reverse("reports:evaluation", args=[version, "docx"])
    for who in ("bureau_head", "user"):
        browser = client_of(getattr(story.cast, who))
        shown[who] = address in browser.get(reverse("procedures:version", args=[version])).content.decode()
        assert browser.get(address).status_code == (200 if who == "bureau_head" else 403)
    assert shown == {"bureau_head": True, "user": False}

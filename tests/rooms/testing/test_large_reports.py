"""A large report is read by a job: nobody waits for it, nothing of it counts before all does, and no crash doubles a finding."""

from __future__ import annotations

import json

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.core.errors import Refused
from runut.documents.queries import papers_of
from runut.testing import queries
from runut.testing.models import Finding, ScanImport
from runut.testing.queries import Being
from runut.testing.services import imports, read_large, stop_reading
from tests.builders import Story
from tests.formats.scans import own
from tests.rooms.testing.conftest import bring

pytestmark = pytest.mark.django_db
LARGE = "\n".join(
    json.dumps({"template-id": f"t{n}", "info": {"name": f"Temuan {n}", "severity": "high", "description": "x" * 400}, "host": "a"})
    for n in range(2100)
)


@pytest.fixture
def waiting(story: Story) -> ScanImport:
    made = bring(story, LARGE, name="besar.jsonl")
    assert made.state == "reading"
    return made


def sha256(story: Story) -> str:
    return next(one.current.sha256 for one in papers_of(story.case_id) if one.title == "besar.jsonl")


def read(made: ScanImport, story: Story) -> ScanImport:
    read_large.func(made.pk, sha256(story))
    made.refresh_from_db()
    return made


def test_nothing_of_it_counts_before_all_of_it_does(story: Story, waiting: ScanImport) -> None:
    assert not Finding.objects.exists()
    assert queries.imports(story.case_id) == []
    assert {one.text.code for one in queries.strength(case_id=story.case_id, on=story.cast.today).of("pentest")} == {
        "pentest_reading",
        "pentest_none",
    }
    done = read(waiting, story)
    assert (done.state, done.fresh, done.counts, done.open_after) == ("done", 2100, {"high": 2100}, {"high": 2100})
    assert queries.readings(story.case_id) == []
    assert [one.number for one in queries.imports(story.case_id)] == [1]


def test_it_tells_how_far_it_is(story: Story, waiting: ScanImport, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Being] = []
    real = imports._tell

    def tell(*given: int) -> None:
        real(*given)
        told.extend(queries.readings(story.case_id))

    monkeypatch.setattr(imports, "_tell", tell)
    read(waiting, story)
    assert [one.seen for one in told] == [1000, 2000]
    assert 40 < told[0].part < 60 < told[1].part <= 100


def test_the_page_asks_again_by_itself_until_it_is_read(story: Story, waiting: ScanImport) -> None:
    client = Client(headers={"HX-Request": "true"})
    client.force_login(get_user_model().objects.get(pk=story.cast.developer_one))
    address = reverse("testing:findings", args=[story.case_id])
    assert b'hx-trigger="every 3s"' in client.get(address).content
    read(waiting, story)
    page = client.get(address).content
    assert b"every 3s" not in page
    assert b"notice-success" in page
    assert b"notice-success" not in client.get(address, headers={"HX-Request": "false"}).content  # whoever opens the page sees the findings


def test_a_worker_that_dies_leaves_nothing_and_the_next_begins_again(
    story: Story, waiting: ScanImport, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_given: object) -> None:
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr("runut.testing.services.taking._miss", die)  # every finding is written, nothing is committed
        with pytest.raises(MemoryError):
            read(waiting, story)
    assert not Finding.objects.exists()
    assert read(waiting, story).fresh == 2100
    assert read(waiting, story).again == 0  # a job may run twice
    assert Finding.objects.count() == 2100


def test_the_next_report_waits_and_the_reading_can_be_stopped(story: Story, waiting: ScanImport) -> None:
    with pytest.raises(Refused) as caught:
        bring(story, own.NUCLEI)
    assert caught.value.code == "scan_reading"
    who = story.cast.standing(story.cast.technical_one)
    stop_reading(case_id=story.case_id, number=1, who=who, at=story.at)
    assert read(waiting, story).state == "refused"
    assert not Finding.objects.exists()
    assert queries.readings(story.case_id)[0].refusal["code"] == "scan_stopped"
    assert bring(story, own.NUCLEI).number == 2


def test_one_that_breaks_off_says_so_and_nothing_of_it_is_taken_over(story: Story) -> None:
    made = bring(story, LARGE[:-300], name="besar.jsonl")
    assert read(made, story).refusal["code"] == "scan_damaged"
    assert not Finding.objects.exists()
    assert made.pk

"""The parts of a case: who reads them in which activity, and its history."""

from __future__ import annotations

import pytest
from django.urls import reverse

from runut.cases import queries
from tests.builders import Story, begin
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.cases.asking import address, text_of

pytestmark = pytest.mark.django_db
PARTS = ("case", "responses", "history", "events", "people", "team", "hold", "resume", "extend", "deviate", "cancel")


@pytest.mark.parametrize("activity", [1, 5, 0])
def test_every_part_of_a_case_is_there_in_every_activity(office: Cast, activity: int) -> None:
    story = begin(office).to(activity)
    for person in (office.administrator, office.division_head, office.user):
        client = client_of(person)
        for part in PARTS:
            response = client.get(address(part, story))
            assert response.status_code == 200, part
            text_of(response)


def test_a_case_of_another_unit_is_not_there(story: Story) -> None:
    client = client_of(story.cast.outsider)
    for part in PARTS:
        assert client.get(address(part, story)).status_code == 404, part
    for part in ("record", "answers", "hold", "extend", "team"):
        assert client.post(address(part, story), {"save": "yes"}).status_code == 404, part


def test_an_auditor_reads_and_changes_nothing(story: Story) -> None:
    client = client_of(story.cast.auditor)
    for part in ("record", "answers", "team", "hold", "resume", "extend", "deviate", "cancel"):
        assert client.post(address(part, story)).status_code == 403, part
    assert client.post(reverse("cases:new"), {"title": "X"}).status_code == 403


def test_the_history_can_be_filtered_and_its_file_proves_itself(story: Story) -> None:
    import json

    from runut.core.ledger import GENESIS, canonical, verify

    client = client_of(story.cast.auditor)
    assert "Kegiatan 1 dimulai" in text_of(client.get(address("history", story), {"kind": "schedule", "activity": "1", "order": "oldest"}))
    assert "Tidak ada yang seperti itu" in text_of(client.get(address("history", story), {"kind": "cancel", "activity": "x" * 50}))
    lines = [json.loads(line) for line in text_of(client.get(address("events", story))).splitlines()]
    assert lines[0]["event"]["previous"] == GENESIS
    head = verify([queries.event_of(canonical(one["event"]).decode(), one["hash"]) for one in lines])
    assert head in text_of(client.get(address("history", story)))

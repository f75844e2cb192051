"""The plan's features stand beside the scenarios that try them, and a signed run leaves the house as a letter."""

from __future__ import annotations

import pytest
from django.urls import reverse

from runut.documents.services import file_form
from runut.testing import queries
from runut.testing.forms import ScenarioForm
from runut.testing.services import Draft
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_of
from tests.rooms.testing.conftest import AT
from tests.rooms.testing.test_uat import attempt, begin_run, points, sign, write

pytestmark = pytest.mark.django_db
NAMES = ("Mengirim surat", "Mencari surat", "Mencetak", "Laporan bulanan")
STEPS = [{"action": "Tekan", "expected": "Tampil"}]


@pytest.fixture
def planned(db: None) -> Story:
    """A case whose plan lists four features."""
    story = begin(cast(AT), to=3)
    rows = [{"number": n, "name": name, "purpose": "", "priority": "must", "criteria": ""} for n, name in enumerate(NAMES, 1)]
    who = story.cast.standing(story.cast.developer_one)
    content = {"features": rows}
    file_form(
        case_id=story.case_id, key="analysis_document", name="Dokumen analisis", form="features", content=content, who=who, at=story.at
    )
    return story.to(6)


def test_each_feature_tells_how_far_it_is_tried(planned: Story) -> None:
    for title, feature in (("a", "F1"), ("b", "f01 dan F2"), ("c", "mencetak"), ("d", "F12"), ("e", "")):
        write(planned, Draft(title=title, feature=feature, steps=STEPS))
    begin_run(planned)
    for scenario in (1, 2, 4, 5):
        attempt(planned, scenario, "pass")
    attempt(planned, 2, "fail", note="Gagal")
    found = queries.coverage(queries.plan_features(planned.case_id), queries.scenarios(planned.case_id))
    assert [(one.feature.label, one.state, [each.number for each in one.lines]) for one in found] == [
        ("F1", "failed", [1, 2]),
        ("F2", "failed", [2]),
        ("F3", "untried", [3]),
        ("F4", "none", []),
    ]
    told = points(planned)
    assert told["uat_uncovered"].params == {"count": 1, "all": 4, "features": "F4"}
    assert told["uat_features_open"].params == {"count": 3, "all": 4, "features": "F1, F2, F3"}


def test_a_scenario_chooses_its_feature_from_the_plan_and_keeps_what_was_written_before(planned: Story) -> None:
    choices = [(one.text, one.text) for one in queries.plan_features(planned.case_id)]
    form = ScenarioForm({"title": "x", "feature": "F9"}, features=choices, said="Surat lama")
    assert not form.is_valid()
    assert ScenarioForm({"title": "x", "feature": "F2 Mencari surat"}, features=choices).is_valid()
    assert ScenarioForm({"title": "x", "feature": "Surat lama"}, features=choices, said="Surat lama").is_valid()
    assert queries.plan_features(planned.case_id + 1) == []  # there is no list in the plan
    assert ScenarioForm({"title": "x", "feature": "F9"}, features=[]).is_valid()


def test_a_signed_run_leaves_the_house_as_minutes_in_both_languages(planned: Story) -> None:
    write(planned, Draft(title="Mengirim", feature="F1", steps=STEPS))
    begin_run(planned)
    attempt(planned, 1, "fail", note="Nomor tidak tampil")
    client = client_of(planned.cast.user)
    address = reverse("testing:minutes", args=[planned.case_id, 1, "docx"])
    assert client.get(address).status_code == 404
    sign(planned, "with_notes", conclusion="Diperbaiki sebelum 1 Desember")
    first = client.get(address)
    assert (first.status_code, first.content[:2]) == (200, b"PK")
    assert client.get(address).content == first.content
    pdf = client.get(reverse("testing:minutes", args=[planned.case_id, 1, "pdf"]))
    assert pdf.content.startswith(b"%PDF")
    assert b'href="%s"' % address.encode() in client.get(reverse("testing:run", args=[planned.case_id, 1])).content

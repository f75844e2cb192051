"""The development team, found, added and named on its page."""

from __future__ import annotations

from typing import Any

import pytest

from runut.cases import queries
from tests.builders import begin
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.cases.asking import address, text_of

pytestmark = pytest.mark.django_db


def test_the_team_is_found_added_and_named_without_losing_what_is_typed(office: Cast) -> None:
    story = begin(office, to=2)
    client = client_of(office.registrar)
    found = text_of(client.post(address("team", story), {"search": "yes", "person": "dewi"}))
    assert f'name="add" value="{office.developer_one}"' in found
    listed = {"user_id": [office.developer_two], "role": ["Analis"], "from_on": ["2026-11-23"]}
    added = text_of(client.post(address("team", story), {**listed, "add": office.developer_one}))
    assert 'value="Analis"' in added
    assert "Dewi Contoh" in added
    whole = {"user_id": [office.developer_two, office.developer_one], "role": ["Analis", ""], "from_on": ["2026-11-23"] * 2, "save": "yes"}
    assert client.post(address("team", story), whole).status_code == 422
    assert client.post(address("team", story), whole | {"role": ["Analis", "Ketua"]}).status_code == 302
    assert [one.role for one in queries.team(case_id=story.case_id)] == ["Analis", "Ketua"]
    gone = text_of(client.post(address("team", story), {**listed, "drop": office.developer_two}))
    assert 'name="user_id"' not in gone


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"user_id": ["x"], "role": ["a"], "from_on": ["2026-11-23"]},
        {"user_id": ["999999"], "role": ["a"], "from_on": ["2026-11-23"]},
        {"user_id": ["1"], "role": ["a"], "from_on": ["kapan"]},
    ],
)
def test_a_team_of_nonsense_is_refused_on_the_page(office: Cast, data: dict[str, Any]) -> None:
    story = begin(office, to=2)
    assert client_of(office.registrar).post(address("team", story), {"save": "yes", **data}).status_code == 422


def test_the_team_is_not_named_by_others(office: Cast) -> None:
    story = begin(office, to=2)
    data = {"save": "yes", "user_id": [office.developer_one], "role": ["a"], "from_on": ["2026-11-23"]}
    assert client_of(office.technical_one).post(address("team", story), data).status_code == 403

"""Choosing experts: what each is doing over all cases is seen, and the team's letter of assignment says who does what."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from runut.cases.queries import loads
from tests.builders import Story, another, begin
from tests.cast import Cast
from tests.clients import client_in
from tests.formats.pdf_text import page_texts


@pytest.fixture
def story(office: Cast) -> Story:
    return begin(office, to=2)


def test_the_open_cases_of_each_are_told_with_activity_and_end(story: Story) -> None:
    busy = another(story.cast, title="Pendaftaran Vaksin").to(3)
    done = another(story.cast, title="Sudah Selesai").to(0)
    developer, other = story.cast.developer_one, story.cast.technical_two
    who = story.cast.standing(story.cast.registrar)
    found = loads(user_ids=[developer, other], who=who, on=story.cast.today, at=busy.at, besides=story.case_id)
    assert [(one.case.id, one.case.activity, one.role) for one in found[developer]] == [(busy.case_id, 3, "Pengembang")]
    assert found[developer][0].case.due_at is not None and done.case_id != busy.case_id
    assert found[other] == []
    assert loads(user_ids=[developer], who=who, on=story.cast.today, at=busy.at, besides=busy.case_id)[developer] == []


def test_one_case_or_five_cost_as_many_queries(story: Story) -> None:
    who, counts = story.cast.standing(story.cast.registrar), []
    for number in (1, 4):
        for each in range(number):
            another(story.cast, title=f"Aplikasi {number} {each}").to(3)
        with CaptureQueriesContext(connection) as asked:
            loads(user_ids=[story.cast.developer_one, story.cast.developer_two], who=who, on=story.cast.today, at=story.at)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 3


def test_the_page_of_the_team_shows_it_beside_each_person(story: Story) -> None:
    busy = another(story.cast, title="Pendaftaran Vaksin").to(3)
    number = busy.page().case.number
    address = reverse("cases:team", args=[story.case_id])
    name = story.cast.standing(story.cast.developer_one).name
    shown = client_in(story, "registrar").post(address, {"person": name, "search": "yes"}).content.decode()
    assert f"{number} · Pengembang · kegiatan 3" in shown
    assert "proyek lain" not in client_in(story, "user").post(address, {"person": name, "search": "yes"}).content.decode()


def test_the_letter_names_everybody_with_role_and_day(story: Story) -> None:
    address = reverse("cases:assignment", args=[story.case_id, "pdf"])
    assert client_in(story, "user").get(address).status_code == 404, "nobody is assigned yet"
    story.name_team()
    answer = client_in(story, "registrar").get(address)
    assert answer["Content-Type"] == "application/pdf"
    text = re.sub(r"[\s\u200b]", "", "".join(page_texts(answer.content)))
    names = [story.cast.standing(one).name for one in (story.cast.developer_one, story.cast.developer_two, story.cast.division_head)]
    assert all(re.sub(r"\s", "", name) in text for name in names)
    assert "SURATTUGAS" in text and "Pengembang" in text and "23November2026" in text
    assert client_in(story, "outsider").get(address).status_code == 404
    word = client_in(story, "registrar").get(address.replace(".pdf", ".docx"))
    assert word.headers["Content-Disposition"].endswith('.docx"')
    (table,) = [one for one in docx.Document(BytesIO(word.content)).tables if len(one.columns) == 6]
    assert [row.cells[1].text for row in table.rows][1:] == names[:2]
    assert client_in(story, "registrar").get(address.replace(".pdf", ".odt")).status_code == 404

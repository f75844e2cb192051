"""The auditor's page, the filled-in sheet and the case file as they come through the browser's door."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from runut.formats.casefile import verified
from runut.reports import queries
from runut.reports.queries import AGENT
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_of
from tests.formats.pdf_text import page_texts

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(AT + timedelta(days=40), tick=False):
        yield


@pytest.fixture
def story() -> Story:
    return begin(cast(AT), to=5)


@pytest.fixture
def get(story: Story) -> Callable[..., Any]:
    def asked(name: str, user_id: int, **query: str) -> Any:
        client = client_of(user_id)
        return client.get(reverse(f"reports:{name}", args=[story.case_id]), query)

    return asked


def test_the_page_answers_with_the_events_that_prove_it(story: Story, get: Callable[..., Any]) -> None:
    story.reject("Jadwal terlalu singkat", "Perpanjang jadwal")
    story.file("schedule", ends_on=date(2027, 5, 3))
    text = get("audit", story.cast.auditor).content.decode()
    assert "Tono Contoh" in text
    assert "Jadwal terlalu singkat" in text
    assert "Berubah setelah keputusan ini:" in text
    found = queries.access_audit(case_id=story.case_id, who=story.cast.standing(story.cast.auditor)).found
    proof = found.decisions[-1].changes[0].event
    assert f"?event={proof}" in text


def test_a_proof_leads_to_the_event_itself(story: Story) -> None:
    client = client_of(story.cast.auditor)
    page = client.get(reverse("cases:history", args=[story.case_id]), {"event": "3"})
    assert [one.number for one in page.context["entries"]] == [3, 2, 1]
    whole = client.get(reverse("cases:history", args=[story.case_id]), {"event": "²x"})
    assert whole.context["entries"][0].number == story.page().case.events


def test_late_work_says_by_how_much_and_who_had_it(story: Story, get: Callable[..., Any]) -> None:
    story.at += timedelta(days=9)
    story.to(6)
    text = get("audit", story.cast.division_head).content.decode()
    assert "terlambat 7 hari" in text
    assert "1 dari 5 yang bertenggat terlambat" in text


def test_it_asks_the_database_as_often_for_a_long_history(story: Story, get: Callable[..., Any]) -> None:
    get("audit", story.cast.auditor)
    with CaptureQueriesContext(connection) as short:
        get("audit", story.cast.auditor)
    story.reject("x", "y")
    story.to(9)
    with CaptureQueriesContext(connection) as long:
        get("audit", story.cast.auditor)
    assert len(long) <= len(short) + 1  # the remarks that are open


def test_the_sheet_is_the_official_form_with_what_happened(story: Story, get: Callable[..., Any]) -> None:
    story.reject("Jadwal terlalu singkat", "Perpanjang jadwal")
    response = get("sheet", story.cast.user)
    text = "".join(page_texts(response.content))
    assert response["Content-Type"] == "application/pdf"
    for said in ("TonoContoh:Tidak", "Putaran2:", "tepatwaktu", "PA-2026-0001SistemAntrean", story.page().case.head[:20]):
        assert said in text
    assert get("sheet", story.cast.user).content == response.content


def test_the_case_file_is_streamed_with_its_length_and_proves_itself(
    story: Story, get: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "print_pdf", lambda procedure: b"%PDF")
    response = get("case_file", story.cast.registrar)
    content = b"".join(response.streaming_content)
    assert response["Content-Disposition"] == 'attachment; filename="PA-2026-0001.zip"'
    assert int(response["Content-Length"]) == len(content)
    assert verified(io.BytesIO(content), agent=AGENT).head == story.page().case.head


def test_who_does_not_get_the_case_file_is_told_who_does(story: Story, get: Callable[..., Any]) -> None:
    refused = get("case_file", story.cast.developer_one)
    assert refused.status_code == 403
    assert "diberikan kepada para kepala" in refused.content.decode()
    page = get("audit", story.cast.developer_one).content.decode()
    assert "case-file.zip" not in page
    assert "case-file.zip" in get("audit", story.cast.bureau_head).content.decode()

"""Drafts larger than the usual form: saved whole up to their bound, refused with a sentence beyond it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.test import Client

from runut.core.errors import Refused
from runut.formats import toml
from runut.procedures import queries, services
from runut.procedures.drafting import editing
from runut.procedures.drafting.content import of_file
from tests.cast import Cast
from tests.clients import client_of
from tests.doors.procedures.asking import AT, text_of
from tests.doors.procedures.editor import activity_of, address_of, sent_of
from tests.formats.procedures import grown

pytestmark = pytest.mark.django_db


def large(office: Cast, rows: int, performers: int) -> int:
    content = of_file(toml.plain(grown(rows, performers=performers)))
    return services.start_draft(content=content, who=office.standing(office.registrar), at=AT)


def as_a_browser(client: Client, address: str, sent: dict[str, str]) -> Any:
    return client.post(address, urlencode(sent), content_type="application/x-www-form-urlencoded")


def test_an_sop_of_sixty_activities_and_twelve_performers_is_saved_whole_without_javascript(office: Cast) -> None:
    draft = large(office, 60, 12)
    client = client_of(office.registrar)
    sent = sent_of(client.get(address_of(draft)))
    assert len(sent) > settings.DATA_UPLOAD_MAX_NUMBER_FIELDS
    last = queries.draft_view(draft).content["rows"][-1]["id"]
    assert as_a_browser(client, address_of(draft), sent | {f"row.{last}.note": "Sampai di sini"}).status_code == 302
    assert activity_of(draft, 60)["note"] == "Sampai di sini"
    assert {key: value for key, value in activity_of(draft, 60).items() if key != "note"} == toml.plain(grown(60, performers=12))[
        "activity"
    ][59]


def test_a_form_with_more_fields_than_any_sop_is_refused_with_a_sentence(office: Cast, draft: int) -> None:
    client = client_of(office.registrar)
    response = as_a_browser(client, address_of(draft), {f"row.1.part.{number}": "" for number in range(20_001)})
    assert response.status_code == 413
    assert queries.draft_row(draft).counter == 1


def test_a_form_that_is_no_table_keeps_the_usual_limit(office: Cast, draft: int) -> None:
    response = as_a_browser(client_of(office.registrar), address_of(draft, "submit"), {f"a{number}": "" for number in range(1_001)})
    assert response.status_code == 413


def test_a_long_form_needs_its_token_all_the_same(office: Cast, draft: int) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(get_user_model().objects.get(pk=office.registrar))
    page = client.get(address_of(draft))
    sent = sent_of(page)
    assert as_a_browser(client, address_of(draft), sent).status_code == 403
    token = page.context["csrf_token"]
    assert as_a_browser(client, address_of(draft), sent | {"csrfmiddlewaretoken": str(token)}).status_code == 302


def test_an_sop_that_is_too_large_for_the_browser_is_refused_and_a_full_one_takes_no_more(office: Cast) -> None:
    with pytest.raises(Refused) as refused:
        large(office, 301, 4)
    assert refused.value.reasons[0].code == "draft_large"
    full = of_file(toml.plain(grown(300, performers=40)))
    assert editing.add_row(full) == editing.split_row(full, full["rows"][0]["id"]) == editing.add_column(full) == full


def test_the_page_of_a_full_sop_says_so(office: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runut.procedures.desk.values.MOST_ROWS", 5)
    monkeypatch.setattr("runut.procedures.desk.values.MOST_COLUMNS", 3)
    page = client_of(office.registrar).get(address_of(large(office, 5, 3)))
    assert "SOP di sini memuat paling banyak 5 kegiatan" in text_of(page)
    assert "SOP di sini memuat paling banyak 3 pelaksana" in text_of(page)
    assert "add-row" not in page.content.decode() and "add-column" not in page.content.decode()

"""The report takes over what run sheet, comparison and build comparison of its round say, with a place for what people conclude."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from runut.acceptance import services
from runut.acceptance.services import Carried, Shown
from runut.documents.queries import current_form
from tests.builders import Story
from tests.rooms.acceptance.presented import file_comparison, judge, judge_all, to_comparison

WRITTEN = {
    "installed_on": "2026-11-23",
    "server": "srv-1",
    "build": "v1.0",
    "installed_by": "Tono",
    "guide_note": "",
    "conclusion": "Dapat diterima dengan catatan.",
    "base": "0",
}


def asked(story: Story) -> dict[str, Any]:
    return {"case_id": story.case_id, "who": story.cast.standing(story.cast.technical_one), "at": story.at}


@pytest.fixture
def compared(story: Story) -> Story:
    """A case whose run sheet and comparison are filed."""
    to_comparison(story)
    carried = Carried(text="Buka port 5432", result="silent", observed="Sambungan ditolak", minutes=25)
    services.add_step(**asked(story), carried=carried, shown=Shown())
    services.file_run_sheet(**asked(story))
    judge_all(story, feature_2="differs")
    file_comparison(story)
    return story


def signed_in(story: Story, client: Client, by: int | None = None) -> str:
    client.force_login(get_user_model().objects.get(pk=by or story.cast.technical_one))
    return reverse("acceptance:installation", args=[story.case_id, "installation_report"])


def test_what_is_filed_stands_in_the_form_and_the_typed_table_is_gone(compared: Story, client: Client) -> None:
    page = client.get(signed_in(compared, client)).content.decode()
    assert "Buka port 5432: Sambungan ditolak" in page
    assert 'value="Tono Contoh"' in page
    assert 'name="items-TOTAL_FORMS"' not in page


def test_without_a_comparison_the_table_is_typed_as_before(story: Story, client: Client) -> None:
    story.to(8)
    address = signed_in(story, client)
    assert 'name="items-TOTAL_FORMS"' in client.get(address).content.decode()
    rows = {"items-TOTAL_FORMS": "1", "items-INITIAL_FORMS": "0", "items-0-presented": "Masuk", "items-0-result": "matches"}
    assert client.post(address, WRITTEN | rows).status_code == 302
    found = current_form(case_id=story.case_id, key="installation_report", form="installation")
    assert found is not None and found[1]["items"][0]["presented"] == "Masuk" and "comparison" not in found[1]


def test_it_is_filed_with_its_parts_and_read_as_page_and_letters(compared: Story, client: Client) -> None:
    assert client.post(signed_in(compared, client), WRITTEN).status_code == 302
    found = current_form(case_id=compared.case_id, key="installation_report", form="installation")
    assert found is not None
    version, content = found
    comparison = current_form(case_id=compared.case_id, key="", form="comparison")
    assert comparison is not None and content["comparison"]["paper"]["sha256"] == comparison[0].sha256
    assert content["comparison"]["lines"] == comparison[1]["lines"]
    assert content["run_sheet"]["steps"][0]["result"] == "silent"
    page = client.get(reverse("documents:version", args=[version.id])).content.decode()
    for text in ("Dapat diterima dengan catatan.", "F2 Daftar antrean", "berbeda", "Buka port 5432", "tidak di petunjuk"):
        assert text in page
    for ending, start in (("pdf", b"%PDF-"), ("docx", b"PK")):
        answer = client.get(reverse("documents:letter", args=[version.id, ending]))
        assert answer.content.startswith(start)
    compared.certify()
    assert compared.activity == 9


def test_a_comparison_that_is_filed_anew_asks_for_the_report_again(compared: Story, client: Client) -> None:
    address = signed_in(compared, client)
    client.post(address, WRITTEN)
    assert compared.page().missing == ()
    judge(compared, "feature-2", "missing", version=1)
    file_comparison(compared)
    assert [one.code for one in compared.page().missing] == ["output_unfiled"]
    found = current_form(case_id=compared.case_id, key="installation_report", form="installation")
    assert found is not None
    assert client.post(address, WRITTEN | {"base": str(found[0].id)}).status_code == 302
    assert compared.page().missing == ()


def test_the_unit_and_the_auditor_read_and_do_not_write(compared: Story, client: Client) -> None:
    for by in (compared.cast.user, compared.cast.auditor):
        address = signed_in(compared, client, by)
        for name in ("overview", "run_sheet", "comparison"):
            assert client.get(reverse(f"acceptance:{name}", args=[compared.case_id])).status_code == 200
        assert client.post(address, WRITTEN).status_code == 403
        assert client.post(reverse("acceptance:line", args=[compared.case_id, "feature-1"]), {"verdict": "missing"}).status_code == 403
    assert current_form(case_id=compared.case_id, key="installation_report", form="installation") is None

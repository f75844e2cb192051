"""Business flows through their pages: drawn in the browser, taken from a file without JavaScript, read by other programs."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from runut.formats.bpmn.diagram import tidy
from runut.planning.queries.flows import KEY, FlowView, flows
from runut.planning.services.flows import EMPTY
from tests.builders import Story, begin
from tests.cast import cast
from tests.clients import client_of
from tests.formats.test_bpmn_diagram import FLOW

AT = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture
def story(db: None, tmp_path: Path, settings: Settings) -> Story:
    """A case at activity 3."""
    settings.FILES_FOLDER = tmp_path / "files"
    return begin(cast(AT), to=3)


@pytest.fixture
def client(story: Story) -> Client:
    """The browser of a developer."""
    found = client_of(story.cast.developer_one)
    return found


def only(story: Story) -> FlowView:
    (one,), _others = flows(story.case_id)
    return one


def address(story: Story, name: str) -> str:
    return reverse(f"planning:{name}", args=[story.case_id, only(story).id])


def test_a_file_is_taken_shown_and_filed_by_plain_forms(story: Story, client: Client) -> None:
    sent = SimpleUploadedFile("Alur_pendaftaran.bpmn", FLOW)
    shown = client.post(reverse("planning:flows", args=[story.case_id, KEY]), {"upload": sent}, follow=True)
    page = shown.content.decode()
    assert "Alur pendaftaran" in page
    assert "Warga datang" in page, "the diagram in words"
    client.post(address(story, "flow_file"))
    assert only(story).filed
    replaced = client.post(address(story, "flow_upload"), {"upload": SimpleUploadedFile("x.bpmn", EMPTY)}, follow=True)
    assert "lebih baru daripada versi 1" in replaced.content.decode()


def test_a_damaged_file_gets_its_sentence_and_status(story: Story, client: Client) -> None:
    sent = SimpleUploadedFile("alur.bpmn", FLOW[:700])
    answer = client.post(reverse("planning:flows", args=[story.case_id, KEY]), {"upload": sent})
    assert answer.status_code == 422
    assert "rusak" in answer.content.decode()


def test_what_is_drawn_is_saved_under_its_revision_or_refused_in_words(story: Story, client: Client) -> None:
    client.post(reverse("planning:flows", args=[story.case_id, KEY]), {"draw": "yes", "name": "Pendaftaran"})
    save = address(story, "flow_save")
    first = client.post(save, {"xml": FLOW.decode(), "revision": "1"})
    assert first.json() == {"revision": 2}
    second = client.post(save, {"xml": EMPTY.decode(), "revision": "1"})
    assert second.status_code == 409
    assert second.json()["code"] == "flow_newer"
    assert "Dewi Contoh" in second.json()["reasons"][0]
    third = client.post(save, {"xml": "<svg/>", "revision": "2"})
    assert (third.status_code, third.json()["code"]) == (422, "bpmn_broken")
    for nonsense in ("", "0", "-1", "x", "²", "9" * 30):
        assert client.post(save, {"xml": FLOW.decode(), "revision": nonsense}).status_code == 422


def test_other_programs_get_the_bpmn_to_save_and_our_own_drawing(story: Story, client: Client) -> None:
    client.post(reverse("planning:flows", args=[story.case_id, KEY]), {"upload": SimpleUploadedFile("Alur.bpmn", FLOW)})
    saved = client.get(address(story, "flow_bpmn"))
    assert saved.content == tidy(FLOW)
    assert saved["Content-Disposition"].startswith('attachment; filename="Alur.bpmn"')
    drawing = client.get(address(story, "flow_svg"))
    assert drawing["Content-Type"] == "image/svg+xml"
    assert drawing["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert b"onclick=&quot;" in drawing.content, "a name is text and nothing else"
    assert client.get(address(story, "flow_svg") + "?version=9").status_code == 404


def test_an_earlier_version_is_shown_as_it_was(story: Story, client: Client) -> None:
    client.post(reverse("planning:flows", args=[story.case_id, KEY]), {"upload": SimpleUploadedFile("Alur.bpmn", FLOW)})
    client.post(address(story, "flow_file"))
    client.post(address(story, "flow_save"), {"xml": EMPTY.decode(), "revision": "1"})
    assert "Warga datang" not in client.get(address(story, "flow")).content.decode()
    assert "Warga datang" in client.get(address(story, "flow") + "?version=1").content.decode()

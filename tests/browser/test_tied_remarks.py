"""Remarks tied to a feature, a spot of a screen and an element of a diagram: drafted, decided, answered, and judged in the next round.

The office is a small one of its own, whose plan was drawn up with every tool.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django import Settings

from runut.documents.queries import papers_of
from runut.planning.services import FeatureText, add_feature, change_feature, file_features
from runut.planning.services.flows import begin_flow, file_flow
from runut.planning.services.screens import add_screens, add_version
from tests.browser import acts
from tests.browser.conftest import Seat
from tests.browser.eyes import faults
from tests.builders import Story, begin
from tests.cast import cast
from tests.formats.test_bpmn_diagram import FLOW
from tests.rooms.planning.gallery import staged


@pytest.fixture
def story(seat: Seat, settings: Settings, tmp_path: Path) -> Story:
    """A case that waits for the response to a plan with features, a screen and a business flow."""
    settings.FILES_FOLDER = tmp_path / "files"
    made = begin(cast(datetime.now(UTC) - timedelta(days=1))).to(2)
    made.name_team(made.cast.developer_one)
    made.to(3)
    for name in ("Ambil nomor", "Cetak laporan"):
        add_feature(text=FeatureText(name=name, criteria="Nomor tercetak"), **team(made))
    file_features(name="Dokumen analisis", **team(made))
    add_screens(files=[(staged(acts.png()), "Masuk.png")], **team(made))
    file_flow(flow_id=begin_flow(name="Pendaftaran", data=FLOW, **team(made)), **team(made))
    return made.to(5)


def team(story: Story) -> dict[str, Any]:
    story.at += timedelta(milliseconds=1)
    return {"case_id": story.case_id, "who": story.cast.standing(story.cast.developer_one), "at": story.at}


def test_tied_remarks_go_from_the_form_to_the_next_round(story: Story, seat: Seat) -> None:
    found: list[str] = []
    member = seat(story.cast.technical_two, "id")
    _drafted(story, member, found)
    decider = seat(story.cast.technical_one, "id")
    decider.goto(reverse("cases:case", args=[story.case_id]))
    decider.check("#outcome-rejected")
    decider.fill("#act-reason", "Belum matang")
    decider.locator("#act .form-actions button[type=submit]").click()
    expect(decider.locator("#flash .notice-success")).to_be_visible()

    developer = seat(story.cast.developer_one, "en")
    developer.goto(reverse("cases:case", args=[story.case_id]))
    expect(developer.locator("#remarks")).to_contain_text("Masuk, versi 1, ")
    found += faults(developer, name="tied remarks to answer")
    story.at = datetime.now(UTC)
    change_feature(number=1, text=FeatureText(name="Ambil nomor", criteria="Dalam 3 detik"), version=1, **team(story))
    file_features(name="Dokumen analisis", **team(story))
    screen = next(one.id for one in papers_of(story.case_id) if one.title == "Masuk")
    add_version(document_id=screen, upload=staged(acts.png(300, 100)), filename="b.png", **team(story))
    assert acts.answer(developer) == 3
    story.at = datetime.now(UTC)
    story.to(5)

    member.goto(reverse("reviews:response", args=[story.case_id]))
    expect(member.locator("#remark-1 .since")).to_contain_text("berubah sejak catatan")
    expect(member.locator("#remark-2 del")).to_have_text("Nomor tercetak")
    expect(member.locator("#remark-3 .since")).to_contain_text("tidak berubah sejak catatan")
    found += faults(member, name="answers to tied remarks")
    member.locator("#remark-1 .since a").last.click()
    expect(member.locator(".screen-sides.is-two img")).to_have_count(2)
    expect(member.locator(".spot.is-marked")).to_have_count(2)
    found += faults(member, name="a marked spot beside the earlier picture")
    member.goto(reverse("reviews:response", args=[story.case_id]))
    member.locator("#remark-1 button[name=close]").click()
    expect(member.locator("#remark-1 .badge").first).to_be_visible()
    member.fill("#why-3", "Alurnya masih sama")
    member.locator("#remark-3 button[name=reopen]").click()
    expect(member.locator("#remark-3")).to_contain_text("Alurnya masih sama")
    assert not found, "\n".join(found)


def _drafted(story: Story, page: Page, found: list[str]) -> None:
    """Press a spot on a screen, choose a feature, and begin at an element of the diagram itself."""
    page.goto(reverse("reviews:response", args=[story.case_id]))
    page.fill("[name=text]", "Tombol masuk terlalu kecil")
    screen = page.locator("[name=thing] option[value^='screen:']").first.get_attribute("value")  # its document has the same name
    page.select_option("[name=thing]", screen)
    picture = page.locator("#tied img")
    expect(picture).to_be_visible()
    picture.scroll_into_view_if_needed()
    box = picture.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 0.25, box["y"] + box["height"] * 0.5)
    expect(page.locator("#id_x")).to_have_value(re.compile(r"2[45](\.\d+)?"))
    expect(page.locator("[name=text]")).to_have_value("Tombol masuk terlalu kecil")
    found += faults(page, name="a remark on a spot")
    page.locator("button[name=draft]").click()
    page.fill("[name=text]", "Kriteria penerimaannya kurang")
    page.select_option("[name=thing]", label="F1 Ambil nomor")
    page.locator("button[name=draft]").click()
    expect(page.locator(".remark")).to_have_count(2)
    page.goto(reverse("planning:flows", args=[story.case_id, "business_flow"]))
    page.get_by_role("link", name="Pendaftaran", exact=True).first.click()
    page.locator("section[aria-labelledby=versions] a[href='?version=1']").click()
    page.locator("tr:has(th:has-text('Lengkap?'))").get_by_role("link", name="Beri catatan").click()
    expect(page.locator("[name=thing] option:checked")).to_have_text("Pendaftaran: Lengkap?")
    page.fill("[name=text]", "Alur penolakan belum ada")
    page.locator("button[name=draft]").click()
    expect(page.locator(".remark")).to_have_count(3)
    found += faults(page, name="drafted tied remarks")

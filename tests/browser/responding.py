"""A response prepared by two members at two desks, one of them a phone, before anybody decides: part of the journey of who decides on the case."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.eyes import faults, fits
from tests.browser.office import PHONE, Door

CASE = "Antrean Layanan Terpadu (contoh)"
"""It waits for the technical team's response."""


def members_draft_read_and_give_their_views(door: Door) -> None:
    """Leave views behind, and no remark."""
    member = door("teknis.2")
    _open(member)
    expect(member.locator("button[name=give]")).to_have_count(0)
    assert faults(member, both=True) == []
    member.locator("button[name=draft]").click()
    expect(member.locator("[data-focus], .error-summary").first).to_be_visible()
    assert faults(member, both=True) == []
    member.fill("[name=text]", "Jadwal terlalu singkat untuk pengujian")
    member.locator("[name=thing] option", has_text="Jadwal").first.evaluate("one => { one.selected = true }")
    member.fill("[name=place]", "hlm. 2")
    member.locator("button[name=draft]").click()
    expect(member.locator(".remark", has_text="Jadwal terlalu singkat")).to_contain_text("hlm. 2")
    member.locator("button[name=read]").click()
    member.check("[name=view][value=disagree]")
    member.fill("#id_reason", "Belum memuat uji penetrasi")
    member.locator("button[name=give]").click()
    expect(member.locator(".attendees")).to_contain_text("Belum memuat uji penetrasi")
    assert faults(member, both=True) == []

    phone = door("teknis.1", viewport=PHONE, is_mobile=True, has_touch=True)
    _open(phone, back=True)
    expect(phone.locator(".advice")).to_be_visible()
    assert faults(phone, both=True) == [] and fits(phone)
    phone.check("#outcome-approved")
    phone.locator("#act .form-actions button[type=submit]").tap()
    expect(phone.locator("#act .refusal-error")).to_be_in_viewport()  # what must be fixed stands against approving
    assert faults(phone, both=True) == [] and fits(phone)
    phone.locator(".advice a").tap()
    expect(phone.locator("button[name=take_back]").first).to_be_visible()
    assert faults(phone, both=True) == [] and fits(phone)
    phone.locator("button[name=take_back]").first.tap()
    expect(phone.locator("#flash .notice-success")).to_be_visible()


def a_remark_is_drafted_without_script(door: Door) -> None:
    """Draft a suggestion and take it back."""
    member = door("teknis.2", java_script_enabled=False)
    _open(member)
    member.fill("[name=text]", "Tambahkan ekspor data")
    member.check("[name=weight][value=suggestion]")
    member.locator("button[name=draft]").click()
    expect(member.locator(".remark", has_text="Tambahkan ekspor data")).to_be_visible()
    member.locator("button[name=take_back]").click()
    expect(member.locator(".remark")).to_have_count(0)


def _open(page: Page, *, back: bool = False) -> None:
    page.goto("/cases/?q=Antrean")
    page.get_by_role("link", name=CASE, exact=True).first.click()
    if not back:
        page.locator(".advice a").click()

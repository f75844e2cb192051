"""Every step of the SOP without JavaScript: plain links, plain forms."""

from __future__ import annotations

from functools import cache
from secrets import token_hex

from playwright.sync_api import Page, expect

from tests.browser import acts
from tests.browser.office import Door
from tests.browser.walk import Walk


def test_a_case_goes_through_the_whole_sop_without_javascript(door: Door) -> None:
    def window(account: str) -> Page:
        return door(account, java_script_enabled=False)

    walk = Walk(at_the_desk_of=cache(window), title=f"Layanan Tanpa Skrip {token_hex(2)}")
    walk.begin()
    walk.step("subbag", 1)
    walk.step("kabid", 1, acts.approve)
    walk.step("subbag", 2)
    walk.step("pengembang.1", 3)
    walk.step("pengembang.1", 4)
    acts.reject(walk.turn("teknis.1", 5), "Belum lengkap", "Jadwal terlalu singkat", "Alur penolakan belum ada")
    assert acts.answer(walk.turn("pengembang.1", 3)) == 2
    walk.step("pengembang.1", 3)
    walk.step("pengembang.1", 4)
    walk.step("teknis.1", 5, acts.approve)
    walk.step("pengembang.1", 6)
    walk.step("pengembang.1", 7)
    walk.step("teknis.1", 8)
    walk.step("teknis.1", 9, acts.approve)
    walk.step("pengembang.1", 10)
    walk.step("subbag", 10)
    walk.step("kabid", 10)
    acts.stands_at(walk.step("karo", 10), 0)


def test_what_stands_beside_the_flow_works_without_javascript(door: Door) -> None:
    page = door("subbag", java_script_enabled=False)
    title = f"Jeda Tanpa Skrip {token_hex(2)}"
    page.goto("/cases/new/")
    page.fill("[name=title]", title)
    page.select_option("[name=unit]", index=1)
    page.locator("main form button[type=submit]").click()
    page.locator(".acts a[href$='/hold/']").click()
    page.fill("[name=why]", "Menunggu anggaran perubahan")
    page.locator("button[name=confirm]").click()
    expect(page.locator(".notice-warning")).to_contain_text("Menunggu anggaran perubahan")
    page.locator(".acts a[href$='/resume/']").click()
    page.fill("[name=why]", "Anggaran sudah turun")
    page.locator("button[name=confirm]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
    page.locator("nav.nav-wide a[href='/cases/']").click()
    page.fill("#toolbar-q", title)
    page.locator(".toolbar button[type=submit]").click()
    expect(page.locator("#results tbody tr")).to_have_count(1)

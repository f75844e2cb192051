"""A presentation planned at a desk, its code shown on the wall, and the list signed by thumb on a phone of 390 pixels."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import Page, expect

from tests.browser.acts import TODAY
from tests.browser.eyes import faults, fits
from tests.browser.office import PHONE, Door

CASE = "Pelaporan Panen (contoh)"
"""A case that no other journey moves; planning its presentation leaves it where it stands."""


def test_a_list_is_signed_on_ones_own_phone(door: Door) -> None:
    host = door("subbag")
    host.goto("/cases/?q=Panen")
    host.get_by_role("link", name=CASE, exact=True).first.click()
    host.locator(".tabs a[href$='/presentations/']").click()
    assert faults(host) == []
    _plan(host)
    host.locator("main a[href$='/room/']").first.click()
    host.locator("button[name=attendance][value=open]").click()
    code = host.locator(".code-letters").inner_text().strip()
    assert faults(host) == []

    phone = door("kabid", viewport=PHONE, is_mobile=True, has_touch=True)
    phone.goto("/attendance/")
    assert faults(phone) == [] and fits(phone)
    phone.fill("[name=code]", f"{code[:3].lower()} {code[3:]}")
    phone.locator("main form button[type=submit]").tap()
    expect(phone.locator(".attend")).to_contain_text(CASE)
    assert faults(phone) == [] and fits(phone)
    phone.locator(".attend-button").tap()
    expect(phone.locator(".attend .notice-success")).to_be_in_viewport()
    assert faults(phone) == [] and fits(phone)

    expect(host.locator(".attendees li")).to_have_count(1, timeout=15_000)  # by itself: nobody reloads the wall
    host.fill("[name=name]", "Rina Contoh")
    host.locator("button[name=enter]").click()
    expect(host.locator(".attendees li")).to_have_count(2)
    host.locator(".ways a").last.click()
    expect(host.locator("#attended ~ *, section[aria-labelledby=attended] .attendees li").last).to_be_visible()
    assert faults(host) == []


def test_without_script_the_wall_is_asked_again_by_a_link(door: Door) -> None:
    host = door("subbag", java_script_enabled=False)
    host.goto("/cases/?q=Benih")
    host.get_by_role("link", name="Katalog Benih dan Bibit (contoh)", exact=True).first.click()
    host.goto(host.url + "presentations/plan/result_presentation/")
    _fill(host)
    host.locator("main a[href$='/room/']").first.click()
    host.locator("button[name=attendance][value=open]").click()
    code = host.locator(".code-letters").inner_text().strip()
    phone = door("kabid", viewport=PHONE, java_script_enabled=False)
    phone.goto(f"/attendance/?code={code}")
    phone.locator(".attend-button").click()
    expect(phone.locator(".attend .notice-success")).to_be_visible()
    host.locator(".room-code a").click()
    expect(host.locator(".attendees li")).to_have_count(1)


def test_the_team_page_tells_what_experts_do_and_can_be_used_by_everybody(door: Door) -> None:
    page = door("subbag")
    page.goto("/cases/?q=Panen")
    page.get_by_role("link", name="Pelaporan Panen (contoh)", exact=True).first.click()
    page.goto(page.url + "team/?person=contoh")
    expect(page.locator(".found .load").first).to_be_visible()
    assert faults(page) == []


def _plan(page: Page) -> None:
    page.locator("main a[href*='/presentations/plan/plan_presentation/']").click()
    assert faults(page) == []
    page.locator(".plan-form .form-actions button[type=submit]").click()
    expect(page.locator(".error-summary, [data-focus]").first).to_be_visible()
    _fill(page)
    assert faults(page) == []


def _fill(page: Page) -> None:
    page.fill("[name=held_on]", (TODAY + timedelta(days=3)).isoformat())
    page.fill("[name=began_at]", "09:00")
    page.fill("[name=ended_at]", "11:00")
    page.fill("[name=place]", "Aula lantai 2")
    page.locator(".plan-form .form-actions button[type=submit]").click()
    expect(page.locator("#flash .notice-success")).to_be_visible()
